import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../scripts/testing/database.ts';
import { WatchedPool } from './database-watch.ts';
import { db, isDatabaseAway, patientPool, pool } from './db.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

test('a request waits eight seconds for an answer, alone or in a transaction; maintenance waits on', async () => {
  const began = performance.now();
  const [statement, inside, alone, maintenance] = await Promise.all([
    failureOf(pool().query('select pg_sleep(11)')),
    failureOf(db().$transaction((tx) => tx.$queryRaw`select pg_sleep(11)::text`, { timeout: 30_000 })),
    failureOf(db().$queryRaw`select pg_sleep(11)::text`),
    failureOf(patientPool().query('select pg_sleep(11)')),
  ]);
  for (const error of [statement, inside, alone]) expect(isDatabaseAway(error)).toBe(true);
  expect(maintenance).toBeUndefined();
  expect(performance.now() - began).toBeLessThan(20_000);
  // No connection returned to the pool inside a transaction.
  const { rows } = await pool().query(
    "select count(*)::int as open from pg_stat_activity where datname = current_database() and state like 'idle in%'",
  );
  expect(rows).toEqual([{ open: 0 }]);
  expect(pool().totalCount - pool().idleCount).toBe(0);
}, 30_000);

test('a process that stood still itself finds the answer that waits for it', async () => {
  const watched = new WatchedPool({ connectionString: database.url, silenceSeconds: 1 });
  await watched.query('select 1');
  const answer = watched.query('select 7 as seven');
  const client = await watched.connect();
  const sleeping = client.query('select pg_sleep(0.3), 8 as eight');
  await answer;
  // The statement has been sent; now this process blocks for longer than the limit.
  await new Promise((done) => setImmediate(done));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
  expect((await sleeping).rows).toMatchObject([{ eight: 8 }]);
  client.release();
  await watched.end();
});

test('a connection at rest is left alone, however long', async () => {
  const watched = new WatchedPool({ connectionString: database.url, silenceSeconds: 0.2 });
  const pid = async () => (await watched.query('select pg_backend_pid() as pid')).rows[0].pid;
  const before = await pid();
  await pool().query('select pg_sleep(0.7)');
  expect(await pid()).toBe(before);
  await watched.end();
});
