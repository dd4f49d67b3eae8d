import { expect, test } from 'vitest';
import { readMsalCache } from './msal-cache.ts';

const account = { home_account_id: 'oid.tid', username: 'ada@example.com' };
const entry = { secret: 'first', credential_type: 'RefreshToken', client_id: 'client' };
const cache = JSON.stringify({
  Account: { key: account },
  IdToken: { key: { secret: 'id token' } },
  AccessToken: { key: { secret: 'access token' } },
  RefreshToken: { key: entry },
  AppMetadata: { key: { client_id: 'client' } },
});

test('the next refresh token takes the place of the one that was sent, and access and ID tokens go', () => {
  const next = readMsalCache(cache).withRefreshToken('second');
  expect(readMsalCache(next)).toMatchObject({ refreshToken: 'second', homeAccountId: 'oid.tid' });
  expect(JSON.parse(next)).toEqual({
    Account: { key: account },
    IdToken: {},
    AccessToken: {},
    RefreshToken: { key: { ...entry, secret: 'second' } },
    AppMetadata: { key: { client_id: 'client' } },
  });
});

test('a cache without a refresh token has none to read', () => {
  expect(readMsalCache('{}').refreshToken).toBeUndefined();
  expect(readMsalCache('[]').refreshToken).toBeUndefined();
});
