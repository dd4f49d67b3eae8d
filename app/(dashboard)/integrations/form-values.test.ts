import { expect, test } from 'vitest';
import { IntegrationError } from '#lib/integrations/errors';
import { newIntegrationSchema } from '#lib/integrations/schema';
import { fieldErrors, readFailure } from './form-state';
import {
  accessPatch,
  accessValues,
  initialValues,
  integrationInput,
  readAccessForm,
  readIntegrationForm,
  readSecret,
  suggestKey,
  withAccountTypes,
  withCloud,
  withProvider,
} from './form-values';
import { integrationPath } from './paths';
import { dateIn } from './words';

function posted(fields: [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

const complete: [string, string][] = [
  ['provider', 'one-drive'],
  ['presets', 'files-read'],
  ['scopes', 'Mail.Read'],
  ['scopes', 'User.Read.All'],
  ['otherScopes', 'Chat.Read, Channel.ReadBasic.All'],
  ['accountTypes', 'organizations'],
  ['cloud', 'global'],
  ['tenantId', ''],
  ['clientId', ' 7f0fd7f4-3b3c-4b42-8f3e-6d0c0d3a9f11 '],
  ['clientSecret', 'abc8Q~value'],
  ['secretExpiresAt', '2099-12-31'],
  ['displayName', 'Files'],
  ['uniqueKey', 'files'],
];

test('a posted form becomes an integration', () => {
  const form = posted(complete);
  const parsed = newIntegrationSchema.parse(integrationInput(readIntegrationForm(form), readSecret(form)));
  expect(parsed).toMatchObject({
    presets: ['files-read'],
    scopes: ['Mail.Read', 'User.Read.All', 'Chat.Read', 'Channel.ReadBasic.All'],
    exactScopes: [],
    tenantId: null,
    clientId: '7f0fd7f4-3b3c-4b42-8f3e-6d0c0d3a9f11',
    clientSecret: 'abc8Q~value',
    secretExpiresAt: new Date('2099-12-31'),
  });
});

test('what was typed is echoed, the secret never', () => {
  const values = readIntegrationForm(posted(complete));
  expect(JSON.stringify(values)).not.toContain('abc8Q~value');
  expect(values).toMatchObject({ otherScopes: 'Chat.Read, Channel.ReadBasic.All', displayName: 'Files' });
});

test('an empty form names every field that is missing', () => {
  const form = posted([]);
  const parsed = newIntegrationSchema.safeParse(integrationInput(readIntegrationForm(form), readSecret(form)));
  const fields = parsed.success ? [] : Object.keys(fieldErrors(parsed.error));
  expect(fields).toEqual(expect.arrayContaining(['clientId', 'clientSecret', 'displayName', 'uniqueKey']));
});

test('a file in place of a text counts as nothing', () => {
  const form = new FormData();
  form.set('clientId', new File(['x'], 'x'));
  expect(readIntegrationForm(form).clientId).toBe('');
});

test.each([
  [
    [
      ['presets', 'files-read'],
      ['scopes', 'Mail.Read'],
    ],
    { exactScopes: [], presets: ['files-read'], scopes: ['Mail.Read'] },
  ],
  [
    [
      ['exact', '1'],
      ['scopes', 'Mail.Read'],
      ['otherScopes', 'Chat.Read'],
    ],
    { exactScopes: ['Mail.Read', 'Chat.Read'] },
  ],
] as [[string, string][], object][])('the access form %j becomes a patch', (fields, patch) => {
  expect(accessPatch(readAccessForm(posted(fields)))).toEqual(patch);
});

test('the access form starts with what is asked, unlisted permissions apart', () => {
  const exactScopes = ['Files.Read', 'https://graph.microsoft.com/Chat.Read', 'Bookings.Read.All'];
  const exact = accessValues({ resourceUrls: {}, presets: ['files-read'], scopes: [], exactScopes });
  expect(exact).toEqual({
    presets: ['files-read'],
    scopes: ['Files.Read', 'Chat.Read'],
    otherScopes: 'Bookings.Read.All',
    resourceUrls: {},
    isExact: true,
  });
});

test('permissions of other APIs are ticked in the one spelling the boxes have', () => {
  const scopes = [
    'https://contoso.crm4.dynamics.com/user_impersonation',
    'https://management.azure.com/user_impersonation',
  ];
  const values = accessValues({ resourceUrls: {}, presets: [], scopes, exactScopes: [] });
  expect(values.otherScopes).toBe('');
  expect(values.scopes).toEqual([
    '00000007-0000-0000-c000-000000000000/user_impersonation',
    'https://management.azure.com/user_impersonation',
  ]);
});

test('an address is kept as typed, left out when empty, and untouched without a field', () => {
  const typed = posted([...complete, ['resourceUrls.dataverse', 'contoso.crm4.dynamics.com/main.aspx']]);
  const values = readIntegrationForm(typed);
  expect(values.resourceUrls).toEqual({ dataverse: 'contoso.crm4.dynamics.com/main.aspx' });
  expect(newIntegrationSchema.parse(integrationInput(values, 'abc8Q~value')).resourceUrls).toEqual({
    dataverse: 'https://contoso.crm4.dynamics.com',
  });
  const emptied = accessPatch(readAccessForm(posted([['resourceUrls.dataverse', ' ']])));
  expect(emptied).toMatchObject({ resourceUrls: {} });
  expect(accessPatch(readAccessForm(posted([])))).not.toHaveProperty('resourceUrls');
});

test('another cloud and another product bring accounts that exist there', () => {
  const start = { ...initialValues('one-drive', []), accountTypes: 'personal' } as const;
  expect(withCloud(start, 'us-gov')).toMatchObject({ cloud: 'us-gov', accountTypes: 'organizations' });
  const china = withCloud(initialValues('outlook', []), 'china');
  expect(withProvider(china, 'one-drive-personal', [])).toMatchObject({ cloud: 'global', accountTypes: 'personal' });
  expect(withProvider(china, 'microsoft-teams', [])).toMatchObject({ cloud: 'china', accountTypes: 'organizations' });
  expect(initialValues('one-drive-personal', [])).toMatchObject({ accountTypes: 'personal', presets: ['files-read'] });
});

test('another provider brings its preset and its key, but not over a typed one', () => {
  const start = initialValues('one-drive', [], 'Acme Files');
  expect(withProvider(start, 'outlook', ['outlook'])).toMatchObject({
    presets: [expect.any(String)],
    displayName: 'Acme Files',
    uniqueKey: 'outlook-2',
  });
  const typed = { ...start, displayName: 'Mine', uniqueKey: 'mine', accountTypes: 'personal' } as const;
  expect(withProvider(typed, 'sharepoint-online', [])).toMatchObject({
    displayName: 'Mine',
    uniqueKey: 'mine',
    accountTypes: 'organizations',
  });
});

test('personal accounts change an untouched default preset only', () => {
  const start = initialValues('one-drive', []);
  expect(withAccountTypes(start, 'personal').presets).toEqual(['one-drive-only-read-shared']);
  const chosen = withAccountTypes({ ...start, presets: ['files-write'] }, 'personal');
  expect(chosen.presets).toEqual(['files-write']);
});

test('a key that is taken gets a number', () => {
  expect(suggestKey('a', ['a', 'a-2', 'a-4'])).toBe('a-3');
});

test('paths carry keys with any allowed sign', () => {
  expect(integrationPath('a b@c:~d')).toBe('/integrations/a%20b%40c%3A~d');
  expect(integrationPath('a', { tab: 'settings', notice: 'saved' })).toBe('/integrations/a?tab=settings&notice=saved');
});

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2026-03-15', 24, '2028-03-15'],
])('%s and %i months is %s', (from, months, to) => {
  expect(dateIn(months, new Date(from))).toBe(to);
});

test('errors of the feature become messages, others are thrown on', () => {
  const duplicate = new IntegrationError('duplicate_key');
  expect(readFailure(duplicate)).toEqual({ errors: { uniqueKey: [duplicate.message] } });
  const problems = [{ field: 'tenantId', message: 'Enter the tenant.' }];
  expect(readFailure(new IntegrationError('invalid', { problems }))).toEqual({
    errors: { tenantId: ['Enter the tenant.'] },
  });
  expect(readFailure(new IntegrationError('sandbox_off'))).toHaveProperty('error');
  expect(() => readFailure(new Error('other'))).toThrow('other');
});
