import type { Page } from '@playwright/test';
import { consent, continueToMicrosoft, heading, people, pickAccount } from './connect.ts';
import { callSandbox, createIntegration, createLink, type Integration, newEndUser } from './rest.ts';
import { expect, test } from './test.ts';

/** What the person reads whom Microsoft sends back with a code. */
const sentBack = [
  [16000, 'You are signed in with several accounts.'],
  [50058, 'You are not signed in at Microsoft in this browser.'],
  [50089, 'The sign-in took too long and ran out.'],
  [50140, 'Microsoft wants you to confirm your sign-in.'],
  [50194, 'This app is not set up correctly on its maker’s side.'],
  [65004, 'You did not accept the permissions, so nothing was connected.'],
  [65005, 'This app is not set up completely on its maker’s side.'],
  [70011, 'This app asks for something your kind of account does not have.'],
  [90124, 'This kind of Microsoft account cannot be used here.'],
  [90130, 'Your organization has not approved this app yet.'],
  [500011, 'A Microsoft service this app needs was not found in your organization.'],
  [650053, 'This app is not set up completely on its maker’s side.'],
  [650057, 'This app is not set up completely on its maker’s side.'],
  [9002331, 'This kind of Microsoft account cannot be used here.'],
  [50020, 'This account belongs to another organization.'],
  [50105, 'Your organization has not given you access to this app.'],
  [53003, 'A policy of your organization blocks this access.'],
  [90094, 'Your organization lets only an admin approve this.'],
] as const;

/** What the person reads when Microsoft refuses the code or the app at the token endpoint. */
const refused = [
  [50057, 'Your organization has disabled this account.'],
  [50076, 'Your organization asks you to confirm with a second factor.'],
  [50079, 'Your organization wants a second factor.'],
  [50097, 'Your organization accepts known devices only.'],
  [50158, 'Your organization has a further check at sign-in.'],
  [50173, 'Your password was changed or you were signed out everywhere'],
  [50196, 'Microsoft saw too many sign-ins in a short time.'],
  [53000, 'A security policy of your organization blocked the sign-in.'],
  [54005, 'This sign-in was finished once already.'],
  [65001, 'The permission for this app is missing or was removed.'],
  [70008, 'Your connection has ended.'],
  [70043, 'Your organization asks for a new sign-in from time to time'],
  [700016, 'Microsoft does not know this app in your organization.'],
  [700082, 'The connection was not used for 90 days and has run out.'],
  [7000112, 'Your organization has disabled this app.'],
  [7000215, 'This app is not set up correctly on its maker’s side.'],
  [7000222, 'This app is not set up correctly on its maker’s side.'],
  [90055, 'Microsoft is busy at the moment.'],
  [900382, 'Your account lives in another Microsoft cloud.'],
] as const;

/** Microsoft shows these itself; the browser never comes back. */
const silent = [50011, 500113, 700016, 90002, 50105, 53003, 50053, 90095, 900971] as const;

const order = (integration: Integration, code: number, more: object) =>
  callSandbox('/errors', { code, client_id: integration.clientId, ...more });

async function open(page: Page, integration: Integration): Promise<void> {
  const { url } = await createLink(integration, newEndUser());
  await page.goto(url);
  await continueToMicrosoft(page);
}

async function expectTold(page: Page, code: number, sentence: string): Promise<void> {
  await page.waitForURL(/\/result$/);
  // One spelling of the apostrophe or the other.
  await expect(page.getByText(new RegExp(sentence.replaceAll(/[’']/g, "[’']"))).first()).toBeVisible();
  await page.getByText('Details for support').click();
  await expect(page.getByText(`AADSTS${code}`, { exact: true })).toBeVisible();
}

test('a code on the redirect: the person reads what it means for them', async ({ newPerson }) => {
  test.setTimeout(180_000);
  const integration = await createIntegration();
  const page = await newPerson();
  for (const [code, sentence] of sentBack)
    await test.step(`AADSTS${code}`, async () => {
      await order(integration, code, { on: 'authorize', as: 'redirect' });
      await open(page, integration);
      await expectTold(page, code, sentence);
    });
});

test('a code at the token endpoint: the person reads what it means for them', async ({ newPerson }) => {
  test.setTimeout(180_000);
  const integration = await createIntegration();
  const page = await newPerson();
  await consent(page, (await createLink(integration, newEndUser())).url, people.mira);
  for (const [code, sentence] of refused)
    await test.step(`AADSTS${code}`, async () => {
      await order(integration, code, { on: 'token' });
      await open(page, integration);
      await pickAccount(page, people.mira);
      await expectTold(page, code, sentence);
    });
});

test('a code that never comes back: the operator finds it explained from the waiting link', async ({
  page,
  newPerson,
}) => {
  test.setTimeout(180_000);
  const integration = await createIntegration();
  const person = await newPerson();
  for (const code of silent)
    await test.step(`AADSTS${code}`, async () => {
      await order(integration, code, { on: 'authorize', as: 'page' });
      await open(person, integration);
      await expect(person.getByText(new RegExp(`AADSTS${code}`)).first()).toBeVisible();
      expect(new URL(person.url()).pathname).toContain('/oauth2/v2.0/authorize');
      await page.goto(`/troubleshooting?code=${code}`);
      await expect(page.getByText(`AADSTS${code}`).first()).toBeVisible();
    });
  await page.goto('/links');
  await expect(page.getByRole('row').filter({ hasText: 'At Microsoft' }).first()).toBeVisible();
  await expect(heading(page, 'Links')).toBeVisible();
});
