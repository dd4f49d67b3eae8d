import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Registered } from './testing/bench.ts';
import { Bench, REDIRECT_URI } from './testing/bench.ts';

let bench: Bench;
let app: Registered;
let access: string;
let refreshToken: string;
beforeAll(async () => {
  bench = await Bench.start();
  app = await bench.register();
  const connected = await bench.connect(app, 'mira@contoso.sandbox');
  access = connected.access_token;
  refreshToken = connected.refresh_token;
});
afterAll(() => bench.stop());
afterEach(() => bench.control('DELETE', '/faults'));

const query = () => new URLSearchParams({ client_id: app.client_id, redirect_uri: REDIRECT_URI, scope: 'User.Read' });
const plain = (path: string) => fetch(`${bench.url}${path}`);

const endpoints: [string, () => Promise<Response>][] = [
  ['authorize', () => plain(`/common/oauth2/v2.0/authorize?response_type=code&${query()}`)],
  ['adminconsent', () => plain(`/organizations/v2.0/adminconsent?${query()}`)],
  ['token', () => bench.refresh(app, refreshToken)],
  ['discovery', () => plain('/common/v2.0/.well-known/openid-configuration')],
  ['keys', () => plain('/common/discovery/v2.0/keys')],
  ['graph', () => bench.graph('/me', access)],
];

describe.each(endpoints)('%s', (path, call) => {
  test('is throttled and down, once', async () => {
    await bench.fault({ match: { path }, status: 429, retry_after: 9 });
    const throttled = await call();
    expect(throttled.status).toBe(429);
    expect(throttled.headers.get('retry-after')).toBe('9');
    await throttled.text();
    await bench.fault({ match: { path }, status: 503, body: 'html' });
    const down = await call();
    expect(down.status).toBe(503);
    expect(down.headers.get('content-type')).toContain('text/html');
    expect(await down.text()).toContain('<h1>503</h1>');
    const well = await call();
    expect(well.status).toBe(200);
    await well.text();
  });

  test('answers half, nothing, and HTML with a good status', async () => {
    await bench.fault({ match: { path }, body: 'cut' });
    await expect(call().then((response) => response.text())).rejects.toThrow();
    await bench.fault({ match: { path }, status: 500, body: 'empty' });
    expect(await (await call()).text()).toBe('');
    await bench.fault({ match: { path }, status: 200, body: 'html' });
    const proxied = await call();
    expect(proxied.status).toBe(200);
    expect(await proxied.text()).toContain('The gateway');
  });

  test('is late', async () => {
    await bench.fault({ match: { path }, delay_ms: 150 });
    const started = performance.now();
    await (await call()).text();
    expect(performance.now() - started).toBeGreaterThanOrEqual(145);
  });

  test('does not take the faults of others', async () => {
    await bench.fault({ match: { path: path === 'token' ? 'graph' : 'token' }, status: 500 });
    const response = await call();
    expect(response.status).toBe(200);
    await response.text();
  });
});

test('an order for no endpoint in particular spares the sign-in', async () => {
  await bench.fault({ status: 500 });
  expect((await plain('/common/discovery/v2.0/keys')).status).toBe(200);
  expect((await bench.refresh(app, refreshToken)).status).toBe(500);
});

test('a body may come a byte at a time', async () => {
  await bench.fault({ match: { path: 'discovery' }, body: 'drip' });
  const response = await plain('/common/v2.0/.well-known/openid-configuration');
  const reader = response.body?.getReader();
  const first = await reader?.read();
  expect(first?.value?.length).toBe(1);
  await reader?.cancel();
});

test('a body may be huge', async () => {
  await bench.fault({ match: { path: 'keys' }, body: 'large' });
  const text = await (await plain('/common/discovery/v2.0/keys')).text();
  expect(text.length).toBeGreaterThan(50_000_000);
  expect(text.startsWith('{"keys"')).toBe(true);
});
