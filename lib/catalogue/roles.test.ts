import { describe, expect, test } from 'vitest';
import { isGuid } from '#lib/guid';
import { PROVIDERS } from './providers.ts';
import { requiredAccess } from './registration/access.ts';
import { registrationScripts } from './registration/scripts/scripts.ts';
import { choice as delegated } from './registration/scripts/testing/choice.ts';
import { registrationSteps } from './registration/steps.ts';
import { findResource } from './resources.ts';
import { findRole, ROLES } from './roles.ts';
import { describeScope, requestedResources, requestedScopes } from './schema.ts';
import { choiceWarnings } from './scope-warnings.ts';

const presets = PROVIDERS.flatMap(({ id, applicationPresets = [] }) =>
  applicationPresets.map((preset) => ({ provider: id, preset })),
);

const choice = { ...delegated, permissionType: 'application', accountTypes: 'organizations' } as const;

test('every role has the GUID of an app role of its own', () => {
  expect(ROLES.filter(({ id }) => !isGuid(id)).map(({ name }) => name)).toEqual([]);
  const keys = ROLES.map(({ resource, id }) => `${resource}/${id}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a role is no delegated permission of the same name', () => {
  expect(describeScope('Files.Read.All', 'application')?.id).toBe('01d4889c-1287-42c6-ac1f-5d1e02578ef6');
  expect(describeScope('Files.Read.All')?.id).toBe('df85f4d6-205c-4ac5-a5ea-6bf408dba283');
  expect(describeScope('User.Read', 'application')).toBeUndefined();
});

describe('presets of application permissions', () => {
  test.each(presets)('$provider $preset.id is registered by role, and by nothing else', ({ provider, preset }) => {
    const of = { ...choice, provider, presets: [preset.id] };
    const { access, unlisted } = requiredAccess(of);
    expect(unlisted).toEqual([]);
    const listed = access.flatMap(({ resourceAppId, permissions }) =>
      permissions.map(({ name, id, type }) => ({ api: resourceAppId, name, id, type })),
    );
    const wanted = preset.scopes.flatMap(({ resource, scopes }) =>
      scopes.map((name) => {
        const { appId } = findResource(resource);
        return { api: appId, name, id: findRole(resource, name)?.id, type: 'Role' };
      }),
    );
    expect(listed.filter(({ type }) => type === 'Role')).toEqual(expect.arrayContaining(wanted));
    expect(listed.filter(({ type }) => type === 'Role')).toHaveLength(wanted.length);
    expect(listed.filter(({ type }) => type === 'Scope').map(({ name }) => name)).toEqual(['openid', 'profile']);
    expect(requestedResources(of)).toEqual(expect.arrayContaining(preset.scopes.map(({ resource }) => resource)));
    for (const { code } of registrationScripts(of)) {
      expect(code).toContain('DirectoryRole');
      for (const { id } of wanted) expect(code).toContain(id);
    }
  });

  test('the narrowest stands first where something can be narrowed', () => {
    const firstOf = (id: string) => PROVIDERS.find((one) => one.id === id)?.applicationPresets?.[0]?.id;
    for (const id of ['sharepoint-online', 'one-drive', 'microsoft-excel'])
      expect(firstOf(id)).toBe('app-sites-selected');
    for (const id of ['outlook', 'outlook-calendar']) expect(firstOf(id)).toBe('app-mailboxes-selected');
  });

  test('the mail preset for released mailboxes asks Entra for nothing and still reaches Graph', () => {
    const of = { ...choice, provider: 'outlook', presets: ['app-mailboxes-selected'] };
    expect(requestedScopes(of)).toEqual({ graph: [], sharepoint: [], others: [] });
    expect(requestedResources(of)).toEqual(['graph']);
  });
});

describe('what an operator reads before anybody is stuck', () => {
  const of = { ...choice, provider: 'sharepoint-online', presets: ['app-rest-sites-selected'] };

  test("SharePoint's own API takes a certificate", () => {
    const audience = { accountTypes: 'organizations', cloud: 'global', resourceUrls: {} } as const;
    const [warning, ...more] = choiceWarnings(of, audience);
    expect(warning).toMatchObject({ kind: 'certificate', message: expect.stringContaining('certificate') });
    expect(more).toEqual([]);
    const step = registrationSteps(of).find(({ id }) => id === 'out-of-reach');
    expect(step?.body.join(' ')).toMatch(/Unsupported app only token.*certificate/);
    expect(step?.optional).toBe(false);
  });

  test.each([
    ['outlook', ['app-mailboxes-selected', 'app-mail-read'], /^Mail\.Read reaches every mailbox/],
    ['sharepoint-online', ['app-sites-selected', 'app-sites-read'], /^Sites\.Read\.All reaches every site/],
  ])('%s: what reaches everything makes releasing single ones pointless', (provider, presets, said) => {
    const audience = { accountTypes: 'organizations', cloud: 'global', resourceUrls: {} } as const;
    const warnings = choiceWarnings({ ...choice, provider, presets }, audience);
    expect(warnings.map(({ message }) => message)).toEqual([expect.stringMatching(said)]);
    expect(choiceWarnings({ ...choice, provider, presets: presets.slice(0, 1) }, audience)).toEqual([]);
  });

  test('the portal has application permissions apart, and roles in the token as a step', () => {
    const steps = new Map(registrationSteps(of).map((step) => [step.id, step.body.join('\n')]));
    expect(steps.get('api-permissions')).toMatch(/Microsoft Graph, Application permissions, tick Sites\.Selected/);
    expect(steps.get('api-permissions')).toMatch(/Microsoft Graph, Delegated permissions, tick openid, profile/);
    expect(steps.get('directory-roles')).toContain('groupMembershipClaims');
    expect(steps.get('out-of-reach')).toMatch(/File Picker.*\/me does not exist/);
  });
});

test('a registration for people is what it was', () => {
  expect(JSON.stringify(registrationSteps(delegated))).not.toContain('DirectoryRole');
  for (const { code } of registrationScripts(delegated)) {
    expect(code).not.toContain('DirectoryRole');
    expect(code).not.toContain('Role"');
  }
});
