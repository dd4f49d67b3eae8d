import { expect, test } from 'vitest';
import { newIntegrationSchema, newSecretSchema, secretState } from './schema.ts';

const guid = '7f0fd7f4-3b3c-4b42-8f3e-6d0c0d3a9f11';
const valid = {
  uniqueKey: 'one-drive',
  displayName: 'OneDrive',
  provider: 'one-drive',
  cloud: 'global',
  accountTypes: 'organizations',
  clientId: guid,
  clientSecret: 'abc8Q~value',
  presets: ['files-read'],
};

const dataverse = { resourceUrls: { dataverse: 'contoso.crm4.dynamics.com/main.aspx' } };

function problems(changes: Record<string, unknown>): string[] {
  const parsed = newIntegrationSchema.safeParse({ ...valid, ...changes });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);
}

test.each([
  {},
  { uniqueKey: 'A z0~:.@_-' },
  { accountTypes: 'single-tenant', tenantId: guid.replace('7', '8') },
  { accountTypes: 'single-tenant', tenantId: 'contoso.onmicrosoft.com' },
  { accountTypes: 'personal', tenantId: '' },
  { tenantId: null },
  { cloud: 'sandbox', clientId: 'any-client' },
  { presets: [], scopes: ['Files.Read'] },
  { presets: [], exactScopes: ['https://graph.microsoft.com/.default'] },
  { scopes: ['https://contoso.sharepoint.com/AllSites.Read'] },
  { cloud: 'us-gov-dod' },
  { cloud: 'china', scopes: ['https://management.azure.com/user_impersonation'] },
  { provider: 'exchange-online', presets: ['imap-smtp'], accountTypes: 'personal' },
  { provider: 'one-drive-personal', accountTypes: 'organizations-and-personal' },
  { provider: 'microsoft-dataverse', presets: ['act-as-person'], cloud: 'us-gov' },
  { ...dataverse, scopes: ['https://contoso.crm4.dynamics.com/user_impersonation'] },
  { provider: 'microsoft-business-central', presets: ['act-as-person'] },
  { presets: ['file-picker'], exactScopes: ['Files.Read'], accountTypes: 'personal' },
  { clientSecret: '  abc8Q~value\n' },
  { secretExpiresAt: '' },
  { clientSecret: 'x'.repeat(1000) },
])('%j is taken', (changes) => {
  expect(problems(changes)).toEqual([]);
});

test.each([
  [{ clientSecret: guid }, 'clientSecret: This is the Secret ID'],
  [{ clientSecret: guid.toUpperCase(), cloud: 'sandbox' }, 'clientSecret: This is the Secret ID'],
  [{ clientSecret: ` ${guid} ` }, 'clientSecret: This is the Secret ID'],
  [{ clientSecret: '' }, 'clientSecret: Paste the value'],
  [{ clientSecret: 'x'.repeat(1001) }, 'clientSecret: A client secret has at most'],
  [{ clientId: 'my-app' }, 'clientId: An Application (client) ID is a GUID'],
  [{ clientId: 'abc8Q~value' }, 'clientId: An Application (client) ID is a GUID'],
  [{ clientId: guid.slice(1) }, 'clientId: One character is missing: 35 of 36.'],
  [{ clientId: `${guid}ab` }, 'clientId: 2 characters are too many: 38 of 36.'],
  [{ homeTenantId: guid.toUpperCase() }, 'clientId: This is the same as the tenant ID.'],
  [{ accountTypes: 'single-tenant', tenantId: guid }, 'clientId: This is the same as the tenant ID.'],
  [{ cloud: 'sandbox', clientId: '' }, 'clientId: Paste'],
  [{ uniqueKey: '' }, 'uniqueKey: Give'],
  [{ uniqueKey: 'a/b' }, 'uniqueKey: A key holds'],
  [{ uniqueKey: 'é' }, 'uniqueKey: A key holds'],
  [{ uniqueKey: 'x'.repeat(256) }, 'uniqueKey: A key has at most'],
  [{ uniqueKey: 'new' }, 'uniqueKey: This key is kept'],
  [{ uniqueKey: ' .. ' }, 'uniqueKey: This key is kept'],
  [{ displayName: ' ' }, 'displayName: Give'],
  [{ displayName: 'a\u0000b' }, 'displayName: A name holds no'],
  [{ displayName: 'x'.repeat(101) }, 'displayName: A name has at most'],
  [{ provider: 'dropbox' }, 'provider: Choose a product'],
  [{ cloud: 'germany' }, 'cloud: Choose a cloud'],
  [{ accountTypes: 'everyone' }, 'accountTypes: Choose which accounts'],
  [{ provider: 'sharepoint-online', presets: ['sites-read'], accountTypes: 'personal' }, 'accountTypes: SharePoint'],
  [{ accountTypes: 'single-tenant' }, 'tenantId: Accounts of one organization only'],
  [{ tenantId: 'common' }, 'tenantId: A tenant is named'],
  [{ tenantId: 'https://contoso.com' }, 'tenantId: A tenant is named'],
  [{ presets: [] }, 'presets: Choose at least one'],
  [
    { accountTypes: 'personal', cloud: 'us-gov' },
    'accountTypes: The cloud “US Government L4” has no personal accounts',
  ],
  [{ accountTypes: 'organizations-and-personal', cloud: 'sandbox-china' }, 'accountTypes: The cloud “Sandbox: China'],
  [{ provider: 'one-drive-personal' }, 'accountTypes: OneDrive (personal) cannot be used with these accounts'],
  [{ presets: ['file-picker'], accountTypes: 'personal' }, 'presets: “Read files, chosen in Microsoft'],
  [
    { provider: 'microsoft-business-central', presets: ['act-as-person'], cloud: 'china' },
    'presets: “Work in Business Central as the person” needs Dynamics 365 Business Central, which does not exist in the',
  ],
  [{ scopes: ['AllSites.Read'], presets: [], accountTypes: 'personal' }, 'scopes: AllSites.Read needs SharePoint'],
  [
    { scopes: ['https://outlook.office.com/SMTP.Send'], cloud: 'us-gov-dod' },
    'scopes: https://outlook.office.com/SMTP.Send needs Exchange Online, which does not exist',
  ],
  [
    { exactScopes: ['https://vault.azure.net/user_impersonation'], accountTypes: 'personal' },
    'exactScopes: https://vault.azure.net/user_impersonation needs Azure Key Vault, which has no personal accounts',
  ],
  [
    { ...dataverse, scopes: ['https://fabrikam.crm4.dynamics.com/user_impersonation'] },
    'scopes: https://fabrikam.crm4.dynamics.com/user_impersonation names an environment. Enter',
  ],
  [{ resourceUrls: { dataverse: 'https://contoso.example.org' } }, 'resourceUrls: https://contoso.example.org is no'],
  [{ resourceUrls: { dataverse: 'http://contoso.crm.dynamics.com' } }, 'resourceUrls: Enter an https address'],
  [{ resourceUrls: { 'power-bi': 'https://x.example.org' } }, 'resourceUrls: There is no resource "power-bi"'],
  [{ presets: ['nope'] }, 'presets: OneDrive has no preset'],
  [{ scopes: ['a b'] }, 'scopes: A permission holds'],
  [{ scopes: ['https://api.example.org/user_impersonation'] }, 'scopes: https://api.example.org'],
  [{ scopes: ['https://graph.microsoft.com/.default'] }, 'scopes: Microsoft refuses .default'],
  [{ secretExpiresAt: '2001-01-01' }, 'secretExpiresAt: This date has passed'],
  [{ secretExpiresAt: 'soon' }, 'secretExpiresAt: Enter the expiry as a date'],
])('%j is refused with the reason', (changes, reason) => {
  expect(problems(changes)[0]).toContain(reason);
});

test('what does not fit together is told together with what is missing', () => {
  const told = problems({ clientSecret: '', uniqueKey: '', accountTypes: 'single-tenant', presets: [] });
  const fields = told.map((problem) => problem.split(':')[0]);
  expect(fields).toEqual(expect.arrayContaining(['clientSecret', 'uniqueKey', 'tenantId', 'presets']));
  expect(newIntegrationSchema.safeParse(null).success).toBe(false);
});

test('names are trimmed and repetitions dropped', () => {
  const parsed = newIntegrationSchema.parse({ ...valid, clientId: ` ${guid}\n`, scopes: ['Mail.Read', 'Mail.Read'] });
  expect(parsed).toMatchObject({ clientId: guid, scopes: ['Mail.Read'], exactScopes: [], tenantId: null });
});

test('a replacement secret obeys the same rules', () => {
  expect(newSecretSchema.safeParse({ clientSecret: guid }).success).toBe(false);
  expect(newSecretSchema.parse({ clientSecret: 'abc' })).toEqual({ clientSecret: 'abc', secretExpiresAt: null });
});

test.each([
  [null, { kind: 'unknown' }],
  ['2026-01-01', { kind: 'expired', daysLeft: 0 }],
  ['2025-12-30', { kind: 'expired', daysLeft: -2 }],
  ['2026-01-02', { kind: 'expiring', daysLeft: 1 }],
  ['2026-01-30', { kind: 'expiring', daysLeft: 29 }],
  ['2026-01-31', { kind: 'valid', daysLeft: 30 }],
])('a secret ending %s on 1 January 2026 is %j', (end, state) => {
  const secret = {
    kind: 'client_secret' as const,
    hint: 'abc',
    createdAt: new Date(0),
    expiresAt: end ? new Date(end) : null,
  };
  expect(secretState({ secret }, new Date('2026-01-01'))).toEqual(state);
});

test('without a secret there is none to expire', () => {
  expect(secretState({ secret: null })).toEqual({ kind: 'missing' });
});
