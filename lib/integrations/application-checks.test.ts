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
  const requested = { graph: ['Files.Read', 'User.Read'], sharepoint: [], others: [] };
  const access = (names: string[], type: 'Scope' | 'Role' = 'Scope') => ({
    requiredResourceAccess: [
      {
        resourceAppId: findResource('graph').appId.toUpperCase(),
        resourceAccess: names.map((name) => ({ id: describeScope(name)?.id ?? '', type })),
      },
    ],
  });

  test('all registered', () => {
    expect(checkPermissions(access(['Files.Read', 'User.Read', 'Mail.Read']), { requested })).toMatchObject({
      outcome: 'ok',
      message: 'All 2 permissions asked for are registered.',
    });
  });

  test('one missing, or registered for the app itself instead of for users, is named', () => {
    for (const registered of [
      access(['User.Read']),
      {
        requiredResourceAccess: [
          ...access(['User.Read']).requiredResourceAccess,
          ...access(['Files.Read'], 'Role').requiredResourceAccess,
        ],
      },
    ])
      expect(checkPermissions(registered, { requested })).toMatchObject({
        outcome: 'warning',
        message: expect.stringContaining('Not registered: Files.Read.'),
      });
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
