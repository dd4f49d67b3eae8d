import { createHash } from 'node:crypto';
import type { CloudId } from '#lib/clouds';
import { db, type Transaction } from '#lib/db';
import { env } from '#lib/env';
import { recordEvents } from '#lib/events/events';
import { whoseSchema } from '#lib/events/schema';
import { longestValidSummary, type StoredSummary } from './credential-order.ts';
import type { ConnectionCounts, IntegrationDetail, IntegrationRow } from './schema.ts';
import { readResourceUrls, wordsSchema } from './settings-store.ts';
import { type Verification, verdictOf, verificationSchema } from './verification.ts';

const credentialColumns = {
  id: true,
  kind: true,
  hint: true,
  expiresAt: true,
  createdAt: true,
  refusedCode: true,
} as const;
/** The columns that a verification depends on. */
const basisColumns = {
  provider: true,
  permissionType: true,
  cloud: true,
  accountTypes: true,
  clientId: true,
  tenantId: true,
  homeTenantId: true,
  resourceUrls: true,
  presets: true,
  scopes: true,
  exactScopes: true,
  credentials: { select: credentialColumns, orderBy: { id: 'asc' } },
} as const;
const rowColumns = {
  ...basisColumns,
  adminSignIn: true,
  id: true,
  uniqueKey: true,
  displayName: true,
  allowedOrigins: true,
  verification: true,
  brokenCode: true,
  brokenReason: true,
  brokenAt: true,
  createdAt: true,
  updatedAt: true,
} as const;

type StoredBasis = Pick<IntegrationRow, 'provider' | 'clientId'> &
  Pick<IntegrationDetail, 'tenantId' | 'homeTenantId' | 'presets' | 'scopes' | 'exactScopes'> & {
    accountTypes: string;
    cloud: string;
    permissionType: string;
    resourceUrls: unknown;
    credentials: (StoredSummary & { id: string })[];
  };
type StoredRow = StoredBasis &
  Pick<IntegrationRow, 'id' | 'uniqueKey' | 'displayName' | 'createdAt' | 'updatedAt'> &
  Pick<IntegrationDetail, 'allowedOrigins'> & {
    verification: unknown;
    brokenCode: string | null;
    brokenReason: string | null;
    brokenAt: Date | null;
  };

/** A fingerprint of everything a verification depends on, including the redirect URI. */
function basisOf(stored: StoredBasis): string {
  const { provider, cloud, accountTypes, clientId, tenantId, homeTenantId, permissionType } = stored;
  const { presets, scopes, exactScopes, resourceUrls } = stored;
  const asked = { presets, scopes, exactScopes, resourceUrls: readResourceUrls(resourceUrls) };
  const credentials = stored.credentials.map(({ id }) => id);
  const app = { provider, cloud, accountTypes, clientId, tenantId, homeTenantId, redirectTo: env().publicUrl };
  // Verifications stored before the second kind of permission existed remain valid.
  const kind = permissionType === 'delegated' ? {} : { permissionType };
  return createHash('sha256')
    .update(JSON.stringify({ app, asked, credentials, ...kind }))
    .digest('base64url');
}

/** The last verification, if settings and credentials are unchanged and none has been refused since. */
function standingVerification(stored: StoredRow): Verification | null {
  const { data } = verificationSchema.safeParse(stored.verification);
  if (!data || data.basis !== basisOf(stored)) return null;
  if (stored.brokenAt && stored.brokenAt > new Date(data.at)) return null;
  const refused = stored.credentials.flatMap(({ id, refusedCode }) => (refusedCode ? `credential:${id}` : []));
  return data.checks.some(({ id, outcome }) => outcome === 'ok' && refused.includes(id)) ? null : data;
}

const noConnections: ConnectionCounts = { healthy: 0, needsReauthorization: 0, corrupt: 0, total: 0 };

function toRow(stored: StoredRow, connections: ConnectionCounts = noConnections): IntegrationRow {
  const { id, uniqueKey, displayName, provider, clientId, createdAt, updatedAt } = stored;
  const { brokenCode, brokenReason, brokenAt, credentials, accountTypes, cloud, permissionType } = stored;
  const broken = brokenAt && { code: brokenCode ?? '', reason: brokenReason ?? '', at: brokenAt };
  const words = wordsSchema.parse({ accountTypes, cloud, permissionType });
  const row = { id, uniqueKey, displayName, provider, clientId, createdAt, updatedAt, ...words };
  const verdict = verdictOf(standingVerification(stored));
  return { ...row, secret: longestValidSummary(credentials), broken, verdict, connections };
}

/** Counts connections by integration and state. It only reads the connections' table, for lists. */
async function countConnections(integrationId?: string): Promise<Map<string, ConnectionCounts>> {
  const groups = await db().connection.groupBy({
    by: ['integrationId', 'status'],
    where: integrationId ? { integrationId } : {},
    _count: { _all: true },
  });
  const counts = new Map<string, ConnectionCounts>();
  for (const { integrationId: id, status, _count } of groups) {
    const count = counts.get(id) ?? { ...noConnections };
    count[status === 'needs_reauthorization' ? 'needsReauthorization' : status] += _count._all;
    count.total += _count._all;
    counts.set(id, count);
  }
  return counts;
}

export async function listIntegrationRows(): Promise<IntegrationRow[]> {
  const [rows, counts] = await Promise.all([
    db().integration.findMany({ select: rowColumns, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
    countConnections(),
  ]);
  return rows.map((row) => toRow(row, counts.get(row.id)));
}

export async function listForTenants(ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const where = { id: { in: [...ids] }, permissionType: 'application' };
  const rows = await db().integration.findMany({ where, select: { id: true } });
  return rows.map(({ id }) => id);
}

export type IntegrationName = { id: string } | { uniqueKey: string };

export async function findDetail(where: IntegrationName): Promise<IntegrationDetail | undefined> {
  const stored = await db().integration.findUnique({ where, select: rowColumns });
  if (!stored) return undefined;
  const { tenantId, homeTenantId, adminSignIn, presets, scopes, exactScopes, allowedOrigins } = stored;
  const verification = standingVerification(stored);
  const counts = await countConnections(stored.id);
  const resourceUrls = readResourceUrls(stored.resourceUrls);
  const asked = { presets, scopes, exactScopes, allowedOrigins };
  const more = { tenantId, homeTenantId, adminSignIn, verification, resourceUrls, ...asked };
  return { ...toRow(stored, counts.get(stored.id)), ...more };
}

export function countConnectionsOf(tx: Transaction, integrationId: string): Promise<number> {
  return tx.connection.count({ where: { integrationId } });
}

export async function keyExists(uniqueKey: string): Promise<boolean> {
  return (await db().integration.count({ where: { uniqueKey } })) > 0;
}

/** Marks an integration as broken unless it already is. With `credentialIds`, only if it has no other credential. */
export async function setBroken(
  tx: Transaction,
  { id, code, reason, credentialIds }: { id: string; code: string; reason: string; credentialIds?: string[] },
): Promise<{ uniqueKey: string; displayName: string } | undefined> {
  const known = credentialIds && { id: { in: credentialIds } };
  const rows = await tx.integration.updateManyAndReturn({
    where: { id, brokenAt: null, ...(known && { credentials: { some: known, every: known } }) },
    data: { brokenCode: code, brokenReason: reason, brokenAt: new Date() },
    select: { uniqueKey: true, displayName: true },
  });
  const aadsts = /^AADSTS(\d+)$/.exec(code)?.[1];
  const why = { code, ...(aadsts && { aadsts: Number(aadsts) }), message: reason, for: 'operator' };
  if (rows[0]) await recordEvents(tx, [{ type: 'integration.broken', integrationId: id, data: { reason: why } }]);
  return rows[0];
}

export async function isBroken(id: string): Promise<boolean> {
  return (await db().integration.count({ where: { id, brokenAt: { not: null } } })) > 0;
}

/** Clears a broken state; undefined if there was none. */
export async function unsetBroken(tx: Transaction, id: string): Promise<{ uniqueKey: string } | undefined> {
  const rows = await tx.integration.updateManyAndReturn({
    where: { id, brokenAt: { not: null } },
    data: { brokenCode: null, brokenReason: null, brokenAt: null },
    select: { uniqueKey: true },
  });
  if (rows[0]) await recordEvents(tx, [{ type: 'integration.mended', integrationId: id, data: {} }]);
  return rows[0];
}

/** Deletes an integration and, by cascade, its credentials and connections. Returns the number of those connections. */
export async function takeIntegration(tx: Transaction, id: string): Promise<number> {
  const gone = await tx.connection.updateManyAndReturn({
    where: { integrationId: id },
    data: { eventSequence: { increment: 1 } },
    select: { id: true, eventSequence: true, endUser: true, tags: true },
  });
  await recordEvents(
    tx,
    gone.map(({ id: connectionId, eventSequence: sequence, endUser: end_user, tags }) => {
      const data = whoseSchema.parse({ end_user, tags });
      return { type: 'connection.deleted', connectionId, sequence, data } as const;
    }),
  );
  await tx.integration.delete({ where: { id }, select: { id: true } });
  return gone.length;
}

/** The names of an integration, read within the transaction. */
export function findNames(
  tx: Transaction,
  id: string,
): Promise<{ uniqueKey: string; displayName: string; homeTenantId: string | null } | null> {
  return tx.integration.findUnique({
    where: { id },
    select: { uniqueKey: true, displayName: true, homeTenantId: true },
  });
}

/** The fingerprint for a verification that starts now. */
export async function findBasis(id: string): Promise<string | undefined> {
  const stored = await db().integration.findUnique({ where: { id }, select: basisColumns });
  return stored ? basisOf(stored) : undefined;
}

/** Stores the result of a verification; undefined when the integration is gone. */
export async function saveVerification(
  tx: Transaction,
  id: string,
  verification: Verification,
): Promise<{ uniqueKey: string } | undefined> {
  const data = { verification };
  const rows = await tx.integration.updateManyAndReturn({ where: { id }, data, select: { uniqueKey: true } });
  return rows[0];
}

/** Of these integrations the ones that exist, in the given order; all, oldest first, where none is named. */
export async function listIds(named: readonly string[] = []): Promise<string[]> {
  const rows = await db().integration.findMany({
    ...(named.length > 0 && { where: { id: { in: [...named] } } }),
    select: { id: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const found = rows.map(({ id }) => id);
  return named.length > 0 ? named.filter((id) => found.includes(id)) : found;
}

/** The clouds that integrations use, without repetition. */
export async function listClouds(): Promise<CloudId[]> {
  const rows = await db().integration.findMany({ select: { cloud: true }, distinct: ['cloud'] });
  return rows.map(({ cloud }) => wordsSchema.shape.cloud.parse(cloud));
}

/** Clears stored refusals and verification results, because the registration has changed. */
export async function forgetVerdicts(tx: Transaction, id: string): Promise<void> {
  await unsetBroken(tx, id);
  await tx.$executeRaw`update integration set verification = null where id = ${id}::uuid`;
  await tx.integrationCredential.updateMany({
    where: { integrationId: id },
    data: { refusedCode: null, refusedAt: null },
  });
}
