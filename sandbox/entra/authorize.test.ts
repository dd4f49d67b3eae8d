import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Visit } from '../pages/visit.ts';
import { Bench, REDIRECT_URI } from '../testing/bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.stop());

const users = (visit: Visit) => [...visit.html.matchAll(/name="account" value="([^"]+)"/g)].map((match) => match[1]);

describe('what never reaches the app', () => {
  test.each([
    ['an unknown app', { client_id: 'nobody' }, 'AADSTS700016'],
    ['an unregistered address', { redirect_uri: `${REDIRECT_URI}/` }, 'AADSTS50011'],
    ['an address in another case', { redirect_uri: 'http://localhost:3000/OAuth/callback' }, 'AADSTS50011'],
    ['no address', { redirect_uri: '' }, 'AADSTS900971'],
  ])('%s is a page of its own', async (_, change, code) => {
    const visit = await bench.authorize(await bench.register(), change);
    expect(visit.status).toBe(400);
    expect(visit.returned).toBeUndefined();
    expect(visit.html).toContain(code);
  });

  test('no registered address, an unknown tenant, a foreign single-tenant app', async () => {
    expect((await bench.authorize(await bench.register({ redirect_uris: [] }))).html).toContain('AADSTS500113');
    expect((await bench.authorize(await bench.register(), {}, 'nowhere')).html).toContain('AADSTS90002');
    const single = await bench.register({ account_types: 'single-tenant' });
    expect((await bench.authorize(single, {}, 'fabrikam.sandbox')).html).toContain('AADSTS700016');
  });

  test('what the app sent is escaped', async () => {
    const visit = await bench.authorize(await bench.register(), { redirect_uri: 'http://x/<script>alert(1)</script>' });
    expect(visit.html).not.toContain('<script>');
    expect(visit.html).toContain('&lt;script&gt;');
  });
});

describe('what is sent back as an error', () => {
  test.each([
    ['an unknown scope', { scope: 'openid Files.Teleport' }, { error: 'invalid_client', code: 'AADSTS650053' }],
    [
      'an unknown resource',
      { scope: 'https://evil.example/.default' },
      { error: 'invalid_resource', code: 'AADSTS500011' },
    ],
    [
      '.default with names',
      { scope: 'https://graph.microsoft.com/.default Mail.Read' },
      { error: 'invalid_scope', code: 'AADSTS70011' },
    ],
    ['no scope', { scope: '' }, { error: 'invalid_request', code: 'AADSTS900144' }],
    [
      'an implicit response',
      { response_type: 'id_token' },
      { error: 'unsupported_response_type', code: 'AADSTS700054' },
    ],
    ['an unknown prompt', { prompt: 'maybe' }, { error: 'invalid_request', code: 'AADSTS90023' }],
    ['a short challenge', { code_challenge: 'short' }, { error: 'invalid_request', code: 'AADSTS50147' }],
    ['prompt=none without a session', { prompt: 'none' }, { error: 'login_required', code: 'AADSTS50058' }],
  ])('%s', async (_, change, { error, code }) => {
    const back = (await bench.authorize(await bench.register(), change)).requireReturn();
    expect(back.get('error')).toBe(error);
    expect(back.get('error_description')).toContain(code);
    expect(back.get('state')).toBe('state-1');
  });

  test.each([
    ['single-tenant', 'common', 'AADSTS50194'],
    ['single-tenant', 'organizations', 'AADSTS50194'],
    ['personal', 'common', 'AADSTS9002331'],
    ['organizations', 'consumers', 'AADSTS9002332'],
  ])('an app for %s on /%s is %s', async (types, segment, code) => {
    const app = await bench.register({ account_types: types });
    const back = (await bench.authorize(app, {}, segment)).requireReturn();
    expect(back.get('error')).toBe('invalid_request');
    expect(back.get('error_description')).toContain(code);
  });
});

describe('account picker', () => {
  test.each([
    ['organizations-and-personal', 'common', ['contoso', 'outlook', 'fabrikam', 'northwind', 'adatum']],
    ['organizations-and-personal', 'organizations', ['contoso', 'fabrikam', 'northwind', 'adatum']],
    ['organizations-and-personal', 'consumers', ['outlook']],
    ['organizations', 'common', ['contoso', 'fabrikam', 'northwind', 'adatum']],
    ['single-tenant', 'contoso.sandbox', ['contoso', 'northwind', 'outlook']],
  ])('%s on /%s offers accounts of %s', async (types, segment, domains) => {
    const visit = await bench.authorize(await bench.register({ account_types: types }), {}, segment);
    const offered = users(visit).map((user) => /@(\w+)\./.exec(user ?? '')?.[1]);
    expect([...new Set(offered)]).toEqual(domains);
  });

  test('login_hint puts its account first and leaves the choice', async () => {
    const visit = await bench.authorize(await bench.register(), { login_hint: 'lee@fabrikam.sandbox' });
    expect(users(visit)[0]).toBe('lee@fabrikam.sandbox');
    expect(users(visit)).toContain('mira@contoso.sandbox');
  });

  test('cancel comes back without a description', async () => {
    const visit = await (await bench.authorize(await bench.register())).post({ decision: 'cancel' });
    expect(Object.fromEntries(visit.requireReturn())).toEqual({
      error: 'access_denied',
      error_subcode: 'cancel',
      state: 'state-1',
    });
  });

  test('an account that does not fit is refused', async () => {
    const app = await bench.register({ account_types: 'organizations' });
    const visit = await (await bench.authorize(app)).post({ account: 'sam@outlook.sandbox' });
    expect(visit.requireReturn().get('error_description')).toContain('AADSTS50020');
  });

  test('prompt=none works for who signed in last, once everything is agreed', async () => {
    const app = await bench.register();
    await bench.signIn(app, 'mira@contoso.sandbox');
    const query = { client_id: app.client_id, response_type: 'code', redirect_uri: REDIRECT_URI, prompt: 'none' };
    const open = (scope: string) =>
      Visit.open(`${bench.url}/common/oauth2/v2.0/authorize?${new URLSearchParams({ ...query, scope })}`, {
        headers: { cookie: 'sandbox_session=mira%40contoso.sandbox' },
      });
    expect((await open('openid User.Read')).requireReturn().has('code')).toBe(true);
    expect((await open('openid Mail.Read')).requireReturn().get('error')).toBe('interaction_required');
  });

  test('pages forbid scripts and framing, and set no form-action', async () => {
    const app = await bench.register();
    const query = { client_id: app.client_id, response_type: 'code', redirect_uri: REDIRECT_URI, scope: 'openid' };
    const response = await fetch(`${bench.url}/common/oauth2/v2.0/authorize?${new URLSearchParams(query)}`);
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('form-action');
    expect(await response.text()).toContain('Sandbox: this is not Microsoft');
  });

  test('form_post and fragment answer in their own way', async () => {
    const app = await bench.register();
    await bench.signIn(app, 'mira@contoso.sandbox');
    const posted = await (await bench.authorize(app, { response_mode: 'form_post' })).post({
      account: 'mira@contoso.sandbox',
    });
    expect(posted.html).toContain(`action="${REDIRECT_URI}"`);
    expect(posted.html).toContain('name="code"');
    const fragment = await (await bench.authorize(app, { response_mode: 'fragment' })).post({
      account: 'mira@contoso.sandbox',
    });
    expect(fragment.returned?.hash).toContain('code=');
  });

  test('a form of another site is refused', async () => {
    const response = await fetch(`${bench.url}/_signin/account`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(response.status).toBe(403);
  });
});
