import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { endTokens, endWaiting, hostRows, rowOf, timelineOf } from '../../../scripts/testing/rows.ts';
import { graph, type Known, mira, sam, sharePointOf, tokenOf, World } from '../../../scripts/testing/world.ts';
import { sweep } from './sweep.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());
beforeEach(() => world.calm());

async function connected(order: Record<string, unknown> = {}): Promise<Known & { clientId: string }> {
  const made = await world.integrate({}, order);
  return { ...(await world.connect(made, mira)), clientId: made.app.client_id };
}

const resources = async () => (await world.requests()).token.byResource;

test('a token with enough life is vended without asking Microsoft', async () => {
  const known = await connected();
  await world.calm();
  const answers = await Promise.all(Array.from({ length: 20 }, () => world.vend(known)));
  expect(new Set(answers.map(tokenOf)).size).toBe(1);
  expect(await resources()).toEqual({});
});

test('force_refresh a hundred times at once: one request per resource, a newer token for all', async () => {
  const known = await connected();
  const before = tokenOf(await world.vend(known));
  await world.calm();
  const answers = await Promise.all(Array.from({ length: 100 }, () => world.vend(known, { force: true })));
  expect(new Set(answers.map(tokenOf)).size).toBe(1);
  expect(answers.map(tokenOf)).not.toContain(before);
  expect(await resources()).toEqual({ [graph]: 1, [world.root]: 1 });
});

test('where a spent refresh token kills the grant, many refreshes of both resources go well', async () => {
  const known = await connected({ rotation: 'strict' });
  for (let round = 0; round < 8; round += 1) {
    await endTokens(known.id);
    const answers = await Promise.all([world.vend(known), world.vend(known, { force: true }), world.vend(known)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.map(sharePointOf)).not.toContain(undefined);
    const my = await world.token(known, world.bench.sharePoint('contoso-my'));
    expect(my.status).toBe(200);
  }
  expect(await rowOf(known.id)).toMatchObject({ status: 'healthy', failures: 0 });
});

test('no reader gets an older token than one already returned', async () => {
  const known = await connected();
  const seen: { began: number; ended: number; issued: number }[] = [];
  const read = async (force: boolean) => {
    const began = performance.now();
    const token = tokenOf(await world.vend(known, { force }));
    seen.push({
      began,
      ended: performance.now(),
      issued: order.indexOf(token) < 0 ? order.push(token) - 1 : order.indexOf(token),
    });
  };
  const order: string[] = [];
  for (let round = 0; round < 12; round += 1) {
    await Promise.all([read(true), ...Array.from({ length: 6 }, () => read(false))]);
  }
  for (const later of seen)
    for (const earlier of seen)
      if (earlier.ended < later.began) expect(later.issued).toBeGreaterThanOrEqual(earlier.issued);
  expect(order.length).toBeGreaterThan(5);
});

test('a due token is refreshed before its end, and never in the middle of its life', async () => {
  const known = await connected();
  await endTokens(known.id, -3_000);
  await world.sql(`update connection set refresh_due_at = now() + interval '1 hour' where id = $1`, [known.id]);
  await world.calm();
  await world.vend(known);
  expect(await resources()).toEqual({});
  await endTokens(known.id, -60);
  await world.vend(known);
  expect(await resources()).toEqual({ [graph]: 1, [world.root]: 1 });
});

test('refresh_due_at follows the token that ends first', async () => {
  const known = await connected();
  await world.bench.control('POST', '/token-life', { seconds: 4_000 });
  await world.sql(
    `update connection_token set retry_at = null, expires_at = now() + interval '10 minutes', life = 600 where connection_id = $1`,
    [known.id],
  );
  await world.sql(
    `update connection set token_expires_at = now() - interval '1 second', refresh_due_at = now() - interval '1 minute' where id = $1`,
    [known.id],
  );
  await world.calm();
  await world.vend(known);
  expect(await resources()).toEqual({ [graph]: 1 });
  const { refresh_due_at } = await rowOf(known.id);
  const left = (new Date(String(refresh_due_at)).getTime() - Date.now()) / 1000;
  expect(left).toBeGreaterThan(400);
  expect(left).toBeLessThan(500);
});

test('SharePoint failing alone leaves Graph working and is tried again after its back-off', async () => {
  const known = await connected();
  await endTokens(known.id);
  await world.calm();
  await world.fault({
    match: { path: 'token', resource: 'sharepoint' },
    error: 'invalid_grant',
    code: 65001,
    times: 5,
  });
  const first = await world.vend(known);
  expect(first.status).toBe(200);
  expect(sharePointOf(first)).toBeUndefined();
  expect(await rowOf(known.id)).toMatchObject({ status: 'healthy', last_failure: null });
  await world.vend(known);
  expect((await resources())[world.root]).toBe(1);
  expect((await hostRows(known.id)).map(({ failure }) => failure)).toContainEqual(
    expect.objectContaining({ code: 'AADSTS65001', aadsts: 65001 }),
  );
  expect(await timelineOf(known.id)).toContain('sharepoint_missing');
  await world.calm();
  await endWaiting(known.id);
  const later = await world.vend(known);
  expect(sharePointOf(later)).toBeDefined();
  expect(await resources()).toEqual({ [world.root]: 1 });
});

test('the sweep refreshes what is due and was used today, and leaves the rest', async () => {
  const [used, unused, idle, closed] = [await connected(), await connected(), await connected(), await connected()];
  for (const { id } of [used, unused, idle, closed]) await endTokens(id);
  await world.sql(`update connection set last_vended_at = null where true`);
  await world.sql(`update connection set last_vended_at = now() - interval '1 hour' where id = any($1)`, [
    [used.id, closed.id],
  ]);
  await world.sql(`update connection set last_vended_at = now() - interval '25 hours' where id = $1`, [unused.id]);
  await world.sql(`update connection set last_refreshed_at = now() - interval '8 days' where id = $1`, [idle.id]);
  await world.sql(`update connection set status = 'needs_reauthorization' where id = $1`, [closed.id]);
  const versions = () =>
    Promise.all([used, unused, idle, closed].map(async ({ id }) => (await rowOf(id)).token_version));
  await sweep({ which: 'used' });
  expect(await versions()).toEqual([2, 1, 1, 1]);
  await sweep();
  expect(await versions()).toEqual([2, 1, 2, 1]);
});

test('two sweeps at once ask once', async () => {
  const known = await connected();
  await endTokens(known.id);
  await world.sql('update connection set last_vended_at = now() where id = $1', [known.id]);
  await world.calm();
  await Promise.all([sweep(), sweep(), world.vend(known)]);
  expect((await resources())[graph]).toBe(1);
});

async function manyDue(count: number): Promise<void> {
  await world.sql('update connection set last_vended_at = null, last_refreshed_at = now() where true');
  const known = await Promise.all(Array.from({ length: count }, () => connected()));
  for (const { id } of known) await endTokens(id);
  await world.sql('update connection set last_vended_at = now() where id = any($1)', [known.map(({ id }) => id)]);
  await world.calm();
}

test('what fails is left to the next sweep, and the sweep ends', async () => {
  await manyDue(6);
  await world.fault({ match: { path: 'token' }, status: 500 });
  await sweep();
  expect((await resources())[graph]).toBe(6);
  await sweep();
  expect((await resources())[graph]).toBe(6);
});

test('a sweep that Microsoft throttles leaves the rest to the next one', async () => {
  await manyDue(60);
  await world.fault({ match: { path: 'token' }, status: 429, retry_after: 3600, times: 1_000 });
  await sweep();
  expect((await resources())[graph]).toBe(48);
  await world.calm();
  await sweep();
  expect((await resources())[graph]).toBe(12);
});

test('a sweep that is told to stop asks for nothing', async () => {
  await manyDue(2);
  await sweep({ signal: AbortSignal.abort() });
  expect((await world.requests()).token.total).toBe(0);
  await sweep();
  expect((await resources())[graph]).toBe(2);
});

test('a personal account is refreshed too, without SharePoint', async () => {
  const made = await world.integrate();
  const known = await world.connect(made, sam);
  await endTokens(known.id);
  await world.calm();
  const answer = await world.vend(known);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ connection_config: { tenantId: expect.any(String) } });
  expect(sharePointOf(answer)).toBeUndefined();
  expect(await resources()).toEqual({ [graph]: 1 });
});
