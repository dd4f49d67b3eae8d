import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expectAccessible } from './accessible.ts';
import { approve, fillHydrated, signInAsAdmin, untilHydrated } from './connect.ts';
import { here, noteSecret } from './here.ts';
import { callApi, callSandbox, createReconnectLink } from './rest.ts';
import { expect, test } from './test.ts';

const registered = z.object({ client_id: z.string(), client_secret: z.string() });

/** An app as the steps of the wizard tell to register it. */
async function registerApp() {
  const order = {
    name: `Sites ${randomUUID().slice(0, 8)}`,
    redirect_uris: [`${here().url}/oauth/callback`],
    account_types: 'organizations',
    permissions: ['openid', 'profile'],
    app_permissions: ['Sites.Selected'],
    directory_roles: true,
  };
  const app = registered.parse(await callSandbox('/apps', order));
  noteSecret(app.client_secret);
  return { ...app, name: order.name };
}

/** Goes through the wizard, and returns the key of the integration. */
async function createByWizard(page: Page, app: Awaited<ReturnType<typeof registerApp>>): Promise<string> {
  const next = page.getByRole('button', { name: 'Continue' });
  await page.goto('/integrations/new?provider=sharepoint-online');
  await fillHydrated(page.getByLabel('Name', { exact: true }), app.name);
  await page.getByRole('radio', { name: 'A whole tenant, with nobody signed in' }).check();
  await expect(page.getByRole('checkbox', { name: 'Released sites only' }).first()).toBeChecked();
  await next.click();
  await page.locator('input[name="cloud"][value="sandbox"]').check();
  await next.click();
  await page.getByLabel('Application (client) ID').fill(app.client_id);
  await page.getByLabel('Client secret').fill(app.client_secret);
  await next.click();
  await page.getByRole('button', { name: 'Create integration' }).click();
  await page.waitForURL(/\/integrations\/(?!new)[^?]+/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Pastes tenants, and returns the only link that is made of them. */
async function askTenants(page: Page, lines: string): Promise<string> {
  await untilHydrated(page);
  await page.getByRole('button', { name: 'Create admin links' }).click();
  const dialog = page.getByRole('dialog', { name: 'Admin links' });
  await dialog.getByLabel('Tenants, one a line').fill(lines);
  await dialog.getByRole('button', { name: 'Create admin links' }).click();
  await expect(dialog.getByText('1 line has no link')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Download as CSV' })).toBeVisible();
  const url = (await dialog.getByRole('cell').filter({ hasText: '/connect/' }).textContent()) ?? '';
  await page.keyboard.press('Escape');
  return url;
}

const linkOf = (page: Page) => page.getByRole('dialog').locator('code').first();

test('a whole tenant: asked, connected, narrowed to one site, and that taken back', async ({ page, newPerson }) => {
  // Nine trips of a browser; on a busy machine they take longer than the usual minute.
  test.setTimeout(120_000);
  const app = await registerApp();
  const key = await createByWizard(page, app);

  const admin = await newPerson();
  const connectionId = await test.step('the admin lets the app in by their own link', async () => {
    await page.goto(`/integrations/${key}?tab=tenants`);
    const url = await askTenants(page, 'contoso.sandbox, cus_9\nno tenant');
    const row = page.getByRole('table', { name: 'Tenants' }).getByRole('row').nth(1);
    await expect(row).toContainText('Waiting');
    await approve(admin, url);
    await expect(admin.getByLabel('Link to the sites'), 'nothing else leads back').toHaveValue(/\/connect\//);
    await expect(row, 'the list refreshes itself').toContainText('Live', { timeout: 30_000 });
    await expect(row).toContainText('All 1 granted');
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    const listed = z.object({ data: z.array(z.object({ state: z.string(), connection_id: z.string() })) });
    const { data } = listed.parse(await (await callApi(`/integrations/${key}/tenants`)).json());
    expect(data).toMatchObject([{ state: 'live' }]);
    return data[0]?.connection_id ?? '';
  });

  await test.step('a backend is given its token', async () => {
    const answer = await callApi(`/connections/${connectionId}?provider_config_key=${key}`);
    const cc = z.object({ credentials: z.object({ type: z.literal('OAUTH2_CC'), token: z.string().min(20) }) });
    noteSecret(cc.parse(await answer.json()).credentials.token);
  });

  await page.getByRole('link', { name: 'Contoso', exact: true }).click();
  await expect(page.getByText('The app reaches no site yet')).toBeVisible();
  const connection = page.url();

  await test.step('the admin releases a site on a site-grant link', async () => {
    await page.getByRole('button', { name: 'Create site-grant link' }).click();
    const url = (await linkOf(page).textContent()) ?? '';
    await page.keyboard.press('Escape');
    await admin.goto(url);
    await admin.getByLabel('Names or addresses of sites, one a line').fill('Marketing');
    await admin.getByRole('button', { name: 'Find sites' }).click();
    await signInAsAdmin(admin, 'accepts');
    await admin.getByRole('checkbox', { name: 'Marketing' }).check();
    await admin.getByRole('button', { name: 'Release the chosen sites' }).click();
    await signInAsAdmin(admin, 'knows');
    await expect(admin.getByText('Marketing was released.')).toBeVisible();
    await expect(admin.getByText('May read', { exact: true })).toBeVisible();
  });

  await test.step('the admin who approves again reads for which tenant, and that the site stays released', async () => {
    const { url } = await createReconnectLink({ connectionId, integration: { key } });
    await admin.goto(url);
    await expect(admin.getByText('your account at contoso.sandbox')).toBeVisible();
    await expect(admin.getByText('released already stay released')).toBeVisible();
  });

  await test.step('the operator sees the site, and takes it back as the admin', async () => {
    await expect(page.getByRole('list', { name: 'Released sites' })).toContainText('Marketing', { timeout: 30_000 });
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole('button', { name: 'Take back Marketing' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Open it as the admin' }).click();
    await page.getByRole('button', { name: 'Take back: Marketing' }).click();
    await signInAsAdmin(page, 'knows');
    await expect(page.getByRole('status')).toContainText('Marketing was taken back.The app now reaches no site.');
    await page.goto(connection);
    await expect(page.getByText('Last change: Marketing was taken back.')).toBeVisible();
  });
});
