export interface Tenant {
  tid: string;
  name: string;
  displayName: string;
  domain: string;
  /** Who may consent to permissions that are not admin-typed. */
  userConsent: 'everyone' | 'admins-only';
}

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
}

/** The tenant id that all personal Microsoft accounts share. */
export const PERSONAL_TID = '9188040d-6c67-4c5b-b112-36a304b66dad';

export const CONTOSO: Tenant = {
  tid: '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01',
  name: 'contoso',
  displayName: 'Contoso',
  domain: 'contoso.sandbox',
  userConsent: 'everyone',
};

export const FABRIKAM: Tenant = {
  tid: 'b7e2f9a4-18c3-4d6e-8f27-90d5c4e1fa02',
  name: 'fabrikam',
  displayName: 'Fabrikam',
  domain: 'fabrikam.sandbox',
  userConsent: 'admins-only',
};

export const tenants: readonly Tenant[] = [CONTOSO, FABRIKAM];

export const accounts: readonly Account[] = [
  {
    username: 'mira@contoso.sandbox',
    name: 'Mira Okafor',
    givenName: 'Mira',
    surname: 'Okafor',
    jobTitle: 'Project lead',
    oid: '1f0c6a52-7d3b-4b8e-a1c9-5e2d8f7b6a11',
    tid: CONTOSO.tid,
    kind: 'work',
    admin: false,
  },
  {
    username: 'jonas@contoso.sandbox',
    name: 'Jonas Lindqvist',
    givenName: 'Jonas',
    surname: 'Lindqvist',
    jobTitle: 'Buyer',
    oid: '2e9b4d71-0c5a-4f63-b7d8-8a1f3c6e5b12',
    tid: CONTOSO.tid,
    kind: 'work',
    admin: false,
  },
  {
    username: 'admin@contoso.sandbox',
    name: 'Ines Carvalho',
    givenName: 'Ines',
    surname: 'Carvalho',
    jobTitle: 'IT administrator',
    oid: '3d8a5c60-9e4f-4172-8b6c-7f0e2d5a4c13',
    tid: CONTOSO.tid,
    kind: 'work',
    admin: true,
  },
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
  {
    username: 'lee@fabrikam.sandbox',
    name: 'Lee Haruno',
    givenName: 'Lee',
    surname: 'Haruno',
    jobTitle: 'Analyst',
    oid: '4c7b6e5f-8d30-4a21-9c5b-6e1d0f4b3a15',
    tid: FABRIKAM.tid,
    kind: 'work',
    admin: false,
  },
  {
    username: 'admin@fabrikam.sandbox',
    name: 'Petra Novak',
    givenName: 'Petra',
    surname: 'Novak',
    jobTitle: 'IT administrator',
    oid: '5b6c7f4e-7a21-4930-8d4a-5f2c1e3b2916',
    tid: FABRIKAM.tid,
    kind: 'work',
    admin: true,
  },
];

export function findTenant(tidOrDomain: string): Tenant | undefined {
  const wanted = tidOrDomain.toLowerCase();
  return tenants.find((tenant) => tenant.tid === wanted || tenant.domain === wanted);
}

export function findAccount(username: string): Account | undefined {
  const wanted = username.toLowerCase();
  return accounts.find((account) => account.username === wanted);
}

export function findAccountByOid(oid: string): Account | undefined {
  return accounts.find((account) => account.oid === oid);
}

/** The opaque value of the `login_hint` claim. */
export function loginHintOf(account: Account): string {
  return `O.${Buffer.from(account.oid).toString('base64url')}`;
}

/** Finds whom a `login_hint` means: a user name, or the value of an ID token's `login_hint` claim. */
export function findHinted(hint: string | undefined): Account | undefined {
  if (hint === undefined) return undefined;
  return findAccount(hint) ?? accounts.find((account) => loginHintOf(account) === hint);
}
