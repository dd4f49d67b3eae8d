import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { createIntegration } from '#lib/integrations/integrations';
import { newIntegrationSchema } from '#lib/integrations/schema';
import { findLink, listLinks } from '#lib/links/links';
import { jar } from '../../../scripts/testing/browser-jar.ts';
import { testDatabase } from '../../../scripts/testing/database.ts';
import { addEveryRole, become, form } from '../../../scripts/testing/signed-in.ts';
import {
  copyLink,
  copyMessage,
  createAdminLink,
  createConnectLink,
  createFirstLink,
  readProgress,
  revokeConnectLink,
} from './actions.ts';

vi.mock('next/headers', async () => (await import('../../../scripts/testing/browser-jar.ts')).nextHeaders);
vi.mock('next/cache', async () => (await import('../../../scripts/testing/browser-jar.ts')).nextCache);

const nobody = '00000000-0000-4000-8000-000000000000';
let close: () => Promise<void>;

beforeAll(async () => {
  ({ close } = await testDatabase());
  await addEveryRole();
  const integration = newIntegrationSchema.parse({
    uniqueKey: 'drive',
    displayName: 'OneDrive',
    provider: 'one-drive',
    accountTypes: 'organizations',
    clientId: '6f1b4a0e-5f0c-4a53-9d0c-0a6a3c1f7d11',
    clientSecret: 'abc8Q~not-a-secret-of-anyone',
    presets: ['files-read'],
  });
  await createIntegration(integration, 'console');
});
afterAll(() => close());
beforeEach(() => jar.clear());

const onlyErrors = ({ errors }: { errors?: object }) => ({ ...(errors && { error: errors }) });

/** The fields that limit who may connect, left empty as a browser sends them. */
const forAnybody = { expectedTenant: '', expectedEmail: '', endUserEmail: '', onlyEndUser: 'no' };

const table = [
  { name: 'createConnectLink', call: () => createConnectLink({}, form({ ...forAnybody, integrations: 'nowhere' })) },
  {
    name: 'createAdminLink',
    call: () => createAdminLink({}, form({ integration: 'nowhere', tenant: '' })).then(onlyErrors),
  },
  { name: 'createFirstLink', call: () => createFirstLink(form({ integration: 'nowhere' })) },
  { name: 'copyLink', call: () => copyLink(form({ id: nobody })) },
  { name: 'copyMessage', call: () => copyMessage(form({ id: nobody })) },
  { name: 'readProgress', call: () => readProgress(form({ id: nobody })) },
  { name: 'revokeConnectLink', call: () => revokeConnectLink(form({ id: nobody })) },
];
const cases = table.flatMap((action) => ['stranger', 'viewer', 'admin'].map((caller) => ({ ...action, caller })));

describe('who may call what', () => {
  test.each(cases)('$name as $caller', async ({ call, caller }) => {
    await become(caller);
    if (caller === 'admin') return expect(await call()).toHaveProperty('error');
    const digest = caller === 'stranger' ? expect.stringContaining('/sign-in') : 'NEXT_HTTP_ERROR_FALLBACK;403';
    await expect(call()).rejects.toMatchObject({ digest });
  });
});

describe('what they do', () => {
  test('an admin makes a link, copies it with an audit row and revokes it', async () => {
    await become('admin');
    const { made } = await createConnectLink(
      {},
      form({ ...forAnybody, integrations: 'drive', endUserId: 'u1', life: '300' }),
    );
    if (!made) throw new Error('not made');
    expect(made.url).toMatch(/\/connect\/[A-Za-z0-9_-]{43}$/);
    expect(await copyLink(form({ id: made.id }))).toEqual({ url: made.url });
    expect(await revokeConnectLink(form({ id: made.id }))).toEqual({});
    expect(await revokeConnectLink(form({ id: made.id }))).toHaveProperty('error');
    expect(await findLink(made.id)).toMatchObject({ state: 'revoked', endUser: { id: 'u1' } });
    const rows = await listAudit({ limit: 10, subject: `link:${made.id}` });
    expect(rows.map(({ action, actor }) => `${action} ${actor}`)).toEqual([
      'link.revoked operator:admin@example.com',
      'link.copied operator:admin@example.com',
      'link.created operator:admin@example.com',
    ]);
  });

  test('an admin makes an admin-consent link with a message and Microsoft’s own address', async () => {
    await become('admin');
    const order = { integration: 'drive', tenant: 'Contoso.com', presets: 'files-read', language: 'de' };
    const { made } = await createAdminLink({}, form(order));
    if (!made) throw new Error('not made');
    expect(made.url).toMatch(/\/connect\/[A-Za-z0-9_-]{43}$/);
    expect(made.messages).toMatchObject({ language: 'de' });
    expect(made.messages.texts.en.body).toContain('- Files.Read.All: ');
    expect(made.messages.texts.de.body).toContain('Verlangt werden diese Berechtigungen');
    expect(made.plainUrl).toBe(
      'https://login.microsoftonline.com/contoso.com/adminconsent?client_id=6f1b4a0e-5f0c-4a53-9d0c-0a6a3c1f7d11',
    );
    const expected = { kind: 'admin_consent', parentId: null, expectedTenant: 'contoso.com', presets: ['files-read'] };
    expect(await findLink(made.id)).toMatchObject({ ...expected, language: 'de', state: 'open' });
    expect((await listLinks()).links.map(({ id }) => id)).toContain(made.id);
    expect(await listAudit({ limit: 10, subject: `link:${made.id}` })).toMatchObject([{ action: 'link.created' }]);
    expect(await createAdminLink({}, form({ ...order, tenant: 'x y' }))).toMatchObject({
      errors: { tenant: expect.any(String) },
      values: { integration: 'drive', tenant: 'x y' },
    });
  });

  test('the message speaks the link’s language, and knows its person, account and end', async () => {
    await become('admin');
    const sent = { ...forAnybody, integrations: 'drive', endUserEmail: 'pia@contoso.example', endUserName: 'Pia' };
    const { made } = await createConnectLink({}, form({ ...sent, onlyEndUser: 'yes', language: 'de' }));
    if (!made) throw new Error('not made');
    expect(made).toMatchObject({
      title: 'Pia',
      account: 'pia@contoso.example',
      messages: { to: 'pia@contoso.example' },
    });
    expect(made.warnings.join(' ')).toMatch(/on this machine only.*OneDrive is not verified yet/);
    const copied = await copyMessage(form({ id: made.id }));
    const text = 'text' in copied ? copied.text : '';
    expect(text).toContain('Melden Sie sich bei Microsoft als pia@contoso.example an');
    expect(text).toContain(made.url);
    expect(text).toMatch(/gültig bis .* \d{2}:\d{2} UTC/);
  });

  test('what does not fit comes back with what was typed, and makes nothing', async () => {
    await become('admin');
    const before = (await listLinks()).links.length;
    const state = await createConnectLink(
      {},
      form({ ...forAnybody, integrations: 'drive', endUserId: 'u1', expectedTenant: 'x y' }),
    );
    expect(state).toMatchObject({ errors: { expectedTenant: expect.any(String) }, values: { endUserId: 'u1' } });
    expect(await createConnectLink({}, form({ ...forAnybody, life: '300' }))).toMatchObject({
      errors: { integrations: expect.any(String) },
    });
    expect((await listLinks()).links.length).toBe(before);
  });

  test('a form without the fields that limit who may connect makes nothing', async () => {
    await become('admin');
    const before = (await listLinks()).links.length;
    for (const name of Object.keys(forAnybody)) {
      const sent = form({ ...forAnybody, integrations: 'drive' });
      sent.delete(name);
      expect(await createConnectLink({}, sent)).toMatchObject({ errors: { [name]: expect.any(String) } });
    }
    expect(await createAdminLink({}, form({ integration: 'drive' }))).toMatchObject({
      errors: { tenant: expect.any(String) },
    });
    expect((await listLinks()).links.length).toBe(before);
  });

  test('with an e-mail and the box as the form shows it, only that account may connect', async () => {
    await become('admin');
    const sent = {
      ...forAnybody,
      integrations: 'drive',
      endUserEmail: 'Adele@contoso.com',
      onlyEndUser: ['no', 'yes'],
    };
    const { made } = await createConnectLink({}, form(sent));
    if (!made) throw new Error('not made');
    expect(await findLink(made.id)).toMatchObject({ expectedEmail: 'adele@contoso.com' });
  });

  test('where each customer has an environment of their own, the form asks for it', async () => {
    await become('admin');
    const sales = { uniqueKey: 'sales', displayName: 'Sales', provider: 'microsoft-dataverse', cloud: 'global' };
    const app = {
      clientId: '6f1b4a0e-5f0c-4a53-9d0c-0a6a3c1f7d12',
      clientSecret: 'value',
      accountTypes: 'organizations',
    };
    await createIntegration(newIntegrationSchema.parse({ ...sales, ...app, presets: ['act-as-person'] }), 'console');
    const typed = { ...forAnybody, integrations: 'sales', endUserId: 'u2' };
    expect(await createConnectLink({}, form(typed))).toMatchObject({
      errors: { environmentUrl: expect.stringContaining('environment URL') },
      values: { endUserId: 'u2' },
    });
    const environmentUrl = 'https://contoso.crm.dynamics.com';
    expect(await createConnectLink({}, form({ ...typed, environmentUrl }))).toHaveProperty('made');
  });
});
