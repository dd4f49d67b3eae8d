import type { Page } from '@playwright/test';
import { connect, openConnection, people, untilHydrated } from './connect.ts';
import { createIntegration, newEndUser } from './rest.ts';
import { expect, test } from './test.ts';

const text = (page: Page) => page.getByLabel('Metadata as JSON');
const save = (page: Page) => page.getByRole('button', { name: 'Save metadata' });
const alert = (page: Page, title: string) => page.getByRole('alert').filter({ hasText: title });
const saved = (page: Page) => page.getByRole('status').filter({ hasText: 'Saved' });

/** Typed once the page has its scripts, which then know of it. */
async function type(page: Page, value: string): Promise<void> {
  await untilHydrated(page);
  await text(page).fill(value);
}

test.beforeEach(async ({ page, newPerson }) => {
  const integration = await createIntegration();
  const id = await connect(await newPerson(), { integration, endUser: newEndUser(), username: people.mira });
  await openConnection(page, id);
});

test('signed out while a form is filled: nothing is lost, and it is sent after signing in', async ({ page }) => {
  await type(page, '{"plan":"pro"}');
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  // The page would render itself again now, which leads to the sign-in page.
  const asked = page.waitForResponse((response) => response.url().endsWith('/api/dashboard/session'));
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  expect((await asked).status()).toBe(401);
  await expect(text(page)).toHaveValue('{"plan":"pro"}');
  await save(page).click();
  await expect(alert(page, 'You were signed out')).toBeVisible();
  await expect(text(page)).toHaveValue('{"plan":"pro"}');
  await page.context().addCookies(cookies);
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(saved(page)).toBeVisible();
  await expect(alert(page, 'You were signed out')).toBeHidden();
});

test('the server does not answer while a form is filled: nothing is lost', async ({ page }) => {
  await type(page, '{"plan":"team"}');
  await page.route('**/api/dashboard/session', (route) => route.abort());
  await save(page).click();
  await expect(alert(page, 'The server does not answer')).toBeVisible();
  await expect(text(page)).toHaveValue('{"plan":"team"}');
  await page.unroute('**/api/dashboard/session');
  await save(page).click();
  await expect(saved(page)).toBeVisible();
});

test('leaving asks first while something typed is unsent', async ({ page }) => {
  const { pathname } = new URL(page.url());
  await type(page, '{"plan":"free"}');
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Integrations' });
  page.once('dialog', (dialog) => dialog.dismiss());
  await link.click();
  await expect(page).toHaveURL(new RegExp(`${pathname}$`));
  await expect(text(page)).toHaveValue('{"plan":"free"}');
  page.once('dialog', (dialog) => dialog.accept());
  await link.click();
  await expect(page).toHaveURL(/\/integrations$/);
});

test('two tabs: the second save shows what the first one stored', async ({ page }) => {
  const other = await page.context().newPage();
  await other.goto(page.url());
  await type(other, '{"from":"other"}');
  await type(page, '{"from":"first"}');
  await save(page).click();
  await expect(saved(page)).toBeVisible();
  await save(other).click();
  await expect(other.getByText('Stored now.')).toBeVisible();
  await expect(text(other)).toHaveValue('{"from":"other"}');
  await save(other).click();
  await expect(saved(other)).toBeVisible();
});
