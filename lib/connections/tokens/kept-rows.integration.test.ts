import { afterAll, beforeAll, expect, test } from 'vitest';
import { pool } from '#lib/db';
import { newId } from '#lib/ids';
import { type Known, tokenOf, World } from '../../../scripts/testing/world.ts';
import { LastRead } from './last-read.ts';
import { writeVends } from './vend-row.ts';

let world: World;
let known: Known;

beforeAll(async () => {
  world = await World.start();
  known = await world.connect(await world.integrate());
});
afterAll(() => world.stop());

/** Changes to what a vend answers, each made behind our code's back, and where they show. */
const changes = [
  { what: 'metadata', sql: `update connection set metadata = '{"folder":"changed"}' where id = $1`, shows: 'changed' },
  { what: 'tags', sql: `update connection set tags = '{"plan":"changed-tag"}' where id = $1`, shows: 'changed-tag' },
  { what: 'a name', sql: `update connection set display_name = 'Renamed' where id = $1`, shows: 'Renamed' },
  {
    what: 'a further host',
    sql: `insert into connection_token (id, connection_id, resource, kind)
      values (gen_random_uuid(), $1, 'https://more.sharepoint.sandbox', 'sharepoint-other')`,
    shows: 'https://more.sharepoint.sandbox',
  },
  {
    what: 'a failure of a host',
    sql: `update connection_token set resource = 'https://other.sharepoint.sandbox'
      where connection_id = $1 and kind = 'sharepoint-other'`,
    shows: 'https://other.sharepoint.sandbox',
  },
  {
    what: 'the integration',
    sql: `update integration set provider = 'outlook' where id = (select integration_id from connection where id = $1)`,
    shows: '"provider":"outlook"',
  },
];

test.each(changes)('$what, changed by anybody, is in the next answer', async ({ sql, shows }) => {
  await world.vend(known);
  expect((await world.vend(known)).text).not.toContain(shows);
  await world.sql(sql, [known.id]);
  expect((await world.vend(known)).text).toContain(shows);
  expect((await world.vend(known)).text).toContain(shows);
});

test('a connection that takes the name of a deleted one is not taken for it', async () => {
  const [old, next] = [await world.connect(await world.integrate()), await world.connect(await world.integrate())];
  await world.vend(old);
  await world.sql('delete from connection where id = $1', [old.id]);
  expect((await world.vend(old)).status).toBe(404);
  await world.sql(
    `update connection set connection_id = $2, display_name = 'Next',
       integration_id = (select id from integration where unique_key = $3) where id = $1`,
    [next.id, old.connectionId, old.uniqueKey],
  );
  const { status, body } = await world.vend(old);
  expect({ status, body }).toMatchObject({ status: 200, body: { account: { display_name: 'Next' } } });
});

test('uses within a minute of the stored one leave the row as it is, later ones are stored', async () => {
  const next = await world.connect(await world.integrate());
  const written = async () => {
    await world.vend(next);
    await writeVends();
    return (await world.rows('select xmin::text as version from connection where id = $1', [next.id])).rows;
  };
  const first = await written();
  expect(await written()).toEqual(first);
  await world.sql("update connection set last_vended_at = now() - interval '61 seconds' where id = $1", [next.id]);
  const { rows } = await world.rows('select last_vended_at as used from connection where id = $1', [next.id]);
  await written();
  expect((await world.rows('select last_vended_at as used from connection where id = $1', [next.id])).rows).not.toEqual(
    rows,
  );
});

test('a row that comes due while it is kept unchanged is refreshed', async () => {
  const next = await world.connect(await world.integrate());
  await world.vend(next);
  await writeVends();
  await world.sql(
    `update connection set token_expires_at = now() + interval '301 seconds', refresh_due_at = now() + interval '1 second'
      where id = $1`,
    [next.id],
  );
  const token = async () => tokenOf(await world.vend(next));
  const first = await token();
  await expect.poll(token, { timeout: 10_000 }).not.toBe(first);
});

test('a key that loses its scope gets no credentials of a row that is kept', async () => {
  const next = await world.connect(await world.integrate());
  expect((await world.vend(next)).body.credentials).toHaveProperty('access_token');
  await pool().query(`update api_key set scopes = '{environment:connections:read}'`);
  expect((await world.vend(next)).body.credentials).toEqual({});
});

const row = { id: newId() };

test('a row that was read before the database was in trouble is read again', () => {
  const rows = new LastRead<typeof row>();
  rows.keep('one', { version: '1', row, readAt: performance.now() });
  expect(rows.find('one')?.row).toBe(row);
  globalThis.latchkeyDatabaseTroubleAt = performance.now();
  expect(rows.find('one')).toBeUndefined();
});

test('a row that was read more than an hour ago goes when another one comes', () => {
  globalThis.latchkeyDatabaseTroubleAt = undefined;
  const rows = new LastRead<typeof row>();
  const hour = 3_600_000;
  for (const [name, readAt] of [
    ['old', 0],
    ['new', 1],
    ['last', hour],
  ] as const)
    rows.keep(name, { version: '1', row, readAt });
  expect([rows.find('old'), rows.find('new')?.row, rows.find('last')?.row]).toEqual([undefined, row, row]);
});

test('two thousand rows are kept, those that were read last', () => {
  globalThis.latchkeyDatabaseTroubleAt = undefined;
  const rows = new LastRead<typeof row>();
  for (let n = 0; n < 2_001; n += 1) rows.keep(String(n), { version: '1', row, readAt: performance.now() });
  expect([rows.find('0'), rows.find('1')?.row, rows.find('2000')?.row]).toEqual([undefined, row, row]);
});
