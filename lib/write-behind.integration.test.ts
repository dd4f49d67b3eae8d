import { createServer } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { countVend, recordActivity } from '#lib/activity/record';
import { countRefreshed } from '#lib/connections/tokens/refresh-counts';
import { noteVend, writeVends } from '#lib/connections/tokens/vend-row';
import { closeDatabase } from '#lib/db';
import { env } from '#lib/env';
import { noteKeyUse } from '#lib/keys/record-use';
import { flushAllWriteBehind, WriteBehind } from '#lib/write-behind';
import { rowOf } from '../scripts/testing/rows.ts';
import { type Known, type Made, mira, World } from '../scripts/testing/world.ts';

let world: World;
let made: Made;
let known: Known;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
  known = await world.connect(made, mira);
  await flushAllWriteBehind();
});
afterAll(() => world.stop());
afterEach(() => vi.useRealTimers());

async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise<void>((done) => server.close(() => done()));
  return typeof address === 'object' && address ? address.port : 1;
}

async function pointTo(databaseUrl: string): Promise<void> {
  await closeDatabase();
  globalThis.latchkeyEnv = { ...env(), databaseUrl };
}

async function written() {
  const { rows } = await world.rows(
    `select (select count(*)::int from api_key where last_used_at is not null) as keys,
        (select coalesce(sum(count), 0)::int from refresh_count where outcome = 'refreshed') as refreshes,
        (select coalesce(sum(count), 0)::int from vend_count) as vends,
        (select count(*)::int from activity_event where summary like 'marked %') as activity,
        (select count(*)::int from connection where last_vended_at is not null) as connections`,
  );
  return rows[0];
}

test('marks of all five queues outlive a database that is away, and each arrives once', async () => {
  const { rows } = await world.rows('select id from api_key');
  const keyId = String(rows[0]?.id);
  const mark = (summary: string) => {
    noteKeyUse(keyId);
    countRefreshed(made.id);
    countVend(made.id);
    noteVend(known);
    recordActivity({ kind: 'proxy', outcome: 'ok', summary, connectionId: known.id });
  };
  expect(await written()).toEqual({ keys: 0, refreshes: 0, vends: 0, activity: 0, connections: 0 });
  const { databaseUrl } = env();
  const away = new URL(databaseUrl);
  away.port = String(await deadPort());
  mark('marked before');
  await pointTo(away.href);
  await flushAllWriteBehind();
  mark('marked meanwhile');
  await flushAllWriteBehind();
  await pointTo(databaseUrl);
  mark('marked afterwards');
  await flushAllWriteBehind();
  const all = { keys: 1, refreshes: 3, vends: 3, activity: 3, connections: 1 };
  expect(await written()).toEqual(all);
  await flushAllWriteBehind();
  expect(await written()).toEqual(all);
});

test('a statement the database broke off is written by the next try, with the time of the use', async () => {
  await world.sql('update connection set last_vended_at = null');
  const client = new pg.Client({ connectionString: env().databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select 1 from connection where id = $1 for update', [known.id]);
    noteVend(known);
    const flushed = writeVends();
    const broken = async () => {
      const { rowCount } = await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like '%last_vended_at%'`,
      );
      return rowCount;
    };
    await expect.poll(broken).toBe(1);
    await flushed;
    await client.query('rollback');
    expect(await rowOf(known.id)).toMatchObject({ last_vended_at: null });
    await writeVends();
    expect((await rowOf(known.id)).last_vended_at).toBeInstanceOf(Date);
  } finally {
    await client.end();
  }
});

const gone = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
type Count = { name: string; n: number };

function queue(write: (marks: Count[]) => Promise<void>, changes: { capacity?: number; atOnce?: number } = {}) {
  return new WriteBehind<Count>({
    what: 'counts of a test',
    everyMilliseconds: 1_000,
    atOnce: 10,
    capacity: 100,
    keyOf: ({ name }) => name,
    merge: (earlier, { n }) => ({ ...earlier, n: earlier.n + n }),
    write,
    ...changes,
  });
}

test('it tries again by itself, after longer and longer pauses of a minute at most', async () => {
  vi.useFakeTimers();
  const tries: number[] = [];
  let isAway = true;
  let arrived: Count[] = [];
  const counts = queue(async (marks) => {
    tries.push(Date.now());
    if (isAway) throw gone();
    arrived = marks;
  });
  counts.add({ name: 'a', n: 1 });
  await vi.advanceTimersByTimeAsync(200_000);
  counts.add({ name: 'a', n: 2 });
  isAway = false;
  await vi.advanceTimersByTimeAsync(60_000);
  const pauses = tries.slice(1).map((at, index) => Math.round((at - (tries[index] ?? 0)) / 1000));
  expect(pauses.slice(0, 7)).toEqual([2, 4, 8, 16, 32, 60, 60]);
  expect(arrived).toEqual([{ name: 'a', n: 3 }]);
});

test('as many as go into one statement are written at once, the rest after them', async () => {
  const batches: string[][] = [];
  const counts = queue(async (marks) => void batches.push(marks.map(({ name }) => name)), { atOnce: 2 });
  for (const name of ['c', 'a', 'b']) counts.add({ name, n: 1 });
  await expect.poll(() => batches).toEqual([['a', 'c'], ['b']]);
});

test('memory is bounded while the database is away', async () => {
  let isAway = true;
  let arrived = 0;
  const write = async (marks: Count[]) => {
    if (isAway) throw gone();
    arrived += marks.length;
  };
  const counts = queue(write, { capacity: 5 });
  for (let n = 0; n < 5; n += 1) counts.add({ name: `early ${n}`, n });
  await counts.flush();
  for (let n = 0; n < 7; n += 1) counts.add({ name: `late ${n}`, n });
  expect(counts.dropped).toBe(7);
  isAway = false;
  await counts.flush();
  expect(arrived).toBe(5);
  expect(counts.dropped).toBe(0);
});

test('a batch that a database in reach refuses is given up in the end, and others are written', async () => {
  const arrived: string[] = [];
  const counts = queue(async (marks) => {
    if (marks.some(({ name }) => name === 'bad')) throw new Error('invalid input syntax');
    arrived.push(...marks.map(({ name }) => name));
  });
  counts.add({ name: 'bad', n: 1 });
  for (let tries = 0; tries < 5; tries += 1) await counts.flush();
  counts.add({ name: 'good', n: 1 });
  await counts.flush();
  expect(arrived).toEqual(['good']);
});
