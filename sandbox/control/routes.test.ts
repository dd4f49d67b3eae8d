import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Registered } from '../testing/bench.ts';
import { Bench, refusal } from '../testing/bench.ts';

let bench: Bench;
let app: Registered;
beforeEach(async () => {
  bench = await Bench.start();
  app = await bench.register();
});
afterEach(() => bench.stop());

const report = z.object({
  token: z.object({
    total: z.number(),
    byGrantType: z.record(z.string(), z.number()),
    byResource: z.record(z.string(), z.number()),
    inFlightMax: z.object({ overall: z.number(), perFamily: z.number() }),
  }),
  graph: z.object({ total: z.number() }),
  authorize: z.object({ total: z.number() }),
  requests: z.array(z.record(z.string(), z.unknown())),
});

const requests = async () => report.parse(await (await bench.control('GET', '/requests')).json());

describe('who may use it', () => {
  test.each([
    ['a foreign origin', { origin: 'https://evil.example' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['a cross-site page', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a same-site page of another port', { 'sec-fetch-site': 'same-site' }, 403],
  ])('%s is refused', async (_, headers, status) => {
    const response = await fetch(`${bench.url}/_sandbox/reset`, { method: 'POST', headers });
    expect(response.status).toBe(status);
  });

  test('another Host is refused, also a SharePoint one', async () => {
    const evil = `http://evil.example:${bench.port}/_sandbox/health`;
    expect((await bench.get(evil, {})).status).toBe(421);
    const sharePoint = await bench.get(`${bench.sharePoint('contoso')}/_sandbox/health`, {});
    expect(sharePoint.text).not.toContain('accounts');
  });

  test('the sandbox’s own page and plain programs may', async () => {
    const response = await fetch(`${bench.url}/_sandbox/health`, { headers: { origin: bench.url } });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ok', pid: process.pid });
  });
});

describe('apps', () => {
  test('the demo app is one and the same, with every address it was given', async () => {
    const ask = async (redirect_uri: string) => (await bench.control('POST', '/apps/demo', { redirect_uri })).json();
    const first = await ask('http://localhost:3000/oauth/callback');
    await bench.restart();
    const second = await ask('http://localhost:3999/oauth/callback');
    expect(second).toMatchObject({
      client_id: first.client_id,
      client_secret: first.client_secret,
      redirect_uris: ['http://localhost:3000/oauth/callback', 'http://localhost:3999/oauth/callback'],
    });
  });

  test('the demo app registers application permissions in addition to those it has', async () => {
    const redirect_uri = 'http://localhost:3000/oauth/callback';
    for (const role of ['User.Read.All', 'Sites.Selected'])
      await bench.control('POST', '/apps/demo', { redirect_uri, app_permissions: [role] });
    const demo = await (await bench.control('POST', '/apps/demo', { redirect_uri })).json();
    expect(demo.app_permissions).toEqual(['User.Read.All', 'Sites.Selected']);
  });

  test('secrets expire and are replaced', async () => {
    const { refresh_token } = await bench.connect(app, 'mira@contoso.sandbox');
    await bench.control('PATCH', `/apps/${app.client_id}`, { expire_secret: true });
    const expired = await bench.refresh(app, refresh_token);
    expect(expired.status).toBe(401);
    expect(refusal.parse(await expired.json())).toMatchObject({ error: 'invalid_client', error_codes: [7000222] });
    await bench.control('PATCH', `/apps/${app.client_id}`, { new_secret: 'a new secret value' });
    const renewed = { ...app, client_secret: 'a new secret value' };
    expect((await bench.refresh(renewed, refresh_token)).status).toBe(200);
    expect(await (await bench.control('GET', `/apps/${app.client_id}`)).text()).not.toContain('a new secret value');
  });

  test('wrong orders are named', async () => {
    const response = await bench.control('POST', '/apps', { name: '', redirect_uris: ['nonsense'], extra: 1 });
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(/name.*redirect_uris.*account_types/s);
    expect((await bench.control('GET', '/apps/nobody')).status).toBe(404);
    expect((await bench.control('POST', '/shutdown')).status).toBe(409);
  });
});

describe('tokens', () => {
  test('outstanding access tokens can be expired for one account', async () => {
    const mira = await bench.connect(app, 'mira@contoso.sandbox');
    const jonas = await bench.connect(app, 'jonas@contoso.sandbox');
    await bench.control('POST', '/tokens/expire', { username: 'mira@contoso.sandbox' });
    const refused = await bench.graph('/me', mira.access_token);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ error: { code: 'InvalidAuthenticationToken' } });
    expect((await bench.graph('/me', jonas.access_token)).status).toBe(200);
    expect((await bench.refresh(app, mira.refresh_token)).status).toBe(200);
  });

  test('their life can be set', async () => {
    await bench.control('POST', '/token-life', { seconds: 1 });
    const { access_token, expires_in } = await bench.connect(app, 'mira@contoso.sandbox');
    expect(expires_in).toBe(1);
    await expect.poll(async () => (await bench.graph('/me', access_token)).status, { timeout: 4000 }).toBe(401);
  });

  test('reset forgets consents and grants and keeps apps', async () => {
    const { refresh_token } = await bench.connect(app, 'mira@contoso.sandbox');
    await bench.control('POST', '/reset');
    expect((await bench.refresh(app, refresh_token)).status).toBe(400);
    const visit = await (await bench.authorize(app)).post({ account: 'mira@contoso.sandbox' });
    expect(visit.html).toContain('Permissions requested');
  });
});

describe('faults', () => {
  const order = (fault: Record<string, unknown>) => bench.control('POST', '/faults', fault);

  test('throttling for some calls to one resource', async () => {
    const { refresh_token } = await bench.connect(app, 'mira@contoso.sandbox');
    await order({ match: { path: 'token', resource: 'sharepoint' }, times: 2, status: 429, retry_after: 7 });
    expect((await bench.refresh(app, refresh_token)).status).toBe(200);
    const scope = `${bench.sharePoint('contoso')}/.default`;
    const refused = await bench.refresh(app, refresh_token, scope);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('7');
    expect(refusal.parse(await refused.json())).toMatchObject({
      error: 'temporarily_unavailable',
      error_codes: [90055],
    });
    expect((await bench.refresh(app, refresh_token, scope)).status).toBe(429);
    expect((await bench.refresh(app, refresh_token, scope)).status).toBe(200);
  });

  test('a refusal of Conditional Access with its claims', async () => {
    const { refresh_token } = await bench.connect(app, 'mira@contoso.sandbox');
    const claims = '{"access_token":{"polids":{"essential":true,"values":["1"]}}}';
    await order({ error: 'interaction_required', code: 53003, suberror: 'message_only', claims });
    const refused = await bench.refresh(app, refresh_token);
    expect(refused.status).toBe(400);
    expect(refusal.parse(await refused.json())).toMatchObject({
      error_codes: [53003],
      suberror: 'message_only',
      claims,
    });
  });

  test('bodies that are no JSON, cut off, or nothing', async () => {
    const { refresh_token } = await bench.connect(app, 'mira@contoso.sandbox');
    await order({ match: { path: 'token' }, status: 502, body: 'html' });
    expect(await (await bench.refresh(app, refresh_token)).text()).toContain('<h1>502</h1>');
    await order({ match: { path: 'token' }, status: 500, body: 'empty' });
    expect(await (await bench.refresh(app, refresh_token)).text()).toBe('');
    await order({ match: { path: 'token' }, body: 'cut' });
    const cut = bench.refresh(app, refresh_token).then((response) => response.text());
    await expect(cut).rejects.toThrow();
    expect((await bench.refresh(app, refresh_token)).status).toBe(200);
  });

  test('Graph and SharePoint fail in their own words', async () => {
    const { access_token } = await bench.connect(app, 'mira@contoso.sandbox');
    await order({ match: { path: 'graph' }, status: 503 });
    const refused = await bench.graph('/me', access_token);
    expect(refused.status).toBe(503);
    expect(await refused.json()).toHaveProperty('error.innerError.request-id');
    await order({ match: { path: 'sharepoint' }, status: 429 });
    expect((await bench.get(`${bench.sharePoint('contoso')}/_api/web`, {})).status).toBe(429);
  });

  test('can be taken back', async () => {
    await order({ times: 100, status: 500 });
    await bench.control('DELETE', '/faults');
    expect((await bench.token(app, {})).status).toBe(400);
  });
});

test('requests are counted, with how many were open at once, and without secrets', async () => {
  const { refresh_token, access_token } = await bench.connect(app, 'mira@contoso.sandbox');
  await bench.control('DELETE', '/requests');
  await bench.control('POST', '/faults', { match: { path: 'token' }, times: 3, delay_ms: 200 });
  await Promise.all([1, 2, 3].map(() => bench.refresh(app, refresh_token)));
  await bench.graph('/me', access_token);
  const seen = await requests();
  expect(seen.token).toMatchObject({
    total: 3,
    byGrantType: { refresh_token: 3 },
    byResource: { 'https://graph.microsoft.com': 3 },
    inFlightMax: { overall: 3, perFamily: 3 },
  });
  expect(seen.graph.total).toBe(1);
  const text = JSON.stringify(seen);
  for (const secret of [refresh_token, access_token, app.client_secret]) expect(text).not.toContain(secret);
});
