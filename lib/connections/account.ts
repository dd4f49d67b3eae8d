import { audit } from '#lib/audit/audit';
import { type Actor, operatorActor } from '#lib/audit/schema';
import { db, type Transaction } from '#lib/db';
import type { Operator } from '#lib/operators/schema';
import { ConnectionError } from './errors.ts';
import { connectionConfigSchema, endUserSchema, type NewAccount, newAccountSchema, tagsSchema } from './schema.ts';
import { addEvent } from './timeline.ts';

type Account = { tid: string; oid: string; username: string };

/** The account that has to sign in again, and the claims that Microsoft requires for it. */
export async function findAccountToReauthorize(id: string) {
  const who = { tid: true, oid: true, username: true, displayName: true, loginHint: true, claims: true } as const;
  const select = { ...who, connectionConfig: true, newAccount: true } as const;
  const row = await db().connection.findUnique({ where: { id }, select });
  if (!row) return undefined;
  const newAccount = newAccountSchema.safeParse(row.newAccount).data;
  return { ...row, newAccount, connectionConfig: connectionConfigSchema.catch({}).parse(row.connectionConfig) };
}

/** The end user and tags of a connection. */
export async function findWhose(id: string) {
  const row = await db().connection.findUnique({ where: { id }, select: { endUser: true, tags: true } });
  if (!row) return undefined;
  return { endUser: endUserSchema.safeParse(row.endUser).data, tags: tagsSchema.safeParse(row.tags).data ?? {} };
}

/** Stores the claims that Microsoft requires at the next sign-in. */
export async function updateClaims(
  id: string,
  claims: string,
  tx: Pick<Transaction, 'connection'> = db(),
): Promise<void> {
  await tx.connection.updateMany({ where: { id }, data: { claims } });
}

export const isSame = (known: Pick<Account, 'tid' | 'oid'>, { tid, oid }: Pick<Account, 'tid' | 'oid'>) =>
  known.tid === tid && known.oid === oid;

/** Whether an account has the same user name and tenant as a known one, but another object id. */
export function isMadeAnew(known: Account, { tid, oid, username }: Account): boolean {
  const isSameName = known.username.toLowerCase() === username.toLowerCase();
  return known.tid === tid && known.oid !== oid && username !== '' && isSameName;
}

/** Whether an operator has allowed exactly this object. */
export const isAllowed = (newAccount: NewAccount | undefined, { oid }: Pick<Account, 'oid'>) =>
  newAccount?.acceptedBy !== undefined && newAccount.oid === oid;

/**
 * The account of a connection, locked until the transaction ends.
 * @throws ConnectionError `not_found`
 */
export async function lockAccountOf(tx: Transaction, id: string) {
  await tx.$executeRaw`select 1 from connection where id = ${id}::uuid for update`;
  const select = { tid: true, oid: true, username: true, connectionId: true, newAccount: true } as const;
  const row = await tx.connection.findUnique({ where: { id }, select });
  if (!row) throw new ConnectionError('not_found');
  return { ...row, newAccount: newAccountSchema.safeParse(row.newAccount).data };
}

/**
 * Stores which other object signed in under a connection's user name, for an operator to decide. A later one replaces
 * an earlier one.
 */
export async function noteNewAccount(id: string, seen: { oid: string; displayName: string }): Promise<void> {
  const { oid, displayName } = seen;
  await db().$transaction(async (tx) => {
    const { newAccount: before } = await lockAccountOf(tx, id);
    if (before?.oid === oid && before.acceptedBy) return;
    const newAccount: NewAccount = { oid, displayName, at: new Date().toISOString() };
    await tx.connection.update({ where: { id }, data: { newAccount }, select: { id: true } });
    if (before?.oid !== oid) await addEvent(tx, id, { type: 'new_account_seen', detail: { resource: oid } });
  });
}

/**
 * Lets a connection continue with exactly this object at the next reauthorization. Audit log and timeline record who
 * allowed it.
 * @throws ConnectionError `not_found`, `other_account` when another object has signed in since.
 */
export async function allowNewAccount(id: string, oid: string, operator: Pick<Operator, 'email'>): Promise<void> {
  const actor: Actor = operatorActor(operator);
  await db().$transaction(async (tx) => {
    const { newAccount, connectionId, username, tid, oid: from } = await lockAccountOf(tx, id);
    if (newAccount?.oid !== oid) throw new ConnectionError('other_account');
    if (newAccount.acceptedBy) return;
    const allowed: NewAccount = { ...newAccount, acceptedBy: actor };
    await tx.connection.update({ where: { id }, data: { newAccount: allowed }, select: { id: true } });
    const detail = { username, tid, from, to: oid };
    await audit(tx, { actor, action: 'connection.new-account-allowed', subject: `connection:${connectionId}`, detail });
    await addEvent(tx, id, { type: 'new_account_allowed', detail: { resource: oid, from, by: actor } });
  });
}
