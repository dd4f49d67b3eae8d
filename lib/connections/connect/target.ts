import type { Transaction } from '#lib/db';
import { newId } from '#lib/ids';
import type { LinkForAttempt } from '#lib/links/schema';
import type { Identity } from '#lib/microsoft/id-token';
import type { Prisma } from '#prisma/client';
import { isAllowed, isMadeAnew, isSame, lockAccountOf } from '../account.ts';
import { ConnectionError } from '../errors.ts';
import { type ConnectionConfig, connectionConfigSchema } from '../schema.ts';
import type { Collected } from './grant.ts';

/** The old and new object id of an account, and who allowed the change. */
type Replaced = { from: string; resource: string; by: string };

/** The connection that a grant is saved in. */
export type Target = {
  id: string;
  connectionId: string;
  config: ConnectionConfig;
  /** What it was granted before. */
  granted: string[];
  how: 'connected' | 'connected_again' | 'reauthorized';
  /** Set if another account takes over, as allowed by an operator. */
  replaced?: Replaced;
};

/**
 * There is one connection per integration, account and end user. The lock keeps two links that finish at the same time
 * from creating two.
 */
async function lockAccount(tx: Transaction, collected: Collected, endUserId: string): Promise<void> {
  const key = JSON.stringify([collected.integrationId, collected.identity.tid, collected.identity.oid, endUserId]);
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

/**
 * A tenant has one connection per integration, whoever its links are for. Only an admin who signed in can transfer it
 * to another end user, because the consent alone does not show who opened this link.
 * @throws ConnectionError `other_account`
 */
async function findTenantRow(tx: Transaction, collected: Collected, { endUser }: LinkForAttempt) {
  const { integrationId, consent } = collected;
  const { tid } = collected.identity;
  const key = JSON.stringify([integrationId, tid, 'tenant']);
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
  const where = { integrationId, tid, accountKind: 'tenant' };
  const row = await tx.connection.findFirst({ where, select: { ...targetColumns, endUserId: true } });
  const isForAnother = row && endUser && (endUser.id ?? null) !== row.endUserId;
  if (isForAnother && !consent?.admin?.isAdmin) throw new ConnectionError('other_account');
  return row;
}

/**
 * Checked again while the row is locked, because an operator may have decided otherwise meanwhile.
 * @throws ConnectionError
 */
async function findReplaced(tx: Transaction, id: string, identity: Identity): Promise<Replaced | undefined> {
  const known = await lockAccountOf(tx, id);
  if (isSame(known, identity)) return undefined;
  const by = known.newAccount?.acceptedBy;
  if (!by || !isMadeAnew(known, identity) || !isAllowed(known.newAccount, identity))
    throw new ConnectionError('other_account');
  return { from: known.oid, resource: identity.oid, by };
}

const targetColumns = { id: true, connectionId: true, connectionConfig: true, grantedScopes: true } as const;

type TargetRow = Prisma.ConnectionGetPayload<{ select: typeof targetColumns }>;

function toTarget({ id, connectionId, connectionConfig, grantedScopes }: TargetRow, how: Target['how']): Target {
  const config = connectionConfigSchema.parse(connectionConfig);
  return { id, connectionId, config, granted: grantedScopes, how };
}

/**
 * The connection that a link's grant is saved in: the one to reauthorize, the one that the account already has, or a new
 * one. It is locked until the transaction ends.
 * @throws ConnectionError `not_found`, `other_account`
 */
export async function findTarget(tx: Transaction, collected: Collected, link: LinkForAttempt): Promise<Target> {
  if (link.kind === 'reauthorize') return findReauthorized(tx, collected, link);
  const isTenant = collected.identity.accountKind === 'tenant';
  const row = isTenant ? await findTenantRow(tx, collected, link) : await findOfEndUser(tx, collected, link);
  if (row) return toTarget(row, 'connected_again');
  return { id: newId(), connectionId: newId(), config: {}, granted: [], how: 'connected' };
}

async function findReauthorized(tx: Transaction, { identity }: Collected, link: LinkForAttempt): Promise<Target> {
  if (!link.connectionId) throw new ConnectionError('not_found');
  const replaced = await findReplaced(tx, link.connectionId, identity);
  const row = await tx.connection.findUnique({ where: { id: link.connectionId }, select: targetColumns });
  if (!row) throw new ConnectionError('not_found');
  const target = toTarget(row, 'reauthorized');
  if (!replaced) return target;
  // The old account's SharePoint token must not be passed on to the new one.
  const { sharepointAccessToken: _, ...config } = target.config;
  return { ...target, config, replaced };
}

/**
 * A person has one connection per integration and end user. Without an end user, each sign-in makes a new connection.
 */
async function findOfEndUser(tx: Transaction, collected: Collected, link: LinkForAttempt) {
  const endUserId = link.endUser?.id;
  if (!endUserId) return null;
  await lockAccount(tx, collected, endUserId);
  const { tid, oid } = collected.identity;
  const where = { integrationId: collected.integrationId, tid, oid, endUserId };
  return tx.connection.findFirst({ where, select: targetColumns, orderBy: { createdAt: 'asc' } });
}
