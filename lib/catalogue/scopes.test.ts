import { expect, test } from 'vitest';
import { RESOURCES } from './resources.ts';
import { findScope, findScopes, SCOPES } from './scopes.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test('names and GUIDs are unique within a resource', () => {
  for (const { id } of RESOURCES) {
    const own = SCOPES.filter(({ resource }) => resource === id);
    expect(new Set(own.map((scope) => scope.name.toLowerCase())).size).toBe(own.length);
    expect(new Set(own.map((scope) => scope.id)).size).toBe(own.length);
  }
});

test('a name is found in any case, under its own resource', () => {
  expect(findScope('graph', 'files.readwrite.ALL')?.name).toBe('Files.ReadWrite.All');
  expect(findScope('sharepoint', 'Files.Read')).toBeUndefined();
  expect(findScope('graph', 'Files.Write')).toBeUndefined();
  expect(findScopes('Files.Write')).toEqual([]);
});

test.each(SCOPES)(
  '$resource $name has a GUID and says what it allows in plain sentences',
  ({ id, line, endUserLine }) => {
    expect(id).toMatch(guid);
    expect(line).toMatch(/^[A-Z][^!]+\.$/);
    expect(endUserLine).toMatch(/^[A-Z][^!]+[^.!]$/);
  },
);

test.each(SCOPES.filter(({ covers }) => covers.length > 0))(
  '$resource $name covers scopes of its own resource',
  (scope) => {
    expect(scope.covers.map((name) => findScope(scope.resource, name)?.name)).toEqual(scope.covers);
    expect(scope.covers).not.toContain(scope.name);
  },
);

test.each(SCOPES)(
  '$resource $name suits personal accounts only where its resource does',
  ({ resource, personalAccounts }) => {
    const suits = RESOURCES.find(({ id }) => id === resource)?.personalAccounts;
    expect(personalAccounts && !suits).toBe(false);
  },
);
