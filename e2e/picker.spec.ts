import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expectAccessible } from './accessible.ts';
import { connect, people } from './connect.ts';
import { here, noteSecret } from './here.ts';
import { hostPage } from './picker-host.ts';
import { pressToClose } from './press-to-close.ts';
import { callApi, createIntegration, newEndUser, vend } from './rest.ts';
import { expect, test } from './test.ts';

const made = z.object({ data: z.object({ token: z.string() }) });

let server: Server;
let shown = '';

// Chromium lets a page reach this machine only if it came from there itself, so that a routed one does not do.
test.beforeAll(async () => {
  server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(shown));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
test.afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A connection, and a page of a customer's that may pick in it. */
async function openHost(page: Page) {
  const address = server.address();
  const product = `http://localhost:${typeof address === 'object' ? address?.port : ''}`;
  const integration = await createIntegration();
  const connectionId = await connect(page, { integration, endUser: newEndUser(), username: people.mira });
  const body = { connection_id: connectionId, provider_config_key: integration.key, origins: [product] };
  const answer = await callApi('/picker/sessions', { method: 'POST', body });
  const { token } = made.parse(await answer.json()).data;
  noteSecret(token);
  shown = hostPage({ latchkey: here().url, session: token });
  await page.goto(`${product}/`);
  return { integration, connectionId };
}

const picked = /pick (?<name>[^|]+)\|(?<drive>[^|]+)\|(?<id>[^|]+)\|(?<endpoint>\S+)/;

test('a page written as Microsoft’s samples are picks in a frame and a window, on both hosts', async ({
  newPerson,
}) => {
  const page = await newPerson();
  const { integration, connectionId } = await openHost(page);
  const log = page.locator('#log');

  // Two pickers at once, each with its own channel.
  await page.getByRole('button', { name: 'Pick in a frame' }).click();
  const frame = page.frameLocator('iframe[title="Picker 1"]');
  await expect(frame.getByRole('checkbox', { name: 'Contract draft.docx' })).toBeVisible();
  await page.getByRole('button', { name: 'Pick in a frame' }).click();
  const other = page.frameLocator('iframe[title="Picker 2"]');
  await expect(other.getByRole('checkbox', { name: 'Contract draft.docx' })).toBeVisible();
  await expect(log).toContainText('notification page-loaded');
  await expect(log).toContainText('unsupported sandbox-unknown');
  await pressToClose(other.getByRole('button', { name: 'Cancel' }));
  await expect(page.locator('iframe')).toHaveCount(1);

  // With the keyboard; no more than two.
  await frame.getByRole('checkbox', { name: 'Contract draft.docx' }).press('Space');
  await frame.getByRole('checkbox', { name: 'Handbook.docx' }).press('Space');
  await expect(frame.getByRole('status')).toHaveText('2 selected; no more than 2 may be selected.');
  await expect(frame.getByRole('checkbox', { name: 'Floor plan.pdf' })).toBeDisabled();
  await pressToClose(frame.getByRole('button', { name: 'Select' }));
  await expect(log).toContainText(/pick Contract draft\.docx.* \+ Handbook\.docx/);

  // In a window, a file of a site: the picker asks for the token of the other host.
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Pick in a window' }).click(),
  ]);
  await popup.getByRole('button', { name: 'Quick access' }).click();
  await popup.getByRole('button', { name: 'Open Documents of Marketing' }).click();
  // Into a folder and back, with the keyboard, which goes on at the heading of what was opened.
  await popup.getByRole('button', { name: 'Open Templates' }).press('Enter');
  await expect(popup.getByRole('heading', { level: 1, name: 'Templates' })).toBeFocused();
  await expect(popup.getByRole('checkbox', { name: 'Letter.docx' })).toBeVisible();
  await expectAccessible(popup);
  await popup.getByRole('button', { name: 'Back to Marketing' }).press('Enter');
  await popup.getByRole('checkbox', { name: 'Brand guide.docx' }).check();
  const closed = popup.waitForEvent('close');
  await pressToClose(popup.getByRole('button', { name: 'Select' }));
  await closed;
  await expect(log).toContainText('pick Brand guide.docx');

  // What was picked is read by Graph under the same ids.
  const lines = ((await log.textContent()) ?? '').split('\n');
  const { name, drive, id } = picked.exec(lines.findLast((line) => picked.test(line)) ?? '')?.groups ?? {};
  expect(name).toBe('Brand guide.docx');
  const { credentials } = await vend({ connectionId, integration });
  const answer = await fetch(`${here().sandboxUrl}/graph/v1.0/drives/${drive}/items/${id}`, {
    headers: { authorization: `Bearer ${credentials.access_token}` },
  });
  expect(await answer.json()).toMatchObject({ name });
});
