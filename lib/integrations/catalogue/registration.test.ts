import { expect, test } from 'vitest';
import { PORTAL_ACCOUNT_TYPES, registrationSteps } from '#lib/integrations/catalogue/registration';
import { ACCOUNT_TYPES } from '#lib/integrations/catalogue/schema';

const redirectUri = 'https://connect.example.com/oauth/callback';
const choice = {
  provider: 'one-drive',
  presets: ['file-picker'],
  scopes: [],
  accountTypes: 'organizations',
  redirectUri,
  cloud: 'global',
} as const;
const textOf = (steps: ReturnType<typeof registrationSteps>, id: string) =>
  steps.find((step) => step.id === id)?.body.join('\n') ?? '';

test('every step of a registration is there, in order', () => {
  expect(registrationSteps(choice).map(({ id, optional }) => (optional ? `(${id})` : id))).toEqual([
    'prerequisites',
    'register',
    'account-types',
    'client-id',
    'redirect-uri',
    'api-permissions',
    '(admin-consent)',
    'client-secret',
    '(token-configuration)',
    '(visibility)',
    'connect',
  ]);
});

test.each(ACCOUNT_TYPES)('%s: the portal words and the redirect URI are exact', (accountTypes) => {
  const steps = registrationSteps({ ...choice, accountTypes });
  expect(textOf(steps, 'account-types')).toContain(PORTAL_ACCOUNT_TYPES[accountTypes].wording);
  expect(textOf(steps, 'redirect-uri')).toContain(redirectUri);
  expect(steps.find(({ id }) => id === 'redirect-uri')?.copy).toEqual([{ label: 'Redirect URI', value: redirectUri }]);
});

test('permissions are listed per resource, offline_access always', () => {
  const step = registrationSteps(choice).find(({ id }) => id === 'api-permissions');
  expect(step?.copy).toEqual([
    {
      label: 'Microsoft Graph, delegated',
      value: 'openid profile email offline_access User.Read Files.Read.All Sites.Read.All',
    },
    { label: 'SharePoint, delegated', value: 'MyFiles.Read AllSites.Read' },
  ]);
  const graphOnly = registrationSteps({ ...choice, presets: ['files-read'] });
  expect(graphOnly.find(({ id }) => id === 'api-permissions')?.copy).toHaveLength(1);
});

test('admin consent is a must where Microsoft itself leaves a permission to admins', () => {
  const directory = registrationSteps({ ...choice, provider: 'microsoft', presets: ['directory-read'] });
  expect(directory.find(({ id }) => id === 'admin-consent')?.optional).toBe(false);
  expect(textOf(directory, 'admin-consent')).toContain('Only an admin can grant User.Read.All');
  expect(textOf(registrationSteps(choice), 'admin-consent')).toContain('Sites.Read.All');
  const personal = registrationSteps({ ...choice, accountTypes: 'personal', presets: ['one-drive-only-read'] });
  expect(textOf(personal, 'admin-consent')).toContain('no admin');
});

test('an http redirect URI on another host than localhost is called out', () => {
  const text = (uri: string) => textOf(registrationSteps({ ...choice, redirectUri: uri }), 'redirect-uri');
  expect(text('http://127.0.0.1:3000/oauth/callback')).toContain('will refuse 127.0.0.1');
  expect(text('http://localhost:3000/oauth/callback')).not.toContain('will refuse');
});

test('the sandbox needs two steps and carries the redirect URI as well', () => {
  const steps = registrationSteps({ ...choice, cloud: 'sandbox' });
  expect(steps.map(({ id }) => id)).toEqual(['sandbox-app', 'connect']);
  expect(textOf(steps, 'sandbox-app')).toContain(redirectUri);
});

test('steps speak calmly and name secrets by their right column', () => {
  const all = registrationSteps(choice).flatMap(({ title, body }) => [title, ...body]);
  for (const sentence of all) expect(sentence).not.toContain('!');
  expect(textOf(registrationSteps(choice), 'client-secret')).toMatch(/6, 12 and 24 months[\s\S]*Value[\s\S]*Secret ID/);
});
