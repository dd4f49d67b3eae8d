import {
  type EndUser,
  isAdminNeeded,
  type LinkKind,
  type LinkLanguage,
  type LinkRow,
  type LinkState,
  linkStates,
  type OutcomeCode,
} from '#lib/links/schema';

export const STATE_LABELS: Readonly<Record<LinkState, string>> = {
  open: 'Open',
  opened: 'Opened',
  at_microsoft: 'At Microsoft',
  awaiting_admin: 'Awaiting admin',
  approved: 'Approved',
  connected: 'Connected',
  expired: 'Expired',
  revoked: 'Revoked',
};

export const STATE_OPTIONS = linkStates.map((value) => ({ value, label: STATE_LABELS[value] }));

export const KIND_LABELS: Readonly<Record<LinkKind, string>> = {
  connect: 'Connect link',
  reauthorize: 'Reauthorize link',
  site_grant: 'Site-grant link',
  admin_consent: 'Admin-consent link',
};

/** Each language under its own name. */
export const LANGUAGE_LABELS: Readonly<Record<LinkLanguage, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ja: '日本語',
};

/** The best available name of an end user; undefined if the link is not for anybody in particular. */
function endUserName(endUser: EndUser | null): string | undefined {
  return endUser?.display_name ?? endUser?.email ?? endUser?.id;
}

/** Who a link is for, in the middle of a sentence. */
export function linkName(link: LinkRow): string {
  const { kind, endUser, expectedEmail, expectedTenant, account, isForAdmin } = link;
  const anAdmin = expectedTenant ? `an admin of ${expectedTenant}` : 'an admin';
  if (kind === 'admin_consent') return anAdmin;
  if (kind === 'reauthorize') return account ?? 'a deleted connection';
  if (kind === 'site_grant') return account ? `an admin of ${account}` : 'a deleted connection';
  return endUserName(endUser) ?? expectedEmail ?? (isForAdmin ? anAdmin : (expectedTenant ?? 'anyone'));
}

/** Who a link is for, by itself. */
export function linkTitle(link: LinkRow): string {
  const name = linkName(link);
  if (name === 'anyone') return 'Anyone with the link';
  return name.replace(/^an? (?=admin\b|deleted\b)/, (article) => article.replace('a', 'A'));
}

/** The name of an integration to choose; one of the sandbox says so, once. */
export function markedSandbox({ displayName, isSandbox }: { displayName: string; isSandbox: boolean }): string {
  return isSandbox && !/\bsandbox\b/i.test(displayName) ? `${displayName} (sandbox)` : displayName;
}

/** The end of a link's id, to tell links apart that are for nobody in particular. */
export const shortId = (id: string) => id.slice(-6);

const creators: Readonly<Record<string, string>> = { console: 'on the command line', system: 'by Latchkey' };

/** Who created a link, to follow "Created". */
export function creatorText(createdBy: string | null): string {
  const actor = createdBy ?? 'system';
  return creators[actor] ?? `by ${actor.replace(/^operator:/, '').replace(/^api-key:/, 'the API key ')}`;
}

const declines: ReadonlySet<OutcomeCode> = new Set<OutcomeCode>(['declined', 'cancelled', 'admin_declined']);

/** The state of a link as a badge: one that somebody declined is still open to others, and says so. */
export function badgeOf({ state, outcome }: Pick<LinkRow, 'state' | 'outcome'>): LinkState | 'declined' {
  const isDeclined = outcome !== null && declines.has(outcome.code) && !isAdminNeeded(outcome.aadsts);
  return state === 'opened' && isDeclined ? 'declined' : state;
}

/** Outcomes that are what the link was made for. */
export const fineOutcomes: ReadonlySet<OutcomeCode> = new Set<OutcomeCode>([
  'connected',
  'admin_consented',
  'tenant_connected',
  'sites_found',
]);

/** Whether the link can still lead to something. */
export function isUsable({ state, consumedAt }: Pick<LinkRow, 'state' | 'consumedAt'>): boolean {
  return consumedAt === null && state !== 'connected' && state !== 'expired' && state !== 'revoked';
}

export const LIVES = [
  { seconds: 300, label: '5 minutes' },
  { seconds: 3_600, label: '1 hour' },
  { seconds: 28_800, label: '8 hours' },
  { seconds: 86_400, label: '24 hours' },
  { seconds: 259_200, label: '3 days' },
  { seconds: 604_800, label: '7 days' },
  { seconds: 2_592_000, label: '30 days' },
] as const;
