import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../scripts/testing/database.ts';
import { WatchedPool } from './database-watch.ts';
import { isDatabaseAway, pool } from './db.ts';
import { StandingConnection } from './standing-connection.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let watched: WatchedPool;
let standing: StandingConnection;

beforeEach(async () => {
  database = await testDatabase();
  watched = new WatchedPool({ connectionString: database.url, silenceSeconds: 0.5 });
  watched.on('connect', (client) => client.on('error', () => {}));
  watched.on('error', () => {});
  standing = new StandingConnection(watched, { restMilliseconds: 60_000 });
});
afterEach(async () => {
  await standing.end();
  await watched.end();
  await database.close();
});

const pid = async (): Promise<number> => {
  const { rows } = await standing.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' });
  return rows[0]?.pid ?? 0;
};
const lent = () => watched.totalCount - watched.idleCount;
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

test('statements at the same time and one after another share one connection', async () => {
  const [first, ...others] = await Promise.all([pid(), pid(), pid()]);
  expect(others).toEqual([first, first]);
  expect(await pid()).toBe(first);
  expect(watched.totalCount).toBe(1);
});

test('a connection at rest is not cut for its silence', async () => {
  const before = await pid();
  await pool().query('select pg_sleep(1.2)');
  expect(await pid()).toBe(before);
});

test('a statement without an answer fails in time, and the next one has another connection', async () => {
  const before = await pid();
  expect(isDatabaseAway(await failureOf(standing.query({ text: 'select pg_sleep(30)' })))).toBe(true);
  expect(await pid()).not.toBe(before);
  expect(lent()).toBe(1);
});

test('a refused statement costs no connection', async () => {
  const before = await pid();
  expect(await failureOf(standing.query({ text: 'select 1 / 0' }))).toMatchObject({ code: '22012' });
  expect(await pid()).toBe(before);
});

test('a connection that breaks at rest is replaced before anybody needs it', async () => {
  const before = await pid();
  await pool().query('select pg_terminate_backend($1)', [before]);
  await expect.poll(lent).toBe(0);
  expect(await pid()).not.toBe(before);
});

test('statements under way on a connection that breaks say that the database is away', async () => {
  const before = await pid();
  const failures = [0, 1].map(() => failureOf(standing.query({ text: 'select pg_sleep(0.4)' })));
  await pool().query('select pg_terminate_backend($1)', [before]);
  for (const failure of await Promise.all(failures)) expect(isDatabaseAway(failure)).toBe(true);
  expect(await pid()).not.toBe(before);
});

test('without statements for long enough it is given back, and the next one borrows again', async () => {
  const brief = new StandingConnection(watched, { restMilliseconds: 100 });
  await brief.query({ text: 'select 1' });
  await expect.poll(lent).toBe(0);
  await brief.query({ text: 'select 1' });
  expect(lent()).toBe(1);
  await brief.end();
  expect(lent()).toBe(0);
});
