import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { pool } from '#lib/db';
import { readMsalCache } from '#lib/microsoft/msal-cache';
import { endTokens, rowOf } from '../../../scripts/testing/rows.ts';
import { type TokenCall, TokenRelay } from '../../../scripts/testing/token-relay.ts';
import { Worker } from '../../../scripts/testing/worker.ts';
import { type Known, mira, World } from '../../../scripts/testing/world.ts';
import { openGrant } from './lease.ts';

// Every process has a relay of its own, so that it is known who sent what.

let world: World;
const relays: TokenRelay[] = [];
const workers: Worker[] = [];

async function newRelay(): Promise<TokenRelay> {
  const relay = await TokenRelay.start(world?.bench.url);
  relays.push(relay);
  return relay;
}

let own: TokenRelay;

beforeAll(async () => {
  own = await newRelay();
  world = await World.start({ SANDBOX_LOGIN_URL: own.url, TOKEN_REQUESTS: 'together' });
  own.target = world.bench.url;
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill()));
});
afterAll(async () => {
  await world.stop();
  for (const relay of relays) relay.stop();
});

async function newProcess(): Promise<{ worker: Worker; relay: TokenRelay }> {
  const relay = await newRelay();
  const worker = await Worker.start({ SANDBOX_LOGIN_URL: relay.url });
  workers.push(worker);
  return { worker, relay };
}

async function refreshTokenOf(id: string): Promise<string> {
  const { sealed_grant } = await rowOf(id);
  return readMsalCache(openGrant({ id, sealed_grant: String(sealed_grant) })).refreshToken ?? '';
}

/** Which connection each refresh token belongs to: those of the rows, and what was answered to them since. */
async function ownersOf(known: Known[], calls: () => TokenCall[]) {
  const owners = new Map<string, string>();
  for (const { id } of known) owners.set(await refreshTokenOf(id), id);
  return ({ sent }: Pick<TokenCall, 'sent'>): string => {
    for (const { sent: one, came } of calls().toSorted((one, other) => one.began - other.began)) {
      const owner = owners.get(one ?? '');
      if (owner && came) owners.set(came, owner);
    }
    return owners.get(sent ?? '') ?? '';
  };
}

async function tokensOf({ id }: Known) {
  const { sealed_grant, sealed_token, token_version, connection_config, status } = await rowOf(id);
  return { sealed_grant, sealed_token, token_version, connection_config, status };
}

const isOpen = ({ ended }: TokenCall) => ended === undefined;

/** Pairs of requests for one connection and resource that were under way at the same time, the earlier one first. */
function overlaps(calls: TokenCall[], ownerOf: (call: TokenCall) => string): [TokenCall, TokenCall][] {
  const sorted = calls.toSorted((one, other) => one.began - other.began);
  return sorted.flatMap((one, at) =>
    sorted
      .slice(at + 1)
      .filter((other) => other.resource === one.resource && ownerOf(other) === ownerOf(one))
      .filter((other) => other.began < (one.ended ?? Number.POSITIVE_INFINITY))
      .map((other): [TokenCall, TokenCall] => [one, other]),
  );
}

test('one process killed and one stopped in the middle of refreshes: no answer is lost, doubled or written late', async () => {
  const made = await world.integrate();
  const known = await Promise.all(Array.from({ length: 8 }, () => world.connect(made, mira)));
  own.calls.length = 0;
  const [killed, stopped] = await Promise.all([newProcess(), newProcess()]);
  const calls = () => [own, killed.relay, stopped.relay].flatMap((relay) => relay.calls);
  const ownerOf = await ownersOf(known, calls);
  for (const { id } of known) await endTokens(id);

  // Half of them get their Graph token at once; all else is still under way when the processes are struck.
  const early = new Set(known.filter((_, at) => at % 2 === 1).map(({ id }) => id));
  const gate = Promise.withResolvers<void>();
  for (const { relay } of [killed, stopped])
    relay.hold = (call) => (call.resource === 'graph' && early.has(ownerOf(call)) ? undefined : gate.promise);
  const paths = known.map((one) => world.path(one));
  killed.worker.vendEach({ paths: paths.slice(0, 6), key: world.key }).catch(() => {});
  const late = stopped.worker.vendEach({ paths: paths.slice(2), key: world.key });
  await expect.poll(() => new Set(calls().map(ownerOf)).size, { timeout: 30_000 }).toBe(known.length);
  await expect.poll(() => calls().filter(isOpen).length, { timeout: 30_000 }).toBe(12);
  const isStored = async () => (await Promise.all(known.map(tokensOf))).filter((row) => row.token_version === 2).length;
  await expect.poll(isStored, { timeout: 30_000 }).toBe(early.size);
  stopped.worker.signal('SIGSTOP');
  await killed.worker.kill();
  const struck = performance.now();
  expect([killed, stopped].map(({ relay }) => relay.calls.filter(isOpen).length > 0)).toEqual([true, true]);

  await pool().query(`update connection set lease_until = now() - interval '1 second' where lease_until is not null`);
  gate.resolve();
  const taken = await Promise.all(known.map((one) => world.vend(one)));
  expect(new Set(taken.map(({ status }) => status))).toEqual(new Set([200]));
  const after = await Promise.all(known.map(tokensOf));
  expect(after.map(({ status, token_version }) => [status, token_version])).toEqual(known.map(() => ['healthy', 2]));

  stopped.worker.signal('SIGCONT');
  expect(new Set((await late).map(({ status }) => status))).toEqual(new Set([200]));
  expect(await Promise.all(known.map(tokensOf))).toEqual(after);

  // What goes on from there: both that are left refresh all, and the answer that came last is the one that is kept.
  for (const relay of [own, stopped.relay])
    relay.hold = ({ resource }) => (resource === 'graph' ? undefined : new Promise((done) => setTimeout(done, 60)));
  const again = known.map((one) => world.path(one, { force: true }));
  const [theirs, ours] = await Promise.all([
    stopped.worker.vendEach({ paths: again, key: world.key }),
    Promise.all(known.map((one) => world.vend(one, { force: true }))),
  ]);
  expect(new Set([...theirs, ...ours].map(({ status }) => status))).toEqual(new Set([200]));
  for (const { id } of known) {
    const answers = calls().filter((call) => ownerOf(call) === id && call.ended !== undefined);
    const newest = answers.reduce((one, other) => ((other.ended ?? 0) > (one.ended ?? 0) ? other : one));
    expect(await refreshTokenOf(id)).toBe(newest.came);
    expect(await rowOf(id)).toMatchObject({ status: 'healthy', failures: 0, lease_owner: null });
  }
  // Only those whose lease was taken from them were asked for a second time before the first answer came.
  for (const [one, other] of overlaps(calls(), ownerOf)) {
    expect(one.began).toBeLessThan(struck);
    expect(other.began).toBeGreaterThan(struck);
  }
});
