import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { env } from '#lib/env';
import { addSecret, listCredentials, removeCredential, replaceSecret } from '#lib/integrations/credentials';
import { type TokenCall, TokenRelay } from '../../../scripts/testing/token-relay.ts';
import { Worker } from '../../../scripts/testing/worker.ts';
import { actor, type Known, type Made, World } from '../../../scripts/testing/world.ts';

let relay: TokenRelay;
let world: World;

beforeAll(async () => {
  relay = await TokenRelay.start();
  world = await World.start({ SANDBOX_LOGIN_URL: relay.url, TOKEN_REQUESTS: 'together' });
  relay.target = world.bench.url;
});
afterAll(async () => {
  await world.stop();
  relay.stop();
});
beforeEach(() => {
  relay.calls.length = 0;
});

async function connected(callers: number): Promise<{ made: Made; known: Known[] }> {
  const made = await world.integrate();
  const known: Known[] = [];
  while (known.length < callers)
    known.push(...(await Promise.all(Array.from({ length: 8 }, () => world.connect(made)))));
  return { made, known };
}

/** Makes a change while another process refreshes all again and again; the requests that came after it was answered. */
async function requestsAfter(known: Known[], change: () => Promise<void>): Promise<TokenCall[]> {
  const worker = await Worker.start();
  try {
    const paths = known.map((one) => world.path(one, { force: true }));
    let isOver = false;
    const refreshing = (async () => {
      while (!isOver) await worker.vendEach({ paths, key: world.key });
    })();
    const more = async () => {
      const enough = relay.calls.length + known.length;
      await expect.poll(() => relay.calls.length, { timeout: 60_000 }).toBeGreaterThan(enough);
    };
    await more();
    await change();
    const answered = performance.now();
    await more();
    isOver = true;
    await refreshing;
    return relay.calls.filter(({ began }) => began > answered);
  } finally {
    await worker.kill();
  }
}

const next = { clientSecret: 'Next~secret~of~the~app', secretExpiresAt: null };

test('no request after the answer carries a secret that was replaced, however many refreshes are under way', async () => {
  const { made, known } = await connected(64);
  await world.bench.control('PATCH', `/apps/${made.app.client_id}`, { new_secret: next.clientSecret });
  const after = await requestsAfter(known, () => replaceSecret(made.id, next, actor));
  expect(new Set(after.map(({ secret }) => secret))).toEqual(new Set([next.clientSecret]));
}, 240_000);

test('nor one that was removed', async () => {
  const { made, known } = await connected(16);
  const { clientSecret } = next;
  await world.bench.control('PATCH', `/apps/${made.app.client_id}`, { new_secret: clientSecret });
  const first = (await listCredentials(made.id)).map(({ id }) => id);
  const added = await addSecret(made.id, next, actor);
  const remove = () => removeCredential({ integrationId: made.id, id: added.id, evenLast: false }, actor);
  const after = await requestsAfter(known, remove);
  expect(relay.calls.map(({ secret }) => secret)).toContain(clientSecret);
  expect(new Set(after.map(({ secret }) => secret))).toEqual(new Set([made.app.client_secret]));
  expect((await listCredentials(made.id)).map(({ id }) => id)).toEqual(first);
}, 240_000);

test('nor a later request of a refresh that was under way', async () => {
  env().tokenRequests = 'one-by-one';
  const { made, known } = await connected(1);
  const [first] = known;
  if (!first) throw new Error('Nobody is connected.');
  await world.bench.control('PATCH', `/apps/${made.app.client_id}`, { new_secret: next.clientSecret });
  relay.calls.length = 0;
  const gate = Promise.withResolvers<void>();
  relay.hold = () => gate.promise;
  const vending = world.vend(first, { force: true });
  await expect.poll(() => relay.calls.length).toBe(1);
  await replaceSecret(made.id, next, actor);
  gate.resolve();
  expect((await vending).status).toBe(200);
  const [graph, ...sharePoint] = relay.calls.map(({ secret }) => secret);
  expect(graph).toBe(made.app.client_secret);
  expect(sharePoint.length).toBeGreaterThan(0);
  expect(new Set(sharePoint)).toEqual(new Set([next.clientSecret]));
});
