import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findCloud, findTenantId } from '#lib/microsoft/clouds';
import { linkRow } from '../../../scripts/testing/rows.ts';
import { type Made, mira, World } from '../../../scripts/testing/world.ts';

let world: World;
let made: Made;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
});
afterAll(() => world.stop());
beforeEach(() => world.calm());

const troubles: [string, Record<string, unknown>][] = [
  ['503', { status: 503 }],
  ['429', { status: 429 }],
  ['a gateway’s page', { status: 502, body: 'html' }],
  ['a page with 404', { status: 404, body: 'html' }],
  ['a page with 200', { status: 200, body: 'html' }],
  ['an answer that breaks off', { body: 'cut' }],
];

test.each(troubles)('%s while the tenant is looked up: passing, the code unspent, the link open', async (_, fault) => {
  const trip = await world.begin(made, { expectedTenant: 'contoso.sandbox' });
  await world.fault({ match: { path: 'discovery' }, times: 5, ...fault });
  await world.finish(trip, { account: mira });
  const row = await linkRow(trip.linkId);
  expect(row).toMatchObject({ consumed_at: null, outcome: { oauthError: 'temporarily_unavailable' } });
  expect(row.outcome).toMatchObject({ code: 'microsoft_error', message: expect.stringMatching(/could not answer/) });
  expect((await world.requests()).token.total).toBe(0);
  await world.calm();
  await world.finish(await world.beginOn(made, trip.linkId), { account: mira });
  expect(await linkRow(trip.linkId)).toMatchObject({ status: 'connected' });
});

test('a tenant that was found and is another one is still told as a wrong account', async () => {
  const trip = await world.begin(made, { expectedTenant: 'fabrikam.sandbox' });
  await world.finish(trip, { account: mira });
  expect(await linkRow(trip.linkId)).toMatchObject({
    outcome: { code: 'wrong_account', expected: 'fabrikam.sandbox' },
  });
});

test('an import leaves the refresh token alone while the app’s tenant cannot be looked up', async () => {
  const own = await world.integrate(
    { accountTypes: 'single-tenant', tenantId: 'fabrikam.sandbox' },
    { account_types: 'single-tenant', tenant_id: 'fabrikam.sandbox' },
  );
  await world.fault({ match: { path: 'discovery' }, times: 5, status: 503 });
  const body = {
    provider_config_key: own.uniqueKey,
    credentials: { type: 'OAUTH2', access_token: 'unused', refresh_token: 'kept' },
  };
  const refused = await world.call('/api/connections', { body });
  expect(refused.status).toBe(400);
  expect(refused.body).toMatchObject({ error: { payload: { reason: { code: 'unreachable' } } } });
  expect((await world.requests()).token.total).toBe(0);
});

test('only a whole id is taken for one, and only Microsoft says that there is no such tenant', async () => {
  const cloud = findCloud('sandbox');
  const tid = '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01';
  expect(await findTenantId(cloud, tid.toUpperCase())).toBe(tid);
  expect(await findTenantId(cloud, 'contoso.sandbox')).toBe(tid);
  expect(await findTenantId(cloud, `${tid}.contoso.example`)).toBeUndefined();
  expect(await findTenantId(cloud, `x${tid}`)).toBeUndefined();
  await world.fault({ match: { path: 'discovery' }, status: 503 });
  await expect(findTenantId(cloud, 'contoso.sandbox')).rejects.toMatchObject({ code: 'unreachable' });
});
