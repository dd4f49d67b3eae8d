import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#lib/ids';
import { readFunnel } from '#lib/links/funnel';
import { Forger } from '../../../scripts/testing/forger.ts';
import { linkRow } from '../../../scripts/testing/rows.ts';
import { type Made, World } from '../../../scripts/testing/world.ts';
import { completeAttempt } from './callback.ts';

let world: World;
let forger: Forger;
let made: Made;

beforeAll(async () => {
  forger = await Forger.start();
  world = await World.start({ SANDBOX_LOGIN_URL: forger.url, SANDBOX_GRAPH_URL: `${forger.url}/graph` });
  made = await world.integrate();
});
afterAll(async () => {
  await world.stop();
  await forger.stop();
});
beforeEach(() => {
  forger.forgery = {};
});

/** Makes one sign-in whose code is redeemed at the forger, and returns the link's row. */
async function goThrough(link = {}): Promise<Record<string, unknown>> {
  const { url, browser, linkId } = await world.begin(made, link);
  const { searchParams } = new URL(url);
  forger.expected = { nonce: searchParams.get('nonce') ?? '', clientId: made.app.client_id };
  const back = new URLSearchParams({ code: 'a-code', state: searchParams.get('state') ?? '' });
  await completeAttempt(back, browser);
  return linkRow(linkId);
}

test.each([
  ['ahead', -3_900, 65],
  ['behind', 600, -10],
])('a clock %s of Microsoft’s: both read by how much, and it is counted as that', async (_, ahead, clockMinutes) => {
  forger.forgery = { ahead };
  const { outcome } = await goThrough();
  const by = new RegExp(`differs by ${Math.abs(clockMinutes)} minutes`);
  expect(outcome).toMatchObject({ code: 'clock_off', clockMinutes, message: expect.stringMatching(by) });
  const { drops } = await readFunnel(1);
  expect(drops.map(({ reason }) => reason)).toContain('clock_off');
});

test('an ID token not valid yet is the clock’s, also where no other sign says so', async () => {
  forger.forgery = { claims: { nbf: Math.floor(Date.now() / 1000) + 720 } };
  expect(await goThrough()).toMatchObject({
    status: 'opened',
    consumed_at: null,
    connection_id: null,
    outcome: { code: 'clock_off', clockMinutes: -12 },
  });
});

test('keys that were replaced are read again, once, under another name and under the same', async () => {
  await goThrough();
  for (const kid of ['two', 'two']) {
    const before = forger.keyFetches;
    await forger.rollKeys(kid);
    expect(await goThrough()).toMatchObject({ status: 'connected' });
    expect(forger.keyFetches).toBe(before + 1);
  }
});

test('keys that cannot be read are passing trouble with a name of its own and wait for nothing after it', async () => {
  for (const keys of [
    { status: 503, text: 'Service Unavailable' },
    { status: 200, text: '<html></html>' },
    { status: 200, text: '{"keys":[]}' },
  ]) {
    await forger.rollKeys(newId());
    forger.forgery = { keys };
    const link = await goThrough();
    expect(link).toMatchObject({ status: 'opened', consumed_at: null, outcome: { code: 'keys_unavailable' } });
  }
  forger.forgery = {};
  expect(await goThrough()).toMatchObject({ status: 'connected' });
  const { drops } = await readFunnel(1);
  expect(drops).toContainEqual({ reason: 'keys_unavailable', aadsts: null, count: 3 });
});

test('tokens that name keys nobody has make us read the keys a few times, not each time', async () => {
  forger.forgery = {};
  const before = forger.keyFetches;
  for (let nth = 0; nth < 12; nth += 1) {
    forger.forgery = { kid: `invented-${nth}` };
    expect((await goThrough()).outcome).toMatchObject({ idTokenFault: 'signature' });
  }
  expect(forger.keyFetches - before).toBeLessThanOrEqual(5);
  const { drops } = await readFunnel(1);
  expect(drops).toContainEqual({ reason: 'id_token_refused', aadsts: null, count: 12 });
});
