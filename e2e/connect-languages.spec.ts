import type { Page } from '@playwright/test';
import { acceptPermissions, fillHydrated, heading, people, pickAccount } from './connect.ts';
import { createIntegration, createLink, listConnections, newEndUser } from './rest.ts';
import { expect, test } from './test.ts';

const languageOf = (page: Page) => page.locator('html').getAttribute('lang');
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

async function newLink() {
  const endUser = newEndUser();
  return { endUser, ...(await createLink(await createIntegration(), endUser)) };
}

test('a German browser without JavaScript connects in German', async ({ newPerson }) => {
  const { url, endUser } = await newLink();
  const person = await newPerson({ locale: 'de-CH', javaScriptEnabled: false });
  await person.goto(url);
  await expect(heading(person, 'Microsoft-Konto verbinden')).toBeVisible();
  expect(await languageOf(person)).toBe('de');
  await expect(person.getByText('Die Dateien lesen, die Sie in OneDrive und SharePoint öffnen können')).toBeVisible();
  await press(person, 'Weiter zu Microsoft');
  await pickAccount(person, people.mira);
  await acceptPermissions(person);
  await expect(heading(person, 'Verbunden')).toBeVisible();
  await expect(person.getByText(`Ihr Konto ${people.mira} ist verbunden.`)).toBeVisible();
  await expect(person).toHaveTitle(/^Verbunden/);
  expect(await languageOf(person)).toBe('de');
  expect(await listConnections(endUser)).toHaveLength(1);
  const again = await person.goto(url);
  expect(again?.status()).toBe(410);
  await expect(heading(person, 'Dieser Link kann nicht verwendet werden')).toBeVisible();
});

test('a language chosen on the page holds on the way to Microsoft and back', async ({ newPerson }) => {
  const { url, endUser } = await newLink();
  const person = await newPerson({ javaScriptEnabled: false });
  await person.goto(url);
  await expect(heading(person, 'Connect your Microsoft account')).toBeVisible();
  await person.getByRole('navigation', { name: 'Language' }).getByRole('link', { name: '日本語' }).click();
  await expect(heading(person, 'Microsoft アカウントの接続')).toBeVisible();
  await press(person, 'Microsoft に進む');
  await pickAccount(person, people.lee);
  await person.getByRole('link', { name: 'Return to the application without granting consent' }).click();
  await expect(heading(person, '管理者の承認が必要です')).toBeVisible();
  const adminUrl = await person.getByLabel('管理者用のリンク').inputValue();
  const message = await person.getByLabel('リンクに添えるメッセージ').inputValue();
  expect(message).toContain('承認していただけますでしょうか');
  expect(message).toContain(adminUrl);
  await person.goto(url);
  await press(person, 'Microsoft に進む');
  await pickAccount(person, people.mira);
  await acceptPermissions(person);
  await expect(heading(person, '接続しました')).toBeVisible();
  expect(await languageOf(person)).toBe('ja');
  expect(await listConnections(endUser)).toHaveLength(1);
});

test('who is stopped at Microsoft finds what to do, and a message for the admin', async ({ newPerson }) => {
  const { url } = await newLink();
  const person = await newPerson({ locale: 'fr-FR' });
  await person.goto(url);
  await person.getByText('Si vous êtes bloqué chez Microsoft').click();
  await expect(person.getByText('Microsoft indique qu’une stratégie bloque l’accès')).toBeVisible();
  await expect(person.getByText('Code de Microsoft : 50105')).toBeVisible();
  const message = await person.getByLabel('Un message pour votre administrateur').inputValue();
  expect(message).toContain('centre d’administration Entra');
  await expect(person.getByRole('link', { name: 'Rédiger l’e-mail' })).toHaveAttribute('href', /^mailto:\?subject=La/);
});

// A red pixel.
const logo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
);

test('name, logo, colour and contact stand on every page of an end user', async ({ page, newPerson }) => {
  await page.goto('/settings/branding');
  await fillHydrated(page.getByLabel('Name people see'), 'Acme Files');
  await page.getByLabel('Accent colour', { exact: false }).first().fill('#ffd400');
  await page.getByLabel('Contact for help').fill('help@example.com');
  await page.getByLabel('Privacy link').fill('http://example.com/privacy');
  await page
    .getByLabel('Logo', { exact: false })
    .first()
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: logo });
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Acme Files asks for access');
  await expect(page.getByText('Words on it are black in the light theme')).toBeVisible();
  // The chosen file outlives an error in another field.
  await press(page, 'Save branding');
  await expect(page.getByText('Nothing was saved: correct what is marked above.')).toBeVisible();
  await page.getByLabel('Privacy link').fill('https://example.com/privacy');
  await press(page, 'Save branding');
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();

  const { url } = await newLink();
  const person = await newPerson({ locale: 'es-ES', colorScheme: 'light' });
  await person.goto(url);
  await expect(person.getByText(/^Acme Files solicita acceso a su cuenta/)).toBeVisible();
  await expect(person).toHaveTitle('Conectar su cuenta de Microsoft · Acme Files');
  const picture = person.locator('header img');
  await expect.poll(() => picture.evaluate((one) => one instanceof HTMLImageElement && one.naturalWidth)).toBe(1);
  await expect(person.getByRole('button', { name: 'Continuar a Microsoft' })).toHaveCSS(
    'background-color',
    'rgb(255, 212, 0)',
  );
  await expect(person.getByRole('link', { name: 'help@example.com' })).toHaveAttribute(
    'href',
    'mailto:help@example.com',
  );
  await person.goto('/connect/start-again');
  await expect(person.getByText('Acme Files')).toBeVisible();
  await expect(person.getByRole('link', { name: 'Privacidad' })).toHaveAttribute('href', 'https://example.com/privacy');

  for (const label of ['Name people see', 'Contact for help', 'Privacy link']) await page.getByLabel(label).fill('');
  await page.getByLabel('Accent colour', { exact: false }).first().fill('');
  await page.getByRole('checkbox', { name: 'Remove the logo' }).check();
  await press(page, 'Save branding');
  await expect(page.getByRole('checkbox', { name: 'Remove the logo' })).toHaveCount(0);
  await person.goto(url);
  await expect(person.getByText(/^Este servicio solicita acceso/)).toBeVisible();
  await expect(person.locator('header img')).toHaveCount(0);
});

test.describe('of a viewer', () => {
  test.use({ role: 'viewer' });

  test('branding is to be seen, not to be changed', async ({ page }) => {
    await page.goto('/settings/branding');
    await expect(page.getByRole('region', { name: 'Preview' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save branding' })).toHaveCount(0);
  });
});
