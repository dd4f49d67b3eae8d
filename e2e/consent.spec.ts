import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import {
  acceptPermissions,
  connect,
  connectionIdOf,
  consent,
  continueToMicrosoft,
  heading,
  people,
  pickAccount,
} from './connect.ts';
import { createIntegration, createLink, type Integration, newEndUser } from './rest.ts';
import { expect, test } from './test.ts';

const linkRow = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

/** Fills the form for an admin's link, and returns its URL. */
async function makeAdminLink(page: Page, { key }: Integration, tenant: string): Promise<string> {
  await page.goto(`/links?new=admin&integration=${key}`);
  await page.getByLabel('Tenant').fill(tenant);
  await page.getByRole('button', { name: 'Create admin-consent link' }).click();
  await expect(page.getByText('The link is ready')).toBeVisible();
  return page.getByRole('dialog').locator('code').first().innerText();
}

async function approve(admin: Page, url: string): Promise<void> {
  await admin.goto(url);
  await admin.getByRole('button', { name: 'Review and approve at Microsoft' }).click();
  await pickAccount(admin, people.fabrikamAdmin);
  await acceptPermissions(admin);
  await expect(heading(admin, 'Approved for your organization')).toBeVisible();
}

test('an admin approves before anybody connects', async ({ page, newPerson }) => {
  const integration = await createIntegration();
  const url = await makeAdminLink(page, integration, 'fabrikam.sandbox');
  await page.getByText('See the message').click();
  await expect(page.getByText('- Files.Read.All:')).toBeVisible();
  await page.getByText('For admins who do not open links from others').click();
  await expect(page.getByText(/\/fabrikam\.sandbox\/adminconsent\?client_id=/)).toBeVisible();

  const admin = await newPerson();
  await admin.goto(url);
  await expect(heading(admin, `Approve ${integration.name} for your organization`)).toBeVisible();
  await approve(admin, url);
  await expect(admin.getByText('People in your organization can now connect')).toBeVisible();

  await page.goto(`/links?integration=${integration.key}`);
  await expect(linkRow(page, 'An admin of fabrikam.sandbox')).toContainText('Approved');
  const person = await newPerson();
  await person.goto((await createLink(integration, newEndUser())).url);
  await continueToMicrosoft(person);
  await pickAccount(person, people.lee);
  await expect(heading(person, 'Connected')).toBeVisible();
});

test('who waits for an admin goes on by themselves once the admin approved another link', async ({
  page,
  newPerson,
}) => {
  const integration = await createIntegration();
  const endUser = newEndUser();
  const person = await newPerson();
  await person.goto((await createLink(integration, endUser, { expected_tenant: 'fabrikam.sandbox' })).url);
  await continueToMicrosoft(person);
  await pickAccount(person, people.lee);
  await person.getByRole('link', { name: /Return to the application/ }).click();
  await expect(heading(person, 'Your admin must approve this')).toBeVisible();

  await page.goto(`/links?integration=${integration.key}`);
  await expect(linkRow(page, endUser.display_name)).toContainText('Awaiting admin');
  await page.goto(`/integrations/${integration.key}?tab=consent`);
  await expect(page.getByText('1 person waits for an admin.')).toBeVisible();
  const url = await makeAdminLink(page, integration, 'fabrikam.sandbox');
  await page.goto(`/links?integration=${integration.key}`);
  await approve(await newPerson(), url);

  await expect(person.getByText('Your admin has approved this')).toBeVisible({ timeout: 20_000 });
  // An open page rests ten times as long as its drawing took.
  await expect(linkRow(page, endUser.display_name), 'the list refreshes itself').toContainText('Approved', {
    timeout: 30_000,
  });
  await continueToMicrosoft(person);
  await pickAccount(person, people.lee);
  await expect(heading(person, 'Connected')).toBeVisible();
});

test('an integration that asks for more shows who lacks it and makes links for all of them', async ({
  page,
  newPerson,
}) => {
  const integration = await createIntegration({ accountTypes: 'organizations-and-personal' });
  const [mira, sam] = [newEndUser(), newEndUser()];
  await connect(await newPerson(), { integration, endUser: mira, username: people.mira });
  await connect(await newPerson(), { integration, endUser: sam, username: people.sam });
  const id = await connectionIdOf(mira);

  await page.goto(`/integrations/${integration.key}?tab=access`);
  await page.getByRole('checkbox', { name: 'Read and write all accessible files' }).check();
  await expect(page.getByText('2 of 2 existing connections lack some of it')).toBeVisible();
  await page.getByRole('button', { name: 'Save access' }).click();
  await expect(page.getByText(/^Saved\..* 2 existing connections lack some of it/)).toBeVisible();

  await page.getByRole('link', { name: 'Consent', exact: true }).click();
  await expect(page.getByText('2 of 2 connections lack something')).toBeVisible();
  await page.getByRole('button', { name: 'Select all 2' }).click();
  await page.getByRole('button', { name: 'Create reauthorize links' }).click();
  await page.getByRole('button', { name: 'Create 2 links' }).click();
  const table = page.getByRole('table', { name: 'Reauthorize links' });
  await expect(table.getByRole('row')).toHaveCount(3);
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  const csv = await readFile(await (await waiting).path(), 'utf8');
  const line = csv.split('\r\n').find((row) => row.startsWith(`${id},`)) ?? '';
  expect(line).toContain(mira.id);

  const url = /https?:\/\/[^,]*\/connect\/[\w-]{43}/.exec(line)?.[0] ?? '';
  await consent(await newPerson(), url, people.mira);
  await page.goto(`/connections?integration=${integration.key}&lacking=permissions`);
  await expect(page.getByRole('row').filter({ hasText: people.sam })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: people.mira })).toHaveCount(0);
});
