import type { Page, Request } from '@playwright/test';
import { connect, fillHydrated, openConnection, people } from './connect.ts';
import { here, type Role, sessionFile } from './here.ts';
import { confirmWho } from './operators.ts';
import { createIntegration, createLink, newEndUser, tokenRequests } from './rest.ts';
import { expect, test } from './test.ts';

const someId = '00000000-0000-4000-8000-000000000000';
const pages = [
  '/',
  '/integrations',
  '/integrations/new',
  '/integrations/some-key?tab=credentials',
  '/links',
  '/links?new=1',
  '/webhooks',
  '/webhooks?new=1',
  '/webhooks/deliveries',
  '/connections',
  `/connections/${someId}`,
  '/settings/api-keys',
  '/settings/operators',
  '/settings/sign-in',
  '/settings/audit',
  '/settings/account',
] as const;

test.describe('signed out', () => {
  test.use({ role: 'nobody' });

  test('every page leads to the sign-in page', async ({ page }) => {
    for (const path of pages) {
      const answer = await page.request.get(path);
      expect(new URL(answer.url()).pathname, path).toBe('/sign-in');
    }
    await page.goto('/connections');
    await expect(page).toHaveURL(/\/sign-in(\?|$)/);
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  });

  test('forms that change something are refused', async ({ page }) => {
    for (const verb of ['refresh', 'reauthorize']) {
      const path = `/api/dashboard/connections/${someId}/${verb}`;
      const headers = { origin: here().url, 'sec-fetch-site': 'same-origin' };
      expect((await page.request.post(path, { headers })).status()).toBe(401);
      expect((await page.request.post(path, { headers: { origin: 'http://prizes.example' } })).status()).toBe(403);
    }
  });

  test('the REST API believes keys only', async ({ newPerson }) => {
    const owner = await newPerson({ storageState: sessionFile('owner') });
    expect((await owner.request.get('/api/connections')).status()).toBe(401);
  });
});

/** The server action that pressing something calls. */
async function actionOf(page: Page, press: () => Promise<void>): Promise<Request> {
  const request = page.waitForRequest((sent) => sent.method() === 'POST' && 'next-action' in sent.headers());
  await press();
  return request;
}

/** Sends the same action with the session of somebody else; where that leads, when it is no plain answer. */
async function replayAs(page: Page, action: Request): Promise<number | string> {
  const { 'next-action': id = '', 'content-type': type = '', accept = '' } = action.headers();
  const headers = { 'next-action': id, 'content-type': type, accept, origin: here().url };
  const body = action.postDataBuffer();
  const answer = await page.request.post(action.url(), { headers, ...(body ? { data: body } : {}), maxRedirects: 0 });
  return answer.headers()['x-action-redirect'] ?? answer.status();
}

test('a viewer sees everything, but no secret, no link and no way to change', async ({ newPerson }) => {
  const endUser = newEndUser();
  const integration = await createIntegration();
  const connectionId = await connect(await newPerson(), { integration, endUser, username: people.mira });
  await createLink(integration, newEndUser());
  const viewer = await newPerson({ storageState: sessionFile('viewer') });
  const path = await openConnection(viewer, connectionId);
  const controls =
    /^(Reveal|Refresh now|Reauthorize|Revoke|(Copy (link|reauth)|Show link|Save|Delete|Create|Add|Replace|Use the) .*)$/;
  const places = [path, '/', '/links', '/connections', '/integrations', `/integrations/${integration.key}`];
  const tabs = ['access', 'credentials', 'settings'].map((tab) => `/integrations/${integration.key}?tab=${tab}`);
  const settings = ['/settings/api-keys', '/settings/operators', '/settings/sign-in', '/settings/audit'];
  for (const place of [...places, ...tabs, ...settings]) {
    await viewer.goto(place);
    await expect(viewer.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(viewer.getByRole('main').getByRole('button', { name: controls }), place).toHaveCount(0);
    await expect(viewer.getByRole('main').getByRole('link', { name: controls }), place).toHaveCount(0);
  }
  await viewer.goto('/integrations/new');
  await expect(viewer.getByRole('heading', { name: 'Your role does not allow this' })).toBeVisible();
});

test('a viewer is refused by the handlers and actions behind those controls', async ({ page, newPerson }) => {
  const endUser = newEndUser();
  const integration = await createIntegration();
  const connectionId = await connect(await newPerson(), { integration, endUser, username: people.mira });
  const viewer = await newPerson({ storageState: sessionFile('viewer') });
  const path = await openConnection(viewer, connectionId);
  const before = await tokenRequests(integration);
  for (const verb of ['refresh', 'reauthorize']) {
    const headers = { origin: here().url, 'sec-fetch-site': 'same-origin' };
    expect((await viewer.request.post(`/api/dashboard${path}/${verb}`, { headers })).status()).toBe(403);
  }
  expect(await tokenRequests(integration)).toEqual(before);

  await page.goto(`/links?new=1&integration=${integration.key}`);
  const made = await actionOf(page, () => page.getByRole('button', { name: 'Create link' }).click());
  await expect(page.getByText('The link is ready')).toBeVisible();
  expect(await replayAs(viewer, made)).toBe(403);

  await page.goto(path);
  await fillHydrated(page.getByLabel('Metadata as JSON'), '{"plan":"pro"}');
  const saved = await actionOf(page, () => page.getByRole('button', { name: 'Save metadata' }).click());
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  expect(await replayAs(viewer, saved)).toBe(403);
  expect(await replayAs(await newPerson(), saved)).toMatch(/^\/sign-in/);
});

test('an admin cannot manage members', async ({ page, newPerson }) => {
  const admin = await newPerson({ storageState: sessionFile('admin') });
  await admin.goto('/settings/operators');
  await expect(admin.getByText('Only owners change operators.')).toBeVisible();
  await expect(admin.getByRole('main').getByRole('button')).toHaveCount(0);
  const { email } = newEndUser();
  await confirmWho(page);
  await page.goto('/settings/operators');
  await page.getByLabel('E-mail').fill(email);
  const added = await actionOf(page, () => page.getByRole('button', { name: 'Create invitation' }).click());
  await expect(page.getByRole('table', { name: 'Invitations' })).toContainText(email);
  expect(await replayAs(admin, added)).toBe(403);
});

for (const role of ['admin', 'owner'] as const satisfies Role[]) {
  test(`the ${role} may make links`, async ({ newPerson }) => {
    await createIntegration();
    const operator = await newPerson({ storageState: sessionFile(role) });
    await operator.goto('/links?new=1');
    await operator.getByRole('button', { name: 'Create link' }).click();
    await expect(operator.getByText('The link is ready')).toBeVisible();
  });
}
