import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expectAccessible } from './accessible.ts';
import { heading } from './connect.ts';
import { createIntegration, createLink, newEndUser } from './rest.ts';
import { expect, test } from './test.ts';

/** A receiver of webhooks that answers with a status of its choosing. */
async function receive() {
  const receiver = { status: 204, ids: [] as unknown[], url: '', stop: () => {} };
  const server = createServer((request, response) => {
    receiver.ids.push(request.headers['webhook-id']);
    request.resume().on('end', () => response.writeHead(receiver.status).end());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address: AddressInfo | string | null = server.address();
  if (typeof address === 'object' && address) receiver.url = `http://127.0.0.1:${address.port}/hook`;
  receiver.stop = () => void server.close();
  return receiver;
}

test('an endpoint is made and tested; what it refuses is shown, and sent again', async ({ page, newPerson }) => {
  test.setTimeout(120_000);
  const receiver = await receive();
  await page.goto('/webhooks?new=1');
  await page.getByLabel('Address').fill('nonsense');
  await page.getByRole('button', { name: 'Create endpoint' }).click();
  await expect(page.getByText('Enter an address that begins with')).toBeVisible();
  await expect(page.getByLabel('Address')).toHaveValue('nonsense');
  await page.getByLabel('Address').fill(receiver.url);
  await page.getByRole('button', { name: 'Create endpoint' }).click();
  await expect(page.getByRole('status').locator('code')).toContainText('whsec_');
  await page.getByRole('link', { name: 'Open endpoint' }).click();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByText('Answered 204')).toBeVisible();
  await expectAccessible(page);

  receiver.status = 500;
  const { url } = await createLink(await createIntegration(), newEndUser());
  await (await newPerson()).goto(url);
  await expect.poll(() => receiver.ids.length).toBe(2);
  await page.getByRole('link', { name: 'All deliveries' }).click();
  await page.getByRole('link', { name: 'link.opened' }).first().click();
  await expect(page.getByRole('dialog').getByText('Answered 500')).toBeVisible();
  await expectAccessible(page);
  receiver.status = 204;
  await page.getByRole('button', { name: 'Resend event' }).click();
  await expect.poll(() => receiver.ids.length).toBe(3);
  expect(receiver.ids[2]).toBe(receiver.ids[1]);

  await page.goto('/webhooks');
  await page.getByRole('link', { name: receiver.url }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete endpoint' }).click();
  await expect(heading(page, 'Webhooks')).toBeVisible();
  await expect(page.getByRole('link', { name: receiver.url })).toHaveCount(0);
  receiver.stop();
});
