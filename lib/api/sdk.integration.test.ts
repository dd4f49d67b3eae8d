import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Nango } from '@nangohq/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { api } from '#lib/api/app';
import { findIntegration } from '#lib/integrations/integrations';
import { readRegistration } from '#lib/integrations/registration';
import { findLinkByToken } from '#lib/links/open-link';
import { endTokens } from '../../scripts/testing/rows.ts';
import { type Known, type Made, mira, World } from '../../scripts/testing/world.ts';

let world: World;
let server: Server;
let nango: Nango;
let made: Made;
let known: Known;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
  known = await world.connect(made, mira, { endUser: { id: 'u1', email: 'u1@example.com' }, tags: { plan: 'pro' } });
  server = createServer(getRequestListener(api.fetch, { overrideGlobalObjects: false }));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  nango = new Nango({ apiKey: world.key, host: `http://127.0.0.1:${port}/api` });
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise<void>((done) => server.close(() => done()));
  await world.stop();
});

test('getConnection and getToken', async () => {
  const { uniqueKey, connectionId } = known;
  const connection = await nango.getConnection(uniqueKey, connectionId);
  expect(connection).toMatchObject({ connection_id: connectionId, provider: 'one-drive', errors: [] });
  expect(connection.connection_config.sharepointAccessToken).toMatchObject({ expires_at: expect.any(Number) });
  const token = await nango.getToken(uniqueKey, connectionId);
  expect(connection.credentials).toMatchObject({ type: 'OAUTH2', access_token: token });
  expect(await nango.getToken(uniqueKey, connectionId, true)).not.toBe(token);
  const whole = await nango.getConnection(uniqueKey, connectionId, false, true);
  expect(whole.credentials).toMatchObject({ refresh_token: expect.any(String) });
  expect(await nango.getRawTokenResponse(uniqueKey, connectionId)).toMatchObject({ token_type: 'Bearer' });
});

test('a refused grant reaches the SDK with status, code and reason', async () => {
  const own = await world.integrate();
  const closed = await world.connect(own, mira);
  await endTokens(closed.id);
  await world.revoke(mira, 'password_reset', own.app.client_id);
  await expect(nango.getConnection(closed.uniqueKey, closed.connectionId)).rejects.toMatchObject({
    response: {
      status: 424,
      data: { error: { code: 'invalid_credentials', payload: { reason: { code: 'AADSTS50173' } } } },
    },
  });
});

test('listConnections with each of its filters', async () => {
  const found = { connections: [{ connection_id: known.connectionId }] };
  expect(await nango.listConnections({ connectionId: known.connectionId })).toMatchObject(found);
  expect(await nango.listConnections({ userId: 'u1' })).toMatchObject(found);
  expect(
    await nango.listConnections({ integrationId: [made.uniqueKey, 'other'], tags: { plan: 'pro' } }),
  ).toMatchObject(found);
  expect(await nango.listConnections({ tags: { email: 'u1@example.com' } })).toMatchObject(found);
  expect(await nango.listConnections({ integrationId: 'other', limit: 10 })).toEqual({ connections: [] });
  expect(await nango.listConnections(undefined, undefined, { endUserId: 'u1', limit: 1, page: 1 })).toEqual({
    connections: [],
  });
});

test('waitForConnection finds the connection of an end user', async () => {
  expect(await nango.waitForConnection(made.uniqueKey, 'u1')).toMatchObject({ connection_id: known.connectionId });
});

test('createConnectSession: a link that connects', async () => {
  const { data } = await nango.createConnectSession({
    end_user: { id: 'from-sdk', email: 'sdk@example.com', display_name: 'SDK' },
    organization: { id: 'org-1', display_name: 'Org' },
    tags: { Team: 'Blue' },
    allowed_integrations: [made.uniqueKey],
  });
  expect(data).toEqual({
    token: expect.any(String),
    connect_link: expect.stringContaining(data.token),
    expires_at: expect.any(String),
  });
  const link = await findLinkByToken(data.token);
  if ('closed' in link) throw new Error(link.closed);
  await world.finish(await world.beginOn(made, link.id), { account: mira });
  const made2 = await nango.listConnections({ userId: 'from-sdk' });
  expect(made2).toMatchObject({
    connections: [{ end_user: { id: 'from-sdk' }, tags: { team: 'Blue', organization_id: 'org-1' } }],
  });
  expect(await nango.listConnections(undefined, undefined, { endUserOrganizationId: 'org-1' })).toMatchObject(made2);
});

test('createIntegration and listIntegrations, never with the secret', async () => {
  const clientSecret = 'Abc8Q~made-through-the-sdk';
  const client_id = '6f1b4a0e-5f0c-4a53-9d0c-0a6a3c1f7d11';
  const credentials = {
    type: 'OAUTH2',
    client_id,
    client_secret: clientSecret,
    scopes: 'Files.Read,User.Read',
  } as const;
  const ask = { provider: 'one-drive', unique_key: 'by-sdk', display_name: 'By SDK', credentials };
  const { data } = await nango.createIntegration(ask);
  expect(data).toMatchObject({ unique_key: 'by-sdk', provider: 'one-drive', display_name: 'By SDK' });
  const { configs } = await nango.listIntegrations();
  expect(configs.map(({ unique_key }) => unique_key)).toContain('by-sdk');
  expect(JSON.stringify([data, configs])).not.toContain(clientSecret);
  const stored = await readRegistration((await findIntegration('by-sdk'))?.id ?? '');
  expect(stored).toMatchObject({
    credentials: [{ secret: clientSecret }],
    requested: { graph: ['Files.Read', 'User.Read'], sharepoint: [] },
  });
  await expect(nango.createIntegration(ask)).rejects.toMatchObject({
    response: { status: 400, data: { error: { code: 'invalid_body', errors: [{ path: ['unique_key'] }] } } },
  });
  const guid = { ...credentials, client_secret: '7f0fd7f4-3b3c-4b42-8f3e-6d0c0d3a9f11' };
  await expect(nango.createIntegration({ ...ask, unique_key: 'guid', credentials: guid })).rejects.toMatchObject({
    response: { status: 400, data: { error: { code: 'invalid_body' } } },
  });
});
