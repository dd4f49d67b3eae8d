import { expect, test } from 'vitest';
import { existsIn, fittingAccountTypes, offeredAccountTypes, offeredClouds } from './availability.ts';
import { PROVIDERS } from './providers.ts';

test('personal accounts are offered where they exist', () => {
  const all = ['single-tenant', 'organizations', 'organizations-and-personal', 'personal'];
  expect(offeredAccountTypes('one-drive', 'global')).toEqual(all);
  expect(offeredAccountTypes('one-drive', 'sandbox')).toEqual(all);
  for (const cloud of ['us-gov', 'us-gov-dod', 'china', 'sandbox-china'] as const)
    expect(offeredAccountTypes('one-drive', cloud)).toEqual(['single-tenant', 'organizations']);
  expect(offeredAccountTypes('microsoft-teams', 'global')).toEqual(['single-tenant', 'organizations']);
});

test('a product is offered in the clouds that have its API and its accounts', () => {
  expect(offeredClouds('one-drive-personal')).toEqual(['global', 'sandbox']);
  expect(offeredClouds('microsoft-business-central')).toEqual(['global', 'sandbox']);
  expect(offeredClouds('exchange-online')).not.toContain('us-gov-dod');
  expect(offeredClouds('microsoft-dataverse')).toHaveLength(8);
  expect(existsIn('key-vault', 'sandbox-china')).toBe(true);
  expect(existsIn('business-central', 'us-gov')).toBe(false);
});

test.each(PROVIDERS)('$id is offered in the worldwide cloud', ({ id }) => {
  expect(offeredClouds(id)).toContain('global');
});

test('an account type that is not offered gives way to the usual one', () => {
  expect(fittingAccountTypes('one-drive', 'us-gov', { wanted: 'personal' })).toBe('organizations');
  expect(fittingAccountTypes('one-drive', 'us-gov', { wanted: 'single-tenant' })).toBe('single-tenant');
  expect(fittingAccountTypes('one-drive-personal', 'global', { wanted: 'organizations' })).toBe('personal');
  expect(fittingAccountTypes('one-drive-personal', 'china', { wanted: 'personal' })).toBe('personal');
});

test('personal accounts have no tenant, so no app works in theirs on its own', () => {
  expect(offeredAccountTypes('one-drive', 'global', 'application')).toEqual(['single-tenant', 'organizations']);
  const wanted = 'personal';
  expect(fittingAccountTypes('one-drive', 'global', { wanted, permissionType: 'application' })).toBe('organizations');
});
