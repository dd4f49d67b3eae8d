import { db, type Transaction } from '#lib/db';
import { newId } from '#lib/ids';
import type { TokenResponse } from '#lib/microsoft/token-answer';
import { persist } from '#lib/persist';
import { seal } from '#lib/vault';
import { Prisma } from '#prisma/client';
import type { ConnectionConfig, Failure, HostLookup } from '../schema.ts';
import { addEvent } from '../timeline.ts';
import { withoutToken } from './columns.ts';
import { refreshDue } from './due.ts';
import { grantPlace, type Lease, resourcePlace, sealConfig } from './lease.ts';

/** This process has lost its lease, so its results must not be written any more. */
export class FencedOut extends Error {
  override readonly name = 'FencedOut';
  readonly code = 'fenced_out';
}

export type ResourceKind = 'sharepoint-root' | 'sharepoint-my' | 'sharepoint-other' | 'resource';
export type KeptResource = { resource: string; kind: ResourceKind };

/** A token as shown in connection_config, with times in milliseconds as in Nango. */
export function asSharePointToken(token: TokenResponse, now: number) {
  return { ...withoutToken(token), access_token: token.access_token, expires_at: now + token.expires_in * 1000 };
}

/** Milliseconds since 1970 by the database's clock, which all processes share. */
export async function databaseNow(tx: Pick<Transaction, '$queryRaw'> = db()): Promise<number> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`select now() as now`;
  return row?.now.getTime() ?? Date.now();
}

/** A token response as it is stored. */
export const responseOf = (token: TokenResponse) => JSON.stringify(withoutToken(token));

/** Stores one resource's token, or, without a token, only that the grant should cover the resource. */
export async function saveResource(
  tx: Transaction,
  connectionId: string,
  { resource, kind, token }: KeptResource & { token?: TokenResponse },
): Promise<void> {
  const found = await tx.connectionToken.findUnique({
    where: { connectionId_resource: { connectionId, resource } },
    select: { id: true },
  });
  const id = found?.id ?? newId();
  const sealed = token ? seal(token.access_token, resourcePlace(id)) : null;
  const [response, life] = [token ? responseOf(token) : null, token?.expires_in ?? null];
  await tx.$executeRaw`
    insert into connection_token as t (id, connection_id, resource, kind, sealed_token, response, expires_at, life)
    values (${id}::uuid, ${connectionId}::uuid, ${resource}, ${kind}, ${sealed}, ${response}::jsonb,
            now() + make_interval(secs => ${life}::int), ${life}::int)
    on conflict (connection_id, resource) do update set kind = excluded.kind, failure = null, failures = 0, retry_at = null,
      sealed_token = coalesce(excluded.sealed_token, t.sealed_token), response = coalesce(excluded.response, t.response),
      expires_at = coalesce(excluded.expires_at, t.expires_at), life = coalesce(excluded.life, t.life), updated_at = now()`;
}

/** Stores why a host has no new token. An existing token is kept until it expires. */
export async function saveResourceFailure(
  tx: Transaction,
  connectionId: string,
  { resource, kind, ...why }: KeptResource & { failure: Failure; retrySeconds: number },
): Promise<void> {
  await tx.$executeRaw`
    insert into connection_token as t (id, connection_id, resource, kind, failure, failures, retry_at)
    values (${newId()}::uuid, ${connectionId}::uuid, ${resource}, ${kind}, ${JSON.stringify(why.failure)}::jsonb, 1,
            now() + make_interval(secs => ${why.retrySeconds}::int))
    on conflict (connection_id, resource) do update set failure = excluded.failure, failures = t.failures + 1,
      retry_at = excluded.retry_at, updated_at = now()`;
}

/** Removes a host that the tenant no longer has. */
export async function dropHost(tx: Transaction, connectionId: string, resource: string): Promise<void> {
  await tx.connectionToken.deleteMany({ where: { connectionId, resource } });
}

/** Removes the token of a root host that no longer exists from `connection_config`. */
export async function dropSharePointField(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`
    update connection set connection_config = connection_config - 'sharepointAccessToken' where id = ${id}::uuid`;
}

/** Stores what Graph did not return about the hosts, and when it is asked again for a missing one. */
export async function saveLookup(
  tx: Transaction,
  id: string,
  { lookup, retrySeconds }: { lookup: HostLookup | undefined; retrySeconds: number | undefined },
): Promise<void> {
  await tx.$executeRaw`
    update connection set host_lookup = ${lookup ? JSON.stringify(lookup) : null}::jsonb,
      host_retry_at = now() + make_interval(secs => ${retrySeconds ?? null}::int) where id = ${id}::uuid`;
}

/** Stores the root host's token where callers of the File Picker look for it. */
export async function saveSharePointField(tx: Transaction, id: string, token: TokenResponse): Promise<void> {
  const config: ConnectionConfig = { sharepointAccessToken: asSharePointToken(token, await databaseNow(tx)) };
  const { sharepointAccessToken } = sealConfig(id, config);
  await tx.$executeRaw`
    update connection set connection_config = jsonb_set(connection_config, '{sharepointAccessToken}',
      ${JSON.stringify(sharepointAccessToken)}::jsonb) where id = ${id}::uuid`;
}

/** Updates when the next request is due: at the earliest expiry (minus its margin) or retry of any token handed out. */
export async function updateDue(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`
    update connection c set refresh_due_at = ${Prisma.raw(refreshDue())} where c.id = ${id}::uuid`;
}

/** Runs `write` only while the lease is still this one's. @throws FencedOut */
export async function withFence<T>(lease: Lease, write: (tx: Transaction) => Promise<T>): Promise<T> {
  return persist(async (tx) => {
    const held = await tx.$executeRaw`
      update connection set updated_at = now()
       where id = ${lease.id}::uuid and lease_owner = ${lease.owner}::uuid and fence = ${lease.fence}`;
    if (held !== 1) throw new FencedOut();
    const result = await write(tx);
    await updateDue(tx, lease.id);
    return result;
  });
}

/** Stores the refresh token of a successful answer, whichever resource it was for. */
export async function saveGrant(tx: Transaction, id: string, cache: string): Promise<void> {
  const sealed = seal(cache, grantPlace(id));
  await tx.$executeRaw`
    update connection set sealed_grant = ${sealed}, last_refreshed_at = now()
     where id = ${id}::uuid`;
}

/** Stores that the primary token could not be renewed now. The connection's state is kept. */
export async function savePrimaryFailure(
  tx: Transaction,
  lease: Lease,
  why: { failure: Failure; retrySeconds: number },
): Promise<void> {
  const failure = JSON.stringify({ ...why.failure, fence: lease.fence });
  await tx.$executeRaw`
    update connection set failures = failures + 1, last_failure = ${failure}::jsonb,
      retry_at = now() + make_interval(secs => ${why.retrySeconds}::int) where id = ${lease.id}::uuid`;
}

/** Stores that Microsoft has closed the grant, and the claims it requires at the next sign-in, and tells it. */
export async function saveClosed(
  tx: Transaction,
  lease: Lease,
  why: { failure: Failure; claims: string | undefined },
): Promise<void> {
  const failure = JSON.stringify(why.failure);
  const seen = JSON.stringify({ ...why.failure, fence: lease.fence });
  await tx.$executeRaw`
    update connection set status = 'needs_reauthorization', status_reason = ${failure}::jsonb,
      last_failure = ${seen}::jsonb, claims = coalesce(${why.claims ?? null}, claims) where id = ${lease.id}::uuid`;
  const isStateSame = lease.status !== 'healthy';
  await addEvent(tx, lease.id, { type: 'needs_reauthorization', detail: why.failure, isStateSame });
}
