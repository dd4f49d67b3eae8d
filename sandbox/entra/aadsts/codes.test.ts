import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Visit } from '../../pages/visit.ts';
import type { Registered } from '../../testing/bench.ts';
import { Bench, REDIRECT_URI, refusal } from '../../testing/bench.ts';
import { aadsts } from './codes.ts';

let bench: Bench;
let app: Registered;
let refreshToken: string;
beforeAll(async () => {
  bench = await Bench.start();
  app = await bench.register();
  refreshToken = (await bench.connect(app, 'mira@contoso.sandbox')).refresh_token;
});
afterAll(() => bench.stop());
afterEach(() => bench.control('DELETE', '/faults'));

const codes = Object.entries(aadsts).map(([code, known]) => ({ code: Number(code), ...known }));
const at = (where: string) => codes.filter((one) => one.where === where);

test('the table is long, and each line is one sentence or more', () => {
  expect(codes.length).toBeGreaterThanOrEqual(100);
  for (const { text } of codes) expect(text).toMatch(/^.{10,}$/);
});

describe('on a page that never returns', () => {
  test.each(at('page'))('$code', async ({ code, returns }) => {
    await bench.say(code);
    const visit = await bench.authorize(app);
    expect(visit.returned).toBeUndefined();
    expect(visit.status).toBe(400);
    expect(visit.html).toContain(`AADSTS${code}: `);
    expect(visit.html.includes('Return to the application')).toBe(returns === true);
    expect((await bench.authorize(app)).html).toContain('Pick an account');
  });
});

describe('by redirect', () => {
  test.each(at('redirect'))('$code', async ({ code, error }) => {
    await bench.say(code);
    const back = (await bench.authorize(app)).requireReturn();
    expect(back.get('error')).toBe(error);
    expect(back.get('state')).toBe('state-1');
    expect(back.get('error_uri')).toBe(`${bench.url}/error?code=${code}`);
    expect(back.get('error_description')).toMatch(
      new RegExp(`^AADSTS${code}: .+\\r\\nTrace ID: [\\w-]{36}\\r\\nCorrelation ID: [\\w-]{36}\\r\\nTimestamp: `),
    );
  });
});

describe('at the token endpoint', () => {
  test.each(codes)('$code', async ({ code, error, suberror, claims, status }) => {
    await bench.say(code, { on: 'token' });
    const response = await bench.refresh(app, refreshToken);
    expect(response.status).toBe(status ?? (error === 'invalid_client' ? 401 : 400));
    const body = refusal.parse(await response.json());
    expect(body).toMatchObject({ error, error_codes: [code] });
    expect(body.suberror).toBe(suberror);
    expect(body.claims !== undefined).toBe(claims === true);
    expect(body.error_description).not.toContain('{appId}');
    expect(body.error_uri).toContain(`code=${code}`);
  });
});

describe('orders', () => {
  test('reach admin consent too, and come back as it does', async () => {
    const query = new URLSearchParams({ client_id: app.client_id, redirect_uri: REDIRECT_URI, scope: 'User.Read' });
    const open = () => Visit.open(`${bench.url}/organizations/v2.0/adminconsent?${query}`);
    await bench.say(65004, { on: 'adminconsent' });
    expect(Object.fromEntries((await open()).requireReturn())).toMatchObject({
      admin_consent: 'True',
      error: 'access_denied',
    });
    await bench.say(50020, { on: 'adminconsent', as: 'redirect' });
    expect((await open()).requireReturn().get('error_description')).toContain('AADSTS50020');
    await bench.say(50105, { on: 'adminconsent' });
    expect((await open()).html).toContain('AADSTS50105');
  });

  test('can be for one app, for one resource, and for several calls', async () => {
    const other = await bench.register();
    await bench.say(50173, { client_id: other.client_id });
    expect((await bench.refresh(app, refreshToken)).status).toBe(200);
    await bench.control('DELETE', '/faults');
    await bench.say(53003, { on: 'token', resource: 'sharepoint', times: 2 });
    expect((await bench.refresh(app, refreshToken)).status).toBe(200);
    const scope = `${bench.sharePoint('contoso')}/.default`;
    for (const expected of [400, 400, 200])
      expect((await bench.refresh(app, refreshToken, scope)).status).toBe(expected);
  });

  test('may differ from the table, or be unknown to it', async () => {
    await bench.say(65004, { error: 'consent_required' });
    expect((await bench.authorize(app)).requireReturn().get('error')).toBe('consent_required');
    await bench.say(50011, { as: 'redirect' });
    expect((await bench.authorize(app)).requireReturn().get('error_description')).toContain('AADSTS50011');
    await bench.say(7654321, { on: 'token' });
    const body = refusal.parse(await (await bench.refresh(app, refreshToken)).json());
    expect(body).toMatchObject({ error: 'invalid_grant', error_codes: [7654321] });
  });

  test('say what the request was about', async () => {
    await bench.say(700016);
    expect((await bench.authorize(app, {}, 'contoso.sandbox')).html).toContain(app.client_id);
    await bench.say(50011);
    expect((await bench.authorize(app)).html).toContain(REDIRECT_URI);
    const listed = await (await bench.control('GET', '/errors')).text();
    expect(listed).toContain('"code":50173');
  });

  test('the page of error_uri explains', async () => {
    const response = await fetch(`${bench.url}/error?code=700082`);
    expect(await response.text()).toContain('expired due to inactivity');
  });
});
