import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addSecret, listCredentials, removeCredential, replaceSecret } from '#lib/integrations/credentials';
import { listenAnywhere } from '../../../scripts/testing/raw-http.ts';
import { Worker } from '../../../scripts/testing/worker.ts';
import { actor, type Known, type Made, World } from '../../../scripts/testing/world.ts';

// A relay in front of the sandbox's token endpoint sees which secret came when.
type Seen = { secret: string | null; at: number };
let seen: Seen[] = [];
/** Answers wait for it. */
let held: Promise<void> | undefined;
let sandboxUrl = '';
let relayUrl = '';

async function relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const at = performance.now();
  const body = Buffer.concat(await request.toArray());
  const isToken = request.method === 'POST';
  if (isToken) seen.push({ secret: new URLSearchParams(body.toString()).get('client_secret'), at });
  const headers = { 'content-type': request.headers['content-type'] ?? 'application/json' };
  const init = isToken ? { method: 'POST', headers, body } : {};
  const answer = await fetch(`${sandboxUrl}${request.url}`, init);
  const text = await answer.text();
  await held;
  const here = text.replace(/("token_endpoint":\s*")https?:\/\/[^/"]+/, `$1${relayUrl}`);
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(here);
}

const server = createServer((request, response) => void relay(request, response));
let world: World;

beforeAll(async () => {
  relayUrl = `http://127.0.0.1:${await listenAnywhere(server)}`;
  world = await World.start({ SANDBOX_LOGIN_URL: relayUrl });
  sandboxUrl = world.bench.url;
});
afterAll(async () => {
  await world.stop();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen = [];
});

async function connected(callers: number): Promise<{ made: Made; known: Known[] }> {
  const made = await world.integrate();
  const known: Known[] = [];
  while (known.length < callers)
    known.push(...(await Promise.all(Array.from({ length: 8 }, () => world.connect(made)))));
  return { made, known };
}

/** Makes a change while another process refreshes all again and again; the requests that came after it was answered. */
async function requestsAfter(known: Known[], change: () => Promise<void>): Promise<Seen[]> {
  const worker = await Worker.start();
  try {
    const paths = known.map((one) => world.path(one, { force: true }));
    let isOver = false;
    const refreshing = (async () => {
      while (!isOver) await worker.vendEach({ paths, key: world.key });
    })();
    const more = async (than: number) => expect.poll(() => seen.length, { timeout: 60_000 }).toBeGreaterThan(than);
    await more(seen.length + known.length);
    await change();
    const answered = performance.now();
    await more(seen.length + known.length);
    isOver = true;
    await refreshing;
    return seen.filter(({ at }) => at > answered);
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
  expect(seen.map(({ secret }) => secret)).toContain(clientSecret);
  expect(new Set(after.map(({ secret }) => secret))).toEqual(new Set([made.app.client_secret]));
  expect((await listCredentials(made.id)).map(({ id }) => id)).toEqual(first);
}, 240_000);

test('nor a later request of a refresh that was under way', async () => {
  const { made, known } = await connected(1);
  const [first] = known;
  if (!first) throw new Error('Nobody is connected.');
  await world.bench.control('PATCH', `/apps/${made.app.client_id}`, { new_secret: next.clientSecret });
  seen = [];
  const gate = Promise.withResolvers<void>();
  held = gate.promise;
  const vending = world.vend(first, { force: true });
  await expect.poll(() => seen.length).toBe(1);
  await replaceSecret(made.id, next, actor);
  held = undefined;
  gate.resolve();
  expect((await vending).status).toBe(200);
  const [graph, ...sharePoint] = seen.map(({ secret }) => secret);
  expect(graph).toBe(made.app.client_secret);
  expect(sharePoint.length).toBeGreaterThan(0);
  expect(new Set(sharePoint)).toEqual(new Set([next.clientSecret]));
});
