import { describe, expect, test } from 'vitest';
import { ACCOUNT_TYPES } from '#lib/account-types';
import { cloudTraits, REAL_CLOUDS } from '#lib/clouds';
import { PORTAL_ACCOUNT_TYPES } from './portal.ts';
import { registrationSteps } from './steps.ts';

const redirectUri = 'https://connect.example.com/oauth/callback';
const choice = {
  provider: 'one-drive',
  presets: ['file-picker'],
  scopes: [],
  accountTypes: 'organizations',
  redirectUri,
  cloud: 'global',
} as const;
type Steps = ReturnType<typeof registrationSteps>;
const textOf = (steps: Steps, id: string) => steps.find((step) => step.id === id)?.body.join('\n') ?? '';
const linksOf = (steps: Steps) => steps.flatMap(({ links = [] }) => links.map(({ href }) => href));

test('every step of a registration is there, in order', () => {
  expect(registrationSteps(choice).map(({ id, optional }) => (optional ? `(${id})` : id))).toEqual([
    'prerequisites',
    'register',
    'account-types',
    'client-id',
    'redirect-uri',
    '(logout)',
    'api-permissions',
    '(admin-consent)',
    'client-secret',
    '(certificate)',
    '(federated-credential)',
    '(token-configuration)',
    '(visibility)',
    '(assignment)',
    '(publisher-verification)',
    'connect',
  ]);
});

test.each(ACCOUNT_TYPES)('%s: the portal words and the redirect URI are exact', (accountTypes) => {
  const steps = registrationSteps({ ...choice, accountTypes });
  expect(textOf(steps, 'account-types')).toContain(PORTAL_ACCOUNT_TYPES[accountTypes].wording);
  expect(textOf(steps, 'redirect-uri')).toContain(redirectUri);
  expect(steps.find(({ id }) => id === 'redirect-uri')?.copy).toEqual([{ label: 'Redirect URI', value: redirectUri }]);
});

describe.each(REAL_CLOUDS)('%s', (cloud) => {
  const { entraPortalUrl, tokenExchangeAudience } = cloudTraits(cloud);
  const steps = registrationSteps({ ...choice, cloud });

  test("links lead to the cloud's own portal", () => {
    const links = linksOf(steps).filter((href) => !href.startsWith('https://learn.microsoft.com/'));
    expect(links.length).toBeGreaterThan(3);
    for (const href of links) expect(new URL(href).origin).toBe(entraPortalUrl);
  });

  test('once the client ID is known they lead to the pages of the app', () => {
    const clientId = '11111111-1111-4111-8111-11111111111A';
    const links = linksOf(registrationSteps({ ...choice, cloud, clientId }));
    for (const page of ['Overview', 'Authentication', 'Credentials', 'CallAnAPI'])
      expect(links).toContain(
        `${entraPortalUrl}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/${page}/appId/${clientId.toLowerCase()}`,
      );
  });

  test('publisher verification is offered where it exists, the audience of assertions is its own', () => {
    expect(steps.some(({ id }) => id === 'publisher-verification')).toBe(cloud === 'global');
    expect(textOf(steps, 'federated-credential')).toContain(tokenExchangeAudience);
  });
});

test('what does not concern a choice is left out', () => {
  const ids = (accountTypes: (typeof ACCOUNT_TYPES)[number]) =>
    registrationSteps({ ...choice, accountTypes }).map(({ id }) => id);
  expect(ids('single-tenant')).not.toContain('publisher-verification');
  expect(ids('personal')).not.toContain('assignment');
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
  const directory = registrationSteps({ ...choice, presets: [], scopes: ['User.Read.All'] });
  expect(directory.find(({ id }) => id === 'admin-consent')?.optional).toBe(false);
  expect(textOf(directory, 'admin-consent')).toContain('Only an admin can grant User.Read.All');
  expect(textOf(registrationSteps(choice), 'admin-consent')).toContain('Sites.Read.All');
  const personal = registrationSteps({ ...choice, accountTypes: 'personal', presets: ['one-drive-only-read'] });
  expect(textOf(personal, 'admin-consent')).toContain('no admin');
});

test.each([
  ['http://127.0.0.1:3000/oauth/callback', 'refuses http with 127.0.0.1'],
  ['http://connect.example.com/oauth/callback', 'will refuse connect.example.com'],
  ['http://[::1]:3000/oauth/callback', 'no IPv6 address'],
  [`https://connect.example.com/${'x'.repeat(256)}`, '256 characters'],
  ["https://connect.example.com/it's(here)/oauth/callback", "does not allow ' ( )"],
  ['https://connect.example.com/oauth/callback#here', 'no fragment'],
])('Microsoft will not take %s, and the step says so', (uri, words) => {
  expect(textOf(registrationSteps({ ...choice, redirectUri: uri }), 'redirect-uri')).toContain(words);
});

test('a redirect URI that Microsoft takes is not called out', () => {
  for (const uri of ['http://localhost:3000/oauth/callback', redirectUri]) {
    const steps = registrationSteps({ ...choice, redirectUri: uri, accountTypes: 'organizations-and-personal' });
    expect(textOf(steps, 'redirect-uri')).not.toMatch(/refuse |does not allow|no query|no fragment/);
  }
  const query = { ...choice, redirectUri: `${redirectUri}?a=b` };
  expect(textOf(registrationSteps(query), 'redirect-uri')).not.toContain('no query string');
  expect(textOf(registrationSteps({ ...query, accountTypes: 'personal' }), 'redirect-uri')).toContain(
    'no query string',
  );
});

test('the sandbox needs two steps and carries the redirect URI as well', () => {
  const steps = registrationSteps({ ...choice, cloud: 'sandbox' });
  expect(steps.map(({ id }) => id)).toEqual(['sandbox-app', 'connect']);
  expect(textOf(steps, 'sandbox-app')).toContain(redirectUri);
});

test('steps speak calmly and name secrets by their right column', () => {
  const all = registrationSteps(choice).flatMap(({ title, body }) => [title, ...body]);
  for (const sentence of all) expect(sentence).not.toContain('!');
  expect(textOf(registrationSteps(choice), 'client-secret')).toMatch(/24 months[\s\S]*Value[\s\S]*Secret ID/);
});
