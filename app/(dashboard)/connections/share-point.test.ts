import { expect, test } from 'vitest';
import { sharePointGap } from './share-point';

const graph = {
  resource: 'https://graph.microsoft.com',
  kind: 'graph',
  scope: '',
  expiresAt: null,
  lifeSeconds: null,
  failure: null,
} as const;
const root = { ...graph, resource: 'https://contoso.sharepoint.com', kind: 'sharepoint-root' } as const;
const base = { accountKind: 'work', requestedScopes: ['Files.Read'], grantedScopes: ['Files.Read'], tokens: [graph] };

test.each([
  ['personal', { ...base, accountKind: 'personal', grantedScopes: ['Sites.Read.All'] }],
  ['not-asked', base],
  ['not-granted', { ...base, requestedScopes: ['Files.Read', 'Sites.Read.All'] }],
  ['no-host', { ...base, grantedScopes: ['Sites.ReadWrite.All'] }],
])('no SharePoint token: %s', (kind, facts) => expect(sharePointGap(facts)?.kind).toBe(kind));

test('a host that fails explains itself', () => {
  expect(sharePointGap({ ...base, tokens: [graph, root] })).toBeUndefined();
});
