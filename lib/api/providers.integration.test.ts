import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { findIntegration } from '#lib/integrations/integrations';
import { World } from '../../scripts/testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

const preset = z.object({
  id: z.string(),
  is_default: z.boolean(),
  scopes: z.array(z.object({ resource: z.string(), title: z.string(), scopes: z.array(z.string()) })),
});
const provider = z.object({
  name: z.string(),
  account_types: z.array(z.string()),
  clouds: z.array(z.string()),
  connection_config: z.record(z.string(), z.unknown()),
  presets: z.array(preset),
});

async function list(search = '') {
  const answer = await world.call(`/api/providers?search=${encodeURIComponent(search)}`, { key: world.key });
  return z.object({ data: z.array(provider) }).parse(answer.body).data;
}

test('every product is listed with what it may ask for, and found by what it is about', async () => {
  const all = await list();
  expect(all.length).toBeGreaterThan(20);
  for (const { presets } of all) expect(presets.filter((one) => one.is_default)).toHaveLength(1);
  expect((await list('crm')).map(({ name }) => name)).toEqual(['microsoft-dataverse']);
  expect((await list('no such product')).length).toBe(0);
});

test('a product says which accounts and clouds it has, and what a connect session names for it', async () => {
  const [dataverse] = await list('dataverse');
  expect(dataverse).toMatchObject({
    account_types: ['single-tenant', 'organizations'],
    connection_config: { environmentUrl: { type: 'string' } },
    presets: [{ scopes: [{ resource: 'graph' }, { resource: 'dataverse', scopes: ['user_impersonation'] }] }],
  });
  const [business] = await list('business central');
  expect(business).toMatchObject({ clouds: ['global', 'sandbox'], connection_config: {} });
});

const create = (provider: string, config: Record<string, unknown> = {}) =>
  world.call('/api/integrations', {
    key: world.key,
    method: 'POST',
    body: {
      provider,
      unique_key: `made-${provider}`,
      credentials: { type: 'OAUTH2', client_id: crypto.randomUUID(), client_secret: 'abc8Q~value' },
      integration_config: config,
    },
  });

test('an integration keeps the environment it was made for', async () => {
  const made = await create('microsoft-dataverse', {
    resource_urls: { dataverse: 'https://contoso.crm4.dynamics.com' },
  });
  expect(made.status).toBe(200);
  const found = await findIntegration('made-microsoft-dataverse');
  expect(found).toMatchObject({
    accountTypes: 'organizations',
    presets: ['act-as-person'],
    resourceUrls: { dataverse: 'https://contoso.crm4.dynamics.com' },
  });
});

test('a product of personal accounts is made for them, and one that a cloud lacks is refused', async () => {
  expect((await create('one-drive-personal')).status).toBe(200);
  expect((await findIntegration('made-one-drive-personal'))?.accountTypes).toBe('personal');
  const refused = await create('microsoft-business-central', { cloud: 'china' });
  expect(refused.status).toBe(400);
  expect(JSON.stringify(refused.body)).toContain('does not exist in the cloud');
});
