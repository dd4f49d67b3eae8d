import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinMembers } from '#lib/boot/membership';
import { pool } from '#lib/db';
import { testDatabase } from '../../scripts/testing/database.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function connect(name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url, application_name: name });
  client.on('error', () => {});
  await client.connect();
  return client;
}

const members = `select pid from pg_stat_activity where datname = current_database() and application_name = 'latchkey-member'`;

test('work for one that is alone runs only while that is so', async () => {
  const first = await joinMembers(database.url);
  let times = 0;
  const work = async (session: pg.Client) => {
    await session.query('select 1');
    times += 1;
  };
  expect(await first.whenAlone(work)).toBe(true);
  const second = await joinMembers(database.url);
  expect(await first.whenAlone(work)).toBe(false);
  expect(await second.leave()).toEqual({ wasLast: false });
  expect(await first.whenAlone(work)).toBe(true);
  expect(times).toBe(2);
  expect(await first.leave()).toEqual({ wasLast: true });
});

test('nobody comes in while such work runs', async () => {
  const first = await joinMembers(database.url);
  const order: string[] = [];
  const begun = Promise.withResolvers<void>();
  const working = first.whenAlone(async (session) => {
    begun.resolve();
    await session.query('select pg_sleep(0.3)');
    order.push('worked');
  });
  await begun.promise;
  const second = await joinMembers(database.url);
  order.push('entered');
  expect(await working).toBe(true);
  expect(order).toEqual(['worked', 'entered']);
  await second.leave();
  await first.leave();
});

test('a process that has no membership at the moment still counts, by its other sessions', async () => {
  const other = await connect('latchkey');
  const member = await joinMembers(database.url);
  expect(await member.whenAlone(async () => {})).toBe(false);
  expect(await member.leave()).toEqual({ wasLast: false });
  await other.end();
  expect(await (await joinMembers(database.url)).leave()).toEqual({ wasLast: true });
});

test('a lost membership is taken up again, and one that leaves without it is told right', async () => {
  const [first, second] = [await joinMembers(database.url), await joinMembers(database.url)];
  const admin = await connect('admin');
  const { rows: before } = await admin.query(members);
  await admin.query(`select pg_terminate_backend(pid) from (${members}) as members`);
  const ended = new Set(before.map(({ pid }) => pid));
  const again = async () => (await admin.query(members)).rows.filter(({ pid }) => !ended.has(pid));
  await expect.poll(again, { timeout: 10_000 }).toHaveLength(2);
  expect(await first.leave()).toEqual({ wasLast: false });
  await admin.query(`select pg_terminate_backend(pid) from (${members}) as members`);
  expect(await second.leave()).toEqual({ wasLast: true });
  await admin.end();
});

test('a connection that breaks while it is lent out, between two statements, ends no process', async () => {
  const lent = await pool().connect();
  const broken = Promise.withResolvers<void>();
  lent.once('end', broken.resolve);
  const { rows } = await lent.query<{ pid: number }>('select pg_backend_pid() as pid');
  await pool().query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await broken.promise;
  expect(lent.listenerCount('error')).toBeGreaterThan(0);
  await expect(lent.query('select 1')).rejects.toThrow();
  lent.release(true);
});
