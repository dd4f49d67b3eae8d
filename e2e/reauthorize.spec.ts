import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import {
  acceptPermissions,
  connect,
  connectionIdOf,
  continueToMicrosoft,
  heading,
  openConnection,
  people,
  pickAccount,
} from './connect.ts';
import { confirmWho } from './operators.ts';
import { callApi, callSandbox, createIntegration, newEndUser, vend, vendPath } from './rest.ts';
import { expect, test } from './test.ts';

/** The reauthorize link of a connection, from its page. */
async function copyReauthorizeLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Show reauthorize link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reauthorize link' });
  const url = await dialog.getByText(/^http.*\/connect\//).textContent();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return url ?? '';
}

test('a connection without Sites.Read.All gains its SharePoint token and keeps its id', async ({ page, newPerson }) => {
  const endUser = newEndUser();
  const integration = await createIntegration({ presets: ['one-drive-only-read-shared'] });
  const person = await newPerson();
  const connectionId = await connect(person, { integration, endUser, username: people.mira });
  const before = await vend({ connectionId, integration });
  expect(before.connection_config.sharepointAccessToken).toBeUndefined();

  const path = await openConnection(page, connectionId);
  await expect(page.getByText('Sites.Read.All was not asked for, so there is none for sites.')).toBeVisible();
  await page.getByRole('link', { name: 'Add Sites.Read.All' }).click();
  await page.getByRole('checkbox', { name: 'Read all accessible files' }).check();
  await page.getByRole('button', { name: 'Save access' }).click();
  await expect(page.getByText(/^Saved/)).toBeVisible();

  await page.goto(path);
  await expect(page.getByText('Added to the integration since')).toBeVisible();
  await person.goto(await copyReauthorizeLink(page));
  await expect(heading(person, 'Sign in again')).toBeVisible();
  await expect(person).toHaveTitle(/^Sign in again/);
  await continueToMicrosoft(person);
  await pickAccount(person, people.mira);
  await acceptPermissions(person);
  await expect(heading(person, 'Connected')).toBeVisible();

  expect(await connectionIdOf(endUser)).toBe(connectionId);
  const after = await vend({ connectionId, integration });
  expect(after.connection_config.sharepointAccessToken?.access_token).toMatch(/^eyJ/);
  await page.goto(path);
  await expect(page.getByRole('heading', { name: 'SharePoint token', exact: true })).toBeVisible();
  await expect(page.getByText('Reauthorized').first()).toBeVisible();
  await expect(page.getByText('was not asked for')).toHaveCount(0);
});

test('a grant closed at Microsoft says why, and reauthorizing heals it', async ({ page, newPerson }) => {
  const endUser = newEndUser();
  const integration = await createIntegration();
  const person = await newPerson();
  const connectionId = await connect(person, { integration, endUser, username: people.mira });
  const which = { connectionId, integration };
  await vend(which);
  const revoked = { username: people.mira, reason: 'password_reset', client_id: integration.clientId };
  await callSandbox('/grants/revoke', revoked);
  const refused = await callApi(vendPath(which, '&force_refresh=true'));
  expect(refused.status).toBe(424);
  expect(await refused.text()).toContain('50173');

  const path = await openConnection(page, connectionId);
  await expect(page.getByText('Needs reauthorization').first()).toBeVisible();
  await expect(page.getByText(/password/i).first()).toBeVisible();
  await expect(page.getByText(/50173/).first()).toBeVisible();
  await page.goto('/');
  await expect(page.getByText(people.mira).first()).toBeVisible();
  await page.goto(path);
  await person.goto(await copyReauthorizeLink(page));
  await continueToMicrosoft(person);
  await pickAccount(person, people.mira);
  await expect(heading(person, 'Connected')).toBeVisible();

  expect(await connectionIdOf(endUser)).toBe(connectionId);
  expect((await vend(which, '&force_refresh=true')).errors).toEqual([]);
  await page.goto(path);
  await expect(page.getByText('Healthy')).toBeVisible();
});

test('another account is refused on reauthorizing, and the old grant stays', async ({ page, newPerson }) => {
  const endUser = newEndUser();
  const integration = await createIntegration();
  const connectionId = await connect(await newPerson(), { integration, endUser, username: people.mira });
  const before = await vend({ connectionId, integration }, '&refresh_token=true');
  await openConnection(page, connectionId);
  const other = await newPerson();
  await other.goto(await copyReauthorizeLink(page));
  await continueToMicrosoft(other);
  await pickAccount(other, people.jonas);
  await acceptPermissions(other);
  await expect(heading(other, 'That was another account')).toBeVisible();
  await expect(other.getByText(people.mira)).toHaveCount(0);
  expect(await connectionIdOf(endUser)).toBe(connectionId);
  const after = await vend({ connectionId, integration }, '&refresh_token=true');
  expect(after.credentials).toEqual(before.credentials);
  expect((await vend({ connectionId, integration }, '&force_refresh=true')).errors).toEqual([]);
});

test('an account created again under its address goes on once an admin allowed it', async ({ page, newPerson }) => {
  test.setTimeout(120_000);
  // Nobody else's account in these tests: its grants end here.
  const username = 'admin@contoso-dod.sandbox';
  const endUser = newEndUser();
  const integration = await createIntegration({ cloud: 'us-gov-dod' });
  const person = await newPerson();
  const connectionId = await connect(person, { integration, endUser, username });
  await callSandbox(`/accounts/${username}/remake`, {});
  const path = await openConnection(page, connectionId);
  const link = await copyReauthorizeLink(page);
  const signInAgain = async () => {
    await person.goto(link);
    await continueToMicrosoft(person);
    await pickAccount(person, username);
  };
  await signInAgain();
  await acceptPermissions(person);
  await expect(heading(person, 'Your account was created again')).toBeVisible();
  await expectAccessible(person);

  await confirmWho(page);
  await page.goto(path);
  await expect(page.getByText('Another account signed in under the same address').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('checkbox', { name: /belongs to the same person/ }).check();
  await page.getByRole('button', { name: 'Allow this new account' }).click();
  await expect(page.getByText('The new account may take over')).toBeVisible();
  await signInAgain();
  await expect(heading(person, 'Connected')).toBeVisible();

  expect(await connectionIdOf(endUser)).toBe(connectionId);
  await page.goto(path);
  await expect(page.getByText('Continues with the new account, as allowed')).toBeVisible();
  await expect(page.getByText('The new account may take over')).toHaveCount(0);
});

test('deleting says what stays at Microsoft, and the API no longer knows the connection', async ({
  page,
  newPerson,
}) => {
  const endUser = newEndUser();
  const integration = await createIntegration();
  const connectionId = await connect(await newPerson(), { integration, endUser, username: people.jonas });
  await openConnection(page, connectionId);
  await page.getByRole('button', { name: 'Delete connection' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('The consent stays at Microsoft');
  await dialog.getByRole('button', { name: 'Delete connection' }).click();
  await expect(page.getByRole('status').getByText(`${people.jonas} (`)).toBeVisible();
  // Back in the list it was opened from, and told once: the address no longer asks for it.
  await page.waitForURL(/\/connections\?search=[^&]+$/);
  expect((await callApi(vendPath({ connectionId, integration }))).status).toBe(404);
});
