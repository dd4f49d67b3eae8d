import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#lib/ids';
import { open, seal } from '#lib/vault';
import { endTokens, rowOf } from '../../../scripts/testing/rows.ts';
import { Worker } from '../../../scripts/testing/worker.ts';
import { graph, type Known, type Made, mira, sam, World } from '../../../scripts/testing/world.ts';
import { grantPlace, tokenPlace } from './lease.ts';
import { isPaused } from './pace.ts';
import { sweep } from './sweep.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.calm();
  await world.sql('update connection set last_vended_at = null, last_refreshed_at = now() where true');
});

/** Copies of a connection, as if many people had connected; all were used today and are due. */
async function multiply({ id }: Known, count: number): Promise<void> {
  const { sealed_grant, sealed_token } = await rowOf(id);
  const grant = open(String(sealed_grant), grantPlace(id));
  const token = open(String(sealed_token), tokenPlace(id));
  const ids = Array.from({ length: count }, () => newId());
  await world.sql(
    `insert into connection (id, connection_id, integration_id, tid, oid, home_account_id, username, display_name,
        account_kind, requested_scopes, granted_scopes, sealed_grant, sealed_token, token_response, token_expires_at,
        token_life, refresh_due_at, connection_config, last_vended_at)
     select copy.id, copy.id, integration_id, tid, oid, home_account_id, username, display_name, account_kind,
        requested_scopes, granted_scopes, copy.sealed_grant, copy.sealed_token, token_response,
        now() + interval '1 minute', token_life, now() - interval '1 hour', connection_config, now()
       from connection c, unnest($2::uuid[], $3::text[], $4::text[]) as copy(id, sealed_grant, sealed_token) where c.id = $1`,
    [id, ids, ids.map((copy) => seal(grant, grantPlace(copy))), ids.map((copy) => seal(token, tokenPlace(copy)))],
  );
}

async function due(...known: Known[]): Promise<void> {
  for (const { id } of known) await endTokens(id);
  await world.sql('update connection set last_vended_at = now() where id = any($1)', [known.map(({ id }) => id)]);
}

const graphRequests = async () => (await world.requests()).token.byResource[graph] ?? 0;
const versions = (known: Known[]) => Promise.all(known.map(async ({ id }) => (await rowOf(id)).token_version));

async function connectTimes(made: Made, account: string, times: number): Promise<Known[]> {
  const known: Known[] = [];
  while (known.length < times) known.push(await world.connect(made, account));
  return known;
}

test('where Microsoft throttles one tenant of an app, its other tenants and other apps are refreshed all the same', async () => {
  const made = await world.integrate();
  const throttled = await connectTimes(made, mira, 4);
  const others = await connectTimes(made, sam, 2);
  const another = await connectTimes(await world.integrate(), mira, 2);
  const [one] = throttled;
  const { tid } = await rowOf(String(one?.id));
  await due(...throttled, ...others, ...another);
  await world.calm();
  await world.fault({
    match: { path: 'token', client_id: made.app.client_id, under: `/${tid}/` },
    status: 429,
    retry_after: 60,
    times: 1_000,
  });
  await sweep();
  expect(await versions([...others, ...another])).toEqual([2, 2, 2, 2]);
  expect(await versions(throttled)).toEqual([1, 1, 1, 1]);
  const place = { integrationId: made.id, tid: String(tid) };
  expect(isPaused(place)).toBe(true);
  // Even when their own waiting is over, the app waits in that tenant for as long as Microsoft said.
  const over = 'update connection set retry_at = null, refresh_due_at = now() where id = any($1)';
  await world.sql(over, [throttled.map(({ id }) => id)]);
  await world.calm();
  await sweep();
  expect(await graphRequests()).toBe(0);
  expect(await versions(throttled)).toEqual([1, 1, 1, 1]);
});

test('somebody who waits for a token is served although the sweep is to wait', async () => {
  const made = await world.integrate();
  const [known] = await connectTimes(made, mira, 1);
  if (!known) throw new Error('No connection.');
  await due(known);
  await world.fault({ match: { path: 'token' }, status: 429, retry_after: 60 });
  await sweep();
  expect(await versions([known])).toEqual([1]);
  await world.calm();
  expect((await world.vend(known, { force: true })).status).toBe(200);
});

test('an integration with many due does not hold up another with few', async () => {
  const many = await world.integrate();
  const [first] = await connectTimes(many, mira, 1);
  if (!first) throw new Error('No connection.');
  await multiply(first, 1_500);
  const few = await connectTimes(await world.integrate(), mira, 3);
  await due(...few);
  await world.calm();
  // As late as they can be: whoever went by the time alone would begin with the 1,500.
  await world.sql('update connection set refresh_due_at = now() where id = any($1)', [few.map(({ id }) => id)]);
  const stopping = new AbortController();
  const sweeping = sweep({ signal: stopping.signal });
  await expect.poll(() => versions(few), { timeout: 20_000, interval: 20 }).toEqual([2, 2, 2]);
  stopping.abort();
  await sweeping;
  expect(await graphRequests()).toBeLessThan(750);
  await world.sql('delete from connection where integration_id = $1', [many.id]);
}, 60_000);

test('two processes sweep side by side and ask once for each', async () => {
  const known = await connectTimes(await world.integrate(), mira, 24);
  await due(...known);
  await world.calm();
  const worker = await Worker.start();
  try {
    await Promise.all([sweep(), worker.sweep()]);
    // What the one left to the other may still be under way.
    await expect.poll(() => versions(known), { timeout: 20_000 }).toEqual(known.map(() => 2));
    expect(await graphRequests()).toBe(known.length);
  } finally {
    await worker.kill();
  }
});
