import { expect, test } from 'vitest';
import { sharePointGap } from './share-point';

const graph = {
  resource: 'https://graph.microsoft.com',
  kind: 'graph',
  scope: '',
  expiresAt: null,
  lifeSeconds: null,
  failure: null,
  retryAt: null,
} as const;
const root = { ...graph, resource: 'https://contoso.sharepoint.com', kind: 'sharepoint-root' } as const;
const base = { accountKind: 'work', requestedScopes: ['Files.Read'], grantedScopes: ['Files.Read'], tokens: [graph] };

test.each([
  ['personal', { ...base, accountKind: 'personal', grantedScopes: ['Sites.Read.All'] }],
  ['not-asked', base],
  ['not-granted', { ...base, requestedScopes: ['Files.Read', 'Sites.Read.All'] }],
  ['no-host', { ...base, grantedScopes: ['Sites.ReadWrite.All'] }],
])('no SharePoint token: %s', (kind, facts) => expect(sharePointGap(facts)?.kind).toBe(kind));

test('the host of the own OneDrive does not hide that sites are missing', () => {
  const my = { ...graph, resource: 'https://contoso-my.sharepoint.com', kind: 'sharepoint-my' } as const;
  expect(sharePointGap({ ...base, tokens: [graph, my] })?.kind).toBe('not-asked');
  expect(sharePointGap({ ...base, grantedScopes: ['Sites.Read.All'], tokens: [graph, my] })).toBeUndefined();
});

test('a host that fails explains itself', () => {
  expect(sharePointGap({ ...base, tokens: [graph, root] })).toBeUndefined();
});
