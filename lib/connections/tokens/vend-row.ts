import type { CloudId } from '#lib/clouds';
import { isDatabaseAway, pool } from '#lib/db';
import { allows, type Scope } from '#lib/keys/scopes';
import { WriteBehind } from '#lib/write-behind';
import { healCorrupt } from '../corrupt.ts';

/**
 * Everything that a token request needs of a connection, read together with the caller's API key. JSON columns are not
 * checked yet.
 */
export type VendRow = {
  key_id: string;
  key_scopes: string[];
  now: Date;
  integration_id: string;
  unique_key: string;
  provider: string;
  cloud: CloudId;
  client_id: string;
  id: string;
  seq: number;
  connection_id: string;
  status: string;
  status_reason: unknown;
  sealed_token: string;
  token_response: unknown;
  token_expires_at: Date;
  token_version: number;
  is_due: boolean;
  connection_config: unknown;
  webhook_url_override: string | null;
  granted_scopes: string[];
  tid: string;
  oid: string;
  username: string;
  display_name: string;
  end_user: unknown;
  tags: unknown;
  metadata: unknown;
  last_failure: unknown;
  retry_at: Date | null;
  created_at: Date;
  updated_at: Date;
  last_vended_at: Date | null;
  account_kind: string;
  requested_scopes: string[];
  host_lookup: unknown;
  host_retry_at: Date | null;
  /** SharePoint hosts, to be read with `readHosts`. */
  hosts: unknown;
};

/** The result if the key, the integration or the connection does not exist. */
type Nothing = { key_id: null } | { key_id: string; key_scopes: string[]; id: null; integration_id: string | null };

type VendLookup = { keyHash: Buffer; uniqueKey: string; connectionId: string };

type Answer = { n: string } & (VendRow | Nothing);
type Waiting = { lookup: VendLookup; resolve: (row: VendRow | Nothing) => void; reject: (error: unknown) => void };

const hostsOf = `(select json_agg(json_build_object('resource', t.resource, 'kind', t.kind, 'expiresAt', t.expires_at,
    'failure', t.failure, 'retryAt', t.retry_at) order by t.kind desc, t.resource)
  from connection_token t where t.connection_id = connection.id and t.kind <> 'resource')`;

// Returns one row per question: the key, whether its requests are counted, and the connection. `offset 0` keeps the
// planner from replacing three index look-ups by joins over whole tables, which it would do after seeing them small.
const answersTo = (questions: string) => `
  select asked.n, k.id as key_id, k.scopes as key_scopes, now() as now, i.id as integration_id, i.unique_key, i.provider,
      i.cloud, i.client_id, c.*
    from ${questions} as asked(hash, unique_key, connection_id, n)
    left join lateral (select id, scopes, integration_id from api_key
      where hash = asked.hash and revoked_at is null offset 0) k on true
    left join lateral (select id, unique_key, provider, cloud, client_id from integration
      where unique_key = asked.unique_key and (k.integration_id is null or k.integration_id = id) offset 0) i on true
    left join lateral (select id, seq, connection_id, status, status_reason, sealed_token, token_response,
        token_expires_at, token_version, refresh_due_at <= now() as is_due, connection_config, webhook_url_override,
        granted_scopes, tid, oid, username, display_name, end_user, tags, metadata, last_failure, retry_at, created_at,
        updated_at, last_vended_at, account_kind, requested_scopes, host_lookup, host_retry_at, ${hostsOf} as hosts from connection
      where integration_id = i.id and connection_id = asked.connection_id offset 0) c on true`;

// pg keeps prepared statements per connection, by name.
const one = { name: 'vend:one', text: answersTo('(values ($1::bytea, $2::text, $3::text, 1))') };
// If the planner knew the lengths of the arrays, it would plan small batches again each time, which takes longer than
// running them.
const lists = '(select $1::bytea[]), (select $2::text[]), (select $3::text[])';
const many = { name: 'vend:many', text: answersTo(`unnest(${lists}) with ordinality`) };

/** PostgreSQL rejects NUL in text, and one caller's input must not make the others' questions fail. */
const withoutNul = (text: string) => (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text);

async function ask(lookups: VendLookup[]): Promise<Answer[]> {
  const hashes = lookups.map(({ keyHash }) => keyHash);
  const keys = lookups.map(({ uniqueKey }) => withoutNul(uniqueKey));
  const ids = lookups.map(({ connectionId }) => withoutNul(connectionId));
  const statement =
    lookups.length === 1 ? { ...one, values: [hashes[0], keys[0], ids[0]] } : { ...many, values: [hashes, keys, ids] };
  const { rows } = await pool().query<Answer>(statement);
  return rows;
}

const questionsAtOnce = 64;
/** More would only take pool connections from others: a batch takes about a millisecond. */
const batchesAtOnce = 2;

const waiting: Waiting[] = [];
let underWay = 0;
let isScheduled = false;

function schedule(): void {
  if (isScheduled || waiting.length === 0 || underWay >= batchesAtOnce) return;
  isScheduled = true;
  setImmediate(send);
}

function send(): void {
  isScheduled = false;
  const batch = waiting.splice(0, questionsAtOnce);
  underWay += 1;
  ask(batch.map(({ lookup }) => lookup))
    .then(
      (rows) => {
        for (const row of rows) batch[Number(row.n) - 1]?.resolve(row);
      },
      (error: unknown) => {
        // Questions still waiting would each wait as long, for the same failure.
        const failed = isDatabaseAway(error) ? [...batch, ...waiting.splice(0)] : batch;
        for (const { reject } of failed) reject(error);
      },
    )
    .finally(() => {
      underWay -= 1;
      schedule();
    });
  schedule();
}

/**
 * Reads one row of key, integration and connection in one round trip. Questions that arrive while others are in
 * progress share the next statement. No answer is older than its question, so a revoked key or a deleted connection
 * takes effect at once.
 */
function readVendRow(lookup: VendLookup): Promise<VendRow | Nothing> {
  return new Promise((resolve, reject) => {
    waiting.push({ lookup, resolve, reject });
    schedule();
  });
}

/** A key gets the same answer for what it may not see and for what does not exist. */
export type VendAnswer =
  | { found: 'key_unknown' | 'scope_missing' | 'integration_unknown' | 'connection_unknown' }
  | VendRow;

type VendLookupFor = VendLookup & { needs: Scope };

export const isRow = (answer: VendAnswer): answer is VendRow => !('found' in answer);

/**
 * Reads everything that a token request needs. Nothing is cached, so a revoked key or a deleted connection takes effect
 * at once.
 */
export async function readForVend(input: VendLookupFor): Promise<VendAnswer> {
  const read = await readVendRow(input);
  if (read.key_id === null) return { found: 'key_unknown' };
  if (!allows(read.key_scopes, input.needs)) return { found: 'scope_missing' };
  if (read.integration_id === null) return { found: 'integration_unknown' };
  return read.id === null ? { found: 'connection_unknown' } : read;
}

/** Like `readForVend`, but a corrupt connection is first tried again, and then read once more. */
export async function readHealed(input: VendLookupFor): Promise<VendAnswer> {
  const row = await readForVend(input);
  return isRow(row) && row.status === 'corrupt' && (await healCorrupt(row.id)) ? readForVend(input) : row;
}

/** The MSAL cache of a connection, still sealed. */
export async function readSealedGrant(id: string): Promise<string | undefined> {
  const { rows } = await pool().query<{ sealed_grant: string }>('select sealed_grant from connection where id = $1', [
    id,
  ]);
  return rows[0]?.sealed_grant;
}

/** Whole seconds from the database's `now` until a retry, at least one. One second if no retry is planned. */
export function secondsUntil(at: Date | null, now: Date): number {
  return at ? Math.max(1, Math.ceil((at.getTime() - now.getTime()) / 1000)) : 1;
}

/** When a connection was last used here, as a time of `performance.now()`. */
type Use = { id: string; at: number };

declare global {
  var latchkeyVends: WriteBehind<Use> | undefined;
}

function uses(): WriteBehind<Use> {
  globalThis.latchkeyVends ??= new WriteBehind<Use>({
    what: 'the last use of connections',
    everyMilliseconds: 5_000,
    atOnce: 5_000,
    capacity: 100_000,
    keyOf: ({ id }) => id,
    write: updateLastVended,
  });
  return globalThis.latchkeyVends;
}

/** Stores how long ago each use was, because marks may wait, and all processes share the database's clock. */
async function updateLastVended(marks: Use[]): Promise<void> {
  const now = performance.now();
  await pool().query(
    `update connection set last_vended_at = greatest(last_vended_at, now() - make_interval(secs => use.ago))
       from unnest($1::uuid[], $2::float8[]) as use(id, ago) where connection.id = use.id`,
    [marks.map(({ id }) => id), marks.map(({ at }) => (now - at) / 1000)],
  );
}

/** Records that a connection was used just now. Written within five seconds, all in one statement. */
export function noteVend(id: string): void {
  uses().add({ id, at: performance.now() });
}

/** Writes the recorded uses. If that fails, they are kept. */
export function writeVends(): Promise<void> {
  return uses().flush();
}
