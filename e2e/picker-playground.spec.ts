import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expectAccessible } from './accessible.ts';
import { connect, openConnection, people } from './connect.ts';
import { here } from './here.ts';
import { confirmWho } from './operators.ts';
import { pressToClose } from './press-to-close.ts';
import { callApi, createIntegration } from './rest.ts';
import { expect, test } from './test.ts';

const made = z.object({ data: z.object({ token: z.string() }) });

/** The page on which the picker of a connection is tried, and the token of a session that a backend made. */
async function openPlayground(page: Page, person: Page): Promise<string> {
  const integration = await createIntegration();
  const endUser = { id: `picker-${Date.now()}`, display_name: 'Mira Okafor', email: 'mira@example.com' };
  const connectionId = await connect(person, { integration, endUser, username: people.mira });
  await confirmWho(page);
  await openConnection(page, connectionId);
  await page.getByRole('link', { name: 'Try the picker' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Try the picker' })).toBeVisible();
  const origins = [here().url];
  const body = { connection_id: connectionId, provider_config_key: integration.key, origins };
  return made.parse(await (await callApi('/picker/sessions', { method: 'POST', body })).json()).data.token;
}

/** The element of picker.js, which the page has loaded, at the top of the page. */
async function putElement(page: Page, session: string): Promise<void> {
  await page.locator('h1').evaluate((heading, session) => {
    const element = document.createElement('latchkey-picker');
    for (const [name, value] of Object.entries({ session, mode: 'iframe', filters: '.pdf' })) {
      element.setAttribute(name, value);
    }
    element.addEventListener('pick', (event) => {
      heading.textContent = event instanceof CustomEvent ? `Picked ${event.detail[0].name}` : '';
    });
    heading.after(element);
  }, session);
}

test('an operator tries the picker of a connection, in a window and in a frame', async ({ page, newPerson }) => {
  const session = await openPlayground(page, await newPerson());
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Open the picker' }).click();
  const picker = await opened;
  await picker.getByLabel('Contract draft.docx').check();
  const closed = picker.waitForEvent('close');
  await pressToClose(picker.getByRole('button', { name: 'Select' }));
  await closed;

  const log = page.getByRole('log', { name: 'Messages' });
  await expect(log).toContainText('command: authenticate');
  await expect(log).not.toContainText('eyJ');
  const [token] = await page.getByRole('list', { name: 'Tokens' }).getByRole('listitem').allInnerTexts();
  expect(token).toContain('contoso-my.sharepoint.localhost');
  await page.getByRole('button', { name: 'Make this call' }).click();
  await expect(page.getByRole('list', { name: 'Picked items' })).toContainText('"name": "Contract draft.docx"');
  await expectAccessible(page);

  await page.getByLabel('Opens in').selectOption('A frame on this page');
  await page.getByLabel('What can be picked').selectOption('Folders');
  await page.getByRole('button', { name: 'Open the picker' }).click();
  const own = page.frameLocator('iframe');
  await own.getByRole('button', { name: 'Open Invoices' }).click();
  await own.getByLabel('2026 (folder)').check();
  await pressToClose(own.getByRole('button', { name: 'Select' }));
  await expect(page.getByRole('list', { name: 'Picked items' })).toContainText('2026');
  await expect(page.locator('iframe')).toHaveCount(0);

  await putElement(page, session);
  await page.getByRole('button', { name: 'Choose files' }).click();
  const frame = page.getByRole('dialog', { name: 'Choose files' }).frameLocator('iframe');
  await frame.getByLabel('Floor plan.pdf').check();
  await expect(frame.getByLabel('Contract draft.docx')).toHaveCount(0);
  await pressToClose(frame.getByRole('button', { name: 'Select' }));
  await expect(page.getByRole('heading', { name: 'Picked Floor plan.pdf' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });

  test('may not, and the policy of the page names no host', async ({ page, newPerson }) => {
    const path = '/connections/00000000-0000-4000-8000-000000000000/picker';
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(403);
    const stranger = await (await newPerson()).goto(path);
    for (const one of [answer, stranger])
      expect((await one?.allHeaders())?.['content-security-policy']).not.toContain('frame-src');
  });
});
