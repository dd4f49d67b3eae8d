import { CONTOSO, FABRIKAM, NORTHWIND, PERSONAL_TID, type Tenant } from './tenants.ts';

type Line = readonly [name: string, jobTitle: string];

const staff: readonly (readonly [Tenant, readonly Line[]])[] = [
  [
    CONTOSO,
    [
      ['Aiko Tanaka', 'Designer'],
      ['Ben Achterberg', 'Controller'],
      ['Carla Mendes', 'Sales manager'],
      ['Dinesh Rao', 'Developer'],
      ['Elif Demir', 'Lawyer'],
      ['Farid Nassar', 'Architect'],
      ['Greta Holm', 'Recruiter'],
      ['Hana Kolar', 'Editor'],
      ['Ivo Marin', 'Logistics planner'],
      ['Julia Stein', 'Accountant'],
      ['Kofi Mensah', 'Support engineer'],
      ['Lena Vogt', 'Product manager'],
    ],
  ],
  [
    FABRIKAM,
    [
      ['Marco Bruni', 'Buyer'],
      ['Nadia Petrov', 'Account manager'],
      ['Oscar Lind', 'Technician'],
      ['Priya Nair', 'Marketing lead'],
      ['Quentin Roux', 'Analyst'],
      ['Rosa Delgado', 'Dispatcher'],
    ],
  ],
  [
    NORTHWIND,
    [
      ['Stefan Ilic', 'Consultant'],
      ['Tessa Boyd', 'Consultant'],
    ],
  ],
];

const given = (name: string) => name.split(' ', 1)[0] ?? name;
const numbered = (number: number) => String(number).padStart(4, '0');

function inTenant(tenant: Tenant, [name, jobTitle]: Line, number: number) {
  return {
    username: `${given(name).toLowerCase()}@${tenant.domain}`,
    name,
    givenName: given(name),
    surname: name.slice(given(name).length + 1),
    jobTitle,
    oid: `5e0a7d31-0000-4c0d-8000-00000000${numbered(number)}`,
    tid: tenant.tid,
    kind: 'work' as const,
    admin: false,
  };
}

function personal(name: string, number: number) {
  const oid = `00000000-0000-0000-c0d0-00000000${numbered(number)}`;
  const facts = { name, givenName: given(name), surname: name.slice(given(name).length + 1), jobTitle: '' };
  const username = `${given(name).toLowerCase()}@outlook.sandbox`;
  return { username, ...facts, oid, tid: PERSONAL_TID, kind: 'personal' as const, admin: false };
}

/**
 * Further people, with whom an installation looks as it does in use. They can sign in like everybody, but the account
 * picker and the first page leave them out, to stay short.
 */
export const crowd = [
  ...staff
    .flatMap(([tenant, lines]) => lines.map((line) => [tenant, line] as const))
    .map(([tenant, line], index) => inTenant(tenant, line, index + 1)),
  ...['Umar Siddiqui', 'Vita Sorensen'].map((name, index) => personal(name, index + 1)),
];

const oids = new Set(crowd.map(({ oid }) => oid));

/** Whether an account belongs to the people whom pages leave out of their lists. */
export const isInCrowd = ({ oid }: { oid: string }): boolean => oids.has(oid);
