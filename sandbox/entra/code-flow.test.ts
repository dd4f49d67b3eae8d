import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { Bench, claimsOf, pkce, REDIRECT_URI, refusal, tokens } from '../testing/bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.stop());

async function startedFlow() {
  const app = await bench.register();
  const { verifier, challenge } = pkce();
  const back = await bench.signIn(app, 'mira@contoso.sandbox', {
    code_challenge: challenge,
    code_challenge_method: 'S256',
    nonce: 'nonce-1',
  });
  const form = {
    grant_type: 'authorization_code',
    code: back.get('code') ?? '',
    redirect_uri: REDIRECT_URI,
    code_verifier: verifier,
  };
  return { app, back, form };
}

describe('discovery', () => {
  const document = z.object({ issuer: z.string(), token_endpoint: z.string(), jwks_uri: z.string() });

  test.each([
    ['common', '{tenantid}'],
    ['organizations', '{tenantid}'],
    ['consumers', '9188040d-6c67-4c5b-b112-36a304b66dad'],
    ['contoso.sandbox', '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01'],
  ])('%s has the issuer of %s', async (segment, tenant) => {
    const response = await fetch(`${bench.url}/${segment}/v2.0/.well-known/openid-configuration`);
    expect(document.parse(await response.json()).issuer).toBe(`${bench.url}/${tenant}/v2.0`);
  });

  test('an unknown tenant is AADSTS90002', async () => {
    const response = await fetch(`${bench.url}/nowhere.example/v2.0/.well-known/openid-configuration`);
    expect(response.status).toBe(400);
    expect(refusal.parse(await response.json()).error_codes).toEqual([90002]);
  });
});

describe('authorization code', () => {
  test('the ID token verifies against the published keys and names the account', async () => {
    const { app, back, form } = await startedFlow();
    expect(back.get('state')).toBe('state-1');
    const answer = tokens.parse(await (await bench.token(app, { ...form, client_info: '1' })).json());
    const keys = await (await fetch(`${bench.url}/common/discovery/v2.0/keys`)).json();
    const { payload } = await jwtVerify(answer.id_token, createLocalJWKSet(keys), {
      audience: app.client_id,
      issuer: `${bench.url}/5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01/v2.0`,
    });
    expect(payload).toMatchObject({
      nonce: 'nonce-1',
      preferred_username: 'mira@contoso.sandbox',
      oid: '1f0c6a52-7d3b-4b8e-a1c9-5e2d8f7b6a11',
      ver: '2.0',
    });
    expect(answer.scope.split(' ')).toEqual(expect.arrayContaining(['Files.Read.All', 'Sites.Read.All', 'openid']));
    expect(answer.expires_in).toBeGreaterThanOrEqual(3600);
    expect(answer.expires_in).toBeLessThan(5400);
    expect(Buffer.from(answer.client_info, 'base64url').toString()).toContain('"utid"');
  });

  test('sub differs from app to app', async () => {
    const subs = [];
    for (const app of [await bench.register(), await bench.register()]) {
      subs.push(claimsOf((await bench.connect(app, 'mira@contoso.sandbox')).id_token).sub);
    }
    expect(new Set(subs).size).toBe(2);
  });

  test.each([
    ['a wrong verifier', { code_verifier: 'x'.repeat(43) }, { status: 400, error: 'invalid_grant', number: 501481 }],
    [
      'another redirect URI',
      { redirect_uri: 'http://localhost:3000/other' },
      { status: 401, error: 'invalid_client', number: 500112 },
    ],
    ['a wrong secret', { client_secret: 'not-the-secret' }, { status: 401, error: 'invalid_client', number: 7000215 }],
    [
      'the secret ID',
      { client_secret: '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c99' },
      { status: 401, error: 'invalid_client', number: 7000215 },
    ],
    ['no secret', { client_secret: '' }, { status: 401, error: 'invalid_client', number: 7000218 }],
    [
      'an unknown app',
      { client_id: '5a4d1c0e-6d0f-4f0b-9a52-000000000000' },
      { status: 400, error: 'unauthorized_client', number: 700016 },
    ],
    [
      'an unknown grant type',
      { grant_type: 'password' },
      { status: 400, error: 'unsupported_grant_type', number: 70003 },
    ],
    ['a mangled code', { code: '1.abc' }, { status: 400, error: 'invalid_grant', number: 9002313 }],
    ['an unknown scope', { scope: 'Files.Teleport' }, { status: 401, error: 'invalid_client', number: 650053 }],
  ])('%s is refused', async (_, change, { status, error, number }) => {
    const { app, form } = await startedFlow();
    const response = await bench.token(app, { ...form, ...change });
    expect(response.status).toBe(status);
    const body = refusal.parse(await response.json());
    expect(body).toMatchObject({ error, error_codes: [number] });
    expect(body.error_description).toMatch(
      new RegExp(`^AADSTS${number}: .+\r\nTrace ID: .+\r\nCorrelation ID: .+\r\nTimestamp: .+Z$`, 's'),
    );
  });

  test('a code is taken once, also by fifty at a time', async () => {
    const { app, form } = await startedFlow();
    const answers = await Promise.all(Array.from({ length: 50 }, () => bench.token(app, form)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    const late = refusal.parse(await (await bench.token(app, form)).json());
    expect(late).toMatchObject({ error: 'invalid_grant', error_codes: [54005] });
  });

  test('a code lives ten minutes', async () => {
    const { app, form } = await startedFlow();
    const now = Date.now();
    const clock = vi.spyOn(Date, 'now').mockReturnValue(now + 11 * 60 * 1000);
    const response = await bench.token(app, form);
    clock.mockRestore();
    expect(refusal.parse(await response.json()).error_codes).toEqual([70008]);
  });

  test('the client may prove itself by HTTP Basic, and a query string is ignored', async () => {
    const { app, form } = await startedFlow();
    const basic = Buffer.from(`${app.client_id}:${encodeURIComponent(app.client_secret)}`).toString('base64');
    const response = await fetch(`${bench.url}/common/oauth2/v2.0/token?client-request-id=abc&x=1`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams(form),
    });
    expect(response.status).toBe(200);
  });

  test('the correlation id of the caller comes back', async () => {
    const response = await fetch(`${bench.url}/common/oauth2/v2.0/token?client-request-id=my-trace-1`, {
      method: 'POST',
      body: new URLSearchParams({}),
    });
    expect(refusal.parse(await response.json())).toMatchObject({ correlation_id: 'my-trace-1', error_codes: [900144] });
  });

  test('a code of one tenant is not redeemed under another', async () => {
    const { app, form } = await startedFlow();
    const response = await bench.token(app, form, 'fabrikam.sandbox');
    expect(refusal.parse(await response.json()).error_codes).toEqual([700005]);
  });

  test('refresh and ID token come only with their scopes', async () => {
    const app = await bench.register();
    const back = await bench.signIn(app, 'mira@contoso.sandbox', { scope: 'User.Read' });
    const form = { grant_type: 'authorization_code', code: back.get('code') ?? '', redirect_uri: REDIRECT_URI };
    const body = await (await bench.token(app, form)).json();
    expect(Object.keys(body)).not.toContain('refresh_token');
    expect(Object.keys(body)).not.toContain('id_token');
  });

  test('an app-only token comes for .default under a tenant', async () => {
    const app = await bench.register();
    const form = { grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' };
    expect((await bench.token(app, form, 'contoso.sandbox')).status).toBe(200);
    expect(refusal.parse(await (await bench.token(app, form)).json()).error_codes).toEqual([9001023]);
  });
});
