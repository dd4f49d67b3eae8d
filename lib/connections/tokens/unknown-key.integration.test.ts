import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { db } from '#lib/db';
import { env } from '#lib/env';
import { putVariable } from '#lib/variables/store';
import { keyIds } from '#lib/vault';
import { signInAt } from '../../../sandbox/pages/person.ts';
import { countOf, endTokens, rowOf, timelineOf } from '../../../scripts/testing/rows.ts';
import { type Answer, type Known, type Made, mira, World } from '../../../scripts/testing/world.ts';
import { completeAttempt } from '../connect/callback.ts';
import { sweep } from './sweep.ts';

let world: World;
let made: Made;
let known: Known;
let keys: string[];
let oldId: string | undefined;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
  known = await world.connect(made, mira);
  keys = env().encryptionKeys;
  [oldId] = keyIds();
});
afterAll(() => world.stop());
afterEach(() => setKeys(keys));

function setKeys(encryptionKeys: string[]): void {
  globalThis.latchkeyEnv = { ...env(), encryptionKeys };
}

/** Makes this process one that was started without the key that seals everything. */
const loseKey = () => setKeys([randomBytes(32).toString('base64')]);

function expectTryAgain(answer: Answer): void {
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('5');
  expect(answer.body).toMatchObject({ error: { code: 'service_unavailable' } });
  expect(answer.text).toContain(oldId);
}

const expectUntouched = async () => {
  expect(await rowOf(known.id)).toMatchObject({
    status: 'healthy',
    status_reason: null,
    last_failure: null,
    lease_owner: null,
  });
  expect(await timelineOf(known.id)).not.toContain('corrupt');
};

test('every door of the API asks to try again, and nothing is written to the connection', async () => {
  await db().$transaction((tx) => putVariable(tx, { name: 'COLOUR', value: 'green' }));
  loseKey();
  expectTryAgain(await world.vend(known));
  expectTryAgain(await world.vend(known, { force: true }));
  expectTryAgain(await world.vend(known, { refreshToken: true }));
  expectTryAgain(await world.token(known, world.root));
  expectTryAgain(await world.call('/api/environment-variables'));
  const headers = { 'provider-config-key': known.uniqueKey, 'connection-id': known.connectionId };
  expectTryAgain(await world.call('/api/proxy/v1.0/me', { headers }));
  await expectUntouched();
  setKeys(keys);
  expect((await world.vend(known, { force: true })).status).toBe(200);
});

test('a sweep by a process without the key leaves due connections as they are', async () => {
  await endTokens(known.id);
  await world.sql('update connection set last_vended_at = now() where id = $1', [known.id]);
  loseKey();
  await sweep();
  await expectUntouched();
  expectTryAgain(await world.vend(known));
  setKeys(keys);
  await sweep();
  expect((await world.vend(known)).status).toBe(200);
});

test('a token that opens is served while the grant does not', async () => {
  const [old = ''] = keys;
  const other = randomBytes(32).toString('base64');
  const grant = (await rowOf(known.id)).sealed_grant;
  await endTokens(known.id, -120);
  await world.sql(`update connection set sealed_grant = 'v1.deadbeef.AAAA.AAAA' where id = $1`, [known.id]);
  setKeys([old, other]);
  expect((await world.vend(known)).status).toBe(200);
  expect((await world.vend(known, { force: true })).status).toBe(503);
  await world.sql('update connection set sealed_grant = $2 where id = $1', [known.id, grant]);
  await expectUntouched();
});

test('a sign-in that comes back to a process without the key is finished by one that has it', async () => {
  const trip = await world.begin(made, { endUser: { id: 'late' } });
  const back = await signInAt(trip.url, { account: mira });
  const before = await countOf('connection');
  loseKey();
  expect(await completeAttempt(back, trip.browser)).toEqual({ retryAfterSeconds: 5 });
  setKeys(keys);
  expect(await completeAttempt(back, trip.browser)).toEqual({ redirectTo: expect.stringMatching(/\/result$/) });
  expect(await countOf('connection')).toBe(before + 1);
});

test('a credential alone that lacks its key does not spend the sign-in either', async () => {
  const own = await world.integrate();
  const { rows } = await world.rows('select id, sealed_secret from integration_credential where integration_id = $1', [
    own.id,
  ]);
  const trip = await world.begin(own);
  const back = await signInAt(trip.url, { account: mira });
  const put = (value: unknown) =>
    world.sql('update integration_credential set sealed_secret = $2 where id = $1', [rows[0]?.id, value]);
  await put('v1.deadbeef.AAAA.AAAA');
  expect(await completeAttempt(back, trip.browser)).toEqual({ retryAfterSeconds: 5 });
  await put(rows[0]?.sealed_secret);
  expect(await completeAttempt(back, trip.browser)).toEqual({ redirectTo: expect.stringMatching(/\/result$/) });
});

test('the log names the key once a minute, however often it is missed', async () => {
  const lines: string[] = [];
  const before = globalThis.latchkeyLog;
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  globalThis.latchkeyLog = pino({}, sink);
  globalThis.latchkeyUnknownKeys?.clear();
  try {
    loseKey();
    await Promise.all(Array.from({ length: 20 }, () => world.vend(known)));
    await endTokens(known.id);
    await sweep();
  } finally {
    globalThis.latchkeyLog = before;
  }
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ key: oldId });
});

const damaged = 'update connection set sealed_token = left(sealed_token, -4) where id = $1';

test.each(['vend', 'proxy', 'sweep'])('a corrupt connection is healthy again once its values open: %s', async (by) => {
  const own = await world.connect(made, mira);
  const { sealed_token } = await rowOf(own.id);
  await world.sql(damaged, [own.id]);
  expect((await world.vend(own)).status).toBe(424);
  expect((await world.vend(own)).status).toBe(424);
  await sweep();
  expect(await rowOf(own.id)).toMatchObject({ status: 'corrupt' });
  await world.sql('update connection set sealed_token = $2 where id = $1', [own.id, sealed_token]);
  if (by === 'sweep') await sweep();
  if (by === 'proxy') {
    const headers = { 'provider-config-key': own.uniqueKey, 'connection-id': own.connectionId };
    expect((await world.call('/api/proxy/v1.0/me', { headers })).status).toBe(200);
  } else {
    expect((await world.vend(own)).status).toBe(200);
  }
  expect(await rowOf(own.id)).toMatchObject({ status: 'healthy', status_reason: null });
  expect((await timelineOf(own.id)).slice(-2)).toEqual(['corrupt', 'readable_again']);
});

test('one that needed reauthorization before needs it again, with its reason', async () => {
  const own = await world.connect(made, mira);
  await world.fault({ match: { path: 'token' }, error: 'invalid_grant', code: 50173, times: 1 });
  expect((await world.vend(own, { force: true })).status).toBe(424);
  await world.calm();
  const { sealed_grant, status_reason } = await rowOf(own.id);
  await world.sql(`update connection set sealed_grant = 'v1.cut' where id = $1`, [own.id]);
  await world.vend(own, { force: true });
  expect(await rowOf(own.id)).toMatchObject({ status: 'corrupt' });
  await world.sql('update connection set sealed_grant = $2 where id = $1', [own.id, sealed_grant]);
  await sweep();
  expect(await rowOf(own.id)).toMatchObject({ status: 'needs_reauthorization', status_reason });
});

test('one marked by an earlier version is healthy as soon as a process has its key', async () => {
  const own = await world.connect(made, mira);
  const reason = JSON.stringify({ code: 'corrupt', message: 'x', fix: 'y', at: new Date().toISOString() });
  await world.sql(`update connection set status = 'corrupt', status_reason = $2 where id = $1`, [own.id, reason]);
  loseKey();
  await sweep();
  expect(await rowOf(own.id)).toMatchObject({ status: 'corrupt' });
  setKeys(keys);
  await sweep();
  expect(await rowOf(own.id)).toMatchObject({ status: 'healthy', status_reason: null });
});
