import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { z } from 'zod';
import { pool } from '#lib/db';
import { newId } from '#lib/ids';
import { open, seal } from '#lib/vault';
import { type ConnectionConfig, connectionStatuses, failureSchema, hostLookupSchema } from '../schema.ts';
import { readConfig } from './columns.ts';

/** Seconds a lease lasts, by the database's clock; every token request renews it first. */
const leaseSeconds = 60;

const tokenRow = z.object({
  resource: z.string(),
  kind: z.enum(['sharepoint-root', 'sharepoint-my', 'sharepoint-other', 'resource']),
  has_token: z.boolean(),
  is_due: z.boolean(),
  failures: z.number(),
});

const leased = z.object({
  fence: z.number(),
  integration_id: z.string(),
  tid: z.string(),
  account_kind: z.string(),
  status: z.enum(connectionStatuses),
  requested_scopes: z.array(z.string()),
  granted_scopes: z.array(z.string()),
  sealed_grant: z.string(),
  token_version: z.number(),
  failures: z.number(),
  is_primary_due: z.boolean(),
  is_lookup_due: z.boolean(),
  host_lookup: hostLookupSchema.nullable().catch(null),
  tokens: z.array(tokenRow),
});

/** The right to ask Microsoft for one connection's tokens, and what is known when it is taken. */
export type Lease = { id: string; owner: string } & z.infer<typeof leased>;

/** Seconds before its end from which on a new token is asked for: 5 minutes, or a fifth of a life that is shorter. */
export function renewalSeconds(lifeSeconds: number): number {
  return Math.min(300, 0.2 * lifeSeconds);
}

/** `renewalSeconds` as an SQL expression over the expression of a life. */
export const renewalSql = (life: string) => `least(300, 0.2 * ${life})`;

/** SQL: when a token is due, from the expressions of its end and its life. */
export const dueSql = (expires: string, life: string) => `${expires} - make_interval(secs => ${renewalSql(life)})`;

/** SQL over `connection c`: when its primary token is asked for next. */
export const primaryDue = `coalesce(c.retry_at, ${dueSql('c.token_expires_at', 'c.token_life')})`;

/** SQL over `connection_token t`: when this resource's token is asked for next. */
export const resourceDue = `coalesce(t.retry_at, ${dueSql('t.expires_at', 't.life')})`;

const hosts = `coalesce((select json_agg(json_build_object('resource', t.resource, 'kind', t.kind,
    'has_token', t.sealed_token is not null, 'is_due', coalesce(${resourceDue} <= now(), false), 'failures', t.failures))
  from connection_token t where t.connection_id = c.id), '[]')`;

/**
 * What is wanted: everything that is due; the vended tokens in any case, unless they are newer than the version the
 * caller has seen; or one further resource's token.
 */
export type Demand = { kind: 'due' } | { kind: 'forced'; seenVersion: number } | { kind: 'resource'; resource: string };

/** Takes the lease when it is free or its holder outlived it. The fence tells holders apart when they write. */
export async function takeLease(id: string): Promise<Lease | undefined> {
  const owner = newId();
  const { rows } = await pool().query(
    `update connection c set lease_owner = $2, lease_until = now() + make_interval(secs => $3), fence = fence + 1
      where c.id = $1 and (c.lease_until is null or c.lease_until < now())
      returning fence, integration_id, tid, account_kind, status, requested_scopes, granted_scopes, sealed_grant,
        token_version, failures,
        ${primaryDue} <= now() as is_primary_due,
        coalesce(c.host_retry_at <= now() and c.retry_at is null, false) as is_lookup_due, host_lookup,
        ${hosts} as tokens`,
    [id, owner, leaseSeconds],
  );
  return rows.length === 0 ? undefined : { id, owner, ...leased.parse(rows[0]) };
}

/** The primary token of a lease while it lives for another half minute, still sealed. */
export async function readLivingToken({ id }: Pick<Lease, 'id'>): Promise<string | undefined> {
  const { rows } = await pool().query<{ sealed_token: string }>(
    `select sealed_token from connection where id = $1 and token_expires_at > now() + interval '30 seconds'`,
    [id],
  );
  return rows[0]?.sealed_token;
}

/** Holds on to the lease before another request to Microsoft; false when somebody else has it. */
export async function renewLease({ id, owner, fence }: Lease): Promise<boolean> {
  const { rowCount } = await pool().query(
    `update connection set lease_until = now() + make_interval(secs => $4) where id = $1 and lease_owner = $2 and fence = $3`,
    [id, owner, fence, leaseSeconds],
  );
  return rowCount === 1;
}

export async function releaseLease({ id, owner, fence }: Lease): Promise<void> {
  await pool().query(
    'update connection set lease_owner = null, lease_until = null where id = $1 and lease_owner = $2 and fence = $3',
    [id, owner, fence],
  );
}

/** Frees what processes that are gone had leased; only while no other process is on the database. */
export async function freeAllLeases(session: Pick<pg.ClientBase, 'query'> = pool()): Promise<void> {
  await session.query('update connection set lease_owner = null, lease_until = null where lease_until is not null');
}

const watched = z.object({
  is_leased: z.boolean(),
  fence: z.number(),
  token_version: z.number(),
  last_failure: failureSchema.extend({ fence: z.number() }).nullable().catch(null),
});

type Watched = z.infer<typeof watched>;
type Watch = { ids: Set<string>; seen: Promise<Map<string, Watched>> };

let nextWatch: Watch | undefined;
const gatherMilliseconds = 10;

// A thousand connections may be waited for at once: they share one statement each time instead of the whole pool.
function gatherWatch(): Watch {
  const ids = new Set<string>();
  const seen = sleep(gatherMilliseconds).then(() => {
    nextWatch = undefined;
    return readWatched([...ids]);
  });
  return { ids, seen };
}

async function readWatched(ids: string[]): Promise<Map<string, Watched>> {
  const { rows } = await pool().query<{ id: string }>(
    `select id, lease_until is not null and lease_until >= now() as is_leased, fence, token_version, last_failure
       from connection where id = any($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, watched.parse(row)]));
}

/** What somebody who waits for another's lease looks at; undefined when the connection is gone. */
export async function watchLease(id: string): Promise<Watched | undefined> {
  nextWatch ??= gatherWatch();
  nextWatch.ids.add(id);
  return (await nextWatch.seen).get(id);
}

export const grantPlace = (row: string) => ({ table: 'connection', row, column: 'sealed_grant' });
export const tokenPlace = (row: string) => ({ table: 'connection', row, column: 'sealed_token' });
export const configPlace = (row: string) => ({ table: 'connection', row, column: 'connection_config' });
export const resourcePlace = (row: string) => ({ table: 'connection_token', row, column: 'sealed_token' });

/** Opens the grant of a lease. @throws VaultError */
export function openGrant({ id, sealed_grant }: Pick<Lease, 'id' | 'sealed_grant'>): string {
  return open(sealed_grant, grantPlace(id));
}

/** `connection_config` with its SharePoint token opened; the token is left out when its life is over. */
export function openConfig(id: string, stored: unknown, now: number): ConnectionConfig {
  const config = readConfig(stored);
  const { sharepointAccessToken: token, ...rest } = config;
  if (!token || token.expires_at <= now) return rest;
  return { ...rest, sharepointAccessToken: { ...token, access_token: open(token.access_token, configPlace(id)) } };
}

/** `connection_config` as it is stored: the secret member sealed in place. */
export function sealConfig(id: string, config: ConnectionConfig): ConnectionConfig {
  const { sharepointAccessToken: token, ...rest } = config;
  if (!token) return rest;
  return { ...rest, sharepointAccessToken: { ...token, access_token: seal(token.access_token, configPlace(id)) } };
}
