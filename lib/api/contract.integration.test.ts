import { Nango } from '@nangohq/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findSession } from '#lib/links/session';
import { setVariable } from '#lib/variables/variables';
import { serveApi } from '../../scripts/testing/api-server.ts';
import { timelineOf } from '../../scripts/testing/rows.ts';
import { actor, jonas, type Known, type Made, mira, World } from '../../scripts/testing/world.ts';

let world: World;
let server: Awaited<ReturnType<typeof serveApi>>;
let nango: Nango;
let made: Made;
let known: Known;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
  known = await world.connect(made, mira, { endUser: { id: 'u1' }, tags: { plan: 'pro' } });
  server = await serveApi();
  nango = new Nango({ apiKey: world.key, host: server.url });
});
afterAll(async () => {
  await server.close();
  await world.stop();
});

const refusedWith = (status: number, code: string) => ({ response: { status, data: { error: { code } } } });

test('listProviders and getProvider', async () => {
  const { data } = await nango.listProviders({});
  const names = ['one-drive', 'one-drive-personal', 'sharepoint-online', 'outlook', 'microsoft-teams', 'microsoft'];
  expect(data.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  const found = await nango.listProviders({ search: 'share' });
  expect(found.data.map(({ name }) => name)).toEqual(['sharepoint-online']);
  const { data: one } = await nango.getProvider({ provider: 'one-drive' });
  expect(one).toMatchObject({ name: 'one-drive', auth_mode: 'OAUTH2', docs: expect.stringContaining('https://') });
  await expect(nango.getProvider({ provider: 'no-such' })).rejects.toMatchObject(refusedWith(404, 'not_found'));
});

test('getIntegration with each include', async () => {
  const plain = await nango.getIntegration({ uniqueKey: made.uniqueKey });
  expect(plain.data).not.toHaveProperty('credentials');
  expect(plain.data).not.toHaveProperty('webhook_url');
  const webhook = await nango.getIntegration({ uniqueKey: made.uniqueKey }, { include: ['webhook'] });
  expect(webhook.data).toHaveProperty('webhook_url', null);
  const whole = await nango.getIntegration({ uniqueKey: made.uniqueKey }, { include: ['webhook', 'credentials'] });
  expect(whole.data.credentials).toEqual({
    type: 'OAUTH2',
    client_id: made.app.client_id,
    client_secret: made.app.client_secret,
    scopes: 'User.Read,Files.Read.All,Sites.Read.All',
    webhook_secret: null,
  });
  await expect(nango.getIntegration({ uniqueKey: 'no-such' })).rejects.toMatchObject(refusedWith(404, 'not_found'));
});

test('updateIntegration: names, secret and key; a key with connections stays', async () => {
  const own = await world.integrate();
  const { data } = await nango.updateIntegration({ uniqueKey: own.uniqueKey }, { display_name: 'Other' });
  expect(data).toMatchObject({ unique_key: own.uniqueKey, display_name: 'Other' });
  const renamed = await nango.updateIntegration({ uniqueKey: own.uniqueKey }, { unique_key: `${own.uniqueKey}-2` });
  expect(renamed.data.unique_key).toBe(`${own.uniqueKey}-2`);
  await expect(nango.updateIntegration({ uniqueKey: made.uniqueKey }, { unique_key: 'renamed' })).rejects.toMatchObject(
    refusedWith(400, 'invalid_body'),
  );
  const credentials = { type: 'OAUTH2', client_id: made.app.client_id, client_secret: 'Abc8Q~another' } as const;
  await nango.updateIntegration({ uniqueKey: `${own.uniqueKey}-2` }, { credentials });
  const whole = await nango.getIntegration({ uniqueKey: `${own.uniqueKey}-2` }, { include: ['credentials'] });
  expect(whole.data.credentials).toMatchObject({ client_secret: 'Abc8Q~another', client_id: made.app.client_id });
  await expect(nango.updateIntegration({ uniqueKey: 'no-such' }, {})).rejects.toMatchObject(
    refusedWith(404, 'not_found'),
  );
});

test('deleteIntegration', async () => {
  const own = await world.integrate();
  expect((await nango.deleteIntegration(own.uniqueKey)).data).toEqual({ success: true });
  await expect(nango.deleteIntegration(own.uniqueKey)).rejects.toMatchObject(refusedWith(404, 'not_found'));
});

test('setMetadata replaces, updateMetadata merges, getMetadata reads', async () => {
  const { uniqueKey, connectionId } = known;
  const set = await nango.setMetadata(uniqueKey, connectionId, { a: 1, b: { c: [true] } });
  expect(set.status).toBe(201);
  expect(set.data).toEqual({
    connection_id: connectionId,
    provider_config_key: uniqueKey,
    metadata: { a: 1, b: { c: [true] } },
  });
  const merged = await nango.updateMetadata(uniqueKey, connectionId, { b: 2, d: null });
  expect(merged.status).toBe(200);
  expect(await nango.getMetadata(uniqueKey, connectionId)).toEqual({ a: 1, b: 2, d: null });
  const other = await world.connect(made, jonas);
  await nango.setMetadata(uniqueKey, [connectionId, other.connectionId], { both: true });
  expect(await nango.getMetadata(uniqueKey, other.connectionId)).toEqual({ both: true });
  await expect(nango.setMetadata(uniqueKey, [connectionId, 'no-such'], { none: true })).rejects.toMatchObject(
    refusedWith(404, 'unknown_connection'),
  );
  expect(await nango.getMetadata(uniqueKey, connectionId)).toEqual({ both: true });
  await expect(nango.setMetadata(uniqueKey, connectionId, { big: 'x'.repeat(70_000) })).rejects.toMatchObject(
    refusedWith(400, 'invalid_body'),
  );
});

test('patchConnection replaces end user and tags, which the filters then find', async () => {
  const own = await world.connect(made, jonas, { endUser: { id: 'before' }, tags: { old: '1' } });
  const address = { connectionId: own.connectionId, provider_config_key: own.uniqueKey };
  const answer = await nango.patchConnection(address, {
    end_user: { id: 'after', email: 'after@example.com', display_name: 'After' },
    tags: { Plan: 'Gold' },
  });
  expect(answer).toEqual({ success: true });
  const found = await nango.listConnections({ userId: 'after', tags: { plan: 'Gold', displayName: 'After' } });
  expect(found.connections).toMatchObject([
    {
      connection_id: own.connectionId,
      end_user: { id: 'after', email: 'after@example.com', display_name: 'After', tags: {}, organization: null },
      tags: { plan: 'Gold', end_user_id: 'after', end_user_email: 'after@example.com' },
    },
  ]);
  expect((await nango.listConnections({ userId: 'before' })).connections).toEqual([]);
  expect(await timelineOf(own.id)).toContain('details_changed');
  await expect(nango.patchConnection({ ...address, connectionId: 'no-such' }, {})).rejects.toMatchObject(
    refusedWith(404, 'not_found'),
  );
});

test('deleteConnection: a JSON content type without a body', async () => {
  const own = await world.connect(made, jonas);
  expect((await nango.deleteConnection(own.uniqueKey, own.connectionId)).data).toEqual({ success: true });
  await expect(nango.getConnection(own.uniqueKey, own.connectionId)).rejects.toMatchObject(
    refusedWith(404, 'not_found'),
  );
  await expect(nango.deleteConnection(own.uniqueKey, own.connectionId)).rejects.toMatchObject(
    refusedWith(404, 'not_found'),
  );
});

test('getEnvironmentVariables: a bare list', async () => {
  expect(await nango.getEnvironmentVariables()).toEqual([]);
  await setVariable({ name: 'REGION', value: 'eu' }, actor);
  await setVariable({ name: 'REGION', value: 'eu-west' }, actor);
  expect(await nango.getEnvironmentVariables()).toEqual([{ name: 'REGION', value: 'eu-west' }]);
});

test('createReconnectSession: a link for that account only', async () => {
  const { data } = await nango.createReconnectSession({
    connection_id: known.connectionId,
    integration_id: known.uniqueKey,
    tags: { again: 'yes' },
  });
  const session = await findSession(data.token);
  expect(session).toMatchObject({ kind: 'reauthorize', allowedIntegrations: [known.uniqueKey] });
  await world.finish(await world.beginOn(made, session?.id ?? ''), { account: mira });
  expect(await timelineOf(known.id)).toContain('reauthorized');
  expect((await nango.getConnection(known.uniqueKey, known.connectionId)).tags).toMatchObject({ again: 'yes' });
  for (const ask of [
    { connection_id: 'no-such', integration_id: known.uniqueKey },
    { connection_id: known.connectionId, integration_id: 'no-such' },
  ])
    await expect(nango.createReconnectSession(ask)).rejects.toMatchObject(refusedWith(400, 'invalid_body'));
});

test('createConnectSession: defaults and constraints are taken, unknown integrations refused', async () => {
  const end_user = { id: 'u9' };
  const defaults = { [made.uniqueKey]: { authorization_params: { prompt: 'login' }, connection_config: { a: '1' } } };
  const { data } = await nango.createConnectSession({ end_user, integrations_config_defaults: defaults });
  expect(data.connect_link).toContain(data.token);
  for (const more of [
    { allowed_integrations: ['no-such'] },
    { integrations_config_defaults: { 'no-such': {} } },
    { overrides: { 'no-such': { docs_connect: 'https://example.com' } } },
    { overrides: { [made.uniqueKey]: { docs_connect: 'javascript:alert(1)' } } },
  ])
    await expect(nango.createConnectSession({ end_user, ...more })).rejects.toMatchObject(
      refusedWith(400, 'invalid_body'),
    );
});

test.each([
  ['encoded by its caller', encodeURIComponent, 'a/b c;d=e+f~[g]|@$h{}"\'\\_-.,:i/health'],
  ['as it is', (id: string) => id, 'folder/of/one'],
])('a connection id with slashes and odd signs, %s', async (_, spell, id) => {
  const own = await world.connect(made, mira);
  await world.sql('update connection set connection_id = $1 where id = $2', [id, own.id]);
  const spelt = spell(id);
  expect(await nango.getConnection(own.uniqueKey, spelt)).toMatchObject({ connection_id: id });
  const address = { connectionId: spelt, provider_config_key: own.uniqueKey };
  expect(await nango.patchConnection(address, { tags: { odd: 'yes' } })).toEqual({ success: true });
  expect((await nango.setMetadata(own.uniqueKey, id, { odd: true })).status).toBe(201);
  expect(await nango.getMetadata(own.uniqueKey, spelt)).toEqual({ odd: true });
  const health = await fetch(`${server.url}/connections/${spelt}/health?provider_config_key=${own.uniqueKey}`, {
    headers: { authorization: `Bearer ${world.key}` },
  });
  expect(await health.json()).toMatchObject({ status: 'healthy', status_reason: null, missing_scopes: [] });
  expect((await nango.deleteConnection(own.uniqueKey, spelt)).data).toEqual({ success: true });
});
