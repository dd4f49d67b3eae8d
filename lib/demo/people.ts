/** Why Microsoft closed a grant, in the sandbox's words. */
export type Closing =
  | 'password_reset'
  | 'admin_revoked'
  | 'inactive'
  | 'sign_in_frequency'
  | 'account_disabled'
  | 'consent_removed';

/** How far a person of the demo came. Days count back from now. */
type Fate =
  | { end: 'connected' /** Hours since a backend last fetched a token; absent: never. */; usedHours?: number }
  | { end: 'closed'; why: Closing; closedDays: number }
  | { end: 'reauthorized'; why: Closing; closedDays: number; againDays: number }
  | { end: 'declined' | 'waiting_for_admin' | 'at_microsoft' | 'opened' | 'unopened' };

export type DemoPerson = {
  name: string;
  username: string;
  integration: 'files' | 'mail';
  /** Days since their link was made. */
  days: number;
  /** For how many days the link can be used; a week where none is given. */
  lifeDays?: number;
  fate: Fate;
};

type Line = readonly [name: string, username: string, days: number, fate: Fate, lifeDays?: number];

const used = (usedHours: number): Fate => ({ end: 'connected', usedHours });
const closed = (why: Closing, closedDays: number): Fate => ({ end: 'closed', why, closedDays });

const files: readonly Line[] = [
  ['Mira Okafor', 'mira@contoso.sandbox', 29, used(0.1)],
  ['Jonas Lindqvist', 'jonas@contoso.sandbox', 29, used(0.4)],
  ['Ines Carvalho', 'admin@contoso.sandbox', 28, used(1)],
  ['Sam Whitlock', 'sam@outlook.sandbox', 28, used(3)],
  ['Hana Kolar', 'hana@contoso.sandbox', 27, closed('password_reset', 0.2)],
  ['Aiko Tanaka', 'aiko@contoso.sandbox', 26, used(0.2)],
  ['Ben Achterberg', 'ben@contoso.sandbox', 25, used(5)],
  ['Julia Stein', 'julia@contoso.sandbox', 25, closed('inactive', 11)],
  [
    'Farid Nassar',
    'farid@contoso.sandbox',
    24,
    { end: 'reauthorized', why: 'password_reset', closedDays: 16, againDays: 14 },
  ],
  ['Carla Mendes', 'carla@contoso.sandbox', 22, used(0.6)],
  ['Ivo Marin', 'ivo@contoso.sandbox', 21, closed('password_reset', 2.5)],
  ['Pia Lund', 'pia@outlook.sandbox', 20, used(26)],
  ['Tomas Reyes', 'admin@northwind.sandbox', 19, used(9)],
  ['Dinesh Rao', 'dinesh@contoso.sandbox', 17, used(0.3)],
  ['Kofi Mensah', 'kofi@contoso.sandbox', 16, closed('account_disabled', 5)],
  ['Maya Brandt', 'maya@contoso.sandbox', 14, used(2)],
  [
    'Greta Holm',
    'greta@contoso.sandbox',
    13,
    { end: 'reauthorized', why: 'admin_revoked', closedDays: 7, againDays: 6 },
  ],
  ['Ewa Nowicka', 'ewa@contoso.sandbox', 11, used(40)],
  ['Nils Aaltonen', 'nils@contoso.sandbox', 10, used(7)],
  ['Elif Demir', 'elif@contoso.sandbox', 9, closed('consent_removed', 1.2)],
  ['Umar Siddiqui', 'umar@outlook.sandbox', 6, { end: 'connected' }],
  ['Hugo Marsh', 'admin@adatum.sandbox', 23, { end: 'unopened' }, 7],
  ['Bram Visser', 'bram@contoso.sandbox', 18, { end: 'at_microsoft' }],
  ['Vera Lindholm', 'vera@adatum.sandbox', 15, { end: 'opened' }, 3],
  ['Dario Fontana', 'dario@contoso.sandbox', 12, { end: 'at_microsoft' }],
  ['Lena Vogt', 'lena@contoso.sandbox', 8, { end: 'declined' }, 14],
  ['Tessa Boyd', 'tessa@northwind.sandbox', 7, { end: 'unopened' }, 2],
  ['Luca Moretti', 'luca@contoso.sandbox', 5, { end: 'at_microsoft' }],
  ['Noor Haddad', 'noor@northwind.sandbox', 4, { end: 'waiting_for_admin' }, 14],
  ['Vita Sorensen', 'vita@outlook.sandbox', 3, { end: 'declined' }],
  ['Stefan Ilic', 'stefan@northwind.sandbox', 2, { end: 'waiting_for_admin' }, 14],
  ['Una Kelleher', 'una@contoso.sandbox', 0.1, { end: 'at_microsoft' }],
];

// The administrator comes first and consents for everybody in Fabrikam.
const mail: readonly Line[] = [
  ['Petra Novak', 'admin@fabrikam.sandbox', 27, used(0.5)],
  ['Marco Bruni', 'marco@fabrikam.sandbox', 23, used(0.8)],
  ['Nadia Petrov', 'nadia@fabrikam.sandbox', 18, used(4)],
  ['Oscar Lind', 'oscar@fabrikam.sandbox', 15, used(12)],
  ['Rosa Delgado', 'rosa@fabrikam.sandbox', 12, closed('sign_in_frequency', 3)],
  ['Priya Nair', 'priya@fabrikam.sandbox', 4, { end: 'connected' }],
  ['Lee Haruno', 'lee@fabrikam.sandbox', 1, { end: 'opened' }, 14],
  ['Quentin Roux', 'quentin@fabrikam.sandbox', 0.3, { end: 'unopened' }, 14],
];

const toPerson =
  (integration: DemoPerson['integration']) =>
  ([name, username, days, fate, lifeDays]: Line): DemoPerson => {
    return { name, username, integration, days, fate, ...(lifeDays !== undefined && { lifeDays }) };
  };

/** The forty people of the demo. All have accounts at the sandbox. */
export const people: readonly DemoPerson[] = [...files.map(toPerson('files')), ...mail.map(toPerson('mail'))];

/** A tenant whose administrator connects it as a whole. */
export type DemoTenant = { admin: string; domain: string; days: number; usedHours?: number; switchedOffDays?: number };

export const tenants: readonly DemoTenant[] = [
  { admin: 'admin@contoso.sandbox', domain: 'contoso.sandbox', days: 26, usedHours: 0.7 },
  { admin: 'admin@fabrikam.sandbox', domain: 'fabrikam.sandbox', days: 20, usedHours: 2 },
  { admin: 'admin@northwind.sandbox', domain: 'northwind.sandbox', days: 13, switchedOffDays: 1.5 },
];
