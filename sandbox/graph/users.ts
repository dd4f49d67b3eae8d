import { type Account, currentOf, principals } from '../accounts.ts';
import { conditionOf } from '../entra/conditions.ts';
import { type AnyCall, type AnyOperation, contextOf, select } from './call.ts';
import { userOf } from './data.ts';
import { entityAnswer } from './odata.ts';

const reads = {
  refusal: 'Authorization_RequestDenied',
  scopes: /^(User\.(Read|ReadBasic|ReadWrite)|Directory\.(Read|ReadWrite))\.All$/,
} as const;

/** The people of a tenant, guests included. */
export const userOperations: AnyOperation[] = [{ ...reads, methods: ['GET'], path: /^\/users$/, handle: listUsers }];

/** What `/users/{id}` itself needs; what lies below it needs what `/me` needs there. */
export const readsUser = reads.scopes;

function usersOf({ sandbox, tenant }: AnyCall): Account[] {
  const { state } = sandbox.store;
  const all = principals.filter((one) => one.tid === tenant?.tid).map((one) => currentOf(state, one));
  return all.filter((one) => !conditionOf(state, one).deleted);
}

/** A person of the caller's tenant by object id or user principal name. */
export function findUser(call: AnyCall, named: string): Account | undefined {
  const wanted = named.toLowerCase();
  return usersOf(call).find((one) => one.oid === wanted || userOf(one).userPrincipalName.toLowerCase() === wanted);
}

/** What Exchange allows an app in this mailbox, in addition to the permissions granted in Entra. */
export function mailboxRoles({ sandbox, clientId, tenant }: AnyCall, { username }: Account): string[] {
  const scopes = sandbox.store.state.mailboxScopes[`${clientId} ${tenant?.tid}`] ?? [];
  return scopes.filter(({ mailboxes }) => mailboxes.includes(username)).map(({ role }) => role);
}

function listUsers(call: AnyCall): Response {
  const users = usersOf(call);
  const top = Math.min(Math.max(Number(call.query.get('$top') ?? 100) || 100, 1), 999);
  const from = Number(call.query.get('$skiptoken') ?? 0) || 0;
  const next = new URL(`${call.sandbox.url}/graph/v1.0/users`);
  for (const [name, value] of call.query) next.searchParams.set(name, value);
  next.searchParams.set('$skiptoken', String(from + top));
  return Response.json({
    '@odata.context': contextOf(call, 'users'),
    ...(from + top < users.length ? { '@odata.nextLink': next.href.replaceAll('%24', '$') } : {}),
    value: users.slice(from, from + top).map((user) => select(call, userOf(user))),
  });
}

export function readUser(call: AnyCall, account: Account): Response {
  return entityAnswer(call, 'users', userOf(account));
}
