import type { Page } from '@playwright/test';
import { consent, continueToMicrosoft, heading, people } from './connect.ts';
import { here } from './here.ts';
import { createIntegration, createLink, listConnections, newEndUser, tokenRequests } from './rest.ts';
import { expect, test } from './test.ts';
import { expireLink } from './time.ts';

const linkRow = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

async function expectClosed(person: Page, url: string): Promise<void> {
  const answer = await person.goto(url);
  expect(answer?.status()).toBe(410);
  await expect(heading(person, 'This link cannot be used')).toBeVisible();
  await expect(person.getByRole('button')).toHaveCount(0);
}

test('a used link answers 410, to its own browser too', async ({ newPerson }) => {
  const endUser = newEndUser();
  const { url } = await createLink(await createIntegration(), endUser);
  const person = await newPerson();
  await consent(person, url, people.mira);
  await expectClosed(person, url);
  await expectClosed(await newPerson(), url);
  expect(await listConnections(endUser)).toHaveLength(1);
});

test('an expired link answers 410', async ({ page, newPerson }) => {
  const endUser = newEndUser();
  const { url, token } = await createLink(await createIntegration(), endUser);
  const person = await newPerson();
  await person.goto(url);
  await expireLink(token);
  await continueToMicrosoft(person);
  await expect(person.getByText('This link cannot be used')).toBeVisible();
  await expectClosed(person, url);
  await page.goto('/links');
  await expect(linkRow(page, endUser.display_name)).toContainText('Expired');
});

test('a revoked link answers 410, also to a page that was open', async ({ page, newPerson }) => {
  const endUser = newEndUser();
  const { url } = await createLink(await createIntegration(), endUser);
  const person = await newPerson();
  await person.goto(url);
  await page.goto('/links');
  await linkRow(page, endUser.display_name).getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke link' }).click();
  await expect(linkRow(page, endUser.display_name)).toContainText('Revoked');
  await continueToMicrosoft(person);
  await expect(person.getByText('This link cannot be used')).toBeVisible();
  await expectClosed(person, url);
});

test('a link that never was answers 410 in the same words', async ({ newPerson }) => {
  await expectClosed(await newPerson(), `/connect/${'A'.repeat(43)}`);
});

test('a mail scanner’s GET and HEAD consume nothing', async ({ page, newPerson }) => {
  const endUser = newEndUser();
  const integration = await createIntegration();
  const { url } = await createLink(integration, endUser);
  for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(url, { method })).status).toBe(200);
  const start = await fetch(`${url}/start`, { redirect: 'manual' });
  expect(start.status).toBe(303);
  expect(start.headers.get('location')).toBe(new URL(url).pathname);
  await page.goto('/links');
  await expect(linkRow(page, endUser.display_name)).toContainText('Not opened yet');
  expect(await tokenRequests(integration)).toEqual([]);
  await consent(await newPerson(), url, people.mira);
});

/** A page of a stranger that posts the form of a connect page by itself. */
async function visitForeignPage(person: Page, action: string, fields: Record<string, string>): Promise<number> {
  const inputs = Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`);
  const body = `<form method="post" action="${action}">${inputs.join('')}<button>Win a prize</button></form>`;
  await person.route('http://prizes.example/', (route) => route.fulfill({ contentType: 'text/html', body }));
  await person.goto('http://prizes.example/');
  const answer = person.waitForResponse((response) => response.url() === action);
  await person.getByRole('button', { name: 'Win a prize' }).click();
  return (await answer).status();
}

test('a foreign page cannot push anybody through', async ({ newPerson }) => {
  const endUser = newEndUser();
  const integration = await createIntegration();
  const { url } = await createLink(integration, endUser);
  const person = await newPerson();
  await person.goto(url);
  const field = (name: string) => person.locator(`input[name="${name}"]`).getAttribute('value');
  const fields = { page_token: (await field('page_token')) ?? '', integration: (await field('integration')) ?? '' };
  expect(await visitForeignPage(person, `${url}/start`, fields)).toBe(403);
  await expect(heading(person, 'This did not come from the page of the link')).toBeVisible();

  const other = await newPerson();
  await other.goto(url);
  const replayed = await other.request.post(`${url}/start`, {
    form: fields,
    headers: { origin: here().url, 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  });
  expect(replayed.status(), 'the page token of another browser').toBe(403);
  expect(await listConnections(endUser)).toEqual([]);
  await consent(person, url, people.mira);
});

test('the result is for the browser that signed in', async ({ newPerson }) => {
  const { url } = await createLink(await createIntegration(), newEndUser());
  const person = await newPerson();
  await consent(person, url, people.mira);
  expect((await person.goto(`${url}/result`))?.status()).toBe(200);
  await expect(person.getByText(people.mira)).toBeVisible();
  const other = await newPerson();
  expect((await other.goto(`${url}/result`))?.status()).toBe(410);
  await expect(other.getByText(people.mira)).toHaveCount(0);
});
