import { expect, test } from 'vitest';
import { allows, type Scope, scopeNames, scopePresets } from './scopes.ts';

test.each<[string[], Scope, boolean]>([
  [['environment:*'], 'environment:connections:read_credentials', true],
  [['environment:*'], 'environment:proxy', true],
  [['environment:connections:*'], 'environment:connections:delete', true],
  [['environment:connections:*'], 'environment:integrations:list', false],
  [['environment:connections:read_credentials'], 'environment:connections:read', true],
  [['environment:connections:read'], 'environment:connections:read_credentials', false],
  [['environment:connections:list'], 'environment:connections:read', false],
  [['environment:proxy'], 'environment:variables:read', false],
  [[], 'environment:connections:read', false],
])('%j and %s: %s', (scopes, scope, expected) => {
  expect(allows(scopes, scope)).toBe(expected);
});

test('each preset names scopes that exist', () => {
  for (const { scopes } of scopePresets)
    for (const scope of scopes) expect(scope.endsWith(':*') || scopeNames.some((known) => known === scope)).toBe(true);
});
