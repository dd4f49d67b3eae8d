import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { findIntegration, findIntegrationById } from '#lib/integrations/integrations';
import { readRegistration } from '#lib/integrations/registration';
import { versionOf } from '#lib/version';
import { jar } from '../../../scripts/testing/browser-jar.ts';
import { tenMinutesPass } from '../../../scripts/testing/operators.ts';
import { addEveryRole, become, form, password } from '../../../scripts/testing/signed-in.ts';
import { World } from '../../../scripts/testing/world.ts';
import { saveOrigins } from './[uniqueKey]/embed/actions.ts';
import {
  createSandboxIntegration,
  removeIntegration,
  saveAccess,
  saveNewIntegration,
  saveSecret,
  saveSettings,
  trySandbox,
} from './actions.ts';
import { accessValues, settingsValues } from './form-values.ts';

vi.mock('next/headers', async () => (await import('../../../scripts/testing/browser-jar.ts')).nextHeaders);
vi.mock('next/cache', async () => (await import('../../../scripts/testing/browser-jar.ts')).nextCache);

const secret = 'abc8Q~a-secret-nobody-may-read';
let world: World;

beforeAll(async () => {
  world = await World.start();
  await addEveryRole();
});
afterAll(() => world.stop());
beforeEach(() => jar.clear());

let number = 0;
function filledIn(changes: Record<string, string | string[]> = {}): Record<string, string | string[]> {
  number += 1;
  return {
    provider: 'one-drive',
    presets: ['files-read'],
    otherScopes: '',
    accountTypes: 'organizations',
    cloud: 'global',
    tenantId: '',
    clientId: '7f0fd7f4-3b3c-4b42-8f3e-6d0c0d3a9f11',
    clientSecret: secret,
    secretExpiresAt: '',
    displayName: 'Files',
    uniqueKey: `files ${number}`,
    ...changes,
  };
}

/** The URL that an action redirects the browser to. */
async function destination(action: Promise<unknown>): Promise<string> {
  const error = await action.catch((thrown: unknown) => thrown);
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : '';
  return digest.split(';')[2] ?? '';
}

async function made(changes: Record<string, string | string[]> = {}) {
  const fields = filledIn(changes);
  await destination(saveNewIntegration({}, form(fields)));
  const integration = await findIntegration(String(fields.uniqueKey));
  if (!integration) throw new Error('nothing was made');
  return integration;
}

const nobody = '00000000-0000-4000-8000-000000000000';
const table = [
  { name: 'saveNewIntegration', call: () => saveNewIntegration({}, form({})) },
  { name: 'saveAccess', call: () => saveAccess({}, form({ id: nobody, scopes: 'Mail.Read' })) },
  { name: 'saveSecret', call: () => saveSecret({}, form({ id: nobody, clientSecret: secret })) },
  { name: 'saveSettings', call: () => saveSettings({}, form({ ...filledIn(), id: nobody })) },
  { name: 'removeIntegration', call: () => removeIntegration({}, form({ id: nobody, confirm: '' })) },
];
const cases = table.flatMap((action) =>
  ['stranger', 'viewer', 'admin', 'owner'].map((caller) => ({ ...action, caller })),
);

describe('who may call what', () => {
  test.each(cases)('$name as $caller', async ({ call, caller }) => {
    await become(caller);
    if (caller === 'admin' || caller === 'owner') return expect(await call()).toBeTypeOf('object');
    const digest = caller === 'stranger' ? expect.stringContaining('/sign-in') : 'NEXT_HTTP_ERROR_FALLBACK;403';
    await expect(call()).rejects.toMatchObject({ digest });
  });

  test.each(['stranger', 'viewer'])('createSandboxIntegration as %s', async (caller) => {
    await become(caller);
    await expect(createSandboxIntegration({}, form({}))).rejects.toHaveProperty('digest');
    await expect(trySandbox({}, form({}))).rejects.toHaveProperty('digest');
    expect(await findIntegration('one-drive-sandbox')).toBeUndefined();
  });
});

describe('an admin', () => {
  beforeEach(() => become('admin'));

  test('makes an integration and arrives at its page', async () => {
    const fields = filledIn({ scopes: ['Mail.Read', 'User.Read.All'], otherScopes: 'Chat.Read' });
    const path = await destination(saveNewIntegration({}, form(fields)));
    expect(path).toBe(`/integrations/${encodeURIComponent(String(fields.uniqueKey))}?notice=created`);
    expect(await findIntegration(String(fields.uniqueKey))).toMatchObject({
      presets: ['files-read'],
      scopes: ['Mail.Read', 'User.Read.All', 'Chat.Read'],
    });
  });

  test.each([{ accountTypes: '' }, { accountTypes: 'anybody' }])(
    'who may connect is said, or nothing is stored: %j',
    async (change) => {
      const { id, uniqueKey } = await made({ accountTypes: 'single-tenant', tenantId: nobody });
      const errors = { accountTypes: ['Choose which accounts may connect.'] };
      expect(await saveSettings({}, form(filledIn({ id, uniqueKey, ...change })))).toMatchObject({ errors });
      const { tenantId: _, ...noTenant } = filledIn({ id, uniqueKey, accountTypes: 'single-tenant' });
      expect(await saveSettings({}, form(noTenant))).toMatchObject({ errors: { tenantId: [expect.any(String)] } });
      expect(await findIntegration(uniqueKey)).toMatchObject({ accountTypes: 'single-tenant', tenantId: nobody });
      const other = filledIn(change);
      expect(await saveNewIntegration({}, form(other))).toMatchObject({ errors });
      expect(await findIntegration(String(other.uniqueKey))).toBeUndefined();
    },
  );

  test('gets back what was typed, but not the secret', async () => {
    const { uniqueKey } = await made();
    const wrong = await saveNewIntegration({}, form(filledIn({ clientId: 'nonsense', displayName: 'Kept' })));
    expect(wrong).toMatchObject({ errors: { clientId: [expect.any(String)] }, values: { displayName: 'Kept' } });
    const twice = await saveNewIntegration({}, form(filledIn({ uniqueKey })));
    expect(twice).toMatchObject({ errors: { uniqueKey: [expect.any(String)] }, values: { uniqueKey } });
    expect(JSON.stringify([wrong, twice])).not.toContain(secret);
  });

  test('changes what is asked', async () => {
    const { id } = await made();
    const state = await saveAccess({}, form({ id, presets: ['files-write'], scopes: ['Mail.Read'], otherScopes: '' }));
    expect(state).toHaveProperty('message');
    expect(await findIntegrationById(id)).toMatchObject({ presets: ['files-write'], scopes: ['Mail.Read'] });
    const nothing = await saveAccess({}, form({ id, otherScopes: '' }));
    expect(nothing).toMatchObject({ errors: { presets: [expect.any(String)] } });
  });

  test('keeps the environment of a product that needs one, and changes it with the access', async () => {
    const dataverse = { provider: 'microsoft-dataverse', presets: ['act-as-person'] };
    const { id } = await made({ ...dataverse, 'resourceUrls.dataverse': 'contoso.crm4.dynamics.com' });
    const kept = async () => (await findIntegrationById(id))?.resourceUrls;
    expect(await kept()).toEqual({ dataverse: 'https://contoso.crm4.dynamics.com' });
    const access = { id, presets: ['act-as-person'], otherScopes: '' };
    await saveAccess({}, form(access));
    expect(await kept()).toEqual({ dataverse: 'https://contoso.crm4.dynamics.com' });
    const refused = await saveAccess({}, form({ ...access, 'resourceUrls.dataverse': 'https://contoso.example.org' }));
    expect(refused).toMatchObject({
      errors: { resourceUrls: [expect.stringContaining('no address of Dataverse')] },
      values: { resourceUrls: { dataverse: 'https://contoso.example.org' } },
    });
    await saveAccess({}, form({ ...access, 'resourceUrls.dataverse': '' }));
    expect(await kept()).toEqual({});
  });

  test('is told which accounts and clouds do not fit what is asked', async () => {
    const china = await saveNewIntegration({}, form(filledIn({ cloud: 'china', accountTypes: 'personal' })));
    expect(china).toMatchObject({ errors: { accountTypes: [expect.stringContaining('has no personal accounts')] } });
    const central = { provider: 'microsoft-business-central', presets: ['act-as-person'], cloud: 'us-gov' };
    const absent = await saveNewIntegration({}, form(filledIn(central)));
    expect(absent).toMatchObject({ errors: { presets: [expect.stringContaining('does not exist in the cloud')] } });
    const { id } = await made({ presets: ['file-picker'] });
    const personal = await saveSettings({}, form(filledIn({ id, accountTypes: 'personal' })));
    expect(personal).toMatchObject({
      errors: { presets: [expect.stringContaining('which has no personal accounts')] },
    });
  });

  test('replaces the secret', async () => {
    const { id } = await made();
    const refused = await saveSecret({}, form({ id, clientSecret: nobody, secretExpiresAt: '' }));
    expect(refused).toMatchObject({ errors: { clientSecret: [expect.stringContaining('Secret ID')] } });
    const taken = await saveSecret(
      {},
      form({ id, clientSecret: 'new8Q~value', secretExpiresAt: '2099-01-31', replace: 'on' }),
    );
    expect(taken).toHaveProperty('message');
    expect((await readRegistration(id)).credentials).toMatchObject([{ secret: 'new8Q~value' }]);
    expect((await findIntegrationById(id))?.secret?.expiresAt).toEqual(new Date('2099-01-31'));
  });

  test('is asked who they are again, ten minutes after they said so, before a secret or the settings change', async () => {
    const { id, uniqueKey } = await made();
    const stored = async () => {
      const [registration, integration] = [await readRegistration(id), await findIntegrationById(id)];
      return [registration.credentials, integration?.displayName, integration?.uniqueKey];
    };
    const before = await stored();
    const attempts: { change: Record<string, string | string[]>; save: (fields: FormData) => Promise<object> }[] = [
      { change: { clientSecret: 'new8Q~value' }, save: (fields) => saveSecret({}, fields) },
      { change: { clientSecret: 'new8Q~value', replace: 'on' }, save: (fields) => saveSecret({}, fields) },
      { change: { ...filledIn({ uniqueKey, displayName: 'Other' }) }, save: (fields) => saveSettings({}, fields) },
    ];
    for (const { change, save } of attempts) {
      await tenMinutesPass();
      const asked = await save(form({ id, secretExpiresAt: '', ...change }));
      expect(asked).toMatchObject({ confirm: { password: true } });
      expect(JSON.stringify(asked)).not.toContain('new8Q~value');
      const wrong = await save(form({ id, secretExpiresAt: '', ...change, confirmPassword: 'not the password' }));
      expect(wrong).toMatchObject({ confirm: { error: expect.any(String) } });
      expect(await stored()).toEqual(before);
    }
    const settings = form({ id, ...filledIn({ uniqueKey, displayName: 'Other' }), confirmPassword: password });
    expect(await destination(saveSettings({}, settings))).toContain('notice=saved');
    // That counts for the next ten minutes.
    const taken = await saveSecret({}, form({ id, clientSecret: 'new8Q~value', secretExpiresAt: '', replace: 'on' }));
    expect(taken).toHaveProperty('message');
    expect((await readRegistration(id)).credentials).toMatchObject([{ secret: 'new8Q~value' }]);
    expect(await findIntegrationById(id)).toMatchObject({ displayName: 'Other' });
  });

  test('renames it, and follows to the new address', async () => {
    const { id } = await made();
    const path = await destination(
      saveSettings({}, form(filledIn({ id, uniqueKey: 'renamed~1', displayName: 'New' }))),
    );
    expect(path).toBe('/integrations/renamed~1?tab=settings&notice=saved');
    expect(await findIntegrationById(id)).toMatchObject({ uniqueKey: 'renamed~1', displayName: 'New' });
    const misfit = await saveSettings({}, form(filledIn({ id, accountTypes: 'single-tenant' })));
    expect(misfit).toMatchObject({ errors: { tenantId: [expect.any(String)] } });
  });

  test('deletes it only after typing its key', async () => {
    const { id, uniqueKey } = await made();
    const refused = await removeIntegration({}, form({ id, confirm: 'something else' }));
    expect(refused).toMatchObject({ errors: { confirm: [expect.stringContaining(uniqueKey)] } });
    expect(await destination(removeIntegration({}, form({ id, confirm: uniqueKey })))).toBe(
      '/integrations?notice=deleted',
    );
    expect(await findIntegrationById(id)).toBeUndefined();
  });

  test('uses the sandbox app, as often as wanted', async () => {
    const first = await destination(createSandboxIntegration({}, form({})));
    const second = await destination(createSandboxIntegration({}, form({})));
    expect([first, second]).toEqual([
      '/integrations/one-drive-sandbox?notice=created',
      '/integrations/one-drive-sandbox-2?notice=created',
    ]);
    const integration = await findIntegration('one-drive-sandbox');
    expect(integration).toMatchObject({ cloud: 'sandbox', displayName: 'OneDrive (sandbox)' });
    expect(integration?.homeTenantId).toBeTruthy();
    expect((await readRegistration(integration?.id ?? '')).requested.graph).toContain('Sites.Read.All');
  });

  test('uses the app of a national cloud of the sandbox where nothing was pasted', async () => {
    const fields = filledIn({ cloud: 'sandbox-us-gov', clientId: '', clientSecret: '' });
    await destination(saveNewIntegration({}, form(fields)));
    const integration = await findIntegration(String(fields.uniqueKey));
    expect(integration).toMatchObject({ cloud: 'sandbox-us-gov', homeTenantId: expect.stringMatching(/^6c1f5e2a-/) });
    expect((await readRegistration(integration?.id ?? '')).credentials).toHaveLength(1);
  });

  test('waits for a certificate instead of a secret', async () => {
    const fields = filledIn({ uniqueKey: 'certified', clientSecret: '', noSecret: 'on' });
    const place = await destination(saveNewIntegration({}, form(fields)));
    expect(place).toBe('/integrations/certified?tab=credentials');
    expect(await findIntegration('certified')).toMatchObject({ secret: null });
  });

  test('hears in a sentence that the sandbox does not answer', async () => {
    const mine = globalThis.latchkeyEnv;
    if (!mine) throw new Error('no env');
    globalThis.latchkeyEnv = { ...mine, sandboxLoginUrl: 'http://127.0.0.1:1' };
    const state = await createSandboxIntegration({}, form({}));
    globalThis.latchkeyEnv = mine;
    expect(state.error).toContain('did not answer');
  });
});

test('the pages that may embed an integration are changed by an admin, and what is no origin stays typed', async () => {
  await become('admin');
  const { id, uniqueKey } = await made();
  const typed = 'https://app.example.com/\n\nhttp://localhost:5173';
  expect(await saveOrigins({}, form({ id, origins: typed }))).toHaveProperty('message');
  const allowed = ['https://app.example.com', 'http://localhost:5173'];
  expect((await findIntegration(uniqueKey))?.allowedOrigins).toEqual(allowed);
  const wrong = 'https://app.example.com\nhttps://*.example.com';
  const refused = await saveOrigins({}, form({ id, origins: wrong }));
  expect(refused).toMatchObject({ values: wrong, errors: { allowedOrigins: [expect.stringContaining('no origin')] } });
  const insecure = await saveOrigins({}, form({ id, origins: 'http://app.example.com' }));
  expect(insecure.errors?.allowedOrigins).toEqual([expect.stringContaining('must be https: https://app.example.com')]);
  expect((await findIntegration(uniqueKey))?.allowedOrigins).toEqual(allowed);
  await become('viewer');
  await expect(saveOrigins({}, form({ id, origins: '' }))).rejects.toThrow();
  expect((await findIntegration(uniqueKey))?.allowedOrigins).toEqual(allowed);
});

test('what was changed in another tab is not overwritten unseen, and can be replaced by sending again', async () => {
  await become('admin');
  const { id, uniqueKey } = await made();
  const integration = await findIntegrationById(id);
  if (!integration) throw new Error('it is gone');
  const [origins, more] = ['https://one.example.com', 'https://two.example.com'];
  const forms = {
    access: {
      save: saveAccess,
      seen: accessValues(integration),
      fields: { presets: ['files-write'], otherScopes: '' },
    },
    origins: { save: saveOrigins, seen: integration.allowedOrigins, fields: { origins } },
  };
  for (const { save, seen, fields } of Object.values(forms)) {
    const opened = { id, ...fields, version: versionOf(seen) };
    const saved = await save({}, form(opened));
    expect(saved).toMatchObject({ message: expect.stringContaining('Saved') });
    const refused = await save({}, form(opened));
    expect(refused).toMatchObject({ error: expect.stringContaining('another tab'), version: saved.version });
  }
  const late = { id, origins: more, version: versionOf([]) };
  const { version = '' } = await saveOrigins({}, form(late));
  expect((await findIntegration(uniqueKey))?.allowedOrigins).toEqual([origins]);
  await saveOrigins({}, form({ ...late, version }));
  expect((await findIntegration(uniqueKey))?.allowedOrigins).toEqual([more]);
  const settings = { ...filledIn({ id, uniqueKey }), version: versionOf({ displayName: 'Another' }) };
  expect(await saveSettings({}, form(settings))).toMatchObject({ error: expect.stringContaining('another tab') });
  const shown = { ...settings, version: versionOf(settingsValues(integration)) };
  expect(await destination(saveSettings({}, form(shown)))).toContain('notice=saved');
});
