import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Visit } from '../pages/visit.ts';
import {
  ASSERTION_TYPE,
  addCertificate,
  askAsApp,
  CONTOSO_TID,
  codeOf,
  grantRoles,
  signAssertion,
  tokenAsApp,
} from '../testing/apps.ts';
import { Bench, type Registered } from '../testing/bench.ts';
import { makeCertificate } from '../testing/certificate.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.stop());
beforeEach(() => bench.control('POST', '/reset'));

const FABRIKAM = 'b7e2f9a4-18c3-4d6e-8f27-90d5c4e1fa02';
const listed = z.object({ value: z.array(z.looseObject({ id: z.string() })) });

/** A foreign app, with these application permissions granted in Contoso. */
async function granted(...roles: string[]): Promise<{ app: Registered; token: string }> {
  const app = await bench.register({ account_types: 'organizations', tenant_id: FABRIKAM, app_permissions: roles });
  await grantRoles(bench, app, { tenant: CONTOSO_TID, roles });
  return { app, token: await tokenAsApp(bench, app) };
}

function graph(token: string, path: string, init: { method?: string; body?: unknown } = {}): Promise<Response> {
  const { method = 'GET', body } = init;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return fetch(`${bench.url}/graph/v1.0${path}`, { method, headers, body: body ? JSON.stringify(body) : null });
}

/** What the administrator of Contoso is sent back with. */
async function consent(app: Registered, scope: string): Promise<URLSearchParams> {
  const query = new URLSearchParams({
    client_id: app.client_id,
    scope,
    state: 's',
    redirect_uri: 'http://localhost:3000/oauth/callback',
  });
  const picker = await Visit.open(`${bench.url}/organizations/v2.0/adminconsent?${query}`);
  const asked = await picker.post({ account: 'admin@contoso.sandbox' });
  return (await asked.post({ decision: 'accept' })).requireReturn();
}

describe('consent to application permissions', () => {
  test('a new service principal is unknown for a while, then its token has the roles', async () => {
    const order = { account_types: 'organizations', tenant_id: FABRIKAM, app_permissions: ['User.Read.All'] };
    const app = await bench.register(order);
    await bench.control('PUT', '/propagation', { seconds: 3600 });
    const back = await consent(app, 'https://graph.microsoft.com/.default');
    expect(back.get('tenant')).toBe(CONTOSO_TID);
    expect(await codeOf(await askAsApp(bench, app))).toBe(7000229);
    await bench.control('PUT', '/propagation', { seconds: 0 });
    expect((await graph(await tokenAsApp(bench, app), '/users')).status).toBe(200);
  });

  test('a removed app is 700016, a disabled one 7000112', async () => {
    const { app } = await granted('User.Read.All');
    await bench.enterpriseApp(app, CONTOSO_TID, 'disabled');
    expect(await codeOf(await askAsApp(bench, app))).toBe(7000112);
    await bench.enterpriseApp(app, CONTOSO_TID, 'removed');
    expect(await codeOf(await askAsApp(bench, app))).toBe(700016);
  });
});

describe('people of the tenant', () => {
  test('users are listed, in pages', async () => {
    const { token } = await granted('User.Read.All');
    const first = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string() });
    const page = first.parse(await (await graph(token, '/users?$top=2')).json());
    expect(page.value).toHaveLength(2);
    const next = await fetch(page['@odata.nextLink'], { headers: { authorization: `Bearer ${token}` } });
    expect(listed.parse(await next.json()).value).toHaveLength(2);
  });

  test.each([
    ['/users/mira@contoso.sandbox/drive', 'Files.Read.All', 200],
    ['/users/mira@contoso.sandbox/drive/root/children', 'Files.Read.All', 200],
    ['/users/mira@contoso.sandbox/messages', 'Mail.Read', 200],
    ['/users/mira@contoso.sandbox/mailFolders/inbox', 'Mail.Read', 200],
    ['/users/mira@contoso.sandbox/messages', 'Files.Read.All', 403],
    ['/users/lee@fabrikam.sandbox/drive', 'Files.Read.All', 404],
    ['/users', 'Files.Read.All', 403],
    ['/me', 'User.Read.All', 400],
  ])('%s with %s is %i', async (path, role, status) => {
    const { token } = await granted(role);
    expect((await graph(token, path)).status).toBe(status);
  });

  test('Exchange opens one mailbox without a mail role in Entra, and no other', async () => {
    const { app, token } = await granted('Place.Read.All');
    const order = { roles: ['Application Mail.Read'], mailboxes: ['mira@contoso.sandbox'] };
    await bench.control('PUT', `/apps/${app.client_id}/tenants/${CONTOSO_TID}/mailboxes`, order);
    expect((await graph(token, '/users/mira@contoso.sandbox/mailFolders/inbox')).status).toBe(200);
    expect((await graph(token, '/users/jonas@contoso.sandbox/mailFolders/inbox')).status).toBe(403);
  });
});

describe('sites', () => {
  test('an app with Sites.Selected reaches a site once it has a permission there', async () => {
    const { app, token } = await granted('Sites.Selected');
    const { token: owner } = await granted('Sites.FullControl.All');
    const found = listed.parse(await (await graph(owner, '/sites?search=market')).json());
    const path = `/sites/${found.value[0]?.id}`;
    expect((await graph(token, path)).status).toBe(403);
    const body = { roles: ['read'], grantedToIdentities: [{ application: { id: app.client_id, displayName: 'App' } }] };
    const made = await graph(owner, `${path}/permissions`, { method: 'POST', body });
    expect(made.status).toBe(201);
    expect((await graph(token, path)).status).toBe(200);
    expect((await graph(token, '/sites/contoso.sharepoint.localhost:/sites/marketing')).status).toBe(200);
    expect((await graph(token, '/sites/root')).status).toBe(403);
    const { id } = z.object({ id: z.string() }).parse(await made.json());
    expect((await graph(owner, `${path}/permissions/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await graph(token, path)).status).toBe(403);
  });
});

describe("SharePoint's own REST", () => {
  const roles = ['00000003-0000-0ff1-ce00-000000000000/Sites.Read.All'];
  const web = (token: string) =>
    bench.get(`${bench.sharePoint('contoso')}/_api/web`, { authorization: `Bearer ${token}` });

  test('a token got by a secret is refused, one got by a certificate works', async () => {
    const app = await bench.register({
      account_types: 'organizations',
      tenant_id: CONTOSO_TID,
      app_permissions: roles,
    });
    await grantRoles(bench, app, { tenant: CONTOSO_TID, roles });
    const scope = `${bench.sharePoint('contoso')}/.default`;
    const bySecret = await web(await tokenAsApp(bench, app, { scope }));
    expect(bySecret.status).toBe(401);
    expect(bySecret.headers.get('x-ms-diagnostics')).toContain('Unsupported app only token');
    const certificate = makeCertificate();
    await addCertificate(bench, app, certificate.pem);
    const audience = `${bench.url}/${CONTOSO_TID}/oauth2/v2.0/token`;
    const assertion = await signAssertion({ app, certificate, audience });
    const proof = { client_secret: '', client_assertion: assertion, client_assertion_type: ASSERTION_TYPE };
    expect((await web(await tokenAsApp(bench, app, { scope, ...proof }))).status).toBe(200);
  });
});
