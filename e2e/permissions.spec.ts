import { expectAccessible } from './accessible.ts';
import { createIntegration } from './rest.ts';
import { expect, test } from './test.ts';

test('pasted calls are answered while they are typed, and added to an integration', async ({ page }) => {
  const integration = await createIntegration({ scopes: ['User.Read'] });
  await page.goto('/permissions');
  await expect(page.getByRole('heading', { name: 'Which permission does this call need?' })).toBeVisible();
  await page.getByLabel('Calls', { exact: true }).fill('GET /me/messages\nPOST /me/sendMail\nGET /me/no-such-thing');
  const calls = page.getByRole('list', { name: 'Calls and their permissions' });
  await expect(calls.getByRole('listitem').filter({ hasText: '/me/messages' })).toContainText('Mail.ReadBasic');
  await expect(calls.getByRole('link', { name: /Look it up/ })).toHaveAttribute('href', /learn\.microsoft\.com/);
  const set = page.getByRole('list', { name: 'Smallest set, delegated' });
  await expect(set.locator('code')).toHaveText(['Mail.ReadBasic', 'Mail.Send']);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByLabel('Integration', { exact: true }).selectOption(integration.key);
  await page.getByRole('link', { name: 'Add to integration' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Added below, not saved yet' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Mail.Send', exact: true })).toBeChecked();
});

test('an integration’s access takes pasted calls', async ({ page }) => {
  const integration = await createIntegration({ scopes: ['User.Read'] });
  await page.goto(`/integrations/${integration.key}?tab=access`);
  await page.getByText('Paste the calls you make').click();
  await page.getByLabel('Calls', { exact: true }).fill("client.api('/me/contacts').get()");
  await page.getByRole('button', { name: 'Ask for Contacts.Read' }).click();
  await expect(page.getByRole('checkbox', { name: 'Contacts.Read', exact: true })).toBeChecked();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the box is sent with the address', async ({ page }) => {
    await page.goto('/permissions');
    await page.getByLabel('Calls', { exact: true }).fill('GET /me/drive/root/children');
    await page.getByRole('button', { name: 'Find permissions' }).click();
    await expect(page.getByRole('list', { name: 'Smallest set, delegated' })).toContainText('Files.Read');
  });
});
