import type { Actor } from '#lib/audit/schema';
import type { Transaction } from '#lib/db';
import { newId } from '#lib/ids';
import type { LinkForAttempt } from '#lib/links/schema';
import { seal } from '#lib/vault';
import { Prisma } from '#prisma/client';
import { defined } from '../changes.ts';
import type { ConnectionConfig, EndUser } from '../schema.ts';
import { addEvent, noteScopes } from '../timeline.ts';
import { renewalSeconds } from '../tokens/due.ts';
import { isRootMissing } from '../tokens/host-lookup.ts';
import { grantPlace, sealConfig, tokenPlace } from '../tokens/lease.ts';
import {
  asSharePointToken,
  databaseNow,
  saveLookup,
  saveResource,
  saveResourceFailure,
  updateDue,
} from '../tokens/token-store.ts';
import type { Collected } from './grant.ts';
import { findTarget, type Target } from './target.ts';

function configOf({ config, id }: Target, collected: Collected, now: number): ConnectionConfig {
  const { identity, hosts, config: given, unnamed } = collected;
  const root = hosts.find(({ kind }) => kind === 'sharepoint-root');
  const { sharepointAccessToken: before, ...rest } = config;
  const base = { ...rest, ...given, tenantId: identity.tid };
  if (root?.token) return sealConfig(id, { ...base, sharepointAccessToken: asSharePointToken(root.token, now) });
  // If only the new token is missing, the earlier one is kept until it expires.
  const isLate = root ? root.failure !== undefined : unnamed.includes('sharepoint-root');
  return isLate && before ? { ...base, sharepointAccessToken: before } : base;
}

function grantColumns(id: string, collected: Collected, now: number) {
  const { identity, cache, token, requestedScopes, grantedScopes, consent } = collected;
  const { access_token, ...tokenResponse } = token;
  const { tid, oid, username, displayName, accountKind, homeAccountId, tenantName, loginHint } = identity;
  const expires = now + token.expires_in * 1000;
  return {
    tid,
    oid,
    username,
    displayName,
    accountKind,
    homeAccountId,
    requestedScopes,
    grantedScopes,
    tokenResponse,
    // The tenant's name may be temporarily unavailable.
    ...(tenantName && { tenantName }),
    loginHint: loginHint ?? null,
    ...(consent && { consent, probeDueAt: new Date(now) }),
    status: 'healthy' as const,
    sealedGrant: seal(cache, grantPlace(id)),
    sealedToken: seal(access_token, tokenPlace(id)),
    tokenExpiresAt: new Date(expires),
    tokenLife: token.expires_in,
    refreshDueAt: new Date(expires - renewalSeconds(token.expires_in) * 1000),
    failures: 0,
    lastRefreshedAt: new Date(now),
    updatedAt: new Date(now),
  };
}

async function columnsOf(tx: Transaction, target: Target, collected: Collected) {
  const now = await databaseNow(tx);
  return { ...grantColumns(target.id, collected, now), connectionConfig: configOf(target, collected, now) };
}

type Columns = Awaited<ReturnType<typeof columnsOf>>;

type People = { tags: Record<string, string>; endUser?: EndUser | null | undefined };

async function insert(
  tx: Transaction,
  { id, connectionId }: Pick<Target, 'id' | 'connectionId'>,
  made: { columns: Columns; people: People; integrationId: string; more: Extras; importedBy?: Actor },
) {
  const { columns, people, integrationId, more, importedBy: by } = made;
  const whose = { ...peopleOf(people), endUserId: people.endUser?.id ?? null };
  await tx.connection.create({
    data: { id, connectionId, integrationId, ...columns, ...whose, ...more },
    select: { id: true },
  });
  await addEvent(tx, id, by ? { type: 'imported', detail: { by } } : { type: 'connected' });
}

async function update(
  tx: Transaction,
  { id, how, replaced, granted }: Target,
  made: { columns: Columns; link: LinkForAttempt; collected: Collected },
) {
  const isTenant = made.collected.identity.accountKind === 'tenant';
  const people = how === 'connected_again' && !isTenant ? peopleOf(made.link) : peopleGiven(made.link);
  const data = {
    ...made.columns,
    newAccount: Prisma.DbNull,
    ...people,
    ...addressOf(made.link),
    tokenVersion: { increment: 1 },
  };
  if (replaced) {
    await tx.connectionToken.deleteMany({ where: { connectionId: id } });
    await addEvent(tx, id, { type: 'new_account_taken', detail: replaced });
  }
  await tx.connection.update({ where: { id }, data, select: { id: true } });
  await forget(tx, id, made.collected);
  await addEvent(tx, id, { type: how });
  await noteScopes(tx, id, { before: granted, now: made.columns.grantedScopes });
}

function addressOf({ webhookUrlOverride }: LinkForAttempt) {
  return webhookUrlOverride === null ? {} : { webhookUrlOverride: webhookUrlOverride || null };
}

function peopleOf({ tags, endUser }: People) {
  return { tags, ...(endUser && { endUser: defined(endUser) }) };
}

/** End user and tags, which a reauthorization or another link for the same tenant keeps unless it names others. */
function peopleGiven({ tags, endUser }: People) {
  const named = Object.keys(tags).length > 0 ? { tags } : {};
  return { ...named, ...(endUser && { endUser: defined(endUser), endUserId: endUser.id ?? null }) };
}

/**
 * Saves what a sign-in collected, in a new connection or the one it belongs to, with a timeline event. A refresh in
 * progress with the earlier grant can no longer write. Returns the row's id.
 * @throws ConnectionError `not_found` when the connection to reauthorize is gone, `other_account`
 */
export async function saveConnection(tx: Transaction, collected: Collected, link: LinkForAttempt): Promise<string> {
  const target = await findTarget(tx, collected, link);
  const columns = await columnsOf(tx, target, collected);
  const { hosts, integrationId } = collected;
  if (target.how === 'connected')
    await insert(tx, target, { columns, people: link, integrationId, more: addressOf(link) });
  else await update(tx, target, { columns, link, collected });
  const gained = gainedHost(target, hosts);
  if (gained) await addEvent(tx, target.id, { type: 'sharepoint_gained', detail: { resource: gained } });
  await saveHosts(tx, target.id, collected);
  return target.id;
}

type Extras = { metadata?: Prisma.InputJsonObject; webhookUrlOverride?: string | null };

/** What an import specifies in addition to its grant, and who imports. */
export type Imported = { connectionId: string; people: People; more: Extras; by: Actor };

/** Saves an imported grant in a new connection, with a timeline event. Throws when the public id is taken. */
export async function saveImported(tx: Transaction, collected: Collected, imported: Imported): Promise<void> {
  const { connectionId, people, more, by } = imported;
  const target: Target = { id: newId(), connectionId, config: {}, granted: [], how: 'connected' };
  const columns = await columnsOf(tx, target, collected);
  await insert(tx, target, { columns, people, integrationId: collected.integrationId, more, importedBy: by });
  await saveHosts(tx, target.id, collected);
}

/** Saves the hosts of a grant, when Graph is asked again for a missing one, and why one has no token. */
async function saveHosts(tx: Transaction, id: string, collected: Collected): Promise<void> {
  const { hosts, lookup, lookupRetrySeconds: retrySeconds } = collected;
  for (const host of hosts) await saveNamedHost(tx, id, host);
  await saveLookup(tx, id, { lookup, retrySeconds });
  await updateDue(tx, id);
  for (const { resource, failure } of hosts)
    if (failure) await addEvent(tx, id, { type: 'sharepoint_missing', detail: { ...failure, resource } });
  if (isRootMissing(collected)) await addEvent(tx, id, { type: 'sharepoint_missing', detail: lookup?.root ?? {} });
}

/** The root host, if an existing connection had no token for it before. */
function gainedHost({ how, config, replaced }: Target, hosts: Collected['hosts']): string | undefined {
  if (how === 'connected' || replaced || config.sharepointAccessToken) return undefined;
  return hosts.find(({ kind, token }) => kind === 'sharepoint-root' && token)?.resource;
}

async function saveNamedHost(
  tx: Transaction,
  id: string,
  { token, failure, retrySeconds = 60, ...host }: Collected['hosts'][number],
) {
  if (failure) return saveResourceFailure(tx, id, { ...host, failure, retrySeconds });
  return saveResource(tx, id, { ...host, ...(token && { token }) });
}

/**
 * Clears what belongs to the earlier grant: its lease, its failures, and hosts that Graph no longer returns. Hosts that
 * Graph did not mention this time are kept, and so are further hosts that somebody requested, whose tokens are
 * requested again.
 */
async function forget(tx: Transaction, id: string, { hosts, unnamed }: Collected): Promise<void> {
  await tx.$executeRaw`
    update connection set fence = fence + 1, lease_owner = null, lease_until = null, status_reason = null,
      last_failure = null, retry_at = null, claims = null where id = ${id}::uuid`;
  const found = new Set<string>(hosts.map(({ kind }) => kind));
  const kept = unnamed.filter((kind) => !found.has(kind));
  const named = hosts.map(({ resource }) => resource);
  await tx.connectionToken.deleteMany({
    where: { connectionId: id, resource: { notIn: named }, kind: { notIn: ['sharepoint-other', ...kept] } },
  });
  const ended = { sealedToken: null, response: Prisma.DbNull, expiresAt: null, life: null, failure: Prisma.DbNull };
  await tx.connectionToken.updateMany({
    where: { connectionId: id, kind: 'sharepoint-other' },
    data: { ...ended, failures: 0, retryAt: null },
  });
}
