import { fillHydrated } from './connect.ts';
import { expect, test } from './test.ts';

test('the wizard keeps what is typed over Back, a reload and another page, and asks before a secret is lost', async ({
  page,
}) => {
  await page.goto('/integrations/new');
  const name = page.getByLabel('Name', { exact: true });
  await fillHydrated(name, 'Acme Mail');
  await page
    .locator('label')
    .filter({ hasText: /^Outlook$/ })
    .click();
  await expect(page.getByRole('button', { name: 'Change product' })).toBeFocused();
  const next = page.getByRole('button', { name: 'Continue' });
  await next.click();
  await expect(page).toHaveURL(/step=registration/);
  await page.goBack();
  await expect(name).toHaveValue('Acme Mail');
  await page.goForward();
  await page.reload();
  await expect(page.getByText('What you typed is still here')).toBeVisible();
  await next.click();

  await expect(page.getByText(/^Still to correct: client ID, client secret/)).toBeVisible();
  await next.click();
  await expect(page.getByLabel('Application (client) ID')).toBeFocused();
  await expect(page.getByLabel('Application (client) ID')).toBeInViewport();
  await page.getByLabel('Client secret').fill('abc8Q~value');
  const asked = page.waitForEvent('dialog');
  const left = page.getByRole('link', { name: 'Connections' }).first().click();
  await (await asked).dismiss();
  await left;
  await expect(page.getByLabel('Client secret')).toHaveValue('abc8Q~value');
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  expect(kept).toContain('Acme Mail');
  expect(kept).not.toContain('abc8Q~value');
});
