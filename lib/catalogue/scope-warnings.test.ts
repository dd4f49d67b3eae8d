import { expect, test } from 'vitest';
import type { AccountTypes } from '#lib/account-types';
import { choiceWarnings, permissionCounts, scopeWarnings } from './scope-warnings.ts';
import { SCOPES } from './scopes.ts';

const of = (accountTypes: AccountTypes) => ({ accountTypes, cloud: 'global' }) as const;
const choice = { provider: 'microsoft', presets: [], scopes: [] };
const graph = SCOPES.filter(({ resource, product }) => resource === 'graph' && product !== 'Sign-in');

test('warnings follow the account types', () => {
  const kinds = (scopes: string[], accountTypes: AccountTypes) =>
    scopeWarnings(scopes, of(accountTypes)).map(({ kind }) => kind);
  expect(kinds(['Sites.Read.All'], 'organizations')).toEqual(['policy']);
  expect(kinds(['Sites.Read.All'], 'organizations-and-personal')).toEqual(['personal', 'policy']);
  expect(kinds(['Mail.Read'], 'personal')).toEqual([]);
  expect(kinds(['User.Read.All'], 'single-tenant')).toEqual(['admin']);
  expect(kinds(['User.Read.All'], 'personal')).toEqual(['personal']);
  expect(kinds(['https://outlook.office.com/SMTP.Send'], 'personal')).toEqual([]);
  expect(kinds(['https://vault.azure.net/user_impersonation'], 'organizations-and-personal')).toEqual(['personal']);
  expect(kinds(['Fles.Read'], 'organizations')).toEqual(['unknown']);
  expect(kinds(['.default', 'offline_access', 'Files.Read'], 'personal')).toEqual([]);
  expect(kinds(['https://vault.azure.net/.default'], 'organizations')).toEqual([]);
});

test('where there are no personal accounts, nobody is warned about them', () => {
  const audience = { accountTypes: 'organizations-and-personal', cloud: 'us-gov' } as const;
  expect(scopeWarnings(['Chat.ReadBasic'], audience)).toEqual([]);
});

function limits(count: number, accountTypes: AccountTypes): string[] {
  const scopes = graph.slice(0, count).map(({ name }) => name);
  const warnings = choiceWarnings({ ...choice, scopes }, { ...of(accountTypes), resourceUrls: {} });
  return warnings.flatMap(({ kind, message }) => (kind === 'limit' ? [message] : []));
}

test.each([
  [20, 'personal', undefined],
  [21, 'organizations-and-personal', /^25 permissions of Microsoft Graph are asked; .* at most 30/],
  [27, 'personal', /^31 permissions of Microsoft Graph are asked, and .* at most 30 .*Only permissions listed/],
  [80, 'organizations', undefined],
] as const)('%i permissions besides the four of a sign-in, for %s: %s', (count, accountTypes, expected) => {
  const told = limits(count, accountTypes);
  expect(told).toEqual(expected ? [expect.stringMatching(expected)] : []);
});

test('permissions are counted where they are registered', () => {
  const scopes = ['https://outlook.office.com/IMAP.AccessAsUser.All', 'IMAP.AccessAsUser.All', 'AllSites.Read'];
  expect(permissionCounts({ ...choice, scopes }, of('personal'))).toEqual([
    { title: 'Microsoft Graph', count: 5, limit: 30 },
    { title: 'SharePoint', count: 1, limit: 30 },
  ]);
  expect(permissionCounts({ ...choice, scopes }, of('organizations')).map(({ limit }) => limit)).toEqual([400, 400]);
});

test('Dataverse asks for its environment until it has one', () => {
  const dataverse = { provider: 'microsoft-dataverse', presets: ['act-as-person'], scopes: [] };
  const kinds = (resourceUrls: Record<string, string>) =>
    choiceWarnings(dataverse, { ...of('organizations'), resourceUrls }).map(({ kind }) => kind);
  expect(kinds({})).toEqual(['address']);
  expect(kinds({ dataverse: 'https://contoso.crm4.dynamics.com' })).toEqual([]);
});
