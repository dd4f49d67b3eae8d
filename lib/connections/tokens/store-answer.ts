import { z } from 'zod';
import { isDatabaseAway, pool } from '#lib/db';
import { Gather } from '#lib/gather';
import type { TokenResponse } from '#lib/microsoft/token-answer';
import { persist, persistGathered, persistStatement } from '#lib/persist';
import { seal } from '#lib/vault';
import { isOtherScopes } from '../missing.ts';
import type { StoredTokenResponse } from '../schema.ts';
import { addEvent, noteScopes } from '../timeline.ts';
import { withoutToken } from './columns.ts';
import { dueSql, refreshDue, rootDue } from './due.ts';
import { configPlace, grantPlace, type Lease, resourcePlace, tokenPlace } from './lease.ts';
import { FencedOut, type KeptResource, responseOf } from './token-store.ts';

// What Microsoft answered to a refresh, each answer by one statement: these are the most frequent writes there are.

type Holder = Pick<Lease, 'id' | 'owner' | 'fence'>;

/** A primary answer as the statement takes it: its secrets sealed. */
type PrimaryRow = Holder & {
  sealed_grant: string;
  sealed_token: string;
  response: StoredTokenResponse;
  life: number;
  scopes: string[];
  is_last: boolean;
};

// Where several are stored at once, rows that another statement holds are left out and stored one by one afterwards:
// waiting for them in any order may never end. `offset 0` and the limits, which no batch reaches, keep the planner at one
// index look-up a row; it takes every list for a hundred rows and would read the whole table.
function primaryStatement(which: 'one' | 'many'): string {
  return `
  with given as (select * from json_to_recordset($1::json) as g(id uuid, owner uuid, fence int, sealed_grant text,
    sealed_token text, response jsonb, life int, scopes text[], is_last boolean) limit ${which === 'one' ? '1' : '(select 64)'}),
  held as materialized (select h.id from given g cross join lateral (select id from connection c
    where c.id = g.id and c.lease_owner = g.owner and c.fence = g.fence offset 0
    ${which === 'many' ? 'for update of c skip locked' : ''}) h)
  update connection c set sealed_grant = g.sealed_grant, last_refreshed_at = now(), updated_at = now(),
      sealed_token = g.sealed_token, token_version = token_version + 1, token_response = g.response,
      token_expires_at = now() + make_interval(secs => g.life), token_life = g.life, granted_scopes = g.scopes,
      status = 'healthy', status_reason = null, retry_at = null, failures = 0, last_failure = null,
      claims = case when status = 'healthy' then claims end,
      refresh_due_at = ${refreshDue({ primary: dueSql('now() + make_interval(secs => g.life)', 'g.life'), primaryRetryAt: 'null' })},
      lease_owner = case when g.is_last then null else c.lease_owner end,
      lease_until = case when g.is_last then null else c.lease_until end
    from given g join held h on h.id = g.id
   where c.id = h.id and c.lease_owner = g.owner and c.fence = g.fence
   returning c.id, (select i.broken_at is not null from integration i where i.id = c.integration_id) as is_broken`;
}

const storeOne = { name: 'answer:one', text: primaryStatement('one') };
const storeMany = { name: 'answer:many', text: primaryStatement('many') };

const storedRow = z.object({ id: z.string(), is_broken: z.boolean() });
/** `is_broken` is undefined when the lease is no longer this one's. */
type Stored = { isBroken: boolean | undefined };

async function storeBy(statement: typeof storeOne, rows: readonly PrimaryRow[]): Promise<Map<string, boolean>> {
  const answer = await pool().query({ ...statement, values: [JSON.stringify(rows)] });
  return new Map(
    z
      .array(storedRow)
      .parse(answer.rows)
      .map(({ id, is_broken }) => [id, is_broken]),
  );
}

async function storeAlone(row: PrimaryRow): Promise<Stored> {
  return { isBroken: (await storeBy(storeOne, [row])).get(row.id) };
}

/** One that PostgreSQL refuses fails by itself. */
async function storeTogether(rows: readonly PrimaryRow[]): Promise<Map<string, boolean>> {
  try {
    return await storeBy(storeMany, rows);
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    return new Map();
  }
}

type Outcome = { stored: Stored } | { error: unknown };

async function storeEach(rows: readonly PrimaryRow[]): Promise<Outcome[]> {
  const together = rows.length === 1 ? new Map<string, boolean>() : await storeTogether(rows);
  return Promise.all(
    rows.map(async (row): Promise<Outcome> => {
      const isBroken = together.get(row.id);
      if (isBroken !== undefined) return { stored: { isBroken } };
      return storeAlone(row).then(
        (stored) => ({ stored }),
        (error: unknown) => ({ error }),
      );
    }),
  );
}

const stores = new Gather<PrimaryRow, Outcome>({ atOnce: 32, underWay: 2, ask: storeEach });

async function store(row: PrimaryRow): Promise<Stored> {
  const outcome = await stores.ask(row);
  if ('error' in outcome) throw outcome.error;
  return outcome.stored;
}

/** Stores an answer that changes what is told of the connection, with the events that tell it. */
function storeChange({ id, status, granted_scopes: before }: Lease, row: PrimaryRow): Promise<Stored> {
  return persist(async (tx) => {
    const rows = await tx.$queryRawUnsafe(primaryStatement('one'), JSON.stringify([row]));
    const [stored] = z.array(storedRow).parse(rows);
    if (!stored) return { isBroken: undefined };
    if (status !== 'healthy') await addEvent(tx, id, { type: 'recovered' });
    await noteScopes(tx, id, { before, now: row.scopes });
    return { isBroken: stored.is_broken };
  });
}

type PrimaryAnswer = {
  cache: string;
  token: TokenResponse;
  grantedScopes: string[];
  /** Nothing else is asked under this lease: it is released by the same statement. */
  isLast: boolean;
};

/**
 * Stores the primary token with the grant that came with it, while the lease is still this one's; the connection is
 * healthy then, whatever was before. Tells whether its integration counts as broken. @throws FencedOut
 */
export async function storePrimaryToken(
  lease: Lease,
  { cache, token, grantedScopes, isLast }: PrimaryAnswer,
): Promise<{ isBroken: boolean }> {
  const { id, owner, fence } = lease;
  const sealed = { sealed_grant: seal(cache, grantPlace(id)), sealed_token: seal(token.access_token, tokenPlace(id)) };
  const response = { response: withoutToken(token), life: token.expires_in, scopes: grantedScopes };
  const row = { id, owner, fence, ...sealed, ...response, is_last: isLast };
  const isChange = lease.status !== 'healthy' || isOtherScopes(lease.granted_scopes, grantedScopes);
  const { isBroken } = await (isChange ? storeChange(lease, row) : persistGathered(() => store(row)));
  if (isBroken === undefined) throw new FencedOut();
  lease.isReleased = isLast;
  return { isBroken };
}

const rootOfConfig = `least(${rootDue('t.resource <> $6')},
  case when $10::text is not null then ${dueSql('now() + make_interval(secs => $9::int)', '$9::int')} end)`;

const storeResource = {
  name: 'answer:resource',
  text: `
  with held as (update connection c set sealed_grant = $4, last_refreshed_at = now(), updated_at = now(),
      connection_config = case when $10::text is null then connection_config else jsonb_set(connection_config,
        '{sharepointAccessToken}', $8::jsonb || jsonb_build_object('access_token', $10::text,
          'expires_at', floor(extract(epoch from now()) * 1000)::bigint + $9::int * 1000)) end,
      refresh_due_at = ${refreshDue({ root: rootOfConfig })},
      lease_owner = case when $12 then null else lease_owner end, lease_until = case when $12 then null else lease_until end
    where id = $1 and lease_owner = $2 and fence = $3 returning id),
  kept as (insert into connection_token as t (id, connection_id, resource, kind, sealed_token, response, expires_at, life)
    select $5, held.id, $6, $11, $7, $8::jsonb, now() + make_interval(secs => $9::int), $9::int from held
    on conflict (connection_id, resource) do update set id = excluded.id, kind = excluded.kind, failure = null, failures = 0, retry_at = null, updated_at = now(),
      sealed_token = excluded.sealed_token, response = excluded.response, expires_at = excluded.expires_at, life = excluded.life)
  select id from held`,
};

type ResourceAnswer = KeptResource & {
  /** Of the resource's row. */
  id: string;
  cache: string;
  token: TokenResponse;
  isLast: boolean;
};

/**
 * Stores the new token of a resource that had one, with the grant that came with it; that of the root host in
 * `connection_config` too. @throws FencedOut
 */
export async function storeResourceToken(
  lease: Lease,
  { id: row, resource, kind, cache, token, isLast }: ResourceAnswer,
): Promise<void> {
  const { id, owner, fence } = lease;
  const { access_token: accessToken, expires_in: life } = token;
  const inConfig = kind === 'sharepoint-root' ? seal(accessToken, configPlace(id)) : null;
  const sealed = [seal(cache, grantPlace(id)), row, resource, seal(accessToken, resourcePlace(row))];
  const values = [id, owner, fence, ...sealed, responseOf(token), life, inConfig, kind, isLast];
  const { rowCount } = await persistStatement(() => pool().query({ ...storeResource, values }));
  if (rowCount !== 1) throw new FencedOut();
  lease.isReleased = isLast;
}
