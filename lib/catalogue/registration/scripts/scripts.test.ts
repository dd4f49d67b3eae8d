import { describe, expect, test } from 'vitest';
import { ACCOUNT_TYPES } from '#lib/account-types';
import { CLOUDS, cloudTraits, REAL_CLOUDS } from '#lib/clouds';
import { PROVIDERS } from '../../providers.ts';
import { RESOURCES } from '../../resources.ts';
import { spellScope } from '../../scope-names.ts';
import { SCOPES } from '../../scopes.ts';
import { CREDENTIAL_KINDS } from '../../types.ts';
import { requiredAccess } from '../access.ts';
import { registrationScripts } from './scripts.ts';
import { choice, codeOf, everyChoice } from './testing/choice.ts';

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const guidsIn = (code: string) => new Set(code.match(guid));

const everyPreset = PROVIDERS.flatMap(({ id, presets }) => presets.map((preset) => ({ provider: id, preset })));

test('a registration open to personal accounts keeps to its limits, or says which it passes', () => {
  const exactScopes = SCOPES.filter(({ resource }) => resource === 'graph').map(({ name }) => name);
  const of = { ...choice, exactScopes, displayName: 'x'.repeat(100), accountTypes: 'personal' as const };
  for (const { code } of registrationScripts(of)) {
    expect(code).toContain('Microsoft takes 30 permissions of an API there');
    expect(code).not.toContain('x'.repeat(91));
  }
  for (const { code } of registrationScripts({ ...choice, accountTypes: 'personal' }))
    expect(code).not.toContain('Microsoft takes 30');
});

describe('permissions, GUID by GUID', () => {
  test.each(everyPreset)('$provider $preset.id', ({ provider, preset }) => {
    const of = { ...choice, provider, presets: [preset.id] };
    const { access, unlisted } = requiredAccess(of);
    expect(unlisted).toEqual([]);
    const wanted = preset.scopes.flatMap(({ resource, scopes }) =>
      scopes.map((name) => SCOPES.find((scope) => scope.resource === resource && scope.name === name)?.id),
    );
    const listed = access.flatMap(({ permissions }) => permissions.map(({ id }) => id));
    expect(listed).toEqual(expect.arrayContaining(wanted));
    for (const { code } of registrationScripts(of)) {
      const inScript = guidsIn(code);
      for (const id of listed) expect(inScript).toContain(id);
      for (const { resourceAppId } of access) expect(inScript).toContain(resourceAppId);
      expect(inScript.size).toBe(new Set([...listed, ...access.map(({ resourceAppId }) => resourceAppId)]).size);
    }
  });

  test('each permission stands under the API that has it, sign-in and offline access always', () => {
    const { access } = requiredAccess(choice);
    expect(access.map(({ title, permissions }) => [title, permissions.map(({ name }) => name)])).toEqual([
      [
        'Microsoft Graph',
        ['openid', 'profile', 'email', 'offline_access', 'User.Read', 'Files.Read.All', 'Sites.Read.All'],
      ],
      ['SharePoint', ['MyFiles.Read', 'AllSites.Read']],
    ]);
    expect(access[0]?.permissions.find(({ name }) => name === 'offline_access')?.id).toBe(
      '7427e0e9-2fba-42fe-b0c0-848c9e6a8182',
    );
  });

  test("an API's application ID is that of the table, and a permission's owner is its resource or Graph", () => {
    const of = { ...choice, presets: [], exactScopes: SCOPES.map(({ resource, name }) => spellScope(resource, name)) };
    const { access, unlisted } = requiredAccess(of);
    expect(unlisted).toEqual([]);
    for (const { resourceAppId, permissions } of access) {
      const owner = RESOURCES.find(({ appId }) => appId === resourceAppId)?.id;
      for (const { id } of permissions)
        expect(SCOPES.filter((scope) => scope.id === id).map(({ resource }) => resource)).toContain(owner);
    }
    expect(new Set(access.flatMap(({ permissions }) => permissions.map(({ id }) => id)))).toEqual(
      new Set(SCOPES.map(({ id }) => id)),
    );
  });

  test('what the catalogue does not know is named, and never in the way', async () => {
    const of = { ...choice, presets: [], scopes: ['Made.Up.All', 'User.Read'] };
    for (const id of ['az', 'powershell', 'graph'] as const)
      expect(codeOf(id, of)).toContain('# Not in the catalogue, add it by hand: Made.Up.All');
    expect(requiredAccess({ ...of, scopes: ['.default'] }).unlisted).toEqual([]);
  });
});

describe('clouds', () => {
  test.each([
    ['global', 'az cloud set --name AzureCloud', "Environment = 'Global'"],
    ['us-gov', 'az cloud set --name AzureUSGovernment', "Environment = 'USGov'"],
    ['us-gov-dod', 'az cloud set --name AzureUSGovernmentDoD', "Environment = 'USGovDoD'"],
    ['china', 'az cloud set --name AzureChinaCloud', "Environment = 'China'"],
  ] as const)('%s', (cloud, az, environment) => {
    expect(codeOf('az', { ...choice, cloud }).split('\n')).toContain(az);
    expect(codeOf('powershell', { ...choice, cloud })).toContain(environment);
    expect(codeOf('graph', { ...choice, cloud })).toContain(`graph=\${GRAPH_URL:-${cloudTraits(cloud).graphUrl}}`);
    for (const { code } of registrationScripts({ ...choice, cloud, credential: 'federated' }))
      expect(code).toContain(cloudTraits(cloud).tokenExchangeAudience);
  });

  test.each(REAL_CLOUDS)(
    '%s: application permissions are entries of the type Role, the sign-in ones are not',
    (cloud) => {
      const of = {
        ...choice,
        cloud,
        permissionType: 'application' as const,
        presets: [],
        exactScopes: ['Sites.Selected'],
      };
      for (const { code } of registrationScripts({ ...of, provider: 'sharepoint-online' })) {
        expect(code).toMatch(/883ea226-0bf2-4a8f-9f9d-92c9162a727d\W+type\W+Role/i);
        expect(code).toMatch(/37f7f235-527c-4136-accd-4a02d197296e\W+type\W+Scope/i);
      }
    },
  );

  test.each(CLOUDS.filter((cloud) => cloud.startsWith('sandbox')))('%s needs no script', (cloud) => {
    expect(registrationScripts({ ...choice, cloud })).toEqual([]);
  });
});

describe('account types', () => {
  test.each(ACCOUNT_TYPES)('%s', (accountTypes) => {
    const audience = {
      'single-tenant': 'AzureADMyOrg',
      organizations: 'AzureADMultipleOrgs',
      'organizations-and-personal': 'AzureADandPersonalMicrosoftAccount',
      personal: 'PersonalMicrosoftAccount',
    }[accountTypes];
    const isPersonal = accountTypes.endsWith('personal');
    for (const id of ['az', 'graph'] as const) {
      const code = codeOf(id, { ...choice, accountTypes });
      expect(code).toContain(`"signInAudience": "${audience}"`);
      expect(code.includes('"requestedAccessTokenVersion": 2')).toBe(isPersonal);
    }
    const shell = codeOf('powershell', { ...choice, accountTypes });
    expect(shell).toContain(`$audience = '${audience}'`);
    expect(shell.includes('RequestedAccessTokenVersion = 2')).toBe(isPersonal);
  });
});

describe('nothing is ever removed', () => {
  test.each(everyChoice)('$cloud $credential "$clientId"', (of) => {
    for (const { code } of registrationScripts(of)) {
      expect(code).not.toMatch(/\b(?:delete|remove-mg|removePassword|removeKey)\b/i);
      const resets = code.split('\n').filter((line) => line.includes('credential reset'));
      for (const line of resets) expect(line).toContain('--append');
      // It would change an app that happens to have the same name.
      expect(code.split('\n').filter((line) => /^[^#]*\baz ad app create\b/.test(line))).toEqual([]);
    }
  });
});

describe('every variable that is read is set, and only a secret has an end', () => {
  /** What a shell itself reads: no comments, no here-documents, nothing in single quotes. */
  const read = (code: string) =>
    code
      .replaceAll(/<<'END_OF_FILE'\n[\s\S]*?\nEND_OF_FILE/g, '')
      .replaceAll(/^\s*#.*$/gm, '')
      .replaceAll(/\\./g, '')
      .replaceAll(/'[^'\n]*(?:\n[^'\n]*)*?'/g, "''");
  const names = (code: string, pattern: RegExp) => new Set([...code.matchAll(pattern)].map((found) => found[1]));
  const languages = {
    bash: { set: /(?:^|[\s({])(?:for |read -r )?([a-z_]+)(?:\+?=| in |; do)/gm, used: /\$\{?#?([a-z_]+)/g },
    powershell: { set: /\$([A-Za-z]+)(?: \+?=| in )/g, used: /\$([A-Za-z]+)(?! \+?=| in )\b/g },
  } as const;
  const given = new Set(['true', 'false', 'null', 'ErrorActionPreference']);
  const everywhere = PROVIDERS.flatMap(({ id: provider, presets }) =>
    CREDENTIAL_KINDS.map((credential) => ({ ...choice, provider, presets: presets.map(({ id }) => id), credential })),
  );

  test.each([...everyChoice, ...everywhere])('$provider $cloud $credential "$clientId"', (of) => {
    for (const { id, code } of registrationScripts(of)) {
      const { set, used } = languages[id === 'powershell' ? 'powershell' : 'bash'];
      const text = read(code);
      const isSet = names(text, set);
      const unset = [...names(text, used)].filter((name) => !isSet.has(name) && !given.has(name ?? ''));
      expect([id, unset]).toEqual([id, []]);
      // Only a script that makes a secret speaks of one, and of its end.
      const speaks = /\bends\b|\$secret\b/.test(text) || code.includes('Client secret');
      expect([id, speaks]).toEqual([id, of.credential === 'client_secret']);
    }
  });
});
