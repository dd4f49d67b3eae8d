import { afterAll, beforeAll, expect, test } from 'vitest';
import { actor, mira, World } from '../../scripts/testing/world.ts';
import { writeActivity } from '../activity/record.ts';
import { listMissing } from '../connections/scopes.ts';
import { env } from '../env.ts';
import { findIntegration, listIntegrations } from '../integrations/integrations.ts';
import { fillDemo } from './fill.ts';
import { demoState } from './mark.ts';
import { people, tenants } from './people.ts';
import { removeDemo } from './remove.ts';

let world: World;
let before: Map<string, string>;

beforeAll(async () => {
  world = await World.start();
  // What an operator made themselves, with the same account and sandbox.
  const made = await world.integrate();
  await world.connect(made, mira, { endUser: { id: 'own' } });
  await world.begin(made, { endUser: { id: 'waiting' } });
  await writeActivity();
  before = await contents();
  await fillDemo(actor);
});
afterAll(() => world.stop());

/** Rows that demo data may leave: what operators did, and counts of requests. */
const leaves = new Set(['audit_event', 'rate_limit', '_prisma_migrations', 'api_key']);

/** Every table with a hash of all its rows. */
async function contents(): Promise<Map<string, string>> {
  const { rows } = await world.rows(`select tablename as name from pg_tables where schemaname = 'public'`);
  const names = rows.map(({ name }) => String(name)).filter((name) => !leaves.has(name));
  const hashes = names.map(async (name) => {
    const only = name === 'event' ? `where data <> '{}'` : '';
    const sql = `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as all from ${name} t ${only}`;
    return [name, String((await world.rows(sql)).rows[0]?.all)] as const;
  });
  return new Map(await Promise.all(hashes));
}

async function counted(sql: string): Promise<Record<string, unknown>> {
  const { rows } = await world.rows(sql);
  return Object.fromEntries(rows.map(({ name, n }) => [String(name), n]));
}

const demo = `(select id from integration where unique_key like 'demo-%')`;

test('forty people and three tenants stand in every state', async () => {
  expect(new Set(people.map(({ username }) => username)).size).toBe(40);
  const ends = (...wanted: string[]) => people.filter(({ fate }) => wanted.includes(fate.end)).length;
  expect(
    await counted(
      `select status::text as name, count(*)::int as n from connection where integration_id in ${demo} group by 1`,
    ),
  ).toEqual({
    healthy: ends('connected', 'reauthorized') + tenants.length - 1,
    needs_reauthorization: ends('closed') + 1,
  });
  const codes = await counted(
    `select status_reason ->> 'code' as name, count(*)::int as n from connection where integration_id in ${demo} and status_reason is not null group by 1`,
  );
  expect(Object.keys(codes).sort()).toEqual(
    ['AADSTS50057', 'AADSTS50173', 'AADSTS65001', 'AADSTS700082', 'AADSTS70043', 'AADSTS7000112'].sort(),
  );
  expect(
    await counted(
      `select case when status <> 'connected' and expires_at < now() then 'expired' else status::text end as name, count(*)::int as n
         from connect_link where kind = 'connect' and integration_ids && array${demo} group by 1`,
    ),
  ).toEqual({ connected: 30, expired: 5, at_microsoft: 2, awaiting_admin: 2, opened: 3, open: 1 });
  expect(
    await counted(
      `select account_kind as name, count(*)::int as n from connection where integration_id in ${demo} group by 1`,
    ),
  ).toEqual({ work: 24, personal: 3, tenant: 3 });
});

test('SharePoint is missing for one, permissions for others, and a secret ends soon', async () => {
  const missing = await world.rows(
    `select username from connection where host_lookup is not null and account_kind = 'work' and integration_id in ${demo}`,
  );
  expect(missing.rows).toEqual([{ username: 'nils@contoso.sandbox' }]);
  const mail = await findIntegration('demo-mail');
  if (!mail) return expect.fail('there is no demo-mail');
  expect((await listMissing(mail)).lacking).toBeGreaterThan(3);
  const left = ((mail.secret?.expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000;
  expect(left).toBeGreaterThan(10);
  expect(left).toBeLessThan(13);
});

test('a backend is given a token of a live one, and Microsoft’s reason for a closed one', async () => {
  const { rows } = await world.rows(
    `select c.connection_id as "connectionId", i.unique_key as "uniqueKey", c.status from connection c join integration i on i.id = c.integration_id
      where c.username in ('aiko@contoso.sandbox', 'ivo@contoso.sandbox') order by c.username`,
  );
  const known = rows.map(({ connectionId, uniqueKey }) => ({
    connectionId: String(connectionId),
    uniqueKey: String(uniqueKey),
  }));
  const [live, closed] = await Promise.all(known.map((one) => world.vend(one, { force: one === known[0] })));
  expect(live?.status).toBe(200);
  expect(JSON.stringify(closed?.body)).toContain('50173');
});

test('the month before has refreshes, calls, events and timelines on its days', async () => {
  const { rows } = await world.rows(
    `select (select count(distinct day)::int from refresh_count where integration_id in ${demo}) as days,
            (select count(*)::int from activity_event where integration_id in ${demo} and at < now() - interval '14 days') as calls,
            (select count(*)::int from event where integration_id in ${demo} and type = 'connection.needs_reauthorization'
              and at < now() - interval '5 days') as closings,
            (select count(*)::int from connection_event e join connection c on c.id = e.connection_id
              where c.integration_id in ${demo} and e.at < c.created_at - interval '1 second') as early`,
  );
  expect(rows[0]).toMatchObject({ early: 0 });
  expect(Number(rows[0]?.days)).toBeGreaterThanOrEqual(29);
  expect(Number(rows[0]?.calls)).toBeGreaterThan(50);
  expect(Number(rows[0]?.closings)).toBeGreaterThanOrEqual(3);
});

test('its events go nowhere but to its own receiver, which takes them', async () => {
  const { rows } = await world.rows(
    `select distinct webhook_url from event where connection_id in (select id from connection where integration_id in ${demo})`,
  );
  const receiver = `${env().sandboxLoginUrl}/demo-receiver`;
  expect(rows).toEqual([{ webhook_url: receiver }]);
  expect((await fetch(receiver, { method: 'POST', body: '{}' })).status).toBe(204);
});

test('a second filling changes nothing, and removal leaves everything else as it was', async () => {
  expect(await demoState()).toBe('filled');
  const integrations = (await listIntegrations()).length;
  await fillDemo(actor);
  expect(await listIntegrations()).toHaveLength(integrations);
  await removeDemo(actor);
  await writeActivity();
  const told = await world.rows(
    "select action from audit_event where action like 'demo.%' or subject like '%demo%' order by id",
  );
  expect(told.rows).toEqual([{ action: 'demo.filled' }, { action: 'demo.removed' }]);
  expect(await demoState()).toBe('absent');
  expect(await contents()).toEqual(before);
  await removeDemo(actor);
});

test('without the sandbox there is no demo', async () => {
  globalThis.latchkeyEnv = { ...env(), sandboxLoginUrl: undefined };
  expect(await demoState()).toBeUndefined();
  await expect(fillDemo(actor)).rejects.toHaveProperty('code', 'sandbox_off');
  expect(await world.rows("select 1 from setting where key = 'demo'")).toHaveProperty('rows', []);
});
