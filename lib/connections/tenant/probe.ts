import { z } from 'zod';
import { CLOUDS } from '#lib/clouds';
import { db, pool } from '#lib/db';
import { log } from '#lib/log';
import { callGraph } from '#lib/microsoft/graph';
import { open } from '#lib/vault';
import { type Failure, type Probe, probeSchema } from '../schema.ts';
import { addEvent } from '../timeline.ts';
import { tokenPlace } from '../tokens/lease.ts';
import { refreshConnection } from '../tokens/refresh.ts';

/** A GET request that a permission allows, cheapest first. The answer is discarded. */
const calls: readonly (readonly [RegExp, string])[] = [
  [/^(User\.(ReadBasic|Read|ReadWrite)|Directory\.(Read|ReadWrite))\.All$/, '/users?$top=1&$select=id'],
  [/^Group(Member)?\.(Read|ReadWrite)\.All$/, '/groups?$top=1&$select=id'],
  [/^Organization\.Read\.All$/, '/organization?$select=id'],
  [/^Sites\.(Read|ReadWrite|FullControl)\.All$/, '/sites/root?$select=id'],
  [/^Application\.Read\.All$/, '/applications?$top=1&$select=id'],
];

const row = z.object({
  id: z.string(),
  cloud: z.enum(CLOUDS),
  sealed_token: z.string(),
  token_version: z.number(),
  granted_scopes: z.array(z.string()),
  probe: probeSchema.nullable().catch(null),
  site_id: z.string().nullable(),
});
type Row = z.infer<typeof row>;

/**
 * The request with which a connection is tested: the one that worked before, otherwise one that its permissions or
 * sites allow.
 */
function callOf({ probe, granted_scopes, site_id }: Row): string | undefined {
  if (site_id) return `/sites/${site_id}?$select=id`;
  if (probe?.worked) return probe.call;
  return calls.find(([allowed]) => granted_scopes.some((scope) => allowed.test(scope)))?.[1];
}

/** Claims one connection whose daily test is due. Other processes skip it until tomorrow. */
async function takeDue(): Promise<string | undefined> {
  const { rows } = await pool().query<{ id: string }>(
    `update connection set probe_due_at = now() + interval '1 day'
      where id = (select id from connection
        where probe_due_at <= now() and account_kind = 'tenant' and status = 'healthy'
        order by probe_due_at limit 1 for update skip locked)
      returning id`,
  );
  return rows[0]?.id;
}

async function readRow(id: string): Promise<Row | undefined> {
  const { rows } = await pool().query(
    `select c.id, i.cloud, c.sealed_token, c.token_version, c.granted_scopes, c.probe,
        (select s.site_id from connection_site s where s.connection_id = c.id order by s.granted_at limit 1) as site_id
       from connection c join integration i on i.id = c.integration_id where c.id = $1 and c.status = 'healthy'`,
    [id],
  );
  return rows.length === 0 ? undefined : row.parse(rows[0]);
}

const withdrawn = (code: string): Failure => ({
  code: 'consent_withdrawn',
  message: `Graph refuses a call that worked before (403, ${code}): the permission was withdrawn in the tenant.`,
  fix: 'Send the admin of the same tenant a reauthorize link: approving again brings it back, and id and history stay.',
  at: new Date().toISOString(),
});

/**
 * Stores the result of a test. If a request that worked before is refused, the connection is closed, unless a newer
 * token was stored meanwhile.
 */
async function keep({ id, token_version, probe: before }: Row, probe: Probe): Promise<void> {
  const isWithdrawn = probe.outcome === 'refused' && before?.worked === true && before.call === probe.call;
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`update connection set probe = ${JSON.stringify(probe)}::jsonb where id = ${id}::uuid`;
    if (!isWithdrawn) return;
    const failure = withdrawn(probe.code ?? 'Forbidden');
    const closed = await tx.$executeRaw`
      update connection set status = 'needs_reauthorization', status_reason = ${JSON.stringify(failure)}::jsonb
       where id = ${id}::uuid and status = 'healthy' and token_version = ${token_version}`;
    if (closed === 1) await addEvent(tx, id, { type: 'needs_reauthorization', detail: failure });
  });
}

async function probeOne(id: string): Promise<void> {
  await refreshConnection(id, { kind: 'due' });
  const found = await readRow(id);
  const call = found && callOf(found);
  if (!found || !call) return;
  const accessToken = open(found.sealed_token, tokenPlace(id));
  const answer = await callGraph({ cloud: found.cloud, accessToken }, call);
  const at = new Date().toISOString();
  const isSame = found.probe?.call === call;
  const worked = isSame && found.probe?.worked === true;
  if (!('refusal' in answer)) return keep(found, { call, at, outcome: 'ok', worked: true });
  const { status, code, claims, isPassing } = answer.refusal;
  if (claims) await refreshConnection(id, { kind: 'forced', seenVersion: found.token_version, claims });
  // Only a 403 of Graph itself shows that the permission was taken away.
  if (isPassing || claims || status !== 403) return keep(found, { call, at, outcome: 'unclear', worked });
  return keep(found, { call, at, outcome: 'refused', worked, ...(code && { code }) });
}

/**
 * Tests each tenant's connection once a day by a request that its permissions allow, because Microsoft goes on issuing
 * tokens after a permission was taken away. Connections without such a request are not tested.
 */
export async function probeTenants(signal?: AbortSignal): Promise<void> {
  for (let id = await takeDue(); id && !signal?.aborted; id = await takeDue())
    await probeOne(id).catch((error: unknown) => log().warn({ error, connection: id }, 'a tenant could not be tried'));
}
