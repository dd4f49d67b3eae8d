import { expectAccessible } from './accessible.ts';
import {
  acceptPermissions,
  connect,
  continueToMicrosoft,
  fillHydrated,
  heading,
  openConnection,
  people,
  pickAccount,
} from './connect.ts';
import { here, sessionFile } from './here.ts';
import { invite } from './operators.ts';
import { callApi, callSandbox, createIntegration, createLink, newEndUser, vendPath } from './rest.ts';
import { expect, test } from './test.ts';

test.describe('of strangers', () => {
  test.use({ role: 'nobody' });

  test('sign-in', async ({ page }) => {
    await page.goto('/sign-in');
    await expect(heading(page, 'Sign in')).toBeVisible();
    await expectAccessible(page);
  });

  for (const reported of ['reported-approved', 'reported-refused-65004']) {
    test(`what Microsoft says of an approval that was not begun here: ${reported}`, async ({ page }) => {
      await page.goto(`/connect/${reported}`);
      await expect(heading(page, /^Microsoft reports/)).toBeVisible();
      await expectAccessible(page);
    });
  }

  test('an invitation, and a sign-in that was refused', async ({ page, newPerson }) => {
    test.setTimeout(120_000);
    const owner = await newPerson({ storageState: sessionFile('owner') });
    await page.goto(await invite(owner, { email: newEndUser().email, role: 'viewer' }));
    await expect(heading(page, /^You are invited/)).toBeVisible();
    await expectAccessible(page);
    await page.goto('/sign-in/refused?why=entra_unknown');
    await expectAccessible(page);
    await expectAccessible(owner);
  });
});

const plainPages = [
  '/',
  '/integrations',
  '/settings/api-keys',
  '/settings/branding',
  '/settings/operators',
  '/settings/sign-in',
  '/settings/audit',
  '/settings/account',
  '/webhooks',
  '/webhooks?new=1',
  '/webhooks/overrides',
  '/webhooks/deliveries',
  '/permissions',
  '/permissions?calls=GET%20%2Fme%2Fmessages',
  '/troubleshooting',
  '/troubleshooting?code=50105',
];
for (const path of plainPages) {
  test(`${path}`, async ({ page }) => {
    await createIntegration();
    await page.goto(path);
    // An open sheet hides the page behind it.
    await expect(page.getByRole('heading', { level: 1 }).or(page.getByRole('dialog'))).toBeVisible();
    await expectAccessible(page);
  });
}

test('a new integration, step by step', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('/integrations/new');
  await expectAccessible(page);
  await fillHydrated(page.getByLabel('Name', { exact: true }), 'Acme Files');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('button', { name: 'Change product' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('radio', { name: 'One organization' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByLabel('Application (client) ID')).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expectAccessible(page);
});

for (const tab of ['overview', 'access', 'credentials', 'registration', 'connections', 'settings']) {
  test(`an integration: ${tab}`, async ({ page }) => {
    const { key } = await createIntegration();
    await page.goto(`/integrations/${key}?tab=${tab}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
  });
}

test('links, with the sheets over them', async ({ page }) => {
  test.setTimeout(120_000);
  const endUser = newEndUser();
  const integration = await createIntegration();
  await createLink(integration, endUser);
  await page.goto('/links');
  await expectAccessible(page);
  await page.goto('/links?new=1');
  await expect(page.getByRole('dialog', { name: 'Create link' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/links');
  await page.getByRole('link', { name: endUser.display_name }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
});

test('connections and one of them, healthy and not', async ({ page, newPerson }) => {
  test.setTimeout(120_000);
  const endUser = newEndUser();
  const integration = await createIntegration();
  const connectionId = await connect(await newPerson(), { integration, endUser, username: people.mira });
  await page.goto('/connections');
  await expectAccessible(page);
  const path = await openConnection(page, connectionId);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Reveal' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  const revoked = { username: people.mira, reason: 'password_reset', client_id: integration.clientId };
  await callSandbox('/grants/revoke', revoked);
  await callApi(vendPath({ connectionId, integration }, '&force_refresh=true'));
  await page.goto(path);
  await expect(page.getByText('Needs reauthorization').first()).toBeVisible();
  await expectAccessible(page);
});

test('what an end user sees, from the link to the result', async ({ newPerson }) => {
  test.setTimeout(120_000);
  const person = await newPerson();
  const { url } = await createLink(await createIntegration(), newEndUser());
  await person.goto(url);
  await expectAccessible(person);
  await continueToMicrosoft(person);
  await pickAccount(person, people.lee);
  await person.getByRole('link', { name: 'Return to the application without granting consent' }).click();
  await expect(heading(person, 'Your admin must approve this')).toBeVisible();
  await expectAccessible(person);
  const adminUrl = await person.getByLabel('Link for your admin').inputValue();
  const admin = await newPerson();
  await admin.goto(adminUrl);
  await expectAccessible(admin);
  await person.goto(url);
  await continueToMicrosoft(person);
  await pickAccount(person, people.mira);
  await acceptPermissions(person);
  await expect(heading(person, 'Connected')).toBeVisible();
  await expectAccessible(person);
  await person.goto(url);
  await expect(heading(person, 'This link cannot be used')).toBeVisible();
  await expectAccessible(person);
});

test('the sandbox’s own pages', async ({ newPerson }) => {
  const person = await newPerson();
  const { url } = await createLink(await createIntegration(), newEndUser());
  await person.goto(url);
  await continueToMicrosoft(person);
  await expect(heading(person, 'Pick an account')).toBeVisible();
  await expectAccessible(person);
  await pickAccount(person, people.contosoAdmin);
  await expect(heading(person, /^Permissions requested/)).toBeVisible();
  await expectAccessible(person);
  await person.goto(here().sandboxUrl);
  await expectAccessible(person);
});

test('a page that does not exist', async ({ page }) => {
  expect((await page.goto('/nowhere'))?.status()).toBe(404);
  await expectAccessible(page);
});
