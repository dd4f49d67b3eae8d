import { expect, type Locator, type Page } from '@playwright/test';
import { createLink, type EndUser, type Integration, listConnections } from './rest.ts';

export const people = {
  mira: 'mira@contoso.sandbox',
  jonas: 'jonas@contoso.sandbox',
  contosoAdmin: 'admin@contoso.sandbox',
  sam: 'sam@outlook.sandbox',
  lee: 'lee@fabrikam.sandbox',
  fabrikamAdmin: 'admin@fabrikam.sandbox',
} as const;

export const continueToMicrosoft = (page: Page) => page.getByRole('button', { name: 'Continue to Microsoft' }).click();

export async function pickAccount(page: Page, username: string): Promise<void> {
  await expect(page.getByText('Sandbox: this is not Microsoft')).toBeVisible();
  await page.getByRole('button', { name: username }).click();
}

export async function acceptPermissions(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: /^Permissions requested/ })).toBeVisible();
  await page.getByRole('button', { name: 'Accept' }).click();
}

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** Opens a link and consents, up to the page that says so. */
export async function consent(page: Page, url: string, username: string): Promise<void> {
  await page.goto(url);
  await continueToMicrosoft(page);
  await pickAccount(page, username);
  await acceptPermissions(page);
  await expect(heading(page, 'Connected')).toBeVisible();
  await expect(page.getByText(username)).toBeVisible();
}

/** Signs the tenant's admin in at Microsoft, who accepts what is asked the first time. */
export async function signInAsAdmin(person: Page, asked: 'accepts' | 'knows'): Promise<void> {
  await pickAccount(person, people.contosoAdmin);
  if (asked === 'accepts') await acceptPermissions(person);
}

/** The admin of the tenant approves, and is then known by one sign-in. */
export async function approve(admin: Page, url: string): Promise<void> {
  await admin.goto(url);
  await expect(heading(admin, /for your whole organization$/)).toBeVisible();
  await admin.getByRole('button', { name: 'Review and approve at Microsoft' }).click();
  await signInAsAdmin(admin, 'accepts');
  await signInAsAdmin(admin, 'knows');
  await expect(heading(admin, 'Your organization is connected')).toBeVisible();
}

/** A connection made the way a person makes one; the id is the one that backends use. */
export async function connect(
  page: Page,
  of: { integration: Integration; endUser: EndUser; username: string },
): Promise<string> {
  const { url } = await createLink(of.integration, of.endUser);
  await consent(page, url, of.username);
  return connectionIdOf(of.endUser);
}

/** The one connection that an end user has. */
export async function connectionIdOf(endUser: EndUser): Promise<string> {
  const connections = await listConnections(endUser);
  expect(connections).toHaveLength(1);
  return connections[0]?.connection_id ?? '';
}

/** Opens a connection's page from the list, and returns its path. */
export async function openConnection(page: Page, connectionId: string): Promise<string> {
  await page.goto(`/connections?search=${connectionId}`);
  await page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.locator('td') })
    .getByRole('link')
    .first()
    .click();
  await page.waitForURL(/\/connections\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

/** Fills a field of a page that has just loaded: React puts a first value back while it takes the page over. */
export async function fillHydrated(field: Locator, text: string): Promise<void> {
  await expect(async () => {
    await field.fill(text);
    await expect(field).toHaveValue(text, { timeout: 500 });
  }).toPass();
}

/** React has taken over the page, so its scripts ran. */
export async function untilHydrated(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('h1') ?? {}).some((name) => name.startsWith('__react')),
  );
}
