import { describe, expect, test } from 'vitest';
import { findResource } from '#lib/catalogue/resources';
import { describeScope } from '#lib/catalogue/schema';
import { checkAudience, checkPermissions, checkRedirect } from './application-checks.ts';
import { matchSecret } from './expiry.ts';

const uri = 'https://connect.example.com/oauth/callback';
const none = { web: [], spa: [], publicClient: [] };

describe('the redirect URI', () => {
  test.each([
    [{ ...none, web: ['https://other.example.com', uri] }, 'ok', 'registered under Web'],
    [{ ...none, spa: [uri] }, 'failed', 'Single-page application'],
    [{ ...none, publicClient: [uri] }, 'failed', 'Mobile and desktop'],
    [{ ...none, web: [`${uri}/`] }, 'failed', 'to the letter'],
    [{ ...none, web: [uri.toUpperCase()] }, 'failed', 'to the letter'],
    [none, 'failed', 'not registered'],
  ])('%j is %s', (application, outcome, words) => {
    expect(checkRedirect(application, uri)).toMatchObject({ outcome, message: expect.stringContaining(words) });
  });
});

describe('account types', () => {
  test.each([
    ['AzureADMyOrg', 'single-tenant', 'ok'],
    ['AzureADMyOrg', 'organizations', 'failed'],
    ['AzureADMultipleOrgs', 'single-tenant', 'ok'],
    ['AzureADMultipleOrgs', 'organizations-and-personal', 'failed'],
    ['AzureADandPersonalMicrosoftAccount', 'personal', 'ok'],
    ['PersonalMicrosoftAccount', 'personal', 'ok'],
    ['PersonalMicrosoftAccount', 'organizations', 'failed'],
    [null, 'organizations', 'skipped'],
  ] as const)('a registration for %s with an integration for %s is %s', (signInAudience, accountTypes, outcome) => {
    expect(checkAudience({ signInAudience }, { accountTypes }).outcome).toBe(outcome);
  });
});

describe('permissions', () => {
  const scopes = ['Files.Read.All', 'User.Read'];
  const roles = ['Files.Read.All', 'User.Read.All'];
  const asks = (graph: string[], permissionType: 'delegated' | 'application') => ({
    requested: { graph, sharepoint: [], others: [] },
    permissionType,
  });
  const access = (names: string[], type: 'Scope' | 'Role') => ({
    resourceAppId: findResource('graph').appId.toUpperCase(),
    resourceAccess: names.map((name) => {
      const id = describeScope(name, type === 'Role' ? 'application' : 'delegated')?.id;
      if (!id) throw new Error(`${name} is not in the catalogue.`);
      return { id, type };
    }),
  });

  test.each([
    ['delegated', [access([...scopes, 'Mail.Read'], 'Scope')], scopes],
    ['application', [access(scopes, 'Scope'), access(roles, 'Role')], roles],
  ] as const)('all registered as %s permissions', (type, requiredResourceAccess, names) => {
    const answer = checkPermissions({ requiredResourceAccess: [...requiredResourceAccess] }, asks([...names], type));
    expect(answer).toEqual({ outcome: 'ok', message: `All 2 ${type} permissions asked for are registered.` });
  });

  test.each([
    { type: 'delegated', other: 'Role', names: scopes, outcome: 'warning' },
    { type: 'application', other: 'Scope', names: roles, outcome: 'failed' },
  ] as const)('one registered as another kind than $type is named', ({ type, other, names, outcome }) => {
    const own = access(names.slice(1), type === 'delegated' ? 'Scope' : 'Role');
    const registered = { requiredResourceAccess: [own, access(['Files.Read.All'], other)] };
    const message = expect.stringContaining(`Not registered as ${type} permissions: Files.Read.All.`);
    const answer = checkPermissions(registered, asks(names, type));
    expect(answer).toMatchObject({ outcome, message, fix: expect.stringContaining(`as ${type} permissions`) });
  });

  test('an integration may ask for nothing in Entra', () => {
    expect(checkPermissions({ requiredResourceAccess: [] }, asks([], 'application')).outcome).toBe('ok');
  });
});

describe("a secret's entry in the registration", () => {
  const entry = (keyId: string, hint: string) => ({ keyId, hint, displayName: null, endDateTime: new Date(0) });
  const passwordCredentials = [entry('a', 'abc'), entry('b', 'xyz'), entry('c', 'xyz')];

  test('is found by its id, else by its first characters where only one has them', () => {
    expect(matchSecret({ hint: 'abc', keyId: null }, { passwordCredentials })?.keyId).toBe('a');
    expect(matchSecret({ hint: 'xyz', keyId: 'c' }, { passwordCredentials })?.keyId).toBe('c');
    expect(matchSecret({ hint: 'xyz', keyId: null }, { passwordCredentials })).toBeUndefined();
    expect(matchSecret({ hint: 'nop', keyId: 'gone' }, { passwordCredentials })).toBeUndefined();
  });
});
