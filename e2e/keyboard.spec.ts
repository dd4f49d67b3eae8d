import { connect, heading, people } from './connect.ts';
import { createIntegration, createLink, newEndUser } from './rest.ts';
import { expect, test } from './test.ts';

test('j and k move along the connections, Enter opens one, Back returns to it', async ({ page, newPerson }) => {
  const integration = await createIntegration();
  const person = await newPerson();
  await connect(person, { integration, endUser: newEndUser(), username: people.mira });
  await connect(await newPerson(), { integration, endUser: newEndUser(), username: people.jonas });
  const list = `/connections?integration=${integration.key}`;
  await page.goto(list);
  const first = page.getByRole('link', { name: 'Jonas Lindqvist' });
  const second = page.getByRole('link', { name: 'Mira Okafor' });
  await expect(async () => {
    await page.keyboard.press('k');
    await expect(first).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press('j');
  await expect(second).toBeFocused();
  await page.keyboard.press('j');
  await expect(second).toBeFocused();
  await page.keyboard.press('k');
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Jonas Lindqvist')).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(list);
  await expect(first).toBeFocused();

  await page.keyboard.press('x');
  await expect(page.getByRole('checkbox', { name: 'Select Jonas Lindqvist' })).toBeChecked();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Delete the connection of Jonas Lindqvist?' });
  await dialog.getByRole('button', { name: 'Delete 1 connection' }).click();
  await expect(first).toHaveCount(0);
  await expect(second).toBeFocused();

  await page.keyboard.press('?');
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(shortcuts).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(shortcuts).toBeHidden();
  const search = page.getByRole('searchbox', { name: 'Search connections' });
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(search).not.toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.press('ArrowDown');
  await expect(second).toBeFocused();
});

test('⌘K finds pages and connections, Escape closes', async ({ page, newPerson }) => {
  const integration = await createIntegration();
  await connect(await newPerson(), { integration, endUser: newEndUser(), username: people.contosoAdmin });
  await page.goto('/links');
  const palette = page.getByRole('dialog', { name: 'Search' });
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await expect(palette).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('api keys');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings\/api-keys$/);
  await expect(page).toHaveTitle('API keys · Latchkey');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(people.contosoAdmin);
  await palette
    .getByRole('option', { name: `Ines Carvalho, ${people.contosoAdmin}` })
    .first()
    .click();
  await expect(heading(page, 'Ines Carvalho')).toBeVisible();
  await expect(page).toHaveTitle('Ines Carvalho · Latchkey');
});

test('⌘K finds every settings page, people who have a link, codes and actions', async ({ page }) => {
  const integration = await createIntegration();
  const endUser = newEndUser();
  await createLink(integration, endUser);
  await page.goto('/settings/account');
  const palette = page.getByRole('dialog', { name: 'Search' });
  // A press before the page's script has run is lost.
  await expect(async () => {
    await page.getByRole('banner').getByRole('button', { name: 'Search' }).click();
    await expect(palette).toBeVisible({ timeout: 2_000 });
  }).toPass();
  const box = palette.getByRole('combobox');
  for (const [typed, option] of [
    ['audit', 'Audit log'],
    ['variables', 'Environment variables'],
    ['api reference', 'API reference'],
    ['redirect uri', 'Copy redirect URI'],
    ['AADSTS5010', /^AADSTS50105/],
    [endUser.id, new RegExp(endUser.id)],
    [integration.key, new RegExp(integration.key)],
  ] as const) {
    await box.fill(typed);
    await expect(palette.getByRole('option', { name: option }).first(), typed).toBeVisible();
  }
  // Each opening starts empty, however quickly it follows the last one.
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(box).toBeFocused();
  await expect(box).toHaveValue('');
  await page.keyboard.type('audit');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings\/audit$/);
});

test('the skip link leads past the navigation', async ({ page }) => {
  await page.goto('/integrations');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});
