import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { replaceSecret } from '#lib/integrations/credentials';
import { createReauthorizeLink } from '#lib/links/create-link';
import { endTokens, endWaiting, hostRows, rowOf, timelineOf } from '../../scripts/testing/rows.ts';
import { actor, type Known, type Made, mira, tokenOf, World } from '../../scripts/testing/world.ts';
import { sweep } from './tokens/sweep.ts';

let world: World;
let made: Made;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
});
afterAll(() => world.stop());
beforeEach(() => world.calm());

const connect = () => world.connect(made, mira);

async function put(id: string, column: string, value: unknown): Promise<void> {
  await world.sql(`update connection set ${column} = $2 where id = $1`, [id, value]);
}

async function expectCorrupt(known: Known): Promise<void> {
  const answer = await world.vend(known);
  expect(answer.status).toBe(424);
  expect(answer.body).toMatchObject({
    error: { code: 'invalid_credentials', payload: { reason: { status: 'corrupt' }, connection: { credentials: {} } } },
  });
  expect(answer.text).not.toContain('v1.');
  expect(await rowOf(known.id)).toMatchObject({ status: 'corrupt' });
  expect((await timelineOf(known.id)).filter((type) => type === 'corrupt')).toHaveLength(1);
}

test.each(['sealed_token', 'sealed_grant', 'connection_config'])(
  '%s swapped between two rows: both are corrupt, a third is served',
  async (column) => {
    const [a, b, third] = [await connect(), await connect(), await connect()];
    const [rowA, rowB] = [await rowOf(a.id), await rowOf(b.id)];
    const asStored = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
    await put(a.id, column, asStored(rowB[column]));
    await put(b.id, column, asStored(rowA[column]));
    if (column === 'sealed_grant') for (const { id } of [a, b]) await endTokens(id);
    await expectCorrupt(a);
    await expectCorrupt(b);
    expect((await world.vend(third)).status).toBe(200);
  },
);

test.each([
  ['cut', (sealed: string) => sealed.slice(0, -4)],
  ['cut to its head', (sealed: string) => sealed.slice(0, 12)],
  ['empty', () => ''],
  [
    'changed in one place',
    (sealed: string) => `${sealed.slice(0, 60)}${sealed[60] === 'A' ? 'B' : 'A'}${sealed.slice(61)}`,
  ],
  ['with a shorter tag', (sealed: string) => sealed.slice(0, -12)],
])('a sealed token %s is corrupt, also when asked again', async (_, change) => {
  const known = await connect();
  await put(known.id, 'sealed_token', change(String((await rowOf(known.id)).sealed_token)));
  await expectCorrupt(known);
  await expectCorrupt(known);
  expect((await world.vend(known, { force: true })).status).toBe(424);
});

test('a value of another column of the same row does not open', async () => {
  const known = await connect();
  await put(known.id, 'sealed_token', (await rowOf(known.id)).sealed_grant);
  await expectCorrupt(known);
});

test("another host's sealed token does not open, and says so", async () => {
  const [a, b] = [await connect(), await connect()];
  const my = world.bench.sharePoint('contoso-my');
  for (const known of [a, b]) expect((await world.token(known, my)).status).toBe(200);
  const foreign = (await hostRows(b.id)).find(({ resource }) => resource === my)?.sealed_token;
  await world.sql('update connection_token set sealed_token = $3 where connection_id = $1 and resource = $2', [
    a.id,
    my,
    foreign,
  ]);
  const answer = await world.token(a, my);
  expect(answer.status).toBe(424);
  expect(answer.body).toMatchObject({ error: { payload: { reason: { status: 'corrupt' } } } });
  expect(await rowOf(a.id)).toMatchObject({ status: 'corrupt' });
  expect((await world.token(b, my)).status).toBe(200);
});

test('the sweep goes on past a corrupt one', async () => {
  const [broken, fine] = [await connect(), await connect()];
  await put(broken.id, 'sealed_grant', 'v1.nothing');
  for (const { id } of [broken, fine]) await endTokens(id);
  await world.sql('update connection set last_vended_at = now() where id = any($1)', [[broken.id, fine.id]]);
  await sweep();
  expect(await rowOf(broken.id)).toMatchObject({ status: 'corrupt', lease_owner: null });
  expect(await rowOf(fine.id)).toMatchObject({ status: 'healthy', token_version: 2 });
});

test('reauthorizing heals a corrupt one', async () => {
  const known = await connect();
  await put(known.id, 'sealed_token', 'v1.nothing');
  await expectCorrupt(known);
  const { id } = await createReauthorizeLink({ connectionId: known.id, integrationId: made.id }, actor);
  await world.finish(await world.beginOn(made, id), { account: mira });
  expect((await world.vend(known)).status).toBe(200);
});

test('a client secret that does not open is no fault of the connections', async () => {
  const own = await world.integrate();
  const known = await world.connect(own, mira);
  const before = tokenOf(await world.vend(known));
  await world.sql(`update integration_credential set sealed_secret = 'v1.nothing' where integration_id = $1`, [own.id]);
  await endTokens(known.id, -120);
  const answer = await world.vend(known);
  expect(tokenOf(answer)).toBe(before);
  expect(await rowOf(known.id)).toMatchObject({ status: 'healthy', last_failure: { code: 'secret_unusable' } });
  await endTokens(known.id);
  expect((await world.vend(known)).status).toBe(424);
  await replaceSecret(own.id, { clientSecret: own.app.client_secret, secretExpiresAt: null }, actor);
  await endWaiting(known.id);
  expect((await world.vend(known)).status).toBe(200);
});
