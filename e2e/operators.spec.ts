import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { heading, people, pickAccount } from './connect.ts';
import { here, operators } from './here.ts';
import { confirmWho, invite } from './operators.ts';
import { expect, test } from './test.ts';

// What one of them switches on, the next one uses.
test.describe.configure({ mode: 'serial', retries: 0 });

test.beforeEach(({ page }) => confirmWho(page));

const address = `grace-${randomUUID().slice(0, 8)}@example.com`;

/** Consents where this account has not yet, and comes back. */
async function signInAtSandbox(page: Page, username: string): Promise<void> {
  await pickAccount(page, username);
  const accept = page.getByRole('button', { name: 'Accept' });
  const back = page.waitForURL((url) => url.origin === here().url);
  const asked = accept.waitFor().then(
    () => true,
    () => false,
  );
  if (await Promise.race([asked, back.then(() => false)])) await accept.click();
  await back;
}

async function confirm(page: Page, button: string, confirmation: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: confirmation }).click();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
}

test('the owner sets Microsoft sign-in up with the sandbox, tests it and switches it on', async ({ page }) => {
  await page.goto('/settings/sign-in');
  await expect(page.getByText(`${here().url}/api/auth/callback/entra`)).toBeVisible();
  await confirm(page, 'Use a sandbox app', 'Use a sandbox app');
  await expect(page.getByText('Not tested with these settings yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Test sign-in' }).click();
  await signInAtSandbox(page, people.mira);
  await expect(page.getByText('It works')).toBeVisible();
  await expect(page.getByText(people.mira)).toBeVisible();
  await confirm(page, 'Switch on Microsoft sign-in', 'Switch on Microsoft sign-in');
  await expect(page.getByRole('button', { name: 'Switch off Microsoft sign-in' })).toBeVisible();
});

test('who was invited accepts with Microsoft, signs in with it, and is out when the owner ends the session', async ({
  page,
  newPerson,
}) => {
  const url = await invite(page, { email: address, role: 'viewer' });
  const invited = await newPerson();
  await invited.goto(url);
  await invited.getByRole('button', { name: 'Accept with Microsoft' }).click();
  await signInAtSandbox(invited, people.jonas);
  await expect(invited).toHaveURL(`${here().url}/`);
  await invited.goto('/settings/account');
  await expect(invited.getByText(address)).toBeVisible();
  await expect(invited.getByText('This browser')).toBeVisible();

  const elsewhere = await newPerson();
  await elsewhere.goto('/sign-in?callbackUrl=/connections');
  await elsewhere.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await signInAtSandbox(elsewhere, people.jonas);
  await expect(elsewhere).toHaveURL(/\/connections$/);

  await page.goto('/settings/operators');
  const sessions = page.getByRole('table', { name: 'Sessions' }).getByRole('row').filter({ hasText: 'Jonas' });
  await expect(sessions).toHaveCount(2);
  await sessions.first().getByRole('button', { name: 'End' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click();
  await expect(sessions).toHaveCount(1);
  // The one used last comes first.
  await elsewhere.goto('/connections');
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await invited.goto('/connections');
  await expect(heading(invited, 'Connections')).toBeVisible();
});

test('a stranger whom Microsoft knows is told so, and gets in nowhere', async ({ newPerson }) => {
  const stranger = await newPerson();
  await stranger.goto('/sign-in');
  await stranger.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await signInAtSandbox(stranger, people.contosoAdmin);
  await expect(heading(stranger, 'This Microsoft account has no access here')).toBeVisible();
  await stranger.goto('/');
  await expect(stranger).toHaveURL(/\/sign-in/);
});

test('a page that is looked at renews the session', async ({ page }) => {
  const renewal = page.waitForResponse((response) => new URL(response.url()).pathname === '/api/auth/session');
  await page.goto('/');
  const renewed = await (await renewal).headerValue('set-cookie');
  expect(renewed).toMatch(/next-auth\.session-token=[^;]{100,};.*Expires=/);
});

test('passwords are taken by the sign-in page alone', async ({ newPerson }) => {
  const stranger = await newPerson();
  const { csrfToken } = await (await stranger.request.get('/api/auth/csrf')).json();
  const { email, password } = operators.viewer;
  await stranger.request.post('/api/auth/callback/credentials', { form: { csrfToken, email, password } });
  expect((await stranger.context().cookies()).map(({ name }) => name)).not.toContain('next-auth.session-token');
  expect(await (await stranger.request.get('/api/auth/providers')).json()).toEqual({});
  await stranger.goto('/');
  await expect(stranger).toHaveURL(/\/sign-in/);
});

test('a way back from Microsoft that no form of this browser began leads nowhere', async ({ newPerson }) => {
  const victim = await newPerson();
  await victim.goto('/api/auth/callback/entra?code=somebody-elses&state=somebody-elses');
  await expect(heading(victim, 'This sign-in is over')).toBeVisible();
  const foreign = await victim.request.post('/api/auth/signin/entra', {
    form: { purpose: 'sign-in' },
    headers: { origin: 'http://prizes.example' },
    maxRedirects: 0,
  });
  expect(foreign.status()).toBe(403);
});

test('an operator with a password connects a Microsoft account, and signs out', async ({ page, newPerson }) => {
  const url = await invite(page, { email: `x${address}`, role: 'admin' });
  const operator = await newPerson();
  await operator.goto(url);
  await operator.getByLabel('Your name').fill('Hedy');
  await operator.getByLabel('Choose a password').fill('a long password, 9');
  await operator.getByRole('button', { name: 'Accept and sign in' }).click();
  await expect(operator).toHaveURL(`${here().url}/`);
  await operator.goto('/settings/account');
  await operator.getByRole('button', { name: 'Connect my Microsoft account' }).click();
  await signInAtSandbox(operator, people.jonas);
  await expect(operator.getByRole('alert').filter({ hasText: 'taken' })).toBeVisible();
  await operator.getByRole('button', { name: 'Connect my Microsoft account' }).click();
  await signInAtSandbox(operator, people.mira);
  await expect(operator.getByRole('status').filter({ hasText: 'is connected' })).toBeVisible();

  const cookies = await operator.context().cookies();
  await operator.getByRole('button', { name: 'Account of Hedy' }).click();
  await operator.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(heading(operator, 'Sign in')).toBeVisible();
  // A copy of the cookie is worth nothing after the sign-out.
  await operator.context().addCookies(cookies);
  await operator.goto('/settings/account');
  await expect(operator).toHaveURL(/\/sign-in/);
  await operator.getByRole('button', { name: 'Sign in with Microsoft' }).click();
  await signInAtSandbox(operator, people.mira);
  await expect(operator).toHaveURL(/\/settings\/account$/);
});

test('the audit log tells of it, narrows, and goes into a file', async ({ page }) => {
  await page.goto('/settings/audit');
  await page.getByLabel('What', { exact: true }).selectOption({ label: 'Operator added' });
  await expect(page).toHaveURL(/action=operator\.added/);
  await page.getByRole('main').getByLabel('Search').fill(address);
  await page.getByRole('main').getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page).toHaveURL(/search=/);
  const rows = page.getByRole('table', { name: 'Audit log' }).getByRole('row').filter({ hasText: address });
  await expect(rows).toHaveCount(2);
  await rows.first().getByRole('link').first().click();
  await expect(page.getByRole('dialog', { name: 'Operator added' })).toContainText('password');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const file = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(file[0]).toBe('id,at,actor,action,subject,detail');
  expect(file).toHaveLength(3);
  // Other tests write to the log meanwhile.
  await page.goto('/settings/audit?action=audit.exported');
  await expect(page.getByRole('table', { name: 'Audit log' }).getByRole('row').nth(1)).toContainText(
    'Audit log exported',
  );
});
