import type { Page } from '@playwright/test';
import {
  connectionIdOf,
  consent,
  continueToMicrosoft,
  heading,
  openConnection,
  people,
  pickAccount,
} from './connect.ts';
import { here, operators } from './here.ts';
import { callSandbox, claimsOf, newEndUser, tokenRequests, vend } from './rest.ts';
import { sandboxAppOf } from './sandbox-app.ts';
import { expect, test } from './test.ts';

async function useSandboxApp(page: Page): Promise<string> {
  await page.goto('/integrations/new');
  await page.getByRole('button', { name: 'Use the sandbox app' }).click();
  await page.waitForURL(/\/integrations\/one-drive-sandbox/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function makeLink(page: Page, endUser: { id: string; display_name: string }): Promise<string> {
  await page.getByRole('link', { name: 'Create link' }).first().click();
  const sheet = page.getByRole('dialog', { name: 'Create link' });
  await sheet.getByLabel('Your id for them').fill(endUser.id);
  await sheet.getByLabel('Name').fill(endUser.display_name);
  await sheet.getByRole('button', { name: 'Create link' }).click();
  await expect(sheet.getByText('The link is ready')).toBeVisible();
  await expect(sheet.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  const url = await sheet.getByText(/^http.*\/connect\//).textContent();
  await sheet.getByRole('link', { name: 'Watch it in the list' }).click();
  await expect(sheet).toBeHidden();
  return url ?? '';
}

const token = (page: Page, title: string) =>
  page.locator('[data-slot="card"]').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

/** Both tokens as their cards show them: for whom, and that they live. */
async function expectBothTokens(page: Page): Promise<void> {
  const { port } = new URL(here().sandboxUrl);
  const root = `http://contoso.sharepoint.localhost:${port}`;
  await expect(token(page, 'SharePoint token').getByText(root, { exact: true })).toBeVisible();
  for (const title of ['Graph token', 'SharePoint token']) {
    const life = token(page, title).getByRole('progressbar', { name: `${title}: life left` });
    await expect(life).toHaveAttribute('aria-valuetext', /^expires in/);
  }
}

test('from an empty installation to a vended token, by hand', async ({ page, newPerson }) => {
  test.setTimeout(120_000);
  const endUser = newEndUser();
  const app = await sandboxAppOf(here());
  await callSandbox('/grants/revoke', { username: people.mira, reason: 'consent_removed', client_id: app.clientId });
  const key = await useSandboxApp(page);
  const url = await makeLink(page, endUser);
  const row = page.getByRole('row').filter({ hasText: endUser.display_name });
  await expect(row).toContainText('Open');

  const person = await newPerson();
  await consent(person, url, people.mira);
  await expect(row).toContainText('Connected');

  const connectionId = await connectionIdOf(endUser);
  const path = await openConnection(page, connectionId);
  await expect(heading(page, 'Mira Okafor')).toBeVisible();
  await expect(page.getByText('Healthy')).toBeVisible();
  await expectBothTokens(page);

  await test.step('refresh now', async () => {
    const refreshes = async () =>
      (await tokenRequests(app)).filter(({ grantType }) => grantType === 'refresh_token').length;
    const before = await refreshes();
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Microsoft gave new tokens.' })).toBeVisible();
    await expect(page.getByText('Refreshed by hand').first()).toBeVisible();
    expect(await refreshes()).toBeGreaterThanOrEqual(before + 2);
  });

  const first = await test.step('a backend is given both tokens', async () => {
    const answer = await vend({ connectionId, integration: { key } });
    expect(answer.errors).toEqual([]);
    expect(claimsOf(answer.credentials.access_token).scp).toContain('Sites.Read.All');
    const sharePointToken = answer.connection_config.sharepointAccessToken?.access_token ?? '';
    expect(claimsOf(sharePointToken).aud).toMatch(/^(http:\/\/contoso\.sharepoint|00000003-0000-0ff1)/);
    return answer;
  });

  await test.step('reauthorize in place', async () => {
    await page.goto(path);
    await page.getByRole('button', { name: 'Reauthorize', exact: true }).click();
    await expect(heading(page, 'Sign in again')).toBeVisible();
    await continueToMicrosoft(page);
    await pickAccount(page, people.mira);
    await expect(heading(page, 'Connected')).toBeVisible();
    expect(await connectionIdOf(endUser)).toBe(connectionId);
    const again = await vend({ connectionId, integration: { key } });
    expect(again.credentials.access_token).not.toBe(first.credentials.access_token);
    await page.goto(path);
    await expect(page.getByText('Reauthorized').first()).toBeVisible();
  });

  await test.step('a token is revealed to who knows the password, and that is noted', async () => {
    await token(page, 'Graph token').getByRole('button', { name: 'Reveal' }).click();
    const dialog = page.getByRole('dialog', { name: 'Reveal the Graph token' });
    await dialog.getByLabel('Your password').fill('not the password');
    await dialog.getByRole('button', { name: 'Reveal token' }).click();
    await expect(dialog.getByRole('alert')).toBeVisible();
    await dialog.getByLabel('Your password').fill(operators.owner.password);
    await dialog.getByRole('button', { name: 'Reveal token' }).click();
    const shown = dialog.getByText(/^eyJ/);
    await expect(shown).toBeVisible();
    const now = await vend({ connectionId, integration: { key } });
    expect(await shown.textContent()).toBe(now.credentials.access_token);
    await dialog.getByRole('button', { name: 'Hide token' }).click();
    await expect(shown).toBeHidden();
    await page.goto(path);
    await expect(page.getByText('A token was revealed')).toHaveCount(1);
    await expect(page.getByText(`by ${operators.owner.email}`).first()).toBeVisible();
  });
});
