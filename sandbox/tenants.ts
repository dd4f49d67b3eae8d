import type { Account, Tenant } from './accounts.ts';

/** One tenant in each national cloud, where no personal accounts exist. */
export const nationalTenants: readonly Tenant[] = [
  {
    tid: '6c1f5e2a-9b47-4d83-8e10-7a2c4f6b8d03',
    name: 'contoso-gov',
    displayName: 'Contoso Government',
    domain: 'contoso-gov.sandbox',
    userConsent: 'everyone',
    cloud: 'us-gov',
  },
  {
    tid: '7d2a6f3b-0c58-4e94-9f21-8b3d5a7c9e04',
    name: 'contoso-dod',
    displayName: 'Contoso Defense',
    domain: 'contoso-dod.sandbox',
    userConsent: 'everyone',
    cloud: 'us-gov-dod',
  },
  {
    tid: '8e3b7a4c-1d69-4fa5-8032-9c4e6b8d0f05',
    name: 'contoso-cn',
    displayName: 'Contoso China',
    domain: 'contoso-cn.sandbox',
    userConsent: 'everyone',
    cloud: 'china',
  },
];

type Person = Pick<Account, 'givenName' | 'surname' | 'jobTitle' | 'oid'>;

const people: Readonly<Record<string, { member: Person; admin: Person }>> = {
  'contoso-gov': {
    member: person('Grace Whitfield', 'Contracting officer', '6a1b2c3d-4e5f-4061-8a7b-9c0d1e2f3a21'),
    admin: person('Nolan Reyes', 'IT administrator', '6a1b2c3d-4e5f-4061-8a7b-9c0d1e2f3a22'),
  },
  'contoso-dod': {
    member: person('Dana Holloway', 'Logistics planner', '7b2c3d4e-5f60-4172-9b8c-0d1e2f3a4b31'),
    admin: person('Marcus Boone', 'IT administrator', '7b2c3d4e-5f60-4172-9b8c-0d1e2f3a4b32'),
  },
  'contoso-cn': {
    member: person('Lin Yating', 'Project lead', '8c3d4e5f-6071-4283-8c9d-1e2f3a4b5c41'),
    admin: person('Zhao Wei', 'IT administrator', '8c3d4e5f-6071-4283-8c9d-1e2f3a4b5c42'),
  },
};

function person(name: string, jobTitle: string, oid: string): Person {
  const [givenName = name, surname = ''] = name.split(' ');
  return { givenName, surname, jobTitle, oid };
}

/** A member and an administrator of each. */
export const nationalAccounts: readonly Account[] = nationalTenants.flatMap((tenant) => {
  const { member, admin } = people[tenant.name] ?? {};
  return [
    ...(member ? [accountOf(member, { tenant, admin: false })] : []),
    ...(admin ? [accountOf(admin, { tenant, admin: true })] : []),
  ];
});

function accountOf(one: Person, at: { tenant: Tenant; admin: boolean }): Account {
  const local = at.admin ? 'admin' : one.givenName.toLowerCase();
  return {
    ...one,
    username: `${local}@${at.tenant.domain}`,
    name: `${one.givenName} ${one.surname}`,
    tid: at.tenant.tid,
    kind: 'work',
    admin: at.admin,
  };
}
