import type pg from 'pg';
import { z } from 'zod';
import { pool } from '#lib/db';
import { Gather } from '#lib/gather';
import { newId } from '#lib/ids';
import { registrationVersion } from '#lib/integrations/registration';
import { open, seal } from '#lib/vault';
import { type ConnectionConfig, connectionStatuses, failureSchema, hostLookupSchema } from '../schema.ts';
import { readConfig } from './columns.ts';
import { primaryDue, resourceDue } from './due.ts';
import { allKeepUsedTokens } from './used-tokens.ts';

/** Seconds a lease lasts, by the database's clock; every token request renews it first. */
const leaseSeconds = 60;

const tokenRow = z.object({
  id: z.string(),
  resource: z.string(),
  kind: z.enum(['sharepoint-root', 'sharepoint-my', 'sharepoint-other', 'resource']),
  has_token: z.boolean(),
  is_due: z.boolean(),
  /** Due, or never asked for. */
  is_wanting: z.boolean(),
  is_living: z.boolean(),
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
  /** What the next sign-in has to bring. */
  claims: z.string().nullable(),
  is_primary_due: z.boolean(),
  is_lookup_due: z.boolean(),
  host_lookup: hostLookupSchema.nullable().catch(null),
  tokens: z.array(tokenRow),
  registration_version: z.string(),
});

/** The right to ask Microsoft for one connection's tokens, and what is known when it is taken. */
export type Lease = {
  id: string;
  owner: string;
  /** When it was last seen to be this one's, of `performance.now()`; `registration_version` was read then too. */
  seenAt: number;
  /** Given back together with what it brought. */
  isReleased: boolean;
} & z.infer<typeof leased>;

const watched = z.object({
  is_leased: z.boolean().nullable(),
  fence: z.number(),
  token_version: z.number(),
  last_failure: failureSchema.extend({ fence: z.number() }).nullable().catch(null),
});

/** What somebody who waits for another's lease looks at. */
export type Watched = z.infer<typeof watched>;

const hosts = `coalesce((select json_agg(json_build_object('id', t.id, 'resource', t.resource, 'kind', t.kind,
    'has_token', t.sealed_token is not null, 'is_due', coalesce(${resourceDue} <= now(), false),
    'is_wanting', coalesce(${resourceDue} <= now(), true), 'is_living', coalesce(t.expires_at > now(), false),
    'failures', t.failures))
  from connection_token t where t.connection_id = c.id), '[]')`;

/**
 * What is wanted: everything that is due; the vended tokens in any case, unless they are newer than the version the
 * caller has seen; or one further resource's token, unless somebody else has just asked for it. `claims` is what the
 * resource demanded when it refused the token that is to be replaced; `isReported` when that is only a caller's word,
 * `isFromPage` when it is that of a page in a browser.
 */
export type Demand =
  | { kind: 'due' }
  | { kind: 'forced'; seenVersion: number; claims?: string | undefined; isReported?: true }
  | { kind: 'resource'; resource: string; isForced?: true; claims?: string | undefined; isFromPage?: true };

export const claimsIn = (demand: Demand) => (demand.kind === 'due' ? undefined : demand.claims);

const isFree = '(c.lease_until is null or c.lease_until < now())';

// For each connection asked for: its lease when it was free, and what there was to see when it was not. Where several
// are taken at once, rows that another statement holds are left out: waiting for them in any order may never end.
// `offset 0` keeps the planner at one index look-up a row. The commit waits for the disk only when $4 says so; the
// setting ends with the transaction (PostgreSQL, "Asynchronous Commit").
const takeStatement = (which: 'one' | 'many') => `
  with asked as (select * from unnest((select $1::uuid[]), (select $2::uuid[])) with ordinality as a(id, owner, n)
    where set_config('synchronous_commit', $4, true) is not null),
  free as materialized (select f.id, a.owner, a.n from asked a cross join lateral (select id from connection c
    where c.id = a.id and ${isFree} offset 0 ${which === 'many' ? 'for update of c skip locked' : ''}) f),
  taken as (update connection c set lease_owner = f.owner, lease_until = now() + make_interval(secs => $3), fence = fence + 1
    from free f where c.id = f.id and ${isFree}
    returning f.n, c.id, c.fence, integration_id, tid, account_kind, status, requested_scopes, granted_scopes,
      sealed_grant, token_version, failures, claims, ${primaryDue} <= now() as is_primary_due,
      coalesce(c.host_retry_at <= now() and c.retry_at is null, false) as is_lookup_due, host_lookup, ${hosts} as tokens,
      ${registrationVersion('c.integration_id')} as registration_version)
  select row_to_json(t) as lease, c.lease_until >= now() as is_leased, c.fence, c.token_version, c.last_failure, c.id
    from asked a left join taken t on t.n = a.n
    left join lateral (select * from connection where id = a.id offset 0) c on true order by a.n`;

const takeOne = { name: 'lease:one', text: takeStatement('one') };
const takeMany = { name: 'lease:many', text: takeStatement('many') };

type TakeInput = { id: string; owner: string };
/** A row of the statement; `id` is null when there is no such connection. */
type Taken = { id: string | null; lease: unknown; is_leased: boolean | null };

async function takeBy(statement: typeof takeOne, inputs: readonly TakeInput[]): Promise<Taken[]> {
  const commit = allKeepUsedTokens() ? 'off' : 'on';
  const values = [inputs.map(({ id }) => id), inputs.map(({ owner }) => owner), leaseSeconds, commit];
  return (await pool().query<Taken>({ ...statement, values })).rows;
}

/** Neither taken nor anybody's: another statement held its row just then. */
const wasLeftOut = ({ id, lease, is_leased }: Taken) => id !== null && lease === null && !is_leased;

/** A failure of one, when the others' leases are already taken. */
type Outcome = Taken | { error: unknown };

async function takeAlone(input: TakeInput): Promise<Outcome> {
  try {
    const [taken] = await takeBy(takeOne, [input]);
    return taken ?? { error: new Error('A lease was left without an answer.') };
  } catch (error) {
    return { error };
  }
}

async function takeEach(inputs: readonly TakeInput[]): Promise<Outcome[]> {
  if (inputs.length === 1) return takeBy(takeOne, inputs);
  const many = await takeBy(takeMany, inputs);
  return Promise.all(
    inputs.map(async (input, at): Promise<Outcome> => {
      const taken = many[at];
      return taken && !wasLeftOut(taken) ? taken : takeAlone(input);
    }),
  );
}

const takes = new Gather<TakeInput, Outcome>({ atOnce: 64, underWay: 2, ask: takeEach });

/**
 * Takes the lease when it is free or its holder outlived it; otherwise what a waiter looks at. The fence tells holders
 * apart when they write. Undefined when the connection is gone. Throws what the database throws.
 */
export async function takeLease(id: string): Promise<{ lease: Lease } | { held: Watched } | undefined> {
  const owner = newId();
  const seenAt = performance.now();
  const taken = await takes.ask({ id, owner });
  if ('error' in taken) throw taken.error;
  if (taken.lease) return { lease: { ...leased.parse(taken.lease), id, owner, seenAt, isReleased: false } };
  return taken.id === null ? undefined : { held: watched.parse(taken) };
}

/** The primary token of a lease while it lives for another half minute, still sealed. */
export async function readLivingToken({ id }: Pick<Lease, 'id'>): Promise<string | undefined> {
  const { rows } = await pool().query<{ sealed_token: string }>(
    `select sealed_token from connection where id = $1 and token_expires_at > now() + interval '30 seconds'`,
    [id],
  );
  return rows[0]?.sealed_token;
}

/**
 * Holds on to the lease before another request to Microsoft, and reads the version of the integration's registration
 * again; undefined when somebody else has the lease.
 */
export async function renewLease({ id, owner, fence }: Lease): Promise<string | undefined> {
  const { rows } = await pool().query<{ version: string }>({
    name: 'lease:renew',
    text: `update connection c set lease_until = now() + make_interval(secs => $4)
      where id = $1 and lease_owner = $2 and fence = $3 returning ${registrationVersion('c.integration_id')} as version`,
    values: [id, owner, fence, leaseSeconds],
  });
  return rows[0]?.version;
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

async function readWatched(ids: readonly string[]): Promise<{ watched: Watched | undefined }[]> {
  const { rows } = await pool().query<{ id: string }>(
    `select id, lease_until is not null and lease_until >= now() as is_leased, fence, token_version, last_failure
       from connection where id = any($1)`,
    [ids],
  );
  const byId = new Map(rows.map((row) => [row.id, watched.parse(row)]));
  return ids.map((id) => ({ watched: byId.get(id) }));
}

// A thousand connections may be waited for at once: they share one statement each time instead of the whole pool.
const watches = new Gather({ atOnce: 1_000, underWay: 1, ask: readWatched });

/** What a waiter looks at now; undefined when the connection is gone. */
export async function watchLease(id: string): Promise<Watched | undefined> {
  return (await watches.ask(id)).watched;
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
