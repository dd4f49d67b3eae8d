import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Visit } from '../pages/visit.ts';
import type { Registered } from '../testing/bench.ts';
import { Bench, REDIRECT_URI, refusal, tokens } from '../testing/bench.ts';

let bench: Bench;
let app: Registered;
beforeEach(async () => {
  bench = await Bench.start();
  app = await bench.register();
});
afterEach(() => bench.stop());

const FABRIKAM = 'b7e2f9a4-18c3-4d6e-8f27-90d5c4e1fa02';
const asked = (visit: Visit) =>
  [...visit.html.matchAll(/<code>([^<]+)<\/code><\/span><\/li>/g)].map((match) => match[1]);

async function pick(username: string, params: Record<string, string> = {}): Promise<Visit> {
  return (await bench.authorize(app, params)).post({ account: username });
}

function openAdminConsent(segment: string, scope: string): Promise<Visit> {
  const query = { client_id: app.client_id, redirect_uri: REDIRECT_URI, scope, state: 'admin-1' };
  return Visit.open(`${bench.url}/${segment}/v2.0/adminconsent?${new URLSearchParams(query)}`);
}

describe('a person', () => {
  test('is asked once for each permission', async () => {
    const first = await pick('mira@contoso.sandbox', { scope: 'openid User.Read' });
    expect(asked(first)).toEqual(['openid', 'User.Read']);
    await first.post({ decision: 'accept' });
    expect((await pick('mira@contoso.sandbox', { scope: 'openid User.Read' })).requireReturn().has('code')).toBe(true);
    expect(asked(await pick('mira@contoso.sandbox', { scope: 'openid User.Read Mail.Read' }))).toEqual(['Mail.Read']);
    expect(asked(await pick('jonas@contoso.sandbox', { scope: 'openid User.Read' }))).toHaveLength(2);
    const again = await pick('mira@contoso.sandbox', { scope: 'openid User.Read', prompt: 'consent' });
    expect(asked(again)).toHaveLength(2);
  });

  test('may decline; work and personal accounts word it differently', async () => {
    const work = (await (await pick('mira@contoso.sandbox')).post({ decision: 'cancel' })).requireReturn();
    expect(work.get('error')).toBe('access_denied');
    expect(work.get('error_description')).toMatch(/^AADSTS65004: User declined/);
    expect(work.get('error_uri')).toContain('code=65004');
    const personal = (await (await pick('sam@outlook.sandbox')).post({ decision: 'cancel' })).requireReturn();
    expect(personal.get('error_description')).toMatch(/^The user has denied access/);
  });

  test('needs an administrator for admin-typed permissions', async () => {
    const visit = await pick('mira@contoso.sandbox', { scope: 'openid User.Read.All' });
    expect(visit.html).toContain('<h1>Need admin approval</h1>');
    const href = /<a class="button" href="([^"]+)"/.exec(visit.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const back = new URL(href).searchParams;
    expect(back.get('error')).toBe('access_denied');
    expect(back.get('error_description')).toContain('AADSTS90094');
    expect(back.get('state')).toBe('state-1');
  });

  test('cannot consent by posting past the approval page', async () => {
    const picker = await bench.authorize(app, { scope: 'openid User.Read.All' });
    const request = /name="request" value="([^"]+)"/.exec(picker.html)?.[1] ?? '';
    const visit = await Visit.open(`${bench.url}/_signin/consent`, {
      method: 'POST',
      body: new URLSearchParams({ request, account: 'mira@contoso.sandbox', decision: 'accept' }),
    });
    expect(visit.requireReturn().get('error_description')).toContain('AADSTS90094');
  });

  test('with a personal account cannot be asked for work-only permissions', async () => {
    for (const scope of ['openid Chat.Read', `openid ${bench.sharePoint('contoso')}/AllSites.Read`]) {
      const back = (await pick('sam@outlook.sandbox', { scope })).requireReturn();
      expect(back.get('error')).toBe('invalid_scope');
      expect(back.get('error_description')).toContain('AADSTS70011');
    }
  });

  test('may be asked for several resources at once', async () => {
    const scope = `openid offline_access User.Read ${bench.sharePoint('contoso')}/AllSites.Read`;
    const connected = await bench.connect(app, 'mira@contoso.sandbox', { scope });
    expect(connected.scope.split(' ').sort()).toEqual(['User.Read', 'openid']);
    const answer = await bench.refresh(app, connected.refresh_token, `${bench.sharePoint('contoso')}/.default`);
    expect(tokens.parse(await answer.json()).scope).toContain('/AllSites.Read');
  });
});

describe('a tenant where only administrators consent', () => {
  const scope = 'openid profile offline_access User.Read Files.Read.All Sites.Read.All';
  const forEveryone = 'User.Read Files.Read.All Sites.Read.All';

  test('opens to its members by admin consent', async () => {
    expect((await pick('lee@fabrikam.sandbox', { scope })).html).toContain('Need admin approval');
    const consent = await (await openAdminConsent(FABRIKAM, forEveryone)).post({ account: 'admin@fabrikam.sandbox' });
    expect(asked(consent)).toEqual(['User.Read', 'Files.Read.All', 'Sites.Read.All']);
    const back = (await consent.post({ decision: 'accept' })).requireReturn();
    expect(back.get('admin_consent')).toBe('True');
    expect(back.get('tenant')).toBe(FABRIKAM);
    expect(back.get('scope')).toContain('https://graph.microsoft.com/Sites.Read.All');
    expect(back.get('state')).toBe('admin-1');
    expect((await pick('lee@fabrikam.sandbox', { scope })).requireReturn().has('code')).toBe(true);
    const more = await pick('lee@fabrikam.sandbox', { scope: `${scope} Mail.Read` });
    expect(more.html).toContain('Need admin approval');
  });

  test('declined by the administrator', async () => {
    const consent = await (await openAdminConsent(FABRIKAM, forEveryone)).post({ account: 'admin@fabrikam.sandbox' });
    const back = (await consent.post({ decision: 'cancel' })).requireReturn();
    expect(back.get('admin_consent')).toBe('True');
    expect(back.get('error')).toBe('access_denied');
    expect(back.get('error_description')).toContain('AADSTS65004');
    expect(back.has('tenant')).toBe(false);
  });

  test('a member cannot stand in for the administrator, nor one of another tenant', async () => {
    const member = await (await openAdminConsent(FABRIKAM, forEveryone)).post({ account: 'lee@fabrikam.sandbox' });
    expect(member.html).toContain('Need admin approval');
    const foreign = await (await openAdminConsent(FABRIKAM, forEveryone)).post({ account: 'admin@contoso.sandbox' });
    expect(foreign.requireReturn().get('error_description')).toContain('AADSTS50020');
  });

  test('an administrator may tick the box for everyone while signing in', async () => {
    const consent = await pick('admin@fabrikam.sandbox', { scope });
    await consent.post({ decision: 'accept', everyone: 'yes' });
    expect((await pick('lee@fabrikam.sandbox', { scope })).requireReturn().has('code')).toBe(true);
  });

  test('the app is told to use a tenant when it asks on /consumers', async () => {
    const back = (await openAdminConsent('consumers', forEveryone)).requireReturn();
    expect(back.get('error_description')).toContain('AADSTS90124');
  });
});

test('a grant reaches no further than consent', async () => {
  const scope = 'openid offline_access User.Read';
  const { refresh_token } = await bench.connect(app, 'mira@contoso.sandbox', { scope });
  for (const wanted of ['Mail.Read', `${bench.sharePoint('contoso')}/.default`]) {
    const body = refusal.parse(await (await bench.refresh(app, refresh_token, wanted)).json());
    expect(body).toMatchObject({ error: 'invalid_grant', error_codes: [65001], suberror: 'consent_required' });
  }
  await bench.signIn(app, 'mira@contoso.sandbox', { scope: 'openid Sites.Read.All' });
  const answer = await bench.refresh(app, refresh_token, `${bench.sharePoint('contoso')}/.default`);
  expect(answer.status).toBe(200);
});

describe('the first admin consent endpoint', () => {
  test('consents to all that is registered, with or without an address', async () => {
    app = await bench.register({ permissions: ['User.Read', 'Mail.Read'] });
    const open = (query: Record<string, string>) =>
      Visit.open(
        `${bench.url}/${FABRIKAM}/adminconsent?${new URLSearchParams({ client_id: app.client_id, ...query })}`,
      );
    const consent = await (await open({ redirect_uri: REDIRECT_URI, state: 's' })).post({
      account: 'admin@fabrikam.sandbox',
    });
    expect(asked(consent)).toEqual(['User.Read', 'Mail.Read']);
    const declined = (await consent.post({ decision: 'cancel' })).requireReturn();
    expect(Object.fromEntries(declined)).toEqual({
      admin_consent: 'True',
      error: 'permission_denied',
      error_description: 'The admin canceled the request',
      state: 's',
    });
    const mailed = await (await open({})).post({ account: 'admin@fabrikam.sandbox' });
    const back = (await mailed.post({ decision: 'accept' })).requireReturn();
    expect(Object.fromEntries(back)).toEqual({ admin_consent: 'True', tenant: FABRIKAM });
    expect((await pick('lee@fabrikam.sandbox', { scope: 'openid Mail.Read' })).requireReturn().has('code')).toBe(true);
  });
});
