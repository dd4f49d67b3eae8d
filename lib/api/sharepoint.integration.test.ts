import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fullConnection } from '#lib/api/schemas';
import { endTokens } from '../../scripts/testing/rows.ts';
import { type Known, type Made, mira, sam, World } from '../../scripts/testing/world.ts';

const nils = 'nils@contoso.sandbox';

let world: World;
let made: Made;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.calm();
  await world.bench.tenantSharePoint('contoso.sandbox', { name: null, geos: [], root_site: null });
});

/** What each of the three endpoints says about SharePoint. */
async function sharePointOf(known: Known) {
  const health = await world.call(
    `/api/connections/${known.connectionId}/health?provider_config_key=${known.uniqueKey}`,
  );
  const list = await world.call(`/api/connections?connectionId=${known.connectionId}`);
  const one = await world.vend(known);
  fullConnection.parse(one.body);
  const [listed] = Array.isArray(list.body.connections) ? list.body.connections : [];
  expect(health.body.sharepoint).toEqual(one.body.sharepoint);
  expect(listed).toMatchObject({ sharepoint: one.body.sharepoint, errors: one.body.errors });
  return one.body;
}

test('both hosts are named, with their states, and nothing is missing', async () => {
  const known = await world.connect(made, mira);
  expect(await sharePointOf(known)).toMatchObject({
    errors: [],
    sharepoint: {
      hosts: [
        { resource: world.root, kind: 'root', status: 'live', failure: null },
        { resource: world.bench.sharePoint('contoso-my'), kind: 'onedrive', status: 'missing', failure: null },
      ],
      missing: null,
      onedrive_missing: null,
    },
  });
});

test('a permission that was not asked for is named, and is no error', async () => {
  const narrow = await world.integrate({ presets: ['one-drive-only-read'] });
  const known = await world.connect(narrow, mira);
  expect(await sharePointOf(known)).toMatchObject({
    errors: [],
    sharepoint: { missing: { code: 'scope_not_asked', scopes: ['Sites.Read.All'], fix_by: 'operator' } },
  });
});

test('a personal account has no SharePoint, and that is no error', async () => {
  const known = await world.connect(made, sam);
  const body = await sharePointOf(known);
  expect(body).toMatchObject({ errors: [], sharepoint: { hosts: [], missing: { code: 'personal_account' } } });
});

test('hosts that Graph does not tell: the reason on the connection and in `errors`, and when it is asked again', async () => {
  await world.bench.tenantSharePoint('contoso.sandbox', { root_site: 403 });
  const known = await world.connect(made, nils);
  const missing = {
    code: 'root_site_forbidden',
    message: expect.stringContaining('403'),
    retry_at: expect.any(String),
  };
  expect(await sharePointOf(known)).toMatchObject({
    status: 'healthy',
    errors: [{ type: 'auth', log_id: 'root_site_forbidden', message: expect.any(String) }],
    sharepoint: { hosts: [], missing, onedrive_missing: { code: 'no_onedrive' } },
  });
});

test('no OneDrive: said beside a root host that is there', async () => {
  const known = await world.connect(made, nils);
  expect(await sharePointOf(known)).toMatchObject({
    errors: [],
    sharepoint: { hosts: [{ kind: 'root' }], missing: null, onedrive_missing: { code: 'no_onedrive' } },
  });
});

test('a host that Entra refuses: its code and ids, also where a token is asked for', async () => {
  const known = await world.connect(made, mira);
  await endTokens(known.id);
  const fault = { error: 'invalid_grant', code: 65001, suberror: 'consent_required' };
  await world.fault({ match: { path: 'token', resource: 'sharepoint' }, times: 5, ...fault });
  await world.vend(known);
  const missing = { code: 'AADSTS65001', trace_id: expect.any(String), fix_by: 'user' };
  expect(await sharePointOf(known)).toMatchObject({ errors: [{ log_id: 'AADSTS65001' }], sharepoint: { missing } });
  const refused = await world.token(known, world.root);
  expect(refused.status).toBe(424);
  const reason = { status: 'token_unavailable', code: 'AADSTS65001' };
  expect(refused.body).toMatchObject({ error: { payload: { reason, sharepoint: { missing } } } });
});

test('a resource that is refused says how the connection stands with SharePoint', async () => {
  const known = await world.connect(made, mira);
  const refused = await world.token(known, world.bench.sharePoint('cont0so'));
  expect(refused.body).toMatchObject({
    error: {
      code: 'unknown_resource',
      payload: { reason: { code: 'AADSTS500011' }, sharepoint: { hosts: [{ resource: world.root }, {}] } },
    },
  });
});

test('no token is in what is told of hosts', async () => {
  const known = await world.connect(made, mira);
  await world.token(known, world.bench.sharePoint('contoso-my'));
  const body = await sharePointOf(known);
  expect(JSON.stringify(body.sharepoint)).not.toContain('eyJ');
});
