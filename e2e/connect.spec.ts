import type { Page } from '@playwright/test';
import {
  acceptPermissions,
  connect,
  consent,
  continueToMicrosoft,
  heading,
  openConnection,
  people,
  pickAccount,
} from './connect.ts';
import { expectGoodPage } from './end-user-page.ts';
import { here } from './here.ts';
import { createIntegration, createLink, listConnections, newEndUser, tokenRequests, vend } from './rest.ts';
import { expect, test } from './test.ts';

const tryAgain = (page: Page) => page.getByRole('link', { name: 'Try again' });
const linkRow = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

test('declining connects nothing and leaves the link open', async ({ page, newPerson }) => {
  const endUser = newEndUser();
  const { url } = await createLink(await createIntegration(), endUser);
  const person = await newPerson();
  await person.goto(url);
  await continueToMicrosoft(person);
  await pickAccount(person, people.mira);
  await expect(person.getByRole('heading', { name: 'Permissions requested' })).toBeVisible();
  await person.getByRole('button', { name: 'Cancel' }).click();
  await expect(heading(person, 'Nothing was connected')).toBeVisible();
  await expectGoodPage(person);
  expect(await listConnections(endUser)).toEqual([]);
  await page.goto('/links');
  await expect(linkRow(page, endUser.display_name)).toContainText(
    'The user did not accept the permissions (AADSTS65004).',
  );
  await tryAgain(person).click();
  await expect(heading(person, 'Connect your Microsoft account')).toBeVisible();
  await consent(person, url, people.mira);
  expect(await listConnections(endUser)).toHaveLength(1);
});

test('cancelling in the account picker is told apart from declining', async ({ newPerson }) => {
  const endUser = newEndUser();
  const { url } = await createLink(await createIntegration(), endUser);
  const person = await newPerson();
  await person.goto(url);
  await continueToMicrosoft(person);
  await person.getByRole('button', { name: 'Cancel' }).click();
  await expect(heading(person, 'You cancelled')).toBeVisible();
  expect(await listConnections(endUser)).toEqual([]);
  await consent(person, url, people.jonas);
  expect(await listConnections(endUser)).toHaveLength(1);
});

test('where only admins consent, the admin’s approval lets the waiting link go on', async ({ page, newPerson }) => {
  const endUser = newEndUser();
  const { url } = await createLink(await createIntegration(), endUser);
  const person = await newPerson();
  const opened = await person.goto(url);
  expect(await opened?.headerValue('content-encoding')).toBe('gzip');
  await expectGoodPage(person);
  await continueToMicrosoft(person);
  await pickAccount(person, people.lee);
  await expect(heading(person, 'Need admin approval')).toBeVisible();
  await person.getByRole('link', { name: 'Return to the application without granting consent' }).click();
  await expect(heading(person, 'Your admin must approve this')).toBeVisible();
  const adminUrl = await person.getByLabel('Link for your admin').inputValue();
  expect(await person.getByLabel('A message you can send with it').inputValue()).toContain(adminUrl);
  await expectGoodPage(person);
  await page.goto('/links');
  await expect(linkRow(page, endUser.display_name).filter({ hasText: 'Awaiting admin' })).toBeVisible();

  const admin = await newPerson();
  await admin.goto(adminUrl);
  await expect(heading(admin, /^Approve .* for your organization$/)).toBeVisible();
  await expect(admin.getByText('Sites.Read.All')).toBeVisible();
  await expectGoodPage(admin);
  await admin.getByRole('button', { name: 'Review and approve at Microsoft' }).click();
  await pickAccount(admin, people.fabrikamAdmin);
  await expect(admin.getByText('for everyone in Fabrikam')).toBeVisible();
  await acceptPermissions(admin);
  await expect(heading(admin, 'Approved for your organization')).toBeVisible();

  // The page that waits looks again every few seconds.
  await expect(person.getByText('Your admin has approved this')).toBeVisible({ timeout: 30_000 });
  await continueToMicrosoft(person);
  await pickAccount(person, people.lee);
  await expect(heading(person, 'Connected')).toBeVisible();
  const [made] = await listConnections(endUser);
  expect(made?.errors).toEqual([]);
  await expectGoodPage(admin);
});

test('an admin who does not approve leaves everything as it was', async ({ newPerson }) => {
  const endUser = newEndUser();
  const { url } = await createLink(await createIntegration(), endUser);
  const person = await newPerson();
  await person.goto(url);
  await continueToMicrosoft(person);
  await pickAccount(person, people.lee);
  await person.getByRole('link', { name: 'Return to the application without granting consent' }).click();
  const adminUrl = await person.getByLabel('Link for your admin').inputValue();
  const admin = await newPerson();
  await admin.goto(adminUrl);
  await admin.getByRole('button', { name: 'Review and approve at Microsoft' }).click();
  await pickAccount(admin, people.fabrikamAdmin);
  await admin.getByRole('button', { name: 'Cancel' }).click();
  await expect(heading(admin, 'Not approved')).toBeVisible();
  await person.getByRole('link', { name: 'Check now' }).click();
  await expect(heading(person, 'Your admin must approve this')).toBeVisible();
  expect(await listConnections(endUser)).toEqual([]);
});

for (const accountTypes of ['organizations-and-personal', 'personal'] as const) {
  test(`a personal account connects without a SharePoint token (${accountTypes})`, async ({ page, newPerson }) => {
    const endUser = newEndUser();
    const integration = await createIntegration({ accountTypes });
    const connectionId = await connect(await newPerson(), { integration, endUser, username: people.sam });
    const answer = await vend({ connectionId, integration });
    expect(answer.errors).toEqual([]);
    expect(answer.connection_config.sharepointAccessToken).toBeUndefined();
    expect(answer.credentials.access_token).not.toBe('');
    await openConnection(page, connectionId);
    await expect(page.getByText('Healthy')).toBeVisible();
    await expect(page.getByText('personal Microsoft account, and those have no SharePoint')).toBeVisible();
    await expect(page.getByRole('heading', { name: /^SharePoint token/ })).toHaveCount(0);
  });
}

test('an account that the link does not expect is refused', async ({ page, newPerson }) => {
  const endUser = newEndUser();
  const { url } = await createLink(await createIntegration(), endUser, { expected_email: people.mira });
  const person = await newPerson();
  await person.goto(url);
  await expect(person.getByText('Sign in as m•••a@contoso.sandbox')).toBeVisible();
  await continueToMicrosoft(person);
  await pickAccount(person, people.jonas);
  await acceptPermissions(person);
  await expect(heading(person, 'That was another account')).toBeVisible();
  await expectGoodPage(person);
  await expect(person.getByText(people.mira)).toHaveCount(0);
  expect(await listConnections(endUser)).toEqual([]);
  await page.goto('/links');
  await expect(linkRow(page, endUser.display_name)).toContainText('Another account signed in than the link asks for');
  await consent(person, url, people.mira);
  await expectGoodPage(person);
  expect(await listConnections(endUser)).toHaveLength(1);
  await person.goto(url);
  await expect(heading(person, 'This link cannot be used')).toBeVisible();
  await expectGoodPage(person);
});

test('the whole way works without JavaScript', async ({ newPerson }) => {
  const endUser = newEndUser();
  const integration = await createIntegration();
  const { url } = await createLink(integration, endUser);
  const person = await newPerson({ javaScriptEnabled: false });
  await person.goto(url);
  await expect(person.getByText(integration.name).first()).toBeVisible();
  await continueToMicrosoft(person);
  await pickAccount(person, people.lee);
  await person.getByRole('link', { name: 'Return to the application without granting consent' }).click();
  await expect(person.getByLabel('Link for your admin')).toBeVisible();
  await consent(person, url, people.mira);
  expect(await listConnections(endUser)).toHaveLength(1);
});

test('a link that offers several integrations lets the person choose', async ({ newPerson }) => {
  const endUser = newEndUser();
  const [files, mail] = [await createIntegration(), await createIntegration({ provider: 'outlook' })];
  const { url } = await createLink(files, endUser, { allowed_integrations: [files.key, mail.key] });
  const person = await newPerson();
  await person.goto(url);
  await person.getByRole('radio', { name: mail.name }).check();
  await continueToMicrosoft(person);
  await pickAccount(person, people.mira);
  await acceptPermissions(person);
  await expect(heading(person, 'Connected')).toBeVisible();
  const [made] = await listConnections(endUser);
  expect(made?.provider_config_key).toBe(mail.key);
});

test('the way back from Microsoft, taken again, shows what came of it to its own browser only', async ({
  newPerson,
}) => {
  const endUser = newEndUser();
  const integration = await createIntegration();
  const { url } = await createLink(integration, endUser);
  const person = await newPerson();
  const callback = person.waitForRequest((request) => request.url().includes('/oauth/callback?'));
  await consent(person, url, people.mira);
  const wayBack = (await callback).url();
  await person.goto(wayBack);
  await expect(heading(person, 'Connected')).toBeVisible();
  await person.reload();
  await expect(heading(person, 'Connected')).toBeVisible();
  await person.goto('/connect/start-again');
  await person.goBack();
  await expect(heading(person, 'Connected')).toBeVisible();
  await expect(person.getByText(people.mira)).toBeVisible();
  const stranger = await newPerson();
  await stranger.goto(wayBack);
  await expect(heading(stranger, 'This sign-in cannot be finished here')).toBeVisible();
  await expect(stranger.getByText(people.mira)).toBeHidden();
  expect(
    await tokenRequests(integration).then((all) => all.filter(({ grantType }) => grantType === 'authorization_code')),
  ).toHaveLength(1);
});

test('an admin of the plain consent address reads what Microsoft says and that it proves nothing', async ({
  newPerson,
  baseURL,
}) => {
  const { clientId } = await createIntegration();
  const plain = new URLSearchParams({ client_id: clientId, redirect_uri: `${baseURL}/oauth/callback` });
  const admin = await newPerson();
  await admin.goto(`${here().sandboxUrl}/organizations/adminconsent?${plain}`);
  await pickAccount(admin, people.fabrikamAdmin);
  await acceptPermissions(admin);
  await expect(heading(admin, 'Microsoft reports an approval')).toBeVisible();
  await expect(admin.getByText('This page proves nothing')).toBeVisible();
  await admin.getByRole('link', { name: 'Deutsch' }).click();
  await expect(heading(admin, 'Microsoft meldet eine Genehmigung')).toBeVisible();
});
