import type { CloudId } from '#lib/clouds';
import { pool } from '#lib/db';
import { allows, type Scope } from '#lib/keys/scopes';
import { WriteBehind } from '#lib/write-behind';
import { healCorrupt } from '../corrupt.ts';
import type { VendLookup } from './vend-lookup.ts';
import { type Asked, type Nothing, VendQuestions } from './vend-questions.ts';

/**
 * Everything that a token request needs of a connection, read together with the caller's API key. JSON columns are not
 * checked yet.
 */
export type VendRow = Asked & {
  unique_key: string;
  provider: string;
  cloud: CloudId;
  client_id: string;
  seq: number;
  connection_id: string;
  status: string;
  status_reason: unknown;
  sealed_token: string;
  token_response: unknown;
  token_expires_at: Date;
  token_version: number;
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

/** What a call through the proxy needs of a connection: its Graph token, or why there is none. */
export type ProxyRow = Pick<
  VendRow,
  | keyof Asked
  | 'cloud'
  | 'status'
  | 'status_reason'
  | 'sealed_token'
  | 'token_expires_at'
  | 'token_version'
  | 'last_failure'
  | 'retry_at'
  | 'last_vended_at'
>;

const hostsOf = `(select json_agg(json_build_object('resource', t.resource, 'kind', t.kind, 'expiresAt', t.expires_at,
    'failure', t.failure, 'retryAt', t.retry_at) order by t.kind desc, t.resource)
  from connection_token t where t.connection_id = connection.id and t.kind <> 'resource')`;

const hostVersions = `(select string_agg(t.xmin::text, ' ') from connection_token t where t.connection_id = c.id)`;

const ofProxy =
  'status, status_reason, sealed_token, token_expires_at, token_version, last_failure, retry_at, last_vended_at';

const dateOf = (time: string | null) => (time === null ? null : new Date(time));

const proxyQuestions = new VendQuestions<ProxyRow>('vend-proxy', {
  ofIntegration: 'cloud',
  ofConnection: ofProxy,
  read: (sent, asked) => ({
    ...sent,
    ...asked,
    token_expires_at: new Date(sent.token_expires_at),
    retry_at: dateOf(sent.retry_at),
    last_vended_at: dateOf(sent.last_vended_at),
  }),
});

const vendQuestions = new VendQuestions<VendRow>('vend', {
  ofIntegration: 'unique_key, provider, cloud, client_id',
  ofConnection: `${ofProxy}, seq, connection_id, token_response, connection_config, webhook_url_override, granted_scopes,
    tid, oid, username, display_name, end_user, tags, metadata, created_at, updated_at, account_kind,
    requested_scopes, host_lookup, host_retry_at, ${hostsOf} as hosts`,
  versionBeside: hostVersions,
  read: (sent, asked) => ({
    ...sent,
    ...asked,
    token_expires_at: new Date(sent.token_expires_at),
    retry_at: dateOf(sent.retry_at),
    created_at: new Date(sent.created_at),
    updated_at: new Date(sent.updated_at),
    last_vended_at: dateOf(sent.last_vended_at),
    host_retry_at: dateOf(sent.host_retry_at),
  }),
});

/** Why a key gets no connection. It is the same for what the key may not see and for what does not exist. */
export type NotFound = { found: 'key_unknown' | 'scope_missing' | 'integration_unknown' | 'connection_unknown' };
export type VendAnswer = NotFound | VendRow;

type VendLookupFor = VendLookup & { needs: Scope };

export const isRow = <Row extends ProxyRow>(answer: NotFound | Row): answer is Row => !('found' in answer);

function admit<Row extends Asked>(read: Row | Nothing, needs: Scope): Row | NotFound {
  if (read.key_id === null) return { found: 'key_unknown' };
  if (!allows(read.key_scopes, needs)) return { found: 'scope_missing' };
  if (read.integration_id === null) return { found: 'integration_unknown' };
  return read.id === null ? { found: 'connection_unknown' } : read;
}

/**
 * Reads everything that a token request needs, as it is now: a revoked key or a deleted connection takes effect
 * at once. `anew` after a refresh, which has changed the row.
 */
export async function readForVend(input: VendLookupFor, how?: 'anew'): Promise<VendAnswer> {
  return admit(await vendQuestions.ask(input, how), input.needs);
}

/** Like `readForVend`, for what a call through the proxy needs. */
export async function readForProxy(input: VendLookup, how?: 'anew'): Promise<NotFound | ProxyRow> {
  return admit(await proxyQuestions.ask(input, how), 'environment:proxy');
}

/** Reads by one of the two above. A corrupt connection is first tried again, and then read once more. */
export async function readHealed<Row extends ProxyRow>(read: () => Promise<NotFound | Row>): Promise<NotFound | Row> {
  const answer = await read();
  return isRow(answer) && answer.status === 'corrupt' && (await healCorrupt(answer.id)) ? read() : answer;
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

/** How exactly the last use is stored: writing every one would cost more than the vend. */
const storedSeconds = 60;

/**
 * Stores how long ago each use was, because marks may wait, and all processes share the database's clock. A use
 * that is stored already is left out.
 */
async function updateLastVended(marks: Use[]): Promise<void> {
  const now = performance.now();
  const { rows } = await pool().query<{ id: string }>(
    `update connection set last_vended_at = greatest(last_vended_at, now() - make_interval(secs => use.ago))
       from unnest($1::uuid[], $2::float8[]) as use(id, ago) where connection.id = use.id
        and (last_vended_at is null or last_vended_at < now() - make_interval(secs => use.ago + $3))
     returning connection.id`,
    [marks.map(({ id }) => id), marks.map(({ at }) => (now - at) / 1000), storedSeconds],
  );
  const changed = new Set(rows.map(({ id }) => id));
  vendQuestions.forget(changed);
  proxyQuestions.forget(changed);
}

/**
 * Records that a connection was used just now, unless that is stored already, to the minute. Written within five
 * seconds, all in one statement.
 */
export function noteVend({ id, now, last_vended_at }: Pick<VendRow, 'id'> & Partial<VendRow>): void {
  const stored = now && last_vended_at && now.getTime() - last_vended_at.getTime();
  if (stored !== undefined && stored !== null && stored < storedSeconds * 1_000) return;
  uses().add({ id, at: performance.now() });
}

/** Writes the recorded uses. If that fails, they are kept. */
export function writeVends(): Promise<void> {
  return uses().flush();
}
