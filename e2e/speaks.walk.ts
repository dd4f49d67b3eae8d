import type { Page } from '@playwright/test';
import { MailServer } from '../scripts/testing/mail-server.ts';
import { failing, Receiver, taking } from '../scripts/testing/receiver.ts';
import { connect, continueToMicrosoft, heading, people, pickAccount, untilHydrated } from './connect.ts';
import { confirmWho } from './operators.ts';
import { callApi, callSandbox, createIntegration, type Integration, newEndUser, vendPath } from './rest.ts';
import { expect, test } from './test.ts';

// From a closed grant to everybody who hears of it, with a real mail server and a real receiver of webhooks.

const soon = expect.configure({ timeout: 30_000 });
const ops = 'On call';

/** Adds a channel that sends mail, and lets it send a test. */
async function addMailChannel(page: Page, port: number): Promise<void> {
  await page.goto('/settings/alerts');
  await untilHydrated(page);
  await page.getByRole('button', { name: 'Add a channel' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Kind').selectOption('email');
  for (const [label, text] of [
    ['Name', ops],
    ['Recipients', 'ops@example.com'],
    ['Sender', 'latchkey@example.com'],
    ['Mail server', '127.0.0.1'],
    ['Port', String(port)],
  ] as const)
    await dialog.getByRole('textbox', { name: label, exact: true }).fill(text);
  await dialog.getByLabel('Protection').selectOption('none');
  await dialog.getByRole('button', { name: 'Add channel' }).click();
  await page.getByRole('button', { name: `Send a test to ${ops}` }).click();
  await expect(page.getByText('The test was delivered.')).toBeVisible();
}

/** Lets Microsoft refuse the grant of a connection, and Latchkey notice. */
async function close(integration: Integration, connectionId: string): Promise<void> {
  const { clientId: client_id } = integration;
  await callSandbox('/grants/revoke', { username: people.mira, reason: 'password_reset', client_id });
  await callApi(vendPath({ connectionId, integration }, '&force_refresh=true'));
}

test('a closed grant is told by mail to operators and to the person, who mends it; what a receiver missed is sent again', async ({
  page,
  newPerson,
}) => {
  test.setTimeout(180_000);
  const [mail, receiver] = [await MailServer.start(), await Receiver.start()];
  const mailsTo = (to: string) => mail.mails.filter((one) => one.to.includes(to));
  await confirmWho(page);
  await addMailChannel(page, mail.port);
  expect(mailsTo('ops@example.com')).toHaveLength(1);

  const integration = await createIntegration({ name: 'Customer files' });
  await page.goto(`/integrations/${integration.key}?tab=settings`);
  await page.getByLabel('Mail to the person').selectOption(ops);
  const card = page.locator('form').filter({ has: page.getByLabel('Mail to the person') });
  await card.getByRole('button', { name: 'Save' }).click();
  await expect(card.getByText('Saved.')).toBeVisible();

  const endUser = newEndUser();
  const connectionId = await connect(await newPerson(), { integration, endUser, username: people.mira });
  receiver.react = failing;
  const types = ['connection.needs_reauthorization', 'connection.reauthorized', 'link.opened'];
  await callApi('/webhook-endpoints', { method: 'POST', body: { url: receiver.url, types } });
  await page.goto('/');
  const overview = await page.context().newPage();
  await overview.goto('/connections');
  const row = overview.getByRole('row').filter({ hasText: people.mira });
  await expect(row).toContainText('Healthy');

  await close(integration, connectionId);
  await soon(row).toContainText('Needs reauthorization');
  await page.getByRole('button', { name: /^Notices/ }).click();
  await soon(page.getByText(/Mira Okafor/).first()).toBeVisible();
  await soon.poll(() => mailsTo('ops@example.com').length).toBe(2);
  await soon.poll(() => mailsTo(endUser.email).length).toBe(1);
  const [told, asked] = [mailsTo('ops@example.com')[1], mailsTo(endUser.email)[0]];
  expect(told?.headers.get('subject')).toContain('Mira Okafor needs reauthorization');
  expect(told?.text).toContain('AADSTS50173');
  const link = /http\S+\/connect\/\S+/.exec(asked?.text ?? '')?.[0] ?? '';

  const person = await newPerson();
  await person.goto(link);
  await continueToMicrosoft(person);
  await pickAccount(person, people.mira);
  await expect(heading(person, 'Connected')).toBeVisible();
  await soon(row).toContainText('Healthy');
  await soon.poll(() => mailsTo('ops@example.com').length).toBe(3);
  expect(mailsTo(endUser.email)).toHaveLength(1);

  // Nothing was taken so far; what was missed comes in one press.
  await page.goto('/webhooks');
  await page.getByRole('link', { name: receiver.url }).click();
  receiver.react = taking;
  receiver.received.splice(0);
  await page.getByRole('button', { name: 'Resend failed events' }).click();
  await soon.poll(() => new Set(receiver.ids).size).toBe(3);
  const sent = receiver.received.map(({ body }) => JSON.parse(body).type);
  expect(new Set(sent)).toEqual(new Set(types));
  await receiver.stop();
  await mail.stop();
});
