import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Registered } from './testing/bench.ts';
import { Bench, claimsOf, REDIRECT_URI, refusal, tokens } from './testing/bench.ts';

let bench: Bench;
let app: Registered;
beforeEach(async () => {
  bench = await Bench.start();
  app = await bench.register();
});
afterEach(() => bench.stop());

const told = z.object({ now: z.iso.datetime(), ahead_seconds: z.number() });

async function clock(method = 'GET', body?: unknown) {
  return told.parse(await (await bench.control(method, '/clock', body)).json());
}

test('moves ahead, survives a restart, and goes back', async () => {
  expect((await clock()).ahead_seconds).toBe(0);
  const moved = await clock('POST', { days: 2, hours: 1, seconds: 5 });
  expect(moved.ahead_seconds).toBe(2 * 86_400 + 3605);
  expect(Date.parse(moved.now) - Date.now()).toBeGreaterThan(2 * 86_400_000);
  await bench.restart();
  await bench.advance({ days: 1 });
  expect((await clock()).ahead_seconds).toBe(3 * 86_400 + 3605);
  expect((await clock('DELETE')).ahead_seconds).toBe(0);
  await bench.advance({ days: 1 });
  await bench.control('POST', '/reset');
  expect((await clock()).ahead_seconds).toBe(0);
  expect((await bench.control('POST', '/clock', { days: -1 })).status).toBe(400);
});

test('access tokens age with it, and new ones carry dates that hold for everyone else', async () => {
  const { access_token, refresh_token } = await bench.connect(app, 'mira@contoso.sandbox');
  await bench.advance({ hours: 2 });
  expect((await bench.graph('/me', access_token)).status).toBe(401);
  const answer = tokens.parse(await (await bench.refresh(app, refresh_token, 'openid User.Read')).json());
  expect((await bench.graph('/me', answer.access_token)).status).toBe(200);
  for (const token of [answer.access_token, answer.id_token]) {
    expect(claimsOf(token).nbf).toBeLessThanOrEqual(Date.now() / 1000);
    expect(claimsOf(token).exp).toBeGreaterThan(Date.now() / 1000);
  }
  await bench.advance({ hours: 2 });
  expect((await bench.graph('/me', answer.access_token)).status).toBe(401);
});

test('the opaque tokens of personal accounts age as well', async () => {
  const { access_token } = await bench.connect(app, 'sam@outlook.sandbox');
  expect((await bench.graph('/me', access_token)).status).toBe(200);
  await bench.advance({ hours: 2 });
  expect((await bench.graph('/me', access_token)).status).toBe(401);
});

test('codes end after ten minutes of it', async () => {
  const back = await bench.signIn(app, 'mira@contoso.sandbox');
  await bench.advance({ seconds: 601 });
  const response = await bench.token(app, {
    grant_type: 'authorization_code',
    code: back.get('code') ?? '',
    redirect_uri: REDIRECT_URI,
  });
  expect(refusal.parse(await response.json()).error_codes).toEqual([70008]);
});

test('refresh tokens end after ninety idle days of it, not before', async () => {
  const { refresh_token } = await bench.connect(app, 'mira@contoso.sandbox');
  await bench.advance({ days: 89 });
  const kept = tokens.parse(await (await bench.refresh(app, refresh_token)).json()).refresh_token;
  await bench.advance({ days: 89 });
  expect((await bench.refresh(app, kept)).status).toBe(200);
  const idle = refusal.parse(await (await bench.refresh(app, refresh_token)).json());
  expect(idle).toMatchObject({ error: 'invalid_grant', error_codes: [700082], suberror: 'bad_token' });
});

test('secrets expire by it, and the dates told come nearer', async () => {
  const { refresh_token } = await bench.connect(app, 'mira@contoso.sandbox');
  const expiry = async () => {
    const shape = z.object({ secrets: z.array(z.object({ expires_at: z.iso.datetime() })) });
    const { secrets } = shape.parse(await (await bench.control('GET', `/apps/${app.client_id}`)).json());
    return Date.parse(secrets[0]?.expires_at ?? '');
  };
  const before = await expiry();
  await bench.advance({ days: 60 });
  expect(before - (await expiry())).toBe(60 * 86_400_000);
  await bench.advance({ days: 700 });
  const refused = await bench.refresh(app, refresh_token);
  expect(refused.status).toBe(401);
  expect(refusal.parse(await refused.json()).error_codes).toEqual([7000222]);
});
