import type { Page } from '@playwright/test';
import { here, keepApiKey, operators, type Role, sessionFile } from './here.ts';
import { invite, printApiKey } from './operators.ts';
import { callApi } from './rest.ts';
import { expect, test } from './test.ts';

test.use({ role: 'nobody' });
test.describe.configure({ mode: 'serial', retries: 0 });

async function fillSetUp(page: Page, token: string): Promise<void> {
  const { name, email, password } = operators.owner;
  await page.getByLabel('Set-up token').fill(token);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create the owner' }).click();
}

async function signIn(page: Page, role: Role): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(operators[role].email);
  await page.getByLabel('Password').fill(operators[role].password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(`${here().url}/`);
  await page.context().storageState({ path: sessionFile(role) });
}

test('the token from the console makes the first owner, once', async ({ page, newPerson }) => {
  await page.goto('/integrations');
  await expect(page).toHaveURL(/\/set-up$/);
  await fillSetUp(page, 'x'.repeat(43));
  await expect(page.getByRole('alert').filter({ hasText: /token/i })).toBeVisible();
  await fillSetUp(page, here().setupToken);
  await expect(page).toHaveURL(`${here().url}/`);
  const late = await newPerson();
  await late.goto('/set-up');
  await expect(late).toHaveURL(/\/sign-in$/);
});

test('a wrong password is refused, the right one signs in', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(operators.owner.email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'password' })).toBeVisible();
  await signIn(page, 'owner');
});

test('the owner invites an admin and a viewer, who accept with a password and can sign in', async ({ newPerson }) => {
  // Six browsers, one after another. Everything else waits for this, so a busy machine gets more time.
  test.setTimeout(120_000);
  const owner = await newPerson({ storageState: sessionFile('owner') });
  for (const role of ['admin', 'viewer'] as const) {
    const { name, email, password } = operators[role];
    const url = await invite(owner, { email, role });
    const invited = await newPerson();
    await invited.goto(url);
    await invited.getByLabel('Your name').fill(name);
    await invited.getByLabel('Choose a password').fill(password);
    await invited.getByRole('button', { name: 'Accept and sign in' }).click();
    await expect(invited).toHaveURL(`${here().url}/`);
    await owner.goto('/settings/operators');
    await expect(owner.getByRole('table', { name: 'Operators' })).toContainText(email);
    const late = await newPerson();
    await late.goto(url);
    await expect(late.getByRole('heading', { name: 'This invitation cannot be used any more' })).toBeVisible();
    await signIn(await newPerson(), role);
  }
});

test('npm run api-key prints a key and nothing else, beside the running server', async () => {
  const stdout = await printApiKey();
  expect(stdout).toMatch(/^\S{32,}\n$/);
  keepApiKey(stdout.trim());
  expect((await callApi('/integrations')).status).toBe(200);
  expect((await callApi('/integrations', { key: `${stdout.trim()}x` })).status).toBe(401);
});
