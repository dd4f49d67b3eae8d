import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Visit } from '../pages/visit.ts';
import { addCertificate, addSecret, askAsApp, CONTOSO_TID, codeOf, grantRoles, tokenAsApp } from '../testing/apps.ts';
import type { Registered } from '../testing/bench.ts';
import { Bench, claimsOf } from '../testing/bench.ts';
import { makeCertificate } from '../testing/certificate.ts';

let bench: Bench;
let app: Registered;
beforeAll(async () => {
  bench = await Bench.start();
  app = await bench.register({ name: 'Acme Connect', permissions: ['User.Read', 'Files.Read.All'] });
});
afterAll(() => bench.stop());

const FABRIKAM = 'fabrikam.sandbox';
const applications = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: z.string(),
  signInAudience: z.string(),
  requiredResourceAccess: z.array(z.object({ resourceAppId: z.string(), resourceAccess: z.array(z.unknown()) })),
  web: z.object({ redirectUris: z.array(z.string()) }),
  passwordCredentials: z.array(
    z.looseObject({ keyId: z.string(), hint: z.string().nullable(), endDateTime: z.string() }),
  ),
  keyCredentials: z.array(z.looseObject({ keyId: z.string(), endDateTime: z.string() })),
});
const principal = z.looseObject({ id: z.string(), appId: z.string(), oauth2PermissionScopes: z.array(z.unknown()) });
const listing = z.object({ value: z.array(z.record(z.string(), z.unknown())) });

async function send(token: string, path: string, body?: { method?: string; json: unknown }): Promise<Response> {
  return fetch(`${bench.url}/graph/v1.0${path}`, {
    method: body ? (body.method ?? 'POST') : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body ? JSON.stringify(body.json) : null,
  });
}

async function withRoles(...roles: string[]): Promise<{ owner: Registered; token: string }> {
  const owner = await bench.register();
  if (roles.length > 0) await grantRoles(bench, owner, { tenant: CONTOSO_TID, roles });
  return { owner, token: await tokenAsApp(bench, owner) };
}

describe('tokens of an app on its own', () => {
  test('carry the roles that the tenant granted, or none', async () => {
    const bare = await tokenAsApp(bench, app);
    expect(claimsOf(bare)).toMatchObject({ aud: 'https://graph.microsoft.com', tid: CONTOSO_TID, idtyp: 'app' });
    expect(claimsOf(bare)).not.toHaveProperty('roles');
    const { token } = await withRoles('Application.Read.All');
    expect(claimsOf(token)).toMatchObject({ roles: ['Application.Read.All'] });
    const answer = await (await askAsApp(bench, app)).json();
    expect(answer).not.toHaveProperty('refresh_token');
  });

  test('come through an administrator’s consent to .default', async () => {
    const owner = await bench.register({ app_permissions: ['Application.Read.All'] });
    const query = new URLSearchParams({
      client_id: owner.client_id,
      redirect_uri: 'http://localhost:3000/oauth/callback',
      scope: 'https://graph.microsoft.com/.default',
    });
    const picker = await Visit.open(`${bench.url}/${FABRIKAM}/v2.0/adminconsent?${query}`);
    expect(await codeOf(await askAsApp(bench, owner, { tenant: FABRIKAM }))).toBe(7000229);
    const consent = await picker.post({ account: 'admin@fabrikam.sandbox' });
    expect(consent.html).toContain('With nobody signed in: Read the app registrations');
    await consent.post({ decision: 'accept' });
    const token = await tokenAsApp(bench, owner, { tenant: FABRIKAM });
    expect(claimsOf(token)).toMatchObject({ roles: ['Application.Read.All'] });
  });

  test.each([
    ['under a shared segment', { tenant: 'organizations' }, 9001023],
    ['for named scopes', { scope: 'https://graph.microsoft.com/User.Read' }, 1002012],
    ['for two resources', { scope: 'https://graph.microsoft.com/.default https://vault.azure.net/.default' }, 1002012],
    ['for an unknown resource', { scope: 'https://nowhere.example/.default' }, 500011],
    ['in a tenant where the app is not', { tenant: FABRIKAM }, 7000229],
  ])('are refused %s', async (_, params, code) => {
    expect(await codeOf(await askAsApp(bench, app, params))).toBe(code);
  });

  test('are refused where the tenant switched the app off', async () => {
    const owner = await bench.register();
    await bench.enterpriseApp(owner, CONTOSO_TID, 'disabled');
    expect(await codeOf(await askAsApp(bench, owner))).toBe(7000112);
  });

  test('open the directory but nobody’s files', async () => {
    const { token } = await withRoles('Application.Read.All', 'Files.Read.All');
    expect((await send(token, '/me/drive')).status).toBe(400);
  });
});

describe('registrations', () => {
  test('are read by app id, by filter and by object id, without values of secrets', async () => {
    const added = await addSecret(bench, app, { name: 'dashboard', expires_in_days: 10 });
    await addCertificate(bench, app, makeCertificate().pem);
    const { token } = await withRoles('Application.Read.All');
    const found = applications.parse(await (await send(token, `/applications(appId='${app.client_id}')`)).json());
    expect(found).toMatchObject({
      displayName: 'Acme Connect',
      signInAudience: 'AzureADandPersonalMicrosoftAccount',
      web: { redirectUris: ['http://localhost:3000/oauth/callback'] },
    });
    expect(found.requiredResourceAccess).toEqual([
      {
        resourceAppId: '00000003-0000-0000-c000-000000000000',
        resourceAccess: [
          { id: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d', type: 'Scope' },
          { id: 'df85f4d6-205c-4ac5-a5ea-6bf408dba283', type: 'Scope' },
        ],
      },
    ]);
    const secret = found.passwordCredentials.find(({ keyId }) => keyId === added.secret_id);
    expect(secret).toMatchObject({ displayName: 'dashboard', hint: added.client_secret.slice(0, 3), secretText: null });
    const days = (Date.parse(secret?.endDateTime ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(9.9);
    expect(days).toBeLessThan(10.1);
    expect(found.keyCredentials).toHaveLength(1);
    const filtered = await send(token, `/applications?$filter=appId eq '${app.client_id}'&$select=id,displayName`);
    expect(listing.parse(await filtered.json()).value).toEqual([{ id: found.id, displayName: 'Acme Connect' }]);
    expect((await send(token, `/applications/${found.id}`)).status).toBe(200);
    expect((await send(token, "/applications(appId='b7e2f9a4-18c3-4d6e-8f27-90d5c4e1fa02')")).status).toBe(404);
    expect((await send(token, '/applications?$filter=startswith(appId,%27a%27)')).status).toBe(400);
  });

  test('keep what the control API set by ids; .default asks for it', async () => {
    const exchange = { resourceAppId: '00000002-0000-0ff1-ce00-000000000000', resourceAccess: [] };
    const powerBi = {
      resourceAppId: '00000009-0000-0000-c000-000000000000',
      resourceAccess: [{ id: '4ae1bf56-f562-4747-b7bc-2fa0874ed46f', type: 'Scope' }],
    };
    const owner = await bench.register({ required_resource_access: [powerBi, exchange] });
    const read = await (await bench.control('GET', `/apps/${owner.client_id}`)).json();
    expect(read.required_resource_access).toEqual([powerBi]);
    const whole = 'https://analysis.windows.net/powerbi/api/.default';
    const { scope } = await bench.connect(owner, 'mira@contoso.sandbox', { scope: `openid ${whole}` });
    expect(scope.split(' ')).toContain('https://analysis.windows.net/powerbi/api/Report.Read.All');
  });

  test('need Application.Read.All', async () => {
    const path = `/applications(appId='${app.client_id}')`;
    const { token } = await withRoles();
    const refused = await send(token, path);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error: { code: 'Authorization_RequestDenied' } });
    const scope = 'openid offline_access Application.Read.All';
    const { access_token } = await bench.connect(app, 'admin@contoso.sandbox', { scope });
    expect((await send(access_token, path)).status).toBe(200);
  });

  test('are made by Graph: an app, its secret, its service principal, a connection', async () => {
    const { token } = await withRoles('Application.ReadWrite.All');
    const order = {
      displayName: 'Made by script',
      signInAudience: 'AzureADMultipleOrgs',
      web: { redirectUris: ['http://localhost:3000/oauth/callback'] },
      requiredResourceAccess: [
        {
          resourceAppId: '00000003-0000-0ff1-ce00-000000000000',
          resourceAccess: [{ id: '4e0d77b0-96ba-4398-af14-3baa780278f4', type: 'Scope' }],
        },
        {
          resourceAppId: '00000003-0000-0000-c000-000000000000',
          resourceAccess: [{ id: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d', type: 'Scope' }],
        },
        { resourceAppId: '11111111-2222-4333-8444-555555555555', resourceAccess: [{ id: 'x', type: 'Scope' }] },
      ],
    };
    const response = await send(token, '/applications', { json: order });
    expect(response.status).toBe(201);
    const made = applications.parse(await response.json());
    expect(made.requiredResourceAccess).toHaveLength(3);
    const password = { passwordCredential: { displayName: 'dashboard', endDateTime: '2036-05-31T00:00:00Z' } };
    const secret = await (await send(token, `/applications/${made.id}/addPassword`, { json: password })).json();
    expect(secret).toMatchObject({ displayName: 'dashboard', hint: secret.secretText.slice(0, 3) });
    const created = { client_id: made.appId, client_secret: secret.secretText, tenant_id: CONTOSO_TID };
    expect(await codeOf(await askAsApp(bench, created))).toBe(7000229);
    const install = () => send(token, '/servicePrincipals', { json: { appId: made.appId } });
    expect((await install()).status).toBe(201);
    expect((await install()).status).toBe(409);
    expect((await askAsApp(bench, created)).status).toBe(200);
    const connected = await bench.connect(created, 'jonas@contoso.sandbox', {
      scope: 'openid offline_access User.Read',
    });
    expect(connected.scope).toContain('User.Read');
    const gone = await send(token, `/applications/${made.id}/removePassword`, { json: { keyId: secret.keyId } });
    expect(gone.status).toBe(204);
    expect(await codeOf(await askAsApp(bench, created))).toBe(7000215);
  });

  test('take a certificate and a federated credential', async () => {
    const { token } = await withRoles('Application.ReadWrite.All');
    const path = `/applications(appId='${app.client_id}')`;
    const key = { type: 'AsymmetricX509Cert', usage: 'Verify', key: makeCertificate().der, displayName: 'new' };
    const patch = { method: 'PATCH', json: { keyCredentials: [key], displayName: 'Renamed' } };
    expect((await send(token, path, patch)).status).toBe(204);
    const read = applications.parse(await (await send(token, path)).json());
    expect(read).toMatchObject({ displayName: 'Renamed', keyCredentials: [{ displayName: 'new' }] });
    const federated = {
      name: 'gh',
      issuer: 'https://i.example',
      subject: 's',
      audiences: ['api://AzureADTokenExchange'],
    };
    const added = await send(token, `${path}/federatedIdentityCredentials`, { json: federated });
    expect(added.status).toBe(201);
    const listed = await (await send(token, `${path}/federatedIdentityCredentials`)).json();
    expect(listed.value).toMatchObject([federated]);
  });
});

describe('service principals and consents', () => {
  const principalOf = async (token: string, appId: string) =>
    principal.parse(await (await send(token, `/servicePrincipals(appId='${appId}')`)).json()).id;

  test('Microsoft’s own tell their permissions', async () => {
    const { token } = await withRoles('Application.Read.All');
    const path = "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')";
    const graph = principal.parse(await (await send(token, path)).json());
    expect(graph.oauth2PermissionScopes).toContainEqual(
      expect.objectContaining({ value: 'Files.Read.All', id: 'df85f4d6-205c-4ac5-a5ea-6bf408dba283', type: 'User' }),
    );
    const filter = "$filter=appId eq '00000003-0000-0ff1-ce00-000000000000'";
    const [sharePoint] = listing.parse(await (await send(token, `/servicePrincipals?${filter}`)).json()).value;
    expect(sharePoint).toMatchObject({ displayName: 'Office 365 SharePoint Online' });
  });

  test('consents of everyone and of one person, by client id', async () => {
    const owner = await bench.register();
    await bench.connect(owner, 'mira@contoso.sandbox', { scope: 'openid offline_access User.Read' });
    const { token } = await withRoles('Directory.Read.All', 'Application.Read.All');
    const own = principal.parse(await (await send(token, `/servicePrincipals(appId='${owner.client_id}')`)).json());
    const ask = async (filter: string) =>
      listing.parse(await (await send(token, `/oauth2PermissionGrants?$filter=${filter}`)).json()).value;
    const [grant] = await ask(`clientId eq '${own.id}'`);
    expect(grant).toMatchObject({ consentType: 'Principal', principalId: '1f0c6a52-7d3b-4b8e-a1c9-5e2d8f7b6a11' });
    expect(String(grant?.scope).split(' ')).toContain('User.Read');
    expect(await ask(`clientId eq '${own.id}' and consentType eq 'AllPrincipals'`)).toEqual([]);
  });

  test('a tenant-wide consent by Graph lets everyone in without a page', async () => {
    const owner = await bench.register();
    const { token } = await withRoles('Application.Read.All', 'DelegatedPermissionGrant.ReadWrite.All');
    const clientId = await principalOf(token, owner.client_id);
    const resourceId = await principalOf(token, '00000003-0000-0000-c000-000000000000');
    const scope = 'openid offline_access User.Read Files.Read.All';
    const json = { clientId, consentType: 'AllPrincipals', resourceId, scope };
    const { id } = z
      .object({ id: z.string() })
      .parse(await (await send(token, '/oauth2PermissionGrants', { json: { ...json, scope: 'User.Read' } })).json());
    const change = { method: 'PATCH', json: { scope } };
    expect((await send(token, `/oauth2PermissionGrants/${id}`, change)).status).toBe(204);
    expect((await send(token, '/oauth2PermissionGrants/none', change)).status).toBe(404);
    const picker = await bench.authorize(owner, { scope });
    expect((await picker.post({ account: 'jonas@contoso.sandbox' })).requireReturn().get('code')).not.toBeNull();
  });

  test('application permissions appear as assignments', async () => {
    const { owner, token } = await withRoles('Application.Read.All', 'AppRoleAssignment.ReadWrite.All');
    const principalId = await principalOf(token, owner.client_id);
    const resourceId = await principalOf(token, '00000003-0000-0ff1-ce00-000000000000');
    const path = `/servicePrincipals/${principalId}/appRoleAssignments`;
    const json = { principalId, resourceId, appRoleId: 'd13f72ca-a275-4b96-b789-48ebcc4da984' };
    expect((await send(token, path, { json })).status).toBe(201);
    const { value } = listing.parse(await (await send(token, path)).json());
    const reading = { appRoleId: '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30', resourceDisplayName: 'Microsoft Graph' };
    expect(value).toContainEqual(expect.objectContaining(reading));
    expect(value).toContainEqual(expect.objectContaining({ resourceId, appRoleId: json.appRoleId }));
  });

  test('$batch reaches the directory', async () => {
    const { token } = await withRoles('Application.Read.All');
    const json = { requests: [{ id: '1', method: 'GET', url: `/applications(appId='${app.client_id}')?$select=id` }] };
    const { responses } = await (await send(token, '/$batch', { json })).json();
    expect(responses).toMatchObject([{ id: '1', status: 200 }]);
  });
});
