import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { pool } from '#lib/db';
import { endTokens, rowOf } from '../../../scripts/testing/rows.ts';
import { Worker } from '../../../scripts/testing/worker.ts';
import { graph, type Known, mira, sharePointOf, tokenOf, World } from '../../../scripts/testing/world.ts';
import { refreshConnection } from './refresh.ts';

let world: World;
const workers: Worker[] = [];

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());
beforeEach(() => world.calm());
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill()));
});

async function newWorker(): Promise<Worker> {
  const worker = await Worker.start();
  workers.push(worker);
  return worker;
}

const body = (text: string) => ({ body: z.record(z.string(), z.unknown()).parse(JSON.parse(text)) });

async function connected(order: Record<string, unknown> = {}): Promise<Known & { clientId: string }> {
  const made = await world.integrate({}, order);
  return { ...(await world.connect(made, mira)), clientId: made.app.client_id };
}

const ask = (known: Known, times: number) => ({ path: world.path(known), key: world.key, times });

/** Waits until the sandbox has seen a token request for a resource. */
async function untilAsked(resource: string): Promise<void> {
  await expect.poll(async () => (await world.requests()).token.byResource[resource] ?? 0, { timeout: 15_000 }).toBe(1);
}

async function loseLease(id: string): Promise<void> {
  await pool().query(`update connection set lease_until = now() - interval '1 second' where id = $1`, [id]);
}

test.each([
  ['at once', 0],
  ['after 12 seconds', 12_000],
])('a hundred vends through two processes ask once per resource, answered %s', async (_, delay) => {
  const known = await connected();
  await endTokens(known.id);
  const two = await Promise.all([newWorker(), newWorker()]);
  await world.calm();
  if (delay > 0) await world.fault({ match: { path: 'token' }, delay_ms: delay, times: 2 });
  const answers = (await Promise.all(two.map((worker) => worker.vend(ask(known, 50))))).flat();
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 100 }, () => 200));
  expect(new Set(answers.map(({ text }) => tokenOf(body(text)))).size).toBe(1);
  expect(new Set(answers.map(({ text }) => sharePointOf(body(text)))).size).toBe(1);
  const { token } = await world.requests();
  expect(token.byResource).toEqual({ [graph]: 1, [world.root]: 1 });
  expect(token.inFlightMax.perFamily).toBe(1);
});

test('claims are asked for although another process has just failed without them', async () => {
  const known = await connected();
  await endTokens(known.id);
  const other = await newWorker();
  await world.calm();
  await world.fault({ match: { path: 'token' }, status: 503, delay_ms: 1_500 });
  const failing = other.vend(ask(known, 1));
  await untilAsked(graph);
  const seenVersion = Number((await rowOf(known.id)).token_version);
  const claims = JSON.stringify({ access_token: { nbf: { essential: true, value: '1604106651' } } });
  expect(await refreshConnection(known.id, { kind: 'forced', seenVersion, claims })).toEqual({ failure: undefined });
  expect((await failing)[0]?.status).not.toBe(200);
  expect(await rowOf(known.id)).toMatchObject({ token_version: seenVersion + 1, last_failure: null });
  expect((await world.requests()).token.byResource[graph]).toBe(2);
});

test('a holder stopped beyond its lease cannot write what it brings', async () => {
  const known = await connected();
  await endTokens(known.id);
  const stopped = await newWorker();
  await world.calm();
  await world.fault({ match: { path: 'token' }, delay_ms: 1_500 });
  const late = stopped.vend(ask(known, 1));
  await untilAsked(graph);
  stopped.signal('SIGSTOP');
  await loseLease(known.id);
  const taken = await world.vend(known);
  expect(taken.status).toBe(200);
  const after = await rowOf(known.id);
  stopped.signal('SIGCONT');
  const [answer] = await late;
  expect(tokenOf(body(answer?.text ?? '{}'))).toBe(tokenOf(taken));
  const { sealed_token, sealed_grant, fence, token_version } = await rowOf(known.id);
  expect({ sealed_token, sealed_grant, fence, token_version }).toEqual({
    sealed_token: after.sealed_token,
    sealed_grant: after.sealed_grant,
    fence: after.fence,
    token_version: after.token_version,
  });
});

test('a terminal answer to a holder that lost its lease closes nothing', async () => {
  const known = await connected();
  await endTokens(known.id);
  const stopped = await newWorker();
  await world.calm();
  await world.fault({ match: { path: 'token' }, delay_ms: 1_500, error: 'invalid_grant', code: 50173 });
  const late = stopped.vend(ask(known, 1));
  await untilAsked(graph);
  stopped.signal('SIGSTOP');
  await loseLease(known.id);
  expect((await world.vend(known)).status).toBe(200);
  stopped.signal('SIGCONT');
  expect((await late)[0]?.status).toBe(200);
  expect(await rowOf(known.id)).toMatchObject({ status: 'healthy', status_reason: null });
});

test('killed between two resources: the next process goes on with the newest grant, also where a spent one kills it', async () => {
  const known = await connected({ rotation: 'strict' });
  await endTokens(known.id);
  const killed = await newWorker();
  await world.calm();
  await world.fault({ match: { path: 'token', resource: 'sharepoint' }, status: 503, delay_ms: 5_000 });
  killed.vend(ask(known, 1)).catch(() => {});
  await untilAsked(world.root);
  await killed.kill();
  expect(await rowOf(known.id)).toMatchObject({ token_version: 2, lease_owner: expect.any(String) });
  const next = await newWorker();
  await next.startAlone();
  expect(await rowOf(known.id)).toMatchObject({ lease_owner: null, lease_until: null });
  const [answer] = await next.vend(ask(known, 1));
  expect(answer?.status).toBe(200);
  expect(sharePointOf(body(answer?.text ?? '{}'))).toBeDefined();
  expect((await world.requests()).token.byResource[graph]).toBe(1);
  expect(await rowOf(known.id)).toMatchObject({ status: 'healthy' });
});

test('killed while Microsoft answers: another process takes over when the lease ends', async () => {
  const known = await connected();
  await endTokens(known.id);
  const killed = await newWorker();
  await world.calm();
  await world.fault({ match: { path: 'token' }, delay_ms: 3_000 });
  killed.vend(ask(known, 1)).catch(() => {});
  await untilAsked(graph);
  await killed.kill();
  await loseLease(known.id);
  const answer = await world.vend(known);
  expect(answer.status).toBe(200);
  expect(sharePointOf(answer)).toBeDefined();
});
