import { expect, test } from 'vitest';
import { oneDriveGap, sharePointGap } from './share-point.ts';
import { describeRefusal } from './tokens/host-lookup.ts';

const token = { expiresAt: null, failure: null, retryAt: null };
const root = { ...token, resource: 'https://contoso.sharepoint.com', kind: 'sharepoint-root' } as const;
const my = { ...token, resource: 'https://contoso-my.sharepoint.com', kind: 'sharepoint-my' } as const;
const base = {
  accountKind: 'work',
  requestedScopes: ['Files.Read'],
  grantedScopes: ['Files.Read'],
  tokens: [],
  hostLookup: null,
  hostRetryAt: null,
};
const sites = { ...base, grantedScopes: ['Sites.ReadWrite.All'] };
const forbidden = describeRefusal('root', { status: 403, code: 'accessDenied', isPassing: false });
const noDrive = describeRefusal('my', { status: 404, code: 'ResourceNotFound', isPassing: false });

test.each([
  ['personal_account', { ...base, accountKind: 'personal', grantedScopes: ['Sites.Read.All'] }],
  ['scope_not_asked', base],
  ['scope_not_granted', { ...base, requestedScopes: ['Files.Read', 'Sites.Read.All'] }],
  ['host_not_looked_up', sites],
  ['root_site_forbidden', { ...sites, hostLookup: { root: forbidden, failures: 1 } }],
  ['root_site_forbidden', { ...sites, tokens: [my], hostLookup: { root: forbidden, failures: 1 } }],
  ['AADSTS65001', { ...sites, tokens: [{ ...root, failure: { ...forbidden, code: 'AADSTS65001' } }] }],
])('no SharePoint token: %s', (code, facts) => expect(sharePointGap(facts)?.code).toBe(code));

test('the host of the own OneDrive does not hide that sites are missing, and the permission is named', () => {
  expect(sharePointGap({ ...base, tokens: [my] })).toMatchObject({
    code: 'scope_not_asked',
    scopes: ['Sites.Read.All'],
  });
});

test('a token that lives, or that the next request brings, is no gap', () => {
  const living = { ...root, expiresAt: new Date(Date.now() + 60_000), failure: forbidden };
  expect(sharePointGap({ ...sites, tokens: [living] })).toBeUndefined();
  expect(sharePointGap({ ...sites, tokens: [root] })).toBeUndefined();
});

test('a OneDrive that is not there says so, unless nobody asked for files', () => {
  const hostLookup = { my: noDrive, failures: 1 };
  expect(oneDriveGap({ ...base, hostLookup })).toMatchObject({ code: 'no_onedrive' });
  expect(oneDriveGap({ ...base, hostLookup, tokens: [my] })).toBeUndefined();
  expect(oneDriveGap({ ...base, hostLookup, grantedScopes: ['Mail.Read'] })).toBeUndefined();
});

test.each([
  [{ status: 503, isPassing: true }, 'graph_unavailable', 'HTTP 503'],
  [{ isPassing: true }, 'graph_unavailable', 'did not answer'],
  [{ status: 423, code: 'resourceLocked', isPassing: false }, 'root_site_locked', 'HTTP 423, resourceLocked'],
  [{ status: 404, code: 'itemNotFound', isPassing: false }, 'root_site_missing', 'HTTP 404'],
  [{ status: 400, code: 'invalidRequest', isPassing: false }, 'root_site_refused', 'HTTP 400'],
])('a refusal of Graph is told with what it said: %o', (refusal, code, detail) => {
  expect(describeRefusal('root', refusal)).toMatchObject({ code, message: expect.stringContaining(detail) });
});
