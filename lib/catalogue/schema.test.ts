import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  defaultPresets,
  describeScope,
  diffScopes,
  endUserLines,
  grantsSharePoint,
  labelScope,
  readGrantedScopes,
  requestedNames,
  requestedScopes,
  scopesByProduct,
  uniqueKeySchema,
} from './schema.ts';
import { resourceOf } from './scope-names.ts';
import { SCOPES } from './scopes.ts';

const graphNames = SCOPES.filter(({ resource }) => resource === 'graph').map(({ name }) => name);
const someScopes = fc.uniqueArray(fc.constantFrom(...graphNames), { maxLength: 8 });
const choice = { provider: 'one-drive', presets: [], scopes: [] };

describe('requestedScopes', () => {
  test('joins presets and single scopes per resource, each once', () => {
    const asked = requestedScopes({ ...choice, presets: ['files-read', 'file-picker'], scopes: ['sites.read.all'] });
    expect(asked).toEqual({
      graph: ['User.Read', 'Files.Read.All', 'Sites.Read.All'],
      sharepoint: ['MyFiles.Read', 'AllSites.Read'],
      others: [],
    });
  });

  test('exact scopes replace presets and single scopes', () => {
    const exactScopes = ['https://graph.microsoft.com/Files.Read', 'offline_access'];
    expect(requestedScopes({ ...choice, presets: ['files-read'], scopes: ['Mail.Read'], exactScopes })).toEqual({
      graph: ['Files.Read'],
      sharepoint: [],
      others: [],
    });
  });

  test('never holds OIDC scopes, however they are spelt', () => {
    const scopes = ['OpenID', 'profile', 'email', 'https://graph.microsoft.com/offline_access', 'Notes.Read'];
    expect(requestedScopes({ ...choice, scopes })).toEqual({ graph: ['Notes.Read'], sharepoint: [], others: [] });
  });

  test('names what other resources are asked for bare, in the order of the resources', () => {
    const scopes = ['https://vault.azure.net/a', 'https://contoso.crm4.dynamics.com/user_impersonation', 'Mail.Read'];
    const requested = requestedScopes({ ...choice, scopes });
    expect(requested).toEqual({
      graph: ['Mail.Read'],
      sharepoint: [],
      others: [
        { resource: 'dataverse', scopes: ['user_impersonation'] },
        { resource: 'key-vault', scopes: ['a'] },
      ],
    });
    expect(requestedScopes({ ...choice, scopes: requestedNames(requested) })).toEqual(requested);
  });

  test('leaves out what it does not know: presets, providers, other APIs', () => {
    const scopes = ['https://api.example.org/user_impersonation'];
    expect(requestedScopes({ ...choice, presets: ['gone'], scopes })).toEqual({
      graph: [],
      sharepoint: [],
      others: [],
    });
    expect(requestedScopes({ provider: 'gone', presets: ['files-read'], scopes: [] }).graph).toEqual([]);
  });
});

test.each([
  ['Files.Read', 'graph'],
  ['Unknown.Read', 'graph'],
  ['https://graph.microsoft.us/Files.Read', 'graph'],
  ['00000003-0000-0000-c000-000000000000/.default', 'graph'],
  ['AllSites.Read', 'sharepoint'],
  ['https://contoso-my.sharepoint.com/AllSites.Read', 'sharepoint'],
  ['http://contoso.sharepoint.localhost:4010/.default', 'sharepoint'],
  ['https://contoso.sharepoint.com.example.org/AllSites.Read', undefined],
  ['https://management.azure.com/user_impersonation', 'azure-management'],
  ['https://management.core.windows.net//user_impersonation', 'azure-management'],
  ['https://management.usgovcloudapi.net/.default', 'azure-management'],
  ['https://vault.azure.cn/user_impersonation', 'key-vault'],
  ['https://contoso.crm.dynamics.com/user_impersonation', 'dataverse'],
  ['https://contoso.crm11.dynamics.com/.default', 'dataverse'],
  ['00000007-0000-0000-c000-000000000000/user_impersonation', 'dataverse'],
  ['https://contoso.crm.dynamics.com.example.org/user_impersonation', undefined],
  ['http://contoso.crm.dynamics.com/user_impersonation', undefined],
  ['https://analysis.windows.net/powerbi/api/Report.Read.All', 'power-bi'],
  ['https://analysis.windows.net/Report.Read.All', undefined],
  ['https://api.businesscentral.dynamics.com/.default', 'business-central'],
  ['IMAP.AccessAsUser.All', 'graph'],
  ['https://outlook.office.com/IMAP.AccessAsUser.All', 'exchange'],
  ['https://outlook.office365.com/EWS.AccessAsUser.All', 'exchange'],
  ['https://api.example.org/user_impersonation', undefined],
])('%s belongs to %s', (scope, resource) => {
  expect(resourceOf(scope)).toBe(resource);
});

test('granted scopes are read bare, without OIDC and the echo of .default', () => {
  const answer =
    'email openid profile https://graph.microsoft.com/files.read.all User.Read  https://graph.microsoft.com/.default';
  expect(readGrantedScopes(answer)).toEqual(['Files.Read.All', 'User.Read']);
  const sharePoint = 'https://x-my.sharepoint.com/AllSites.Read https://x-my.sharepoint.com/User.Read';
  expect(readGrantedScopes(sharePoint)).toEqual(['AllSites.Read', 'https://x-my.sharepoint.com/User.Read']);
  expect(readGrantedScopes('')).toEqual([]);
});

describe('diffScopes', () => {
  test.each([
    [['Files.Read'], ['Files.Read'], [], []],
    [['Files.Read', 'Sites.Read.All'], ['Files.Read'], ['Sites.Read.All'], []],
    [['Files.Read'], ['Files.ReadWrite.All'], [], ['Files.ReadWrite.All']],
    [['Files.ReadWrite.All'], ['Files.Read', 'Files.Read.All'], ['Files.ReadWrite.All'], []],
    [['Sites.Read.All'], ['Sites.FullControl.All'], [], ['Sites.FullControl.All']],
    [['offline_access', 'openid', '.default'], ['profile'], [], []],
    [['Mail.Read'], ['mail.readwrite.shared'], [], ['Mail.ReadWrite.Shared']],
    [['AllSites.Read'], ['Sites.Read.All'], ['AllSites.Read'], ['Sites.Read.All']],
    [['MyFiles.Read'], ['https://contoso-my.sharepoint.com/MyFiles.Write'], [], ['MyFiles.Write']],
    [['Chat.Read'], ['https://graph.microsoft.com/chat.read'], [], []],
  ])('%j against %j', (requested, granted, ...[missing, extra]) => {
    expect(diffScopes(requested, granted)).toEqual({ missing, extra });
  });

  test('nothing differs from itself, in any case or with the prefix', () => {
    fc.assert(
      fc.property(someScopes, (scopes) => {
        const spelt = scopes.map((scope) => `https://graph.microsoft.com/${scope.toLowerCase()}`);
        expect(diffScopes(scopes, spelt)).toEqual({ missing: [], extra: [] });
      }),
    );
  });

  test('a further grant never makes more missing, and turning it round swaps the sides', () => {
    fc.assert(
      fc.property(someScopes, someScopes, someScopes, (requested, granted, further) => {
        const { missing, extra } = diffScopes(requested, granted);
        expect(missing).toEqual(expect.arrayContaining(diffScopes(requested, [...granted, ...further]).missing));
        expect(diffScopes(granted, requested)).toEqual({ missing: extra, extra: missing });
      }),
    );
  });
});

describe('grantsSharePoint', () => {
  test.each([
    ['Sites.Read.All', true],
    ['https://graph.microsoft.com/Sites.Read.All', true],
    ['SITES.READWRITE.ALL', true],
    ['Sites.Manage.All', true],
    ['https://GRAPH.microsoft.com/sites.fullcontrol.all', true],
    ['Sites.Selected', false],
    ['Files.ReadWrite.All', false],
    ['AllSites.Read', false],
    ['https://example.org/Sites.Read.All', false],
    ['Sites.Read.All.x', false],
  ])('%s: %s', (scope, expected) => {
    expect(grantsSharePoint(['User.Read', scope])).toBe(expected);
  });

  test('agrees with diffScopes', () => {
    fc.assert(
      fc.property(someScopes, (scopes) => {
        expect(grantsSharePoint(scopes)).toBe(diffScopes(['Sites.Read.All'], scopes).missing.length === 0);
      }),
    );
  });
});

test('the end user reads the widest permission only', () => {
  expect(endUserLines(['User.Read', 'Files.Read', 'Files.Read.All'])).toEqual([
    'Read your own profile',
    'Read the files you can open in OneDrive and SharePoint',
  ]);
  expect(endUserLines(['Bookings.Read.All'])).toEqual(['Use the permission Bookings.Read.All']);
});

test('OneDrive preselects a preset with Sites.Read.All, and one without for personal accounts', () => {
  const sitesWith = (accountTypes: Parameters<typeof defaultPresets>[1]) =>
    requestedScopes({ ...choice, presets: defaultPresets('one-drive', accountTypes) }).graph.includes('Sites.Read.All');
  expect(sitesWith('organizations')).toBe(true);
  expect(sitesWith('personal')).toBe(false);
  expect(defaultPresets('gone', 'personal')).toEqual([]);
});

test.each([
  ['Mail.Read', 'Mail.Read'],
  ['https://graph.microsoft.us/mail.read', 'Mail.Read'],
  ['AllSites.Read', 'AllSites.Read'],
  ['00000003-0000-0ff1-ce00-000000000000/User.Read.All', 'User.Read.All (SharePoint)'],
  ['https://contoso.crm4.dynamics.com/user_impersonation', 'user_impersonation (Dataverse and Dynamics 365)'],
  ['https://api.example.org/x', 'https://api.example.org/x'],
])('%s is called %s', (scope, label) => {
  expect(labelScope(scope)).toBe(label);
});

test('single scopes come in groups that never mix resources', () => {
  for (const { resource, scopes } of scopesByProduct()) {
    expect(new Set(scopes.map((scope) => scope.resource))).toEqual(new Set([resource]));
  }
  expect(describeScope('https://graph.microsoft.com/files.read')?.name).toBe('Files.Read');
});

test.each([
  ['one-drive', true],
  ['Acme ~ prod:1.0@x_y', true],
  ['', false],
  ['a/b', false],
  ['é', false],
  ['a'.repeat(255), true],
  ['a'.repeat(256), false],
])('a unique key %j: %s', (key, accepted) => {
  expect(uniqueKeySchema.safeParse(key).success).toBe(accepted);
});
