import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { connect, people } from './connect.ts';
import { here } from './here.ts';
import { confirmWho } from './operators.ts';
import { callSandbox, createIntegration, type Integration, newEndUser, vend } from './rest.ts';
import { expect, test } from './test.ts';

test.beforeEach(({ page }) => confirmWho(page));

const credentials = ({ key }: Integration) => `/integrations/${key}?tab=credentials`;

async function connected(page: Parameters<typeof connect>[0], integration: Integration) {
  const connectionId = await connect(page, { integration, endUser: newEndUser(), username: people.mira });
  return vend({ connectionId, integration }, '&force_refresh=true');
}

test('a certificate made here is downloaded, uploaded, and takes the place of the secret', async ({
  page,
  newPerson,
}) => {
  const integration = await createIntegration();
  await page.goto(credentials(integration));
  await page.getByRole('tab', { name: 'Certificate' }).click();
  await page.getByRole('button', { name: 'Make a certificate' }).click();
  await expect(page.getByText('Waiting for upload')).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download .cer' }).click(),
  ]);
  const certificate = readFileSync(await download.path()).toString('base64');
  await callSandbox(`/apps/${integration.clientId}/certificates`, { certificate });
  await page.getByRole('button', { name: 'It is uploaded, use it' }).click();
  await expect(page.getByText('Standing by')).toBeVisible();
  await page.getByRole('button', { name: 'Remove', exact: true }).last().click();
  await page.getByRole('button', { name: 'Remove credential' }).click();
  await expect(page.getByText('In use')).toHaveCount(1);
  await expect(page.getByText('Thumbprint')).toBeVisible();
  expect((await connected(await newPerson(), integration)).errors).toEqual([]);
});

const minted = z.object({ assertion: z.string(), issuer: z.string(), subject: z.string() });

test('a federated token is read from a file below the directory that the installation names', async ({
  page,
  newPerson,
}) => {
  const integration = await createIntegration();
  const order = { issuer: 'cluster', subject: `system:serviceaccount:default:${integration.key}` };
  const { assertion, ...trusted } = minted.parse(await callSandbox('/assertions', order));
  await callSandbox(`/apps/${integration.clientId}/federated`, trusted);
  const folder = join(here().dataDir, 'tokens');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, integration.key);
  writeFileSync(file, assertion);
  await page.goto(credentials(integration));
  await page.getByRole('tab', { name: 'Federated' }).click();
  await page.getByLabel('Path of the file').fill('/etc/hostname');
  await page.getByRole('button', { name: 'Store the federated credential' }).click();
  await expect(page.getByText('may be read.')).toBeVisible();
  await page.getByLabel('Path of the file').fill(file);
  await page.getByRole('button', { name: 'Store the federated credential' }).click();
  await expect(page.getByRole('heading', { name: 'Federated credential' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove', exact: true }).last().click();
  await page.getByRole('button', { name: 'Remove credential' }).click();
  await expect(page.getByText('In use')).toHaveCount(1);
  expect((await connected(await newPerson(), integration)).errors).toEqual([]);
});

const app = z.object({ tenant_id: z.string() });

test('verifying says of each credential what Microsoft makes of it; the notice is put away', async ({ page }) => {
  const integration = await createIntegration();
  const { tenant_id } = app.parse(await callSandbox(`/apps/${integration.clientId}`, undefined, 'GET'));
  await page.goto(credentials(integration));
  await page.getByLabel('Client secret', { exact: true }).fill('Wrong~secret');
  await expect(page.getByRole('checkbox', { name: 'Remove the secret stored before' })).not.toBeChecked();
  await page.getByRole('button', { name: 'Add the client secret' }).click();
  await expect(page.getByText('Standing by')).toBeVisible();
  await page.goto(`/integrations/${integration.key}?tab=settings`);
  await page.getByLabel('Home tenant of the registration').fill(tenant_id);
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByText('The settings are saved.')).toBeVisible();
  await page.goto(`/integrations/${integration.key}`);
  await page.getByRole('button', { name: 'Verify integration' }).click();
  const results = page.getByRole('list', { name: 'What was verified' });
  await expect(results.getByRole('listitem').filter({ hasText: 'The client secret Wro…' })).toContainText('7000215');
  await expect(results.getByRole('listitem').filter({ hasText: 'Microsoft accepts it.' })).toHaveCount(1);
  await page.getByRole('button', { name: /^Notices/ }).click();
  const notice = page.getByRole('dialog').getByText(new RegExp(`Wro….*${integration.name}`));
  await expect(notice).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('main').getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('main').getByText('the other credential is used instead')).toHaveCount(0);
});
