import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Registered } from '../testing/bench.ts';
import { Bench, claimsOf, refusal, tokens } from '../testing/bench.ts';

const CONTOSO = '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01';
const NORTHWIND = 'c3d91e57-2b48-4a6f-b1d0-64e8f2a7bc03';

let bench: Bench;
let app: Registered;
beforeEach(async () => {
  bench = await Bench.start();
  app = await bench.register();
});
afterEach(() => bench.stop());

async function pick(username: string, params: Record<string, string> = {}, segment = 'common') {
  return (await bench.authorize(app, params, segment)).post({ account: username });
}

async function refusedRefresh(refreshToken: string, scope?: string) {
  const response = await bench.refresh(app, refreshToken, scope);
  expect(response.status).toBe(400);
  return refusal.parse(await response.json());
}

describe('accounts that get no further than a page', () => {
  test.each([
    ['dario@contoso.sandbox', 50057],
    ['luca@contoso.sandbox', 50053],
    ['una@contoso.sandbox', 50105],
    ['bram@contoso.sandbox', 53003],
  ])('%s: AADSTS%i, and the app hears nothing', async (username, code) => {
    const visit = await pick(username);
    expect(visit.status).toBe(400);
    expect(visit.returned).toBeUndefined();
    expect(visit.html).toContain(`AADSTS${code}`);
  });

  test('the picker says what is the matter with each', async () => {
    const { html } = await bench.authorize(app);
    for (const words of ['disabled', 'locked out', 'not assigned', 'blocked by Conditional Access', 'second factor'])
      expect(html).toContain(words);
    expect(html).toContain('without a OneDrive licence');
  });
});

test('without a OneDrive licence there is no drive, but there are sites', async () => {
  const { access_token } = await bench.connect(app, 'nils@contoso.sandbox');
  const drive = await bench.graph('/me/drive', access_token);
  expect(drive.status).toBe(404);
  expect(await drive.json()).toMatchObject({ error: { code: 'ResourceNotFound' } });
  expect((await bench.graph('/me/drive/root/children', access_token)).status).toBe(404);
  expect((await bench.graph('/sites/root', access_token)).status).toBe(200);
});

describe('a guest', () => {
  test('is of the inviting tenant only where the address names it', async () => {
    const single = await bench.register({ account_types: 'single-tenant' });
    const picker = await bench.authorize(single, {}, CONTOSO);
    expect(picker.html).toContain('Guest of Contoso, from Northwind');
    const consent = await picker.post({ account: 'noor@northwind.sandbox' });
    const back = (await consent.post({ decision: 'accept' })).requireReturn();
    const answer = await bench.token(
      single,
      {
        grant_type: 'authorization_code',
        code: back.get('code') ?? '',
        redirect_uri: 'http://localhost:3000/oauth/callback',
        client_info: '1',
      },
      CONTOSO,
    );
    const connected = tokens.parse(await answer.json());
    const id = claimsOf(connected.id_token);
    expect(id).toMatchObject({ tid: CONTOSO, preferred_username: 'noor@northwind.sandbox' });
    const info: unknown = JSON.parse(Buffer.from(connected.client_info, 'base64url').toString());
    expect(info).toMatchObject({ utid: NORTHWIND });
    expect(info).not.toMatchObject({ uid: id.oid });
    const me = await (await bench.graph('/me', connected.access_token)).json();
    expect(me).toMatchObject({ id: id.oid, userPrincipalName: 'noor_northwind.sandbox#EXT#@contoso.sandbox' });
    expect((await bench.graph('/me/drive', connected.access_token)).status).toBe(404);
    const refreshed = await bench.token(
      single,
      { grant_type: 'refresh_token', refresh_token: connected.refresh_token },
      CONTOSO,
    );
    expect(refreshed.status).toBe(200);
  });

  test('signs in at home under common, and its refresh token serves both tenants', async () => {
    await bench.tenant('northwind.sandbox', { user_consent: 'everyone' });
    const { id_token, refresh_token } = await bench.connect(app, 'noor@northwind.sandbox');
    expect(claimsOf(id_token).tid).toBe(NORTHWIND);
    const asGuest = { grant_type: 'refresh_token', refresh_token };
    const before = refusal.parse(await (await bench.token(app, asGuest, CONTOSO)).json());
    expect(before.error_codes).toEqual([65001]);
    const visit = await pick('noor@northwind.sandbox', {}, CONTOSO);
    await visit.post({ decision: 'accept' });
    const after = tokens.parse(await (await bench.token(app, asGuest, CONTOSO)).json());
    expect(claimsOf(after.access_token).tid).toBe(CONTOSO);
  });
});

test('a personal account can be a guest, and is a work account there', async () => {
  const consent = await pick('pia@outlook.sandbox', { scope: 'openid User.Read' }, CONTOSO);
  const code = (await consent.post({ decision: 'accept' })).requireReturn().get('code') ?? '';
  const redeem = { grant_type: 'authorization_code', code, redirect_uri: 'http://localhost:3000/oauth/callback' };
  const { id_token, access_token } = tokens.parse(await (await bench.token(app, redeem, CONTOSO)).json());
  expect(claimsOf(id_token)).toMatchObject({ tid: CONTOSO, idp: 'live.com' });
  expect(claimsOf(access_token)).toMatchObject({ upn: 'pia_outlook.sandbox#EXT#@contoso.sandbox' });
  const home = await bench.connect(app, 'pia@outlook.sandbox', { scope: 'openid User.Read' });
  expect(claimsOf(home.id_token).tid).toBe('9188040d-6c67-4c5b-b112-36a304b66dad');
  await bench.control('POST', '/tokens/expire', { username: 'pia@outlook.sandbox' });
  for (const token of [access_token, home.access_token]) expect((await bench.graph('/me', token)).status).toBe(401);
});

describe('a second factor', () => {
  test('is a step of the sign-in for who always needs it', async () => {
    const step = await pick('maya@contoso.sandbox', { scope: 'openid offline_access User.Read' });
    expect(step.html).toContain('<h1>Verify your identity</h1>');
    const cancelled = (await step.post({ decision: 'cancel' })).requireReturn();
    expect(cancelled.get('error_subcode')).toBe('cancel');
    const consent = await step.post({ decision: 'verify' });
    expect((await consent.post({ decision: 'accept' })).requireReturn().has('code')).toBe(true);
  });

  test('cannot be passed by posting around it', async () => {
    const step = await pick('maya@contoso.sandbox');
    const request = /name="request" value="([^"]+)"/.exec(step.html)?.[1] ?? '';
    const response = await fetch(`${bench.url}/_signin/consent`, {
      method: 'POST',
      body: new URLSearchParams({ request, account: 'maya@contoso.sandbox', decision: 'accept' }),
    });
    expect(await response.text()).toContain('<h1>Verify your identity</h1>');
  });

  test('demanded later: 50076 until a sign-in brings the claims', async () => {
    const { refresh_token } = await bench.connect(app, 'mira@contoso.sandbox');
    await bench.account('mira@contoso.sandbox', { require: 'mfa' });
    const refused = await refusedRefresh(refresh_token);
    expect(refused).toMatchObject({
      error: 'interaction_required',
      error_codes: [50076],
      suberror: 'basic_action',
      claims: expect.stringContaining('polids'),
    });
    const without = await bench.connect(app, 'mira@contoso.sandbox');
    expect((await refusedRefresh(without.refresh_token)).error_codes).toEqual([50076]);
    const healed = await bench.connect(app, 'mira@contoso.sandbox', { claims: refused.claims ?? '' });
    expect((await bench.refresh(app, healed.refresh_token)).status).toBe(200);
    expect((await bench.refresh(app, refresh_token)).status).toBe(400);
    await bench.account('mira@contoso.sandbox', { require: 'mfa' });
    expect((await refusedRefresh(healed.refresh_token)).error_codes).toEqual([50076]);
    await bench.account('mira@contoso.sandbox', { require: null });
    expect((await bench.refresh(app, refresh_token)).status).toBe(200);
  });

  test('to set up: skipped it ends in 50079, done it does not', async () => {
    const skipped = await bench.connect(app, 'ewa@contoso.sandbox');
    const refused = await refusedRefresh(skipped.refresh_token);
    expect(refused).toMatchObject({ error: 'interaction_required', error_codes: [50079], suberror: 'basic_action' });
    const step = await pick('ewa@contoso.sandbox', { claims: refused.claims ?? '' });
    expect(step.html).toContain('More information required');
    expect(step.html).not.toContain('Skip for now');
    const healed = await bench.connect(app, 'ewa@contoso.sandbox', { claims: refused.claims ?? '' });
    expect((await bench.refresh(app, healed.refresh_token)).status).toBe(200);
  });

  test('may be demanded for one resource only', async () => {
    const { refresh_token } = await bench.connect(app, 'mira@contoso.sandbox');
    await bench.account('mira@contoso.sandbox', { require: 'mfa', resource: 'sharepoint' });
    expect((await bench.refresh(app, refresh_token)).status).toBe(200);
    const refused = await refusedRefresh(refresh_token, `${bench.sharePoint('contoso')}/.default`);
    expect(refused.error_codes).toEqual([50076]);
  });

  test('is interaction for prompt=none', async () => {
    await bench.account('mira@contoso.sandbox', { require: 'mfa', asks: 'always' });
    const query = new URLSearchParams({
      client_id: app.client_id,
      response_type: 'code',
      redirect_uri: 'http://localhost:3000/oauth/callback',
      scope: 'openid',
      prompt: 'none',
    });
    const response = await fetch(`${bench.url}/common/oauth2/v2.0/authorize?${query}`, {
      redirect: 'manual',
      headers: { cookie: 'sandbox_session=mira%40contoso.sandbox' },
    });
    expect(response.headers.get('location')).toContain('error=interaction_required');
    expect(response.headers.get('location')).toContain('AADSTS50076');
  });
});

test('claims that are no claims are refused', async () => {
  for (const claims of ['nonsense', '[]', '{"access_token":{"polids":7}}']) {
    const back = (await bench.authorize(app, { claims })).requireReturn();
    expect(back.get('error_description')).toContain('AADSTS9002313');
  }
});

describe('Conditional Access', () => {
  test('blocks sign-in and refresh alike', async () => {
    const { refresh_token } = await bench.connect(app, 'jonas@contoso.sandbox');
    await bench.account('jonas@contoso.sandbox', { require: 'block' });
    expect((await pick('jonas@contoso.sandbox')).html).toContain('AADSTS53003');
    expect(await refusedRefresh(refresh_token)).toMatchObject({
      error: 'interaction_required',
      error_codes: [53003],
      suberror: 'message_only',
      claims: expect.stringContaining('polids'),
    });
  });

  test('may refuse only what comes from the server, until the claims are brought', async () => {
    const { refresh_token } = await bench.connect(app, 'jonas@contoso.sandbox');
    await bench.account('jonas@contoso.sandbox', { require: 'block-refresh' });
    const refused = await refusedRefresh(refresh_token);
    expect(refused.error_codes).toEqual([53003]);
    const healed = await bench.connect(app, 'jonas@contoso.sandbox', { claims: refused.claims ?? '' });
    expect((await bench.refresh(app, healed.refresh_token)).status).toBe(200);
  });

  test('demands a new sign-in after a time', async () => {
    const { refresh_token } = await bench.connect(app, 'mira@contoso.sandbox');
    await bench.account('mira@contoso.sandbox', { sign_in_frequency: 3600 });
    await bench.advance({ seconds: 3500 });
    expect((await bench.refresh(app, refresh_token)).status).toBe(200);
    await bench.advance({ seconds: 200 });
    const refused = await refusedRefresh(refresh_token);
    expect(refused).toMatchObject({ error: 'invalid_grant', error_codes: [70043], suberror: 'bad_token' });
    expect(refused.error_description).toContain('allowed lifetime for this request is 3600');
    const again = await bench.connect(app, 'mira@contoso.sandbox');
    expect((await bench.refresh(app, again.refresh_token)).status).toBe(200);
  });
});

describe('what ends a grant', () => {
  const person = 'mira@contoso.sandbox';
  test.each([
    ['an admin resets the password in the Entra admin center', () => bench.revoke(person, 'password_reset'), 50173],
    ['all sessions are revoked', () => bench.revoke(person, 'admin_revoked'), 50173],
    ['the consent is removed', () => bench.revoke(person, 'consent_removed'), 65001],
    ['the app is deleted', () => bench.deleteApp(app), 700016],
    ['the tenant disables the app', () => bench.enterpriseApp(app, CONTOSO, 'disabled'), 7000112],
    ['the tenant removes the app', () => bench.enterpriseApp(app, CONTOSO, 'removed'), 700016],
    ['the user is deleted', () => bench.account(person, { deleted: true }), 50034],
    ['the account is disabled', () => bench.account(person, { disabled: true }), 50057],
    ['the user is no longer assigned', () => bench.account(person, { assigned: false }), 50105],
    ['ninety idle days go by', () => bench.advance({ days: 91 }), 700082],
  ])('%s', async (_, happen, code) => {
    const { refresh_token } = await bench.connect(app, person);
    await happen();
    expect((await refusedRefresh(refresh_token)).error_codes).toEqual([code]);
  });

  test('a person’s own change of password ends nothing', async () => {
    const { refresh_token } = await bench.connect(app, person);
    await bench.revoke(person, 'password_changed');
    expect((await bench.refresh(app, refresh_token)).status).toBe(200);
  });

  test('an app switched off is a page; a removed one comes back with consent', async () => {
    await bench.connect(app, person);
    await bench.enterpriseApp(app, CONTOSO, 'disabled');
    expect((await pick(person)).html).toContain('AADSTS7000112');
    await bench.enterpriseApp(app, CONTOSO, 'removed');
    const { refresh_token } = await bench.connect(app, person);
    expect((await bench.refresh(app, refresh_token)).status).toBe(200);
  });

  test('an enabled account goes on where it was', async () => {
    const { refresh_token } = await bench.connect(app, person);
    await bench.account(person, { disabled: true });
    await bench.restart();
    await refusedRefresh(refresh_token);
    await bench.account(person, { disabled: false });
    expect((await bench.refresh(app, refresh_token)).status).toBe(200);
  });
});
