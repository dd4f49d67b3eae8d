import { randomBytes } from 'node:crypto';
import { crowd } from './crowd.ts';
import {
  ADATUM,
  CONTOSO,
  CONTOSO_CN,
  CONTOSO_DOD,
  CONTOSO_GOV,
  FABRIKAM,
  NORTHWIND,
  PERSONAL_TID,
  type Tenant,
} from './tenants.ts';

/** What stands between a person and a working connection. */
export type Trouble = 'disabled' | 'locked' | 'unassigned' | 'blocked' | 'mfa' | 'mfa-setup' | 'no-drive';

export interface Account {
  username: string;
  name: string;
  givenName: string;
  surname: string;
  jobTitle: string;
  oid: string;
  tid: string;
  kind: 'work' | 'personal';
  admin: boolean;
  trouble?: Trouble;
  /** Set on the account that a guest has in another tenant. */
  guest?: { upn: string; home: { oid: string; tid: string } };
}

type Person = Omit<Account, 'givenName' | 'surname' | 'tid' | 'kind' | 'admin'> & { admin?: boolean };

function member(tenant: Tenant, { admin = false, ...person }: Person): Account {
  const [givenName = '', ...rest] = person.name.split(' ');
  return { ...person, givenName, surname: rest.join(' '), tid: tenant.tid, kind: 'work', admin };
}

const noor = member(NORTHWIND, {
  username: 'noor@northwind.sandbox',
  name: 'Noor Haddad',
  jobTitle: 'Consultant',
  oid: '6a5d8e3c-4f12-4b97-a6c3-2d9e1f0b7c17',
});

const pia: Account = {
  username: 'pia@outlook.sandbox',
  name: 'Pia Lund',
  givenName: 'Pia',
  surname: 'Lund',
  jobTitle: '',
  oid: '00000000-0000-0000-5d8c-a02f3e4b6c29',
  tid: PERSONAL_TID,
  kind: 'personal',
  admin: false,
};

/** People whose accounts prevent a connection, each for another reason. */
const troubled: Account[] = (
  [
    ['Maya Brandt', 'mfa', '7b4e9f2d-3a01-4c86-b5d4-1e8f0a2c6d18'],
    ['Ewa Nowicka', 'mfa-setup', '8c3f0a1e-2b90-4d75-84e5-0f7a1b3d5e19'],
    ['Bram Visser', 'blocked', '9d201b0f-1c8f-4e64-93f6-f06b2c4e4f20'],
    ['Una Kelleher', 'unassigned', 'ae112cf0-0d7e-4f53-a207-e15c3d5f3021'],
    ['Dario Fontana', 'disabled', 'bf023de1-fe6d-4042-b118-d24d4e602122'],
    ['Luca Moretti', 'locked', 'c0f34ed2-ef5c-4131-8029-c33e5f711223'],
    ['Nils Aaltonen', 'no-drive', 'd1e45fc3-d04b-4220-913a-b42f60820324'],
  ] as const
).map(([name, trouble, oid]) => {
  const username = `${name.split(' ')[0]?.toLowerCase()}@${CONTOSO.domain}`;
  return member(CONTOSO, { username, name, jobTitle: 'Engineer', oid, trouble });
});

export const accounts: readonly Account[] = [
  member(CONTOSO, {
    username: 'mira@contoso.sandbox',
    name: 'Mira Okafor',
    jobTitle: 'Project lead',
    oid: '1f0c6a52-7d3b-4b8e-a1c9-5e2d8f7b6a11',
  }),
  member(CONTOSO, {
    username: 'jonas@contoso.sandbox',
    name: 'Jonas Lindqvist',
    jobTitle: 'Buyer',
    oid: '2e9b4d71-0c5a-4f63-b7d8-8a1f3c6e5b12',
  }),
  member(CONTOSO, {
    username: 'admin@contoso.sandbox',
    name: 'Ines Carvalho',
    jobTitle: 'IT administrator',
    oid: '3d8a5c60-9e4f-4172-8b6c-7f0e2d5a4c13',
    admin: true,
  }),
  {
    username: 'sam@outlook.sandbox',
    name: 'Sam Whitlock',
    givenName: 'Sam',
    surname: 'Whitlock',
    jobTitle: '',
    oid: '00000000-0000-0000-4c7b-9f1e2d3a5b14',
    tid: PERSONAL_TID,
    kind: 'personal',
    admin: false,
  },
  member(FABRIKAM, {
    username: 'lee@fabrikam.sandbox',
    name: 'Lee Haruno',
    jobTitle: 'Analyst',
    oid: '4c7b6e5f-8d30-4a21-9c5b-6e1d0f4b3a15',
  }),
  member(FABRIKAM, {
    username: 'admin@fabrikam.sandbox',
    name: 'Petra Novak',
    jobTitle: 'IT administrator',
    oid: '5b6c7f4e-7a21-4930-8d4a-5f2c1e3b2916',
    admin: true,
  }),
  ...troubled,
  pia,
  noor,
  member(NORTHWIND, {
    username: 'admin@northwind.sandbox',
    name: 'Tomas Reyes',
    jobTitle: 'IT administrator',
    oid: 'e2d560b4-c13a-4319-a24b-a52071931425',
    admin: true,
  }),
  member(ADATUM, {
    username: 'vera@adatum.sandbox',
    name: 'Vera Lindholm',
    jobTitle: 'Planner',
    oid: 'f3c671a5-b229-4408-b35c-961182a42526',
  }),
  member(ADATUM, {
    username: 'admin@adatum.sandbox',
    name: 'Hugo Marsh',
    jobTitle: 'IT administrator',
    oid: '04b78296-a318-4597-846d-870293b53627',
    admin: true,
  }),
  member(CONTOSO_GOV, {
    username: 'grace@contoso-gov.sandbox',
    name: 'Grace Whitfield',
    jobTitle: 'Contracting officer',
    oid: '6a1b2c3d-4e5f-4061-8a7b-9c0d1e2f3a21',
  }),
  member(CONTOSO_GOV, {
    username: 'admin@contoso-gov.sandbox',
    name: 'Nolan Reyes',
    jobTitle: 'IT administrator',
    oid: '6a1b2c3d-4e5f-4061-8a7b-9c0d1e2f3a22',
    admin: true,
  }),
  member(CONTOSO_DOD, {
    username: 'dana@contoso-dod.sandbox',
    name: 'Dana Holloway',
    jobTitle: 'Logistics planner',
    oid: '7b2c3d4e-5f60-4172-9b8c-0d1e2f3a4b31',
  }),
  member(CONTOSO_DOD, {
    username: 'admin@contoso-dod.sandbox',
    name: 'Marcus Boone',
    jobTitle: 'IT administrator',
    oid: '7b2c3d4e-5f60-4172-9b8c-0d1e2f3a4b32',
    admin: true,
  }),
  member(CONTOSO_CN, {
    username: 'lin@contoso-cn.sandbox',
    name: 'Lin Yating',
    jobTitle: 'Project lead',
    oid: '8c3d4e5f-6071-4283-8c9d-1e2f3a4b5c41',
  }),
  member(CONTOSO_CN, {
    username: 'admin@contoso-cn.sandbox',
    name: 'Zhao Wei',
    jobTitle: 'IT administrator',
    oid: '8c3d4e5f-6071-4283-8c9d-1e2f3a4b5c42',
    admin: true,
  }),
];

/** Guests: in the tenant that invited them they have an object id and a user name of their own. */
const guests: readonly Account[] = [
  {
    ...noor,
    oid: '15a89387-9407-4686-957e-7813a4c64728',
    tid: CONTOSO.tid,
    guest: { upn: `noor_${NORTHWIND.domain}#EXT#@${CONTOSO.domain}`, home: { oid: noor.oid, tid: noor.tid } },
  },
  {
    ...pia,
    oid: '26ba9478-8516-4775-868f-6924b5d75830',
    tid: CONTOSO.tid,
    // In the inviting tenant the object of a personal account's guest is a work account.
    kind: 'work',
    guest: { upn: `pia_outlook.sandbox#EXT#@${CONTOSO.domain}`, home: { oid: pia.oid, tid: pia.tid } },
  },
];

/** Everyone who can sign in somewhere: people at home, and as guests elsewhere. */
export const principals: readonly Account[] = [...accounts, ...guests, ...crowd];

const atHome = [...accounts, ...crowd];

export function findAccount(username: string): Account | undefined {
  const wanted = username.toLowerCase();
  return atHome.find((account) => account.username === wanted);
}

/** Finds an account by its object id, also by one it had before it was deleted and created again. */
export function findAccountByOid(oid: string): Account | undefined {
  const known = principals.find((account) => account.oid === oid);
  if (known) return known;
  const remade = principals.find((account) => isRemadeOid(account, oid));
  return remade && { ...remade, oid };
}

// Only the first group of an object id changes, so that a reader can still recognize the account.
const sameGroups = 8;

function isRemadeOid({ kind, oid }: Account, other: string): boolean {
  return kind === 'work' && other.length === oid.length && other.slice(sameGroups) === oid.slice(sameGroups);
}

/** The object id of an account that was deleted and created again under the same user name. */
export function remadeOid({ oid }: Account): string {
  return `${randomBytes(sameGroups / 2).toString('hex')}${oid.slice(sameGroups)}`;
}

/** The account that currently has this user name. */
export function currentOf({ remade }: { remade: Record<string, string> }, account: Account): Account {
  const oid = remade[account.oid];
  return oid === undefined ? account : { ...account, oid };
}

/** The object id in the home tenant, which stays the same for a guest elsewhere. */
export function homeOid(account: Account): string {
  return account.guest?.home.oid ?? account.oid;
}

/** The opaque value of the `login_hint` claim. */
export function loginHintOf(account: Account): string {
  return `O.${Buffer.from(account.oid).toString('base64url')}`;
}

/** Finds the account that a `login_hint` names: a user name, or the value of an ID token's `login_hint` claim. */
export function findHinted(hint: string | undefined): Account | undefined {
  if (hint === undefined) return undefined;
  return findAccount(hint) ?? principals.find((account) => loginHintOf(account) === hint);
}
