import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Known, type Made, World } from '../../scripts/testing/world.ts';
import { readReference } from './reference.ts';

let world: World;
let made: Made;
let known: Known;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
  known = await world.connect(made);
});
afterAll(() => world.stop());

const refusal = z.object({
  error: z.object({ errors: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])) })).min(1) }),
});
type Step = string | number;
const asText = (path: readonly Step[]) => path.filter((step) => typeof step === 'string').join('.');

/** The path of every field in a body, without list indexes. */
function waysIn(value: unknown, at: Step[] = []): string[] {
  if (typeof value !== 'object' || value === null) return [asText(at)];
  const members = Object.entries(value).flatMap(([name, one]) => waysIn(one, [...at, Array.isArray(value) ? 0 : name]));
  return [asText(at), ...members];
}

const operations = readReference('/api').flatMap((group) => group.operations);

/** The fields that the reference lists for an operation's input. */
function fieldsOf(id: string): string[] {
  const found = operations.find((one) => one.id === id);
  if (!found) throw new Error(`no operation ${id}`);
  return [...found.body, ...found.parameters].map(({ name }) => name.replaceAll('[]', ''));
}

async function refusedAt(path: string, init: Parameters<World['call']>[1]): Promise<string[]> {
  const answer = await world.call(path, init);
  expect(answer.status, answer.text).toBe(400);
  return refusal.parse(answer.body).error.errors.map((one) => asText(one.path));
}

const long = 'x'.repeat(5_000);
const app = { type: 'OAUTH2', client_id: 'a0a0a0a0-0000-4000-8000-000000000000', client_secret: 'Abc8Q~secret' };
const integration = { provider: 'one-drive', unique_key: 'refused', credentials: app };
const ours = (config: Record<string, unknown>) => ({ ...integration, integration_config: config });
const manyTags = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`tag${index}`, '1']));

const bodies: [string, string, unknown, string][] = [
  ['createIntegration', 'unique_key', { ...integration, unique_key: 'a/b' }, 'POST /integrations'],
  ['createIntegration', 'unique_key', { ...integration, unique_key: 'constructor' }, 'POST /integrations'],
  ['createIntegration', 'display_name', { ...integration, display_name: long }, 'POST /integrations'],
  ['createIntegration', 'provider', { ...integration, provider: 'nope' }, 'POST /integrations'],
  ['createIntegration', 'provider', { provider: 'nope', unique_key: 'a' }, 'POST /integrations'],
  [
    'createIntegration',
    'credentials.client_id',
    { ...integration, credentials: { ...app, client_id: '' } },
    'POST /integrations',
  ],
  [
    'createIntegration',
    'credentials.client_id',
    { ...integration, credentials: { ...app, client_id: 'x' } },
    'POST /integrations',
  ],
  [
    'createIntegration',
    'credentials.client_secret',
    { ...integration, credentials: { ...app, client_secret: '' } },
    'POST /integrations',
  ],
  [
    'createIntegration',
    'credentials.scopes',
    { ...integration, credentials: { ...app, scopes: 'Files.Read,.default' } },
    'POST /integrations',
  ],
  [
    'createIntegration',
    'credentials.webhook_secret',
    { ...integration, credentials: { ...app, webhook_secret: 'x' } },
    'POST /integrations',
  ],
  ['createIntegration', 'forward_webhooks', { ...integration, forward_webhooks: true }, 'POST /integrations'],
  ['createIntegration', 'custom', { ...integration, custom: { a: 1 } }, 'POST /integrations'],
  ['createIntegration', 'integration_config.tenant_id', ours({ tenant_id: 'no tenant' }), 'POST /integrations'],
  ['createIntegration', 'integration_config.tenant_id', ours({ account_types: 'single-tenant' }), 'POST /integrations'],
  ['createIntegration', 'integration_config.home_tenant_id', ours({ home_tenant_id: '-' }), 'POST /integrations'],
  [
    'createIntegration',
    'integration_config.account_types',
    { ...ours({ account_types: 'personal' }), provider: 'microsoft-teams' },
    'POST /integrations',
  ],
  ['createIntegration', 'integration_config.presets', ours({ presets: ['nope'] }), 'POST /integrations'],
  ['createIntegration', 'integration_config.presets', ours({ presets: [] }), 'POST /integrations'],
  [
    'createIntegration',
    'integration_config.secret_expires_at',
    ours({ secret_expires_at: 'soon' }),
    'POST /integrations',
  ],
  [
    'createIntegration',
    'integration_config.resource_urls.dataverse',
    ours({ resource_urls: { dataverse: 'http://a' } }),
    'POST /integrations',
  ],
  [
    'createIntegration',
    'integration_config.resource_urls.nope',
    ours({ resource_urls: { nope: 'https://a.example' } }),
    'POST /integrations',
  ],
  ['updateIntegration', 'unique_key', { unique_key: '' }, 'PATCH /integrations/KEY'],
  ['updateIntegration', 'credentials.client_id', { credentials: { client_id: '' } }, 'PATCH /integrations/KEY'],
  [
    'updateIntegration',
    'credentials.client_secret',
    { credentials: { client_secret: app.client_id } },
    'PATCH /integrations/KEY',
  ],
  [
    'updateIntegration',
    'credentials.scopes',
    { credentials: { scopes: 'User.Read,.default' } },
    'PATCH /integrations/KEY',
  ],
  [
    'updateIntegration',
    'integration_config.presets',
    { integration_config: { presets: ['nope'] } },
    'PATCH /integrations/KEY',
  ],
  [
    'updateIntegration',
    'integration_config.secret_expires_at',
    { integration_config: { secret_expires_at: '2099-01-01' } },
    'PATCH /integrations/KEY',
  ],
  ['updateIntegration', 'forward_webhooks', { forward_webhooks: true }, 'PATCH /integrations/KEY'],
  ['createConnectSession', 'expected_tenant', { expected_tenant: '?' }, 'POST /connect/sessions'],
  ['createConnectSession', 'expected_email', { expected_email: '?' }, 'POST /connect/sessions'],
  ['createConnectSession', 'expires_in', { expires_in: 1 }, 'POST /connect/sessions'],
  ['createConnectSession', 'end_user.email', { end_user: { id: 'a', email: ' ' } }, 'POST /connect/sessions'],
  [
    'createConnectSession',
    'end_user.tags.1a',
    { end_user: { id: 'a', tags: { '1a': 'x' } } },
    'POST /connect/sessions',
  ],
  ['createConnectSession', 'end_user.tags', { end_user: { id: 'a', tags: manyTags } }, 'POST /connect/sessions'],
  ['createConnectSession', 'tags.1a', { tags: { '1a': 'x' } }, 'POST /connect/sessions'],
  ['createConnectSession', 'tags', { tags: manyTags }, 'POST /connect/sessions'],
  ['createConnectSession', 'webhook_url_override', { webhook_url_override: 'x' }, 'POST /connect/sessions'],
  ['createConnectSession', 'allowed_integrations', { allowed_integrations: [''] }, 'POST /connect/sessions'],
  [
    'createConnectSession',
    'integrations_config_defaults.nope',
    { integrations_config_defaults: { nope: {} } },
    'POST /connect/sessions',
  ],
  [
    'createConnectSession',
    'integrations_config_defaults.KEY.connection_config',
    { integrations_config_defaults: { KEY: { connection_config: { a: 'x'.repeat(20_000) } } } },
    'POST /connect/sessions',
  ],
  [
    'createReconnectSession',
    'integration_id',
    { connection_id: 'a', integration_id: 'nope' },
    'POST /connect/sessions/reconnect',
  ],
  [
    'createReconnectSession',
    'end_user.email',
    { connection_id: 'ID', integration_id: 'KEY', end_user: { id: 'a', email: '' } },
    'POST /connect/sessions/reconnect',
  ],
  ['updateConnection', 'tags.1a', { tags: { '1a': 'x' } }, 'PATCH /connections/ID?provider_config_key=KEY'],
  ['updateConnection', 'end_user.id', { end_user: { id: '' } }, 'PATCH /connections/ID?provider_config_key=KEY'],
  [
    'updateConnection',
    'webhook_url_override',
    { webhook_url_override: 'ftp://a.example' },
    'PATCH /connections/ID?provider_config_key=KEY',
  ],
  [
    'setMetadata',
    'metadata',
    { connection_id: 'ID', provider_config_key: 'KEY', metadata: { a: 'x'.repeat(70_000) } },
    'POST /connections/metadata',
  ],
  [
    'importConnection',
    'credentials.refresh_token',
    { provider_config_key: 'KEY', credentials: { type: 'OAUTH2', access_token: 'a' } },
    'POST /connections',
  ],
  [
    'importConnection',
    'credentials.config_override.client_id',
    {
      provider_config_key: 'KEY',
      credentials: { type: 'OAUTH2', access_token: 'a', refresh_token: 'b', config_override: { client_id: 'x' } },
    },
    'POST /connections',
  ],
  [
    'createPickerSession',
    'origins',
    { connection_id: 'ID', provider_config_key: 'KEY', origins: ['http://a.example'] },
    'POST /picker/sessions',
  ],
  ['createToken', 'resource', { resource: 'x', provider_config_key: 'KEY' }, 'POST /connections/ID/token'],
  ['createToken', 'provider_config_key', { resource: 'https://a.example' }, 'POST /connections/ID/token'],
];

describe('a refusal names the field as the caller sent it', () => {
  test.each(bodies)('%s: %s', async (...[id, field, body, call]) => {
    const put = (text: string) => text.replaceAll('KEY', made.uniqueKey).replaceAll('ID', known.connectionId);
    const [method, path] = put(call).split(' ');
    const sent: unknown = JSON.parse(put(JSON.stringify(body)));
    const named = await refusedAt(`/api${path}`, { ...(method && { method }), body: sent });
    expect(named).toContain(put(field));
    const nameable = [...waysIn(sent), ...fieldsOf(id)];
    expect(named.filter((one) => one !== '' && !nameable.includes(one))).toEqual([]);
  });
});

test('a merge that grows too large names metadata', async () => {
  const order = { connection_id: known.connectionId, provider_config_key: made.uniqueKey };
  const half = (name: string) => ({ ...order, metadata: { [name]: 'x'.repeat(40_000) } });
  expect((await world.call('/api/connections/metadata', { method: 'PATCH', body: half('a') })).status).toBe(200);
  const named = await refusedAt('/api/connections/metadata', { method: 'PATCH', body: half('b') });
  expect(named).toEqual(['metadata']);
});

test('a second integration with the same key blames that key', async () => {
  const again = { provider: 'one-drive', unique_key: made.uniqueKey };
  expect(await refusedAt('/api/integrations', { body: again })).toEqual(['unique_key']);
  const other = await world.integrate();
  const rename = { method: 'PATCH', body: { unique_key: made.uniqueKey } };
  expect(await refusedAt(`/api/integrations/${other.uniqueKey}`, rename)).toEqual(['unique_key']);
});

test('without credentials an integration is made, says what is missing, and takes them later', async () => {
  const path = '/api/integrations/later?include=credentials';
  const missing = ['credentials.client_id', 'credentials.client_secret'];
  const first = await world.call('/api/integrations', { body: { provider: 'one-drive', unique_key: 'later' } });
  expect(first).toMatchObject({ status: 200, body: { data: { unique_key: 'later', missing } } });
  expect((await world.call(path)).body).toMatchObject({ data: { missing, credentials: null } });
  const renamed = await world.call('/api/integrations/later', { method: 'PATCH', body: { display_name: 'Later' } });
  expect(renamed).toMatchObject({ status: 200, body: { data: { missing } } });
  const imported = {
    provider_config_key: 'later',
    credentials: { type: 'OAUTH2', access_token: 'a', refresh_token: 'b' },
  };
  expect(await world.call('/api/connections', { body: imported })).toMatchObject({
    status: 400,
    body: { error: { message: expect.stringContaining('client') } },
  });
  await world.call('/api/integrations/later', { method: 'PATCH', body: { credentials: app } });
  expect((await world.call(path)).body).toMatchObject({ data: { missing: [], credentials: app } });
});
