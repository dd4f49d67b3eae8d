import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CloudName } from './clouds.ts';
import { clouds } from './clouds.ts';
import { Visit } from './pages/visit.ts';
import { codeOf, connectIn, under } from './testing/apps.ts';
import type { Registered } from './testing/bench.ts';
import { Bench, claimsOf, REDIRECT_URI, refusal } from './testing/bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.stop());

const national = [
  { cloud: 'us-gov', username: 'grace@contoso-gov.sandbox', tenant: 'contoso-gov' },
  { cloud: 'us-gov-dod', username: 'dana@contoso-dod.sandbox', tenant: 'contoso-dod' },
  { cloud: 'china', username: 'lin@contoso-cn.sandbox', tenant: 'contoso-cn' },
] as const;

const registerIn = (cloud: CloudName) => bench.register({ cloud, account_types: 'organizations' });
const site = z.object({ webUrl: z.string() });

describe.each(national)('$cloud', ({ cloud, username, tenant }) => {
  const { graph } = clouds[cloud];
  let app: Registered;
  beforeAll(async () => {
    app = await registerIn(cloud);
  });
  const root = () => `${bench.url}/clouds/${cloud}`;
  const callGraph = (path: string, token: string) =>
    fetch(`${root()}/graph/v1.0${path}`, { headers: { authorization: `Bearer ${token}` } });

  test('discovery names addresses below its own path', async () => {
    const url = `${root()}/organizations/v2.0/.well-known/openid-configuration`;
    expect(await (await fetch(url)).json()).toMatchObject({
      issuer: `${root()}/{tenantid}/v2.0`,
      token_endpoint: `${root()}/organizations/oauth2/v2.0/token`,
      jwks_uri: `${root()}/organizations/discovery/v2.0/keys`,
    });
    expect((await fetch(`${root()}/organizations/discovery/v2.0/keys`)).status).toBe(200);
  });

  test('a person signs in; tokens are for this cloud’s Graph', async () => {
    const scope = `openid profile offline_access ${graph}/User.Read ${graph}/Files.Read.All ${graph}/Sites.Read.All`;
    const got = await connectIn(bench, cloud, { app, username, scope });
    expect(claimsOf(got.access_token)).toMatchObject({ aud: graph });
    expect(claimsOf(got.id_token)).toMatchObject({ iss: `${root()}/${claimsOf(got.id_token).tid}/v2.0` });
    expect(got.scope.split(' ')).toEqual(expect.arrayContaining([`${graph}/User.Read`, 'openid']));
    expect((await callGraph('/me', got.access_token)).status).toBe(200);
    expect((await bench.graph('/me', got.access_token)).status).toBe(401);
    const { webUrl } = site.parse(await (await callGraph('/sites/root', got.access_token)).json());
    expect(webUrl).toBe(bench.sharePoint(tenant));
    const files = await (await callGraph('/me/drive/root/children?$top=5', got.access_token)).json();
    expect(files['@odata.nextLink']).toContain(`${root()}/graph/v1.0/me/drive/root/children?`);
    const form = { grant_type: 'refresh_token', refresh_token: got.refresh_token, scope: `${webUrl}/.default` };
    const sharePoint = await (await bench.token(app, form, under(cloud))).json();
    const answer = await bench.get(`${webUrl}/_api/web`, { authorization: `Bearer ${sharePoint.access_token}` });
    expect(answer.status).toBe(200);
  });

  test('bare scopes and other clouds’ Graphs are refused', async () => {
    const bare = await bench.authorize(app, { scope: 'openid User.Read' }, under(cloud));
    expect(bare.requireReturn().get('error_description')).toContain('AADSTS70011');
    const foreign = await bench.authorize(app, { scope: 'https://graph.microsoft.com/User.Read' }, under(cloud));
    expect(foreign.requireReturn().get('error_description')).toContain('AADSTS500011');
  });

  test('personal accounts do not exist', async () => {
    const visit = await bench.authorize(app, { scope: `${graph}/User.Read` }, under(cloud, 'consumers'));
    expect(visit.requireReturn().get('error_description')).toContain('AADSTS90124');
    const common = await bench.authorize(app, { scope: `${graph}/User.Read` }, under(cloud, 'common'));
    expect(common.html).toContain(username);
    expect(common.html).not.toContain('@outlook.sandbox');
    expect(common.html).not.toContain('mira@contoso.sandbox');
    const order = { cloud, account_types: 'personal', name: 'x', redirect_uris: [] };
    expect((await bench.control('POST', '/apps', order)).status).toBe(400);
  });

  test('a worldwide account and a worldwide tenant do not belong here', async () => {
    const picker = await bench.authorize(app, { scope: `${graph}/User.Read` }, under(cloud));
    const foreign = await picker.post({ account: 'mira@contoso.sandbox' });
    expect(foreign.requireReturn().get('error_description')).toContain('AADSTS900382');
    const page = await bench.authorize(app, {}, under(cloud, 'contoso.sandbox'));
    expect(page.returned).toBeUndefined();
    expect(page.html).toContain('AADSTS90038');
  });

  test('its apps are unknown elsewhere, and so are its refresh tokens', async () => {
    const elsewhere = await bench.authorize(app, {});
    expect(elsewhere.html).toContain('AADSTS700016');
    const { refresh_token } = await connectIn(bench, cloud, { app, username });
    const form = { grant_type: 'refresh_token', refresh_token };
    expect(await codeOf(await bench.token(app, form))).toBe(700016);
    const worldwide = await bench.register();
    expect(await codeOf(await bench.token(worldwide, form))).toBe(9002313);
  });

  test('an administrator consents for everyone', async () => {
    const owner = await registerIn(cloud);
    const query = new URLSearchParams({
      client_id: owner.client_id,
      redirect_uri: REDIRECT_URI,
      scope: `${graph}/User.Read ${graph}/Directory.Read.All`,
    });
    const picker = await Visit.open(`${root()}/organizations/v2.0/adminconsent?${query}`);
    const consent = await picker.post({ account: `admin@${tenant}.sandbox` });
    const back = (await consent.post({ decision: 'accept' })).requireReturn();
    expect(back.get('admin_consent')).toBe('True');
    expect(back.get('scope')).toContain(`${graph}/Directory.Read.All`);
    const scope = `openid ${graph}/Directory.Read.All`;
    const visit = await (await bench.authorize(owner, { scope }, under(cloud))).post({ account: username });
    expect(visit.requireReturn().get('code')).not.toBeNull();
  });

  test('a request to its administrators is decided like anywhere else', async () => {
    const owner = await registerIn(cloud);
    await bench.tenant(`${tenant}.sandbox`, { user_consent: 'admins-only', consent_requests: true });
    const scope = `openid ${graph}/Files.Read.All`;
    const ask = async () => (await bench.authorize(owner, { scope }, under(cloud))).post({ account: username });
    await (await ask()).post({ decision: 'ask', reason: 'For the files.' });
    const [request] = await bench.consentRequests();
    expect((await fetch(`${bench.url}/consent-requests`)).status).toBe(200);
    await bench.decide(request?.id ?? '', 'approved');
    expect((await ask()).requireReturn().get('code')).not.toBeNull();
    await bench.tenant(`${tenant}.sandbox`, { user_consent: 'everyone', consent_requests: false });
  });

  test('the demo app of this cloud is always the same', async () => {
    const ask = async () => {
      const order = { redirect_uri: 'http://localhost:3000/oauth/callback', cloud };
      return (await bench.control('POST', '/apps/demo', order)).json();
    };
    const first = await ask();
    expect(first).toMatchObject({ cloud, account_types: 'organizations' });
    expect(await ask()).toMatchObject({ client_id: first.client_id, client_secret: first.client_secret });
  });
});

test('a worldwide app is unknown in a national cloud', async () => {
  const app = await bench.register();
  const answer = await bench.token(app, { grant_type: 'refresh_token', refresh_token: 'x' }, under('us-gov'));
  expect(refusal.parse(await answer.json())).toMatchObject({
    error_codes: [700016],
    error_uri: `${bench.url}/clouds/us-gov/error?code=700016`,
  });
});

test('the sandbox’s own page lists the clouds’ tenants', async () => {
  const html = await (await fetch(bench.url)).text();
  for (const { title } of Object.values(clouds)) expect(html).toContain(title);
  expect(html).toContain('grace@contoso-gov.sandbox');
});
