import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { endWaiting, rowOf } from '../../../scripts/testing/rows.ts';
import { graph, type Known, type Made, mira, sam, World } from '../../../scripts/testing/world.ts';

const powerBi = 'https://analysis.windows.net/powerbi/api';
const exchange = 'https://outlook.office.com';
const dataverse = 'https://contoso.crm.dynamics.com';

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());
beforeEach(() => world.calm());

const work = { accountTypes: 'organizations' };

const minted = z.object({ access_token: z.string(), scope: z.string(), expires_in: z.number() });
const told = z.object({ error: z.object({ code: z.string(), payload: z.unknown().optional() }) });
const requests = async () => (await world.requests()).token.byResource;

describe('several resources in one grant', () => {
  let made: Made;
  let known: Known;

  beforeAll(async () => {
    made = await world.integrate({
      ...work,
      provider: 'microsoft-power-bi',
      presets: ['reports-read'],
      scopes: ['Files.Read'],
    });
    known = await world.connect(made);
  });

  test('are consented to together', async () => {
    const scope = new URL((await world.begin(made)).url).searchParams.get('scope')?.split(' ');
    expect(scope).toEqual(expect.arrayContaining(['Files.Read', `${powerBi}/Report.Read.All`]));
  });

  test('a token is minted when somebody asks, once, and kept while it lives', async () => {
    const first = await world.token(known, powerBi);
    const token = minted.parse(first.body);
    expect(decodeJwt(token.access_token).aud).toBe(powerBi);
    expect(token.scope).toContain('Report.Read.All');
    const again = minted.parse((await world.token(known, `${powerBi}/`)).body);
    expect(again.access_token).toBe(token.access_token);
    expect(await requests()).toEqual({ [powerBi]: 1 });
  });

  test('a hundred at once ask once', async () => {
    await world.sql(`update connection_token set expires_at = now() - interval '1 minute' where resource = $1`, [
      powerBi,
    ]);
    const answers = await Promise.all(Array.from({ length: 100 }, () => world.token(known, powerBi)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await requests()).toEqual({ [powerBi]: 1 });
  });

  test('one that refuses leaves Graph alone, says why, and is tried again', async () => {
    await world.sql(`update connection_token set expires_at = now() - interval '1 minute' where resource = $1`, [
      powerBi,
    ]);
    await world.fault({ match: { path: 'token' }, error: 'invalid_grant', code: 65001, suberror: 'consent_required' });
    const refused = await world.token(known, powerBi);
    expect([refused.status, told.parse(refused.body).error.code]).toEqual([424, 'invalid_credentials']);
    expect(refused.text).toContain('AADSTS65001');
    expect((await rowOf(known.id)).status).toBe('healthy');
    expect((await world.vend(known, { force: true })).status).toBe(200);
    await endWaiting(known.id);
    expect((await world.token(known, powerBi)).status).toBe(200);
  });

  test('a code that names the grant closes the connection', async () => {
    const other = await world.connect(made);
    await world.fault({ match: { path: 'token' }, error: 'invalid_grant', code: 50173 });
    expect((await world.token(other, powerBi)).status).toBe(424);
    expect((await rowOf(other.id)).status).toBe('needs_reauthorization');
  });

  test('a resource nobody asked for is none of this connection', async () => {
    const refused = await world.token(known, 'https://vault.azure.net');
    expect([refused.status, told.parse(refused.body).error.code]).toEqual([400, 'unknown_resource']);
    expect(await requests()).toEqual({});
  });
});

test('a resource that the integration asks for since then needs consent, and a reauthorization brings it', async () => {
  const made = await world.integrate({ provider: 'microsoft', presets: [], scopes: ['User.Read'] });
  const known = await world.connect(made);
  await world.sql('update integration set scopes = $2 where id = $1', [
    made.id,
    ['User.Read', 'https://vault.azure.net/user_impersonation'],
  ]);
  const refused = await world.token(known, 'https://vault.azure.net');
  expect([refused.status, refused.text]).toEqual([424, expect.stringContaining('AADSTS65001')]);
  const { token } = z.object({ data: z.object({ token: z.string() }) }).parse(
    (
      await world.call('/api/connect/sessions/reconnect', {
        body: { connection_id: known.connectionId, integration_id: made.uniqueKey },
      })
    ).body,
  ).data;
  await world.finish(await world.beginOn(made, await world.linkOf(token)), { account: mira });
  expect((await world.token(known, 'https://vault.azure.net')).status).toBe(200);
});

describe('an address that differs per customer', () => {
  let made: Made;
  const environment = (environmentUrl: string) => ({ connection_config: { environmentUrl } });

  beforeAll(async () => {
    made = await world.integrate({ ...work, provider: 'microsoft-dataverse', presets: ['act-as-person'] });
  });

  test('is refused when nobody has given it', async () => {
    const refused = await world.call('/api/connect/sessions', { body: { allowed_integrations: [made.uniqueKey] } });
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('environment URL')]);
  });

  test('comes with the link, and stays with the connection', async () => {
    const configDefaults = { [made.uniqueKey]: environment(`${dataverse}/`) };
    const known = await world.connect(made, mira, { configDefaults });
    const { access_token } = minted.parse((await world.token(known, dataverse)).body);
    expect(decodeJwt(access_token).aud).toBe(dataverse);
    expect((await world.token(known, 'https://fabrikam.crm.dynamics.com')).status).toBe(400);
  });

  test.each(['https://vault.azure.net', 'https://evil.example', 'javascript:alert(1)'])(
    'is refused when it is %s, where the same permission names another API or none',
    async (url) => {
      const body = {
        allowed_integrations: [made.uniqueKey],
        integrations_config_defaults: { [made.uniqueKey]: environment(url) },
      };
      const refused = await world.call('/api/connect/sessions', { body });
      expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('Dataverse environment')]);
    },
  );

  test('or from the integration', async () => {
    const resourceUrls = { dataverse };
    const own = await world.integrate({
      ...work,
      provider: 'microsoft-dataverse',
      presets: ['act-as-person'],
      resourceUrls,
    });
    const known = await world.connect(own);
    expect((await world.token(known, dataverse)).status).toBe(200);
  });
});

test('a personal account has tokens for the mail protocols, scope by scope', async () => {
  const changes = { provider: 'exchange-online', presets: ['imap'], accountTypes: 'organizations-and-personal' };
  const made = await world.integrate(changes);
  const known = await world.connect(made, sam);
  const { scope } = minted.parse((await world.token(known, exchange)).body);
  expect(scope).toContain('IMAP.AccessAsUser.All');
  expect((await world.token(known, graph)).status).toBe(200);
});

test('a guest is connected to the tenant whose id is set', async () => {
  const contoso = '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01';
  const guest = 'noor@northwind.sandbox';
  const made = await world.integrate({
    accountTypes: 'organizations',
    tenantId: contoso,
    presets: [],
    scopes: ['User.Read'],
  });
  const known = await world.connect(made, guest);
  const row = await rowOf(known.id);
  expect([row.tid, row.account_kind]).toEqual([contoso, 'work']);
  expect(row.home_account_id).toMatch(/\.c3d91e57-2b48-4a6f-b1d0-64e8f2a7bc03$/);
  expect((await world.vend(known, { force: true })).status).toBe(200);
  const home = await world.integrate({ accountTypes: 'organizations', presets: [], scopes: ['User.Read'] });
  const atHome = await world.connect(home, guest);
  expect((await rowOf(atHome.id)).tid).toBe('c3d91e57-2b48-4a6f-b1d0-64e8f2a7bc03');
});
