import type { Locator, Page } from '@playwright/test';
import { z } from 'zod';
import { fillHydrated, heading, people } from './connect.ts';
import { operators } from './here.ts';
import { type Instance, startInstance } from './instance.ts';
import { expect, test } from './test.ts';

// How many clicks the product asks for, from its first page on. Typing is not counted.
test.use({ role: 'nobody', permissions: ['clipboard-read', 'clipboard-write'] });
test.describe.configure({ mode: 'serial', timeout: 90_000 });

let instance: Instance;
let page: Page;

test.beforeAll(async ({ browser }) => {
  instance = await startInstance();
  page = await (
    await browser.newContext({ baseURL: instance.url, permissions: ['clipboard-read', 'clipboard-write'] })
  ).newPage();
  const { name, email, password } = operators.owner;
  await page.goto('/set-up');
  for (const [label, text] of [
    ['Set-up token', instance.setupToken],
    ['Your name', name],
    ['E-mail', email],
    ['Password', password],
  ] as const)
    await page.getByLabel(label).fill(text);
  await page.getByRole('button', { name: 'Create the owner' }).click();
  await expect(heading(page, 'Overview')).toBeVisible();
});

test.afterAll(async () => {
  await page.context().close();
  await instance.stop();
});

class Clicks {
  count = 0;
  async on(what: Locator): Promise<void> {
    this.count += 1;
    await what.click();
  }
}

/** Opens the link that is shown, and connects as its person would. */
async function connectByLink(clicks: Clicks, username: string): Promise<void> {
  const opened = page.context().waitForEvent('page');
  await clicks.on(page.getByRole('button', { name: 'Open link' }));
  const person = await opened;
  await clicks.on(person.getByRole('button', { name: 'Continue to Microsoft' }));
  await clicks.on(person.getByRole('button', { name: username }));
  await clicks.on(person.getByRole('button', { name: 'Accept' }));
  await expect(heading(person, 'Connected')).toBeVisible();
  await person.close();
}

/** Presses the one button, and runs what it copied. */
async function fetchToken(clicks: Clicks): Promise<void> {
  const call = page.getByRole('button', { name: 'Make a key and copy the call' });
  // Comes by itself once the link is used; a busy machine renders the page less often.
  await expect(call).toBeVisible({ timeout: 30_000 });
  await clicks.on(call);
  await expect(page.getByText('Copied. Run it in a terminal.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const [, url = '', authorization = ''] = /^curl '([^']+)'[\s\S]*'Authorization: ([^']+)'$/.exec(copied) ?? [];
  const answer = await fetch(url, { headers: { authorization } });
  expect(await answer.json()).toMatchObject({ credentials: { access_token: expect.stringMatching(/^eyJ/) } });
  await expect(page.getByText(/^It arrived: the last call came/)).toBeVisible();
}

test('from a fresh start to the first token with the sandbox: six', async () => {
  const clicks = new Clicks();
  await clicks.on(page.getByRole('button', { name: 'Use the sandbox app' }));
  await connectByLink(clicks, people.mira);
  await fetchToken(clicks);
  expect(clicks.count).toBeLessThanOrEqual(6);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Three steps to a first token' })).toBeHidden();
});

const app = z.object({ client_id: z.string(), client_secret: z.string() });

test('with the data of a registration: twelve', async () => {
  const order = {
    name: 'Registered',
    redirect_uris: [`${instance.url}/oauth/callback`],
    account_types: 'organizations-and-personal',
  };
  const made = await fetch(`${instance.sandboxUrl}/_sandbox/apps`, { method: 'POST', body: JSON.stringify(order) });
  const { client_id, client_secret } = app.parse(await made.json());
  const clicks = new Clicks();
  // Counts as one: in a fresh installation the button "Add an integration" leads here.
  clicks.count += 1;
  await page.goto('/integrations/new');
  await fillHydrated(page.getByLabel('Name', { exact: true }), 'Registered');
  await clicks.on(page.locator('label').filter({ hasText: /^OneDrive$/ }));
  const next = page.getByRole('button', { name: 'Continue' });
  await clicks.on(next);
  // Not counted: Microsoft itself is the choice that is made already.
  await page.locator('input[name="cloud"][value="sandbox"]').check();
  await clicks.on(next);
  await page.getByLabel('Application (client) ID').fill(client_id);
  await page.getByLabel('Client secret').fill(client_secret);
  await clicks.on(next);
  await clicks.on(page.getByRole('button', { name: 'Create integration' }));
  await clicks.on(page.getByRole('button', { name: 'Create the first link' }));
  await connectByLink(clicks, people.jonas);
  await fetchToken(clicks);
  expect(clicks.count).toBeLessThanOrEqual(12);
});

test('with forty people: why one of them fails, and to mend it, three each', async ({ browser }) => {
  await page.goto('/');
  await page.getByRole('button', { name: `Account of ${operators.owner.name}` }).click();
  await page.getByRole('menuitem', { name: 'Demo data' }).click();
  await page.getByRole('button', { name: 'Fill with demo data' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Fill with demo data' }).click();
  await expect(page.getByText('There is demo data here')).toBeVisible({ timeout: 40_000 });

  const why = new Clicks();
  await why.on(page.getByRole('banner').getByRole('button', { name: 'Search' }));
  await page.keyboard.type('kofi');
  await why.on(page.getByRole('option', { name: /Kofi Mensah/ }).first());
  await expect(heading(page, 'Kofi Mensah')).toBeVisible();
  await expect(page.getByText(/AADSTS50057/).first()).toBeVisible();
  expect(why.count).toBeLessThanOrEqual(3);

  const mend = new Clicks();
  await page.goto('/');
  const copy = page.getByRole('button', { name: /^Copy reauthorize link/ });
  // The latest activity names him too.
  const line = page.getByRole('listitem').filter({ hasText: 'Ivo Marin' }).filter({ has: copy });
  await mend.on(line.getByRole('button', { name: /^Copy reauthorize link/ }));
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('/connect/');
  const person = await (await browser.newContext()).newPage();
  await person.goto(await page.evaluate(() => navigator.clipboard.readText()));
  await mend.on(person.getByRole('button', { name: 'Continue to Microsoft' }));
  await mend.on(person.getByRole('button', { name: 'ivo@contoso.sandbox' }));
  await expect(heading(person, 'Connected')).toBeVisible();
  expect(mend.count).toBeLessThanOrEqual(3);
  await expect(line).toHaveCount(0);
  await person.context().close();

  await page.getByRole('button', { name: 'Remove the demo data' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove the demo data' }).click();
  await expect(page.getByText('There is demo data here')).toBeHidden();
  await page.goto('/connections');
  await expect(page.getByRole('link', { name: 'Mira Okafor' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Kofi Mensah' })).toHaveCount(0);
});
