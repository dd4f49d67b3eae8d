import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { pool } from '#lib/db';
import { newId } from '#lib/ids';
import { Worker } from '../../scripts/testing/worker.ts';
import { actor, type Known, type Made, World } from '../../scripts/testing/world.ts';
import {
  findActivity,
  listActivity,
  listVends,
  pruneActivity,
  readRetentionDays,
  setRetentionDays,
} from './activity.ts';
import { droppedActivity, recordActivity, writeActivity, writeVendCounts } from './record.ts';
import type { Activity } from './schema.ts';

let world: World;
let made: Made;
let known: Known;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
  known = await world.connect(made);
  await writeActivity();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await writeActivity();
  await writeVendCounts();
  await pool().query('truncate activity_event, vend_count');
});
afterEach(() => vi.useRealTimers());

const call: Activity = { kind: 'proxy', outcome: 'ok', summary: 'GET /v1.0/me 200' };

async function recorded(...activities: Partial<Activity>[]): Promise<void> {
  for (const activity of activities) recordActivity({ ...call, ...activity });
  await writeActivity();
}

const summaries = async (filter: Parameters<typeof listActivity>[0] = {}) =>
  (await listActivity(filter, { limit: 100 })).map(({ summary }) => summary);

test('a row tells what it belongs to, without query', async () => {
  const detail = { method: 'GET', path: '/v1.0/me?$select=id&token=abc', status: 200, ms: 12 };
  await recorded({ connectionId: known.id, integrationId: made.id, detail });
  const [row] = await listActivity({}, { limit: 10 });
  expect(row).toMatchObject({
    ...call,
    detail: { ...detail, path: '/v1.0/me' },
    connection: { id: known.id, connectionId: known.connectionId },
    integration: { id: made.id, uniqueKey: made.uniqueKey },
  });
  expect(await findActivity(row?.id ?? '')).toEqual(row);
  expect(await findActivity('not a number')).toBeUndefined();
});

test('one odd row does not cost the others', async () => {
  await recorded({ summary: 'a\0b\uD800', connectionId: 'nobody', detail: { message: 'x\0y', code: '\uDFFF' } }, {});
  expect(await summaries()).toEqual([call.summary, 'ab\uFFFD']);
});

test('filters by kind, outcome, connection, integration and time', async () => {
  const other = newId();
  await recorded(
    { summary: 'one', connectionId: known.id, integrationId: made.id },
    { summary: 'two', kind: 'refresh', outcome: 'failed', connectionId: other },
    { summary: 'three', kind: 'link', integrationId: made.id },
  );
  await pool().query(`update activity_event set at = at - interval '2 hours' where summary = 'three'`);
  const hourAgo = new Date(Date.now() - 3_600_000);
  expect(await summaries({ kind: 'refresh' })).toEqual(['two']);
  expect(await summaries({ outcome: 'ok' })).toEqual(['one', 'three']);
  expect(await summaries({ connectionIds: [known.id] })).toEqual(['one']);
  expect(await summaries({ connectionIds: [] })).toEqual([]);
  expect(await summaries({ integrationId: made.id })).toEqual(['one', 'three']);
  expect(await summaries({ since: hourAgo })).toEqual(['two', 'one']);
  expect(await summaries({ until: hourAgo })).toEqual(['three']);
});

test('pages neither skip nor repeat rows of the same moment', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date() });
  await recorded(...Array.from({ length: 25 }, (_, index) => ({ summary: `row ${index}` })));
  const seen: string[] = [];
  for (let before: { at: Date; id: string } | undefined; ; ) {
    const rows = await listActivity({}, { limit: 7, before });
    seen.push(...rows.map(({ summary }) => summary));
    before = rows.at(-1);
    if (rows.length < 7) break;
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `row ${24 - index}`));
});

test('more than may wait is dropped and counted', async () => {
  for (let row = 0; row < 20_003; row++) recordActivity(call);
  expect(droppedActivity()).toBe(3);
  await writeActivity();
  expect(droppedActivity()).toBe(0);
  expect((await listActivity({}, { limit: 1 })).length).toBe(1);
  const { rows } = await pool().query<{ n: number }>('select count(*)::int as n from activity_event');
  expect(rows).toEqual([{ n: 20_000 }]);
});

test('the retention decides what is deleted', async () => {
  await recorded({ summary: 'new' }, { summary: 'old' });
  await pool().query(`update activity_event set at = now() - interval '29 days' where summary = 'old'`);
  await pool().query(`insert into vend_count values (now() - interval '29 days', $1, 5)`, [made.id]);
  expect(await readRetentionDays()).toBe(30);
  expect(await pruneActivity()).toBe(0);
  await setRetentionDays(7, actor);
  expect(await readRetentionDays()).toBe(7);
  expect(await pruneActivity()).toBe(1);
  expect(await summaries()).toEqual(['new']);
  expect(await listVends({ minutes: 60 * 24 * 30 })).toEqual([]);
});

test('refreshes and the steps of links become rows', async () => {
  const next = await world.connect(made);
  await world.vend(next, { force: true });
  await writeActivity();
  const rows = await listActivity({}, { limit: 20 });
  expect(rows.map(({ kind, outcome }) => `${kind} ${outcome}`).toReversed()).toEqual(
    expect.arrayContaining(['link ok', 'refresh ok']),
  );
  expect(rows.map(({ summary }) => summary)).toEqual(
    expect.arrayContaining(['Link created', 'Sent to Microsoft to sign in', 'New token for Graph']),
  );
  const created = rows.find(({ summary }) => summary === 'Link created');
  expect(created?.link).toEqual({ id: created?.detail.linkId, person: 'mira@contoso.sandbox' });
  const text = JSON.stringify(rows);
  expect(text).not.toMatch(/eyJ|secret|Bearer/);
});

test('a refused refresh tells why', async () => {
  const next = await world.connect(made);
  await world.fault({ match: { path: 'token' }, error: 'invalid_grant', code: 50173, times: 1 });
  await world.vend(next, { force: true });
  await world.calm();
  await writeActivity();
  const [row] = await listActivity({ kind: 'refresh', outcome: 'failed' }, { limit: 5 });
  expect(row).toMatchObject({ connection: { id: next.id }, detail: { code: 'AADSTS50173', aadsts: 50173 } });
  expect(row?.detail.correlationId).toBeDefined();
});

test('vends are counted per minute, of two processes together and once each', async () => {
  const worker = await Worker.start();
  try {
    const path = world.path(known);
    await Promise.all([
      worker.vend({ path, key: world.key, times: 30 }),
      ...Array.from({ length: 20 }, () => world.vend(known)),
    ]);
    await writeVendCounts();
    const counted = async () => (await listVends({ minutes: 5 })).reduce((sum, { count }) => sum + count, 0);
    await expect.poll(counted, { timeout: 20_000 }).toBe(50);
    await writeVendCounts();
    expect(await counted()).toBe(50);
  } finally {
    await worker.kill();
  }
}, 60_000);
