import { Client } from '@microsoft/microsoft-graph-client';
import { Nango } from '@nangohq/node';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { listAudit } from '#lib/audit/audit';
import { findMailboxScript } from '#lib/connections/tenant/mailboxes';
import { probeTenants } from '#lib/connections/tenant/probe';
import { addMadeCertificate } from '#lib/integrations/credentials';
import { serveApi } from '../../scripts/testing/api-server.ts';
import { ProxyServer } from '../../scripts/testing/proxy-server.ts';
import { admins, CONTOSO, connectTenant, FABRIKAM, goThrough, integrateTenants } from '../../scripts/testing/tenant.ts';
import { actor, type Known, type Made, World } from '../../scripts/testing/world.ts';

const ABSENT = '11111111-2222-4333-8444-555555555555';

let world: World;
let made: Made;
let known: Known;

beforeAll(async () => {
  world = await World.start();
  made = await integrateTenants(world, ['User.Read.All']);
  known = await connectTenant(world, made);
});
afterAll(() => world.stop());
beforeEach(() => world.calm());

describe('an integration for whole tenants, by REST', () => {
  const order = (config: Record<string, unknown>, key = 'tenants') => ({
    unique_key: key,
    provider: 'sharepoint-online',
    integration_config: { cloud: 'sandbox', ...config },
  });

  test('is made with its narrowest preset, and says what kind it is', async () => {
    const made = await world.call('/api/integrations', { body: order({ permission_type: 'application' }) });
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({ data: { permission_type: 'application' } });
    const { body } = await world.call('/api/integrations/tenants?include=credentials');
    expect(body).toMatchObject({ data: { unique_key: 'tenants', permission_type: 'application' } });
    const { rows } = await world.rows(`select presets from integration where unique_key = 'tenants'`);
    expect(rows[0]?.presets).toEqual(['app-sites-selected']);
  });

  test.each([
    [
      'personal accounts have no tenant',
      { permission_type: 'application', account_types: 'organizations-and-personal' },
      'account_types',
    ],
    ['presets of the other kind', { permission_type: 'application', presets: ['sites-read'] }, 'presets'],
    ['presets of the other kind again', { permission_type: 'delegated', presets: ['app-sites-read'] }, 'presets'],
  ])('%s: refused, with the field', async (_, config, field) => {
    const { status, body } = await world.call('/api/integrations', { body: order(config, 'refused') });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain(field);
  });

  test('becomes the other kind while it has no connections, and not after', async () => {
    await world.call('/api/integrations', { body: order({}, 'changing') });
    const patch = { integration_config: { permission_type: 'application', presets: ['app-sites-read'] } };
    const changed = await world.call('/api/integrations/changing', { method: 'PATCH', body: patch });
    expect(changed.body).toMatchObject({ data: { permission_type: 'application' } });
    const back = { integration_config: { permission_type: 'delegated', presets: ['people-read'] } };
    const refused = await world.call(`/api/integrations/${made.uniqueKey}`, { method: 'PATCH', body: back });
    expect([refused.status, refused.text.includes('1 connections')]).toEqual([400, true]);
  });

  test('its events name the kind of grant, as Nango does', async () => {
    const { body } = await world.call('/api/events?types=connection.created');
    expect(body).toMatchObject({ events: [{ data: { connection_id: known.connectionId, auth_mode: 'OAUTH2_CC' } }] });
  });

  test('providers list what may be asked for a tenant', async () => {
    const { body } = await world.call('/api/providers/outlook');
    expect(Object(body.data).application_presets[0]).toMatchObject({ id: 'app-mailboxes-selected', is_default: true });
  });
});

describe('the tenants of an integration', () => {
  const path = (more = '') => `/api/integrations/${own.uniqueKey}/tenants${more}`;
  const list = async (more = '') => (await world.call(path(more))).body.data;
  let own: Made;
  let contoso: Known;
  beforeAll(async () => {
    own = await integrateTenants(world, ['User.Read.All']);
    contoso = await connectTenant(world, own);
  });

  test('get a link each, in their order; what is wrong with a line is said and holds up no other', async () => {
    const lines = ['FABRIKAM.sandbox', 'no tenant', 'contoso.sandbox', 'nowhere.example', FABRIKAM, ABSENT];
    const asked = lines.map((tenant) => ({ tenant }));
    const { status, body } = await world.call(path('/links'), { body: { tenants: asked } });
    expect(status).toBe(200);
    const data = z.array(z.looseObject({ link: z.unknown(), error: z.unknown() })).parse(body.data);
    expect(data.map(({ link, error }) => Object(error).code ?? typeof Object(link).connect_link)).toEqual([
      'string',
      'malformed',
      'connected',
      'unknown_tenant',
      'repeated',
      'unknown_tenant',
    ]);
    expect(data[0]).toMatchObject({ tenant: 'fabrikam.sandbox', tenant_id: FABRIKAM });
  });

  test('are listed by their consent, and found by name; the links of others are not among them', async () => {
    await world.begin(made, { expectedTenant: 'fabrikam.sandbox' });
    expect(await list()).toMatchObject([
      { state: 'waiting', name: 'fabrikam.sandbox', link: { status: 'open' }, granted_roles: [] },
      { state: 'live', name: 'Contoso', tenant_id: CONTOSO, granted_roles: ['User.Read.All'], missing_roles: [] },
    ]);
    expect(await list('?state=live')).toHaveLength(1);
    expect(await list('?search=FABRI')).toMatchObject([{ name: 'fabrikam.sandbox' }]);
    for (const [page, name] of ['fabrikam.sandbox', 'Contoso'].entries())
      expect(await list(`?limit=1&page=${page}`)).toMatchObject([{ name }]);
    expect(await list('?limit=1&page=2')).toEqual([]);
    expect(await list('?state=waiting&search=contoso')).toEqual([]);
    await world.bench.enterpriseApp(own.app, CONTOSO, 'removed');
    await world.vend(contoso, { force: true });
    expect(await list('?state=withdrawn')).toMatchObject([{ name: 'Contoso' }]);
  });

  test('belong to application permissions only', async () => {
    await world.call('/api/integrations', {
      body: { unique_key: 'people', provider: 'one-drive', integration_config: { cloud: 'sandbox' } },
    });
    expect((await world.call('/api/integrations/people/tenants')).status).toBe(400);
    expect((await world.call('/api/integrations/nobody/tenants')).status).toBe(404);
  });
});

describe('other people’s software', () => {
  let served: Awaited<ReturnType<typeof serveApi>>;
  let proxy: ProxyServer;
  beforeAll(async () => {
    served = await serveApi();
    proxy = await ProxyServer.start(known, world.key);
  });
  afterAll(async () => {
    await served.close();
    await proxy.stop();
  });

  test('@nangohq/node reads the connection and its token', async () => {
    const nango = new Nango({ apiKey: world.key, host: served.url });
    const connection = await nango.getConnection(made.uniqueKey, known.connectionId);
    expect(connection.credentials).toMatchObject({ type: 'OAUTH2_CC', client_secret: '' });
    // Nango's own client hands out the whole credentials of this kind.
    expect(await nango.getToken(made.uniqueKey, known.connectionId)).toEqual(connection.credentials);
    const mode = { auth_mode: 'OAUTH2_CC' };
    expect(connection).toMatchObject(mode);
    const { connections } = await nango.listConnections({ connectionId: known.connectionId });
    expect(connections).toMatchObject([mode]);
    expect(await nango.getIntegration({ uniqueKey: made.uniqueKey })).toMatchObject({ data: mode });
    const { configs } = await nango.listIntegrations();
    expect(configs.find(({ unique_key }) => unique_key === made.uniqueKey)).toMatchObject(mode);
    const imported = {
      provider_config_key: made.uniqueKey,
      credentials: { type: 'OAUTH2', access_token: '', refresh_token: 'x' },
    };
    const refused = await world.call('/api/connections', { body: imported });
    expect([refused.status, refused.text.includes('whole tenants')]).toEqual([400, true]);
  });

  test('the Graph client lists /users through the proxy', async () => {
    const through = {
      execute: async (context: { request: RequestInfo | string; options?: RequestInit; response?: Response }) => {
        const target = typeof context.request === 'string' ? context.request : context.request.url;
        context.response = await fetch(`${proxy.url}/proxy/${target}`, { headers: proxy.headers });
      },
    };
    const users = await Client.initWithMiddleware({ middleware: through })
      .api('/users')
      .select('userPrincipalName')
      .get();
    const names = z.object({ value: z.array(z.object({ userPrincipalName: z.string() })) }).parse(users).value;
    expect(names.map(({ userPrincipalName }) => userPrincipalName)).toContain('mira@contoso.sandbox');
  });
});

describe('mailboxes that Exchange opens', () => {
  test('one that should work and one that should not are called, and what was seen is said', async () => {
    const changes = { provider: 'outlook', presets: ['app-mailboxes-selected'], exactScopes: [] };
    const own = await integrateTenants(world, [], { changes });
    const { id, connectionId } = await connectTenant(world, own);
    const script = (await findMailboxScript(id))?.code;
    for (const part of [own.app.client_id, CONTOSO, "-Role 'Application Mail.Read'"]) expect(script).toContain(part);
    const order = { roles: ['Application Mail.Read'], mailboxes: ['mira@contoso.sandbox'] };
    await world.bench.control('PUT', `/apps/${own.app.client_id}/tenants/${CONTOSO}/mailboxes`, order);
    const path = `/api/connections/${connectionId}/mailboxes/check?provider_config_key=${own.uniqueKey}`;
    const check = async (should_work: string, should_not: string) =>
      (await world.call(path, { body: { should_work, should_not } })).body;
    expect(await check('mira@contoso.sandbox', 'jonas@contoso.sandbox')).toMatchObject({
      data: [
        { expected: 'works', seen: 'let_through', is_as_expected: true, status: 200 },
        { expected: 'refused', seen: 'refused', is_as_expected: true, status: 403 },
      ],
    });
    expect(await check('jonas@contoso.sandbox', 'mira@contoso.sandbox')).toMatchObject({
      data: [{ is_as_expected: false }, { is_as_expected: false, message: expect.stringMatching(/wider than meant/) }],
    });
    expect(await check('mira@contoso.sandbox', 'nobody@contoso.sandbox')).toMatchObject({
      data: [{ is_as_expected: true }, { seen: 'no_mailbox', is_as_expected: null }],
    });
    expect(JSON.stringify(await check('mira@contoso.sandbox', 'a/../b'))).toContain('should_not');
    const subject = `connection:${connectionId}`;
    const rows = await listAudit({ subject, action: 'connection.mailboxes-checked', limit: 10 });
    expect(rows).toHaveLength(3);
    expect(rows.at(-1)).toMatchObject({
      actor: expect.stringMatching(/^api-key:/),
      detail: { mailboxes: ['mira@contoso.sandbox', 'jonas@contoso.sandbox'], seen: ['let_through', 'refused'] },
    });
  });
});

describe('SharePoint’s own API', () => {
  test('a client secret is refused before anybody is stuck, a certificate works', async () => {
    const roles = ['00000003-0000-0ff1-ce00-000000000000/Sites.Read.All'];
    const own = await integrateTenants(world, roles, { changes: { provider: 'sharepoint-online' } });
    const connection = await connectTenant(world, own);
    const refused = await world.token(connection, world.root);
    expect(refused.status).toBe(424);
    expect(refused.body).toMatchObject({ error: { payload: { reason: { code: 'needs_certificate' } } } });
    const { id } = await addMadeCertificate(own, 6, actor);
    const { rows } = await world.rows('select certificate from integration_credential where id = $1', [id]);
    await world.bench.control('POST', `/apps/${own.app.client_id}/certificates`, { certificate: rows[0]?.certificate });
    await world.sql('update connection_token set retry_at = null where connection_id = $1', [connection.id]);
    const { status, body } = await world.token(connection, world.root);
    expect(status).toBe(200);
    const authorization = `Bearer ${body.access_token}`;
    expect((await world.bench.get(`${world.root}/_api/web`, { authorization })).status).toBe(200);
  });
});

describe('the daily call', () => {
  const due = () =>
    world.sql("update connection set probe_due_at = now() - interval '1 minute' where id = $1", [known.id]);

  test('what was taken away in the tenant closes the connection; the admin’s approval opens it again', async () => {
    await due();
    await probeTenants();
    const before = await world.rows('select probe, status::text from connection where id = $1', [known.id]);
    expect(before.rows[0]).toMatchObject({ status: 'healthy', probe: { outcome: 'ok', worked: true } });
    await world.bench.control('DELETE', `/apps/${made.app.client_id}/tenants/${CONTOSO}/roles`);
    await world.vend(known, { force: true });
    await due();
    await probeTenants();
    const { status, body } = await world.vend(known);
    expect(status).toBe(424);
    expect(body).toMatchObject({ error: { payload: { reason: { code: 'consent_withdrawn' } } } });
    const order = { connection_id: known.connectionId, integration_id: made.uniqueKey };
    const session = await world.call('/api/connect/sessions/reconnect', { body: order });
    const linkId = await world.linkOf(Object(session.body.data).token);
    await goThrough(await world.beginOn(made, linkId), { consents: admins.contoso });
    expect((await world.vend(known)).status).toBe(200);
  });

  test('a refusal of what never worked closes nothing, and neither does a busy Graph', async () => {
    const own = await integrateTenants(world, ['User.Read.All'], { order: { app_permissions: [] } });
    const connection = await connectTenant(world, own);
    await world.sql(
      `update connection set probe_due_at = now() - interval '1 minute', granted_scopes = '{User.Read.All}' where id = $1`,
      [connection.id],
    );
    await probeTenants();
    expect((await world.vend(connection)).status).toBe(200);
    await due();
    await world.fault({ match: { path: 'graph' }, status: 503, times: 1 });
    await probeTenants();
    expect((await world.vend(known)).status).toBe(200);
  });
});
