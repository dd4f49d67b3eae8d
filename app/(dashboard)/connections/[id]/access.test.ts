import { expect, test } from 'vitest';
import { compareAccess } from './access';

const integration = { provider: 'microsoft', presets: [], scopes: ['Files.Read', 'Mail.Read'], exactScopes: [] };

test('puts the difference on top', () => {
  const connection = {
    requestedScopes: ['Files.Read', 'Sites.Read.All'],
    grantedScopes: ['Files.Read', 'User.Read'],
  };
  expect(compareAccess(connection, integration)).toEqual({
    missing: ['Sites.Read.All'],
    later: ['Mail.Read'],
    extra: ['User.Read'],
    granted: ['Files.Read'],
  });
});

test('names nothing twice', () => {
  const connection = { requestedScopes: ['Files.Read', 'Mail.Read'], grantedScopes: ['Files.ReadWrite'] };
  expect(compareAccess(connection, integration)).toMatchObject({ missing: ['Mail.Read'], later: [] });
});

test('holds without an integration', () => {
  const connection = { requestedScopes: ['Files.Read'], grantedScopes: ['Files.Read'] };
  expect(compareAccess(connection, undefined)).toEqual({ missing: [], later: [], extra: [], granted: ['Files.Read'] });
});
