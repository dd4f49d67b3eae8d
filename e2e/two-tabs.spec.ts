import type { Page } from '@playwright/test';
import { fillHydrated } from './connect.ts';
import { createIntegration } from './rest.ts';
import { expect, test } from './test.ts';

const origins = (page: Page) => page.getByLabel('Allowed origins');
const save = (page: Page) => page.getByRole('button', { name: 'Save origins' }).click();
const saved = (page: Page) => page.getByRole('status').filter({ hasText: 'Saved.' });
const refused = (page: Page) => page.getByRole('alert').filter({ hasText: 'changed in another tab' });

test('one form in two tabs: the second save is refused once and keeps what was typed', async ({ page }) => {
  const { key } = await createIntegration();
  const other = await page.context().newPage();
  for (const tab of [page, other]) await tab.goto(`/integrations/${key}?tab=embed`);
  await fillHydrated(origins(page), 'https://one.example.com');
  await save(page);
  await expect(saved(page)).toBeVisible();
  await fillHydrated(origins(other), 'https://two.example.com');
  await save(other);
  await expect(refused(other)).toBeVisible();
  await expect(origins(other)).toHaveValue('https://two.example.com');
  await save(other);
  await expect(saved(other)).toBeVisible();
  await page.reload();
  await expect(origins(page)).toHaveValue('https://two.example.com');
});
