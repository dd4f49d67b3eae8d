import { expect, test } from 'vitest';
import { accessSummary, compareAccess } from './access';

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

test('claims nothing of the present for a connection that Microsoft has ended', () => {
  const all = { missing: [], later: [] };
  expect(accessSummary(all, { status: 'healthy' })).toBe('Everything requested was granted.');
  expect(accessSummary(all, { status: 'needs_reauthorization' })).toBe(
    'When last connected, everything requested was granted.',
  );
});
