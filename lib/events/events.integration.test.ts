import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../scripts/testing/database.ts';
import { db, pool } from '../db.ts';
import { env } from '../env.ts';
import { listEvents, pruneEvents, recordEvents } from './events.ts';
import type { NewEvent } from './schema.ts';

let close: () => Promise<void>;
beforeAll(async () => {
  ({ close } = await testDatabase());
});
afterAll(() => close());
beforeEach(async () => {
  await pool().query('truncate event cascade');
});

const told = (id: string): NewEvent => ({ type: 'link.opened', data: { tags: { id } } });
const record = (...ids: string[]) => db().$transaction((tx) => recordEvents(tx, ids.map(told)));
const idsOf = (page: Awaited<ReturnType<typeof listEvents>>) => page.events.map(({ data }) => data.tags?.id);
const read = (after?: bigint, limit = 100) => listEvents({}, { after, limit });

test('pages follow each other and end', async () => {
  await record('a', 'b');
  await record('c');
  const first = await read(undefined, 2);
  expect([idsOf(first), first.hasMore]).toEqual([['a', 'b'], true]);
  const second = await read(first.next, 2);
  expect([idsOf(second), second.hasMore]).toEqual([['c'], false]);
  expect(idsOf(await read(second.next))).toEqual([]);
  await record('d');
  expect(idsOf(await read(second.next))).toEqual(['d']);
});

test('a transaction that wrote first and commits last is not missed', async () => {
  let commit = () => {};
  const held = new Promise<void>((done) => {
    commit = done;
  });
  let written = () => {};
  const hasWritten = new Promise<void>((done) => {
    written = done;
  });
  const slow = db().$transaction(async (tx) => {
    await recordEvents(tx, [told('slow')]);
    written();
    await held;
  });
  await hasWritten;
  await record('fast');
  const first = await read();
  expect(idsOf(first)).toEqual(['fast']);
  commit();
  await slow;
  expect(idsOf(await read(first.next))).toEqual(['slow']);
});

test('what is rolled back is not told', async () => {
  await expect(
    db().$transaction(async (tx) => {
      await recordEvents(tx, [told('never')]);
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  expect(idsOf(await read())).toEqual([]);
});

test('a reader beside many writers sees each event once', async () => {
  const ids = Array.from({ length: 200 }, (_, n) => `n${n}`);
  let isWriting = true;
  const writing = Promise.all(
    Array.from({ length: 8 }, async (_, writer) => {
      for (const [n, id] of ids.entries()) if (n % 8 === writer) await record(id);
    }),
  ).finally(() => {
    isWriting = false;
  });
  const seen: (string | undefined)[] = [];
  let next: bigint | undefined;
  for (let last = false; ; last = !isWriting) {
    const page = await read(next, 7);
    seen.push(...idsOf(page));
    next = page.next;
    if (last && !page.hasMore && page.events.length === 0) break;
  }
  await writing;
  expect(seen.toSorted()).toEqual(ids.toSorted());
});

test('somebody who listens hears of an event when it is committed', async () => {
  const client = new pg.Client({ connectionString: env().databaseUrl });
  await client.connect();
  await client.query('listen latchkey_event');
  const heard = new Promise((done) => client.once('notification', done));
  await record('a');
  await heard;
  await client.end();
});

test('old events go, and a cursor from before them says so', async () => {
  await record('a', 'b', 'c');
  const { next } = await read(undefined, 1);
  await record('d');
  await read();
  await pool().query("update event set at = now() - interval '31 days'");
  expect(await pruneEvents()).toBe(3);
  expect(idsOf(await read())).toEqual(['d']);
  await expect(read(next)).rejects.toMatchObject({ code: 'cursor_gone' });
  await expect(read(99n)).rejects.toMatchObject({ code: 'cursor_unknown' });
  await record('e');
  expect(idsOf(await read(4n))).toEqual(['e']);
});
