import { Receiver } from '../scripts/testing/receiver.ts';
import { expectAccessible } from './accessible.ts';
import { connectionIdOf, consent, people, untilHydrated } from './connect.ts';
import { sessionFile } from './here.ts';
import { confirmWho } from './operators.ts';
import { callApi, callSandbox, createIntegration, newEndUser, vendPath } from './rest.ts';
import { expect, test } from './test.ts';

// A page that takes long to render is rendered less often, so a busy machine shows a change later.
const soon = expect.configure({ timeout: 30_000 });

test('pages that are open follow a person, from the link to the closed grant', async ({ page, newPerson }) => {
  test.setTimeout(120_000);
  const endUser = newEndUser();
  const integration = await createIntegration();
  await page.goto(`/links?new=1&integration=${integration.key}`);
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Name').fill(endUser.display_name);
  await sheet.getByLabel('Your id for them').fill(endUser.id);
  await sheet.getByRole('button', { name: 'Create link' }).click();
  await expect(sheet.getByText('The link is ready')).toBeVisible();
  const url = (await sheet.getByText(/^http.*\/connect\//).textContent()) ?? '';

  const links = await newPerson({ storageState: sessionFile('owner') });
  await links.goto('/links');
  const row = links.getByRole('row').filter({ hasText: endUser.display_name });
  await expect(row).toContainText('Open');
  const overview = await links.context().newPage();
  await overview.goto('/');
  await expect(overview.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();

  await consent(await newPerson(), url, people.mira);
  await soon(sheet.getByText('Mira Okafor connected')).toBeVisible();
  await soon(row).toContainText('Connected');
  const open = sheet.getByRole('link', { name: 'Open connection' });
  const [path] = ((await open.getAttribute('href')) ?? '').split('#');
  await soon(overview.locator(`a[href^="${path}"]`).first()).toBeVisible();
  await open.click();
  await expect(page.getByText('Healthy')).toBeVisible();

  const connectionId = await connectionIdOf(endUser);
  const { clientId: client_id } = integration;
  await callSandbox('/grants/revoke', { username: people.mira, reason: 'password_reset', client_id });
  await callApi(vendPath({ connectionId, integration }, '&force_refresh=true'));
  await soon(page.getByText(/50173/).first()).toBeVisible();
  await soon(page.getByText('Healthy')).toHaveCount(0);
});

test('a channel for alerts is made and tested, and the bell and the overview say what fails', async ({ page }) => {
  test.setTimeout(120_000);
  const receiver = await Receiver.start();
  await confirmWho(page);
  await page.goto('/settings/alerts');
  await untilHydrated(page);
  await page.getByRole('button', { name: 'Add a channel' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Kind').selectOption('webhook');
  const name = `Ops ${newEndUser().id}`;
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('textbox', { name: 'Address' }).fill(receiver.url);
  await dialog.getByRole('button', { name: 'Add channel' }).click();
  await page.getByRole('button', { name: `Send a test to ${name}` }).click();
  await expect(page.getByText('The test was delivered.')).toBeVisible();
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ type: 'alert', test: true });
  await expectAccessible(page);
  await page.getByRole('button', { name: `Delete ${name}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete channel' }).click();
  await expect(page.getByText(name)).toHaveCount(0);

  await page.goto('/');
  await page.getByRole('button', { name: /^Notices/ }).click();
  const said = `The webhook endpoint at ${new URL(receiver.url).host} answered that it is gone (410)`;
  await expect(page.getByText(said)).toHaveCount(0);
  receiver.react = (_request, response) => response.writeHead(410).end();
  await callApi('/webhook-endpoints', { method: 'POST', body: { url: receiver.url, types: ['link.opened'] } });
  const { data } = await (
    await callApi('/connect/sessions', { method: 'POST', body: { end_user: newEndUser() } })
  ).json();
  await (await page.context().newPage()).goto(data.connect_link);
  // Once on the page, once in the open bell.
  await soon(page.getByText(said)).toHaveCount(2);
  await receiver.stop();
});
