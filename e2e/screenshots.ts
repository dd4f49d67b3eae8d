import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { z } from 'zod';
import { Receiver } from '../scripts/testing/receiver.ts';
import { chromiumOptions } from './chromium.ts';
import {
  acceptPermissions,
  connect,
  continueToMicrosoft,
  openConnection,
  people,
  pickAccount,
  untilHydrated,
} from './connect.ts';
import { announce, keepApiKey, operators } from './here.ts';
import { type Instance, startInstance } from './instance.ts';
import { confirmWho } from './operators.ts';
import { callApi, callSandbox, createIntegration, createLink, type EndUser, vendPath } from './rest.ts';

/** `npm run screenshots -- FOLDER`: every page in light and dark, wide and narrow, and the picture of the README. */
const wide = { width: 1280, height: 900 };
const narrow = { width: 390, height: 844 };
const looks = [
  { look: '1280-light', colorScheme: 'light', ...wide },
  { look: '1280-dark', colorScheme: 'dark', ...wide },
  { look: '390-light', colorScheme: 'light', ...narrow },
  { look: '390-dark', colorScheme: 'dark', ...narrow },
] as const;

const readmePicture = resolve(import.meta.dirname, '..', 'docs', 'images', 'connection.png');

async function newPage(browser: Browser, { url }: Instance): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, reducedMotion: 'reduce' });
  return context.newPage();
}

async function setUp(page: Page, { setupToken }: Instance): Promise<void> {
  await page.goto('/set-up');
  await page.getByLabel('Set-up token').fill(setupToken);
  await page.getByLabel('Your name').fill(operators.owner.name);
  await page.getByLabel('E-mail').fill(operators.owner.email);
  await page.getByLabel('Password').fill(operators.owner.password);
  await page.getByRole('button', { name: 'Create the owner' }).click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
}

async function createApiKey(page: Page): Promise<void> {
  await page.goto('/settings/api-keys');
  await page.getByLabel('Name').fill('Production backend');
  await page.getByRole('button', { name: 'Create API key' }).click();
  keepApiKey((await page.getByRole('status').locator('code').textContent()) ?? '');
}

function endUser(id: string, display_name: string): EndUser {
  return { id, display_name, email: `${id}@example.com` };
}

/** Some connections, one of them closed at Microsoft, and a link that is still open. */
async function fill(browser: Browser, instance: Instance) {
  const integration = await createIntegration({ name: 'Customer files' });
  const mail = await createIntegration({
    name: 'Mail',
    provider: 'outlook',
    accountTypes: 'organizations-and-personal',
  });
  const person = await newPage(browser, instance);
  const mira = { integration, endUser: endUser('cus_4711', 'Mira Okafor'), username: people.mira };
  const jonas = { integration, endUser: endUser('cus_4712', 'Jonas Lindqvist'), username: people.jonas };
  const connectionId = await connect(person, mira);
  const closed = await connect(person, jonas);
  await connect(person, { integration: mail, endUser: endUser('cus_4713', 'Sam Whitlock'), username: people.sam });
  await callSandbox('/grants/revoke', { username: people.jonas, reason: 'password_reset' });
  await callApi(vendPath({ connectionId: closed, integration }, '&force_refresh=true'));
  await callApi(vendPath({ connectionId, integration }));
  const { url: link } = await createLink(integration, endUser('cus_4714', 'Ines Carvalho'));
  return { integration, connectionId, closed, link };
}

/** Endpoints that take events and one that takes none, and channels for alerts of two kinds. */
async function fillWebhooks(page: Page): Promise<Receiver> {
  const receiver = await Receiver.start();
  const secret = 'T0ABCDEF';
  receiver.react = ({ url }, response) => response.writeHead(url?.endsWith(`/${secret}`) ? 503 : 204).end('no');
  for (const url of [receiver.url, `${receiver.url}/${secret}`])
    await callApi('/webhook-endpoints', { method: 'POST', body: { url, description: 'CRM' } });
  await confirmWho(page);
  for (const [kind, name] of [
    ['webhook', 'On call'],
    ['slack', 'Customer success'],
  ] as const) {
    await page.goto('/settings/alerts');
    await untilHydrated(page);
    await page.getByRole('button', { name: 'Add a channel' }).click();
    await page.getByLabel('Kind').selectOption(kind);
    await page.getByRole('dialog').getByLabel('Name').fill(name);
    await page.locator('input[name=secret]').fill(`${receiver.url}/${kind}`);
    await page.getByRole('button', { name: 'Add channel' }).click();
    await page.getByRole('button', { name: `Send a test to ${name}` }).click();
    await page.getByText('The test was delivered.').waitFor();
  }
  return receiver;
}

type Shot = { page: Page; folder: string; name: string };

async function shoot({ page, folder, name }: Shot): Promise<void> {
  for (const { look, colorScheme, width, height } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: true, animations: 'disabled' });
  }
}

async function shootDashboard(page: Page, folder: string, of: Awaited<ReturnType<typeof fill>>): Promise<void> {
  const path = await openConnection(page, of.connectionId);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(wide);
  await page.screenshot({ path: readmePicture, animations: 'disabled' });
  await shoot({ page, folder, name: 'connection' });
  const closed = await openConnection(page, of.closed);
  const integration = `/integrations/${of.integration.key}`;
  const tabs = ['overview', 'access', 'credentials', 'registration', 'connections', 'settings'];
  const places = {
    overview: '/',
    connections: '/connections',
    'connection-closed': closed,
    integrations: '/integrations',
    'integration-new': '/integrations/new',
    ...Object.fromEntries(tabs.map((tab) => [`integration-${tab}`, `${integration}?tab=${tab}`])),
    links: '/links',
    'link-new': '/links?new=1',
    webhooks: '/webhooks',
    'webhook-new': '/webhooks?new=1',
    'webhook-overrides': '/webhooks/overrides',
    deliveries: '/webhooks/deliveries',
    'settings-api-keys': '/settings/api-keys',
    'settings-operators': '/settings/operators',
    'settings-account': '/settings/account',
    permissions: '/permissions?calls=GET%20%2Fme%2Fdrive%2Froot%2Fchildren%0APOST%20%2Fme%2FsendMail',
    troubleshooting: '/troubleshooting?code=50105',
    'not-found': '/nowhere',
  };
  for (const [name, place] of Object.entries(places)) {
    await page.goto(place);
    await page.getByRole('heading', { level: 1 }).or(page.getByRole('dialog')).first().waitFor();
    await shoot({ page, folder, name });
  }
  await page.goto(path);
  await page.getByRole('button', { name: 'Reveal' }).first().click();
  await page.getByRole('dialog').waitFor();
  await shoot({ page, folder, name: 'connection-reveal' });
}

/** What was sent where: an endpoint, a delivery that was not taken, and the channels for alerts. */
async function shootWebhooks(page: Page, folder: string): Promise<void> {
  await page.goto('/webhooks');
  const endpoints = page.getByRole('table', { name: 'Webhook endpoints' }).getByRole('link');
  await endpoints.last().click();
  await page.getByRole('heading', { name: 'Newest deliveries' }).waitFor();
  await shoot({ page, folder, name: 'webhook' });
  await page.goto('/webhooks/deliveries?state=waiting');
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('dialog').getByText('Answered 503').first().waitFor();
  await shoot({ page, folder, name: 'delivery' });
  await page.goto('/settings/alerts');
  await shoot({ page, folder, name: 'settings-alerts' });
}

type EndUserShots = { newPerson: () => Promise<Page>; folder: string; link: string };

async function shootConnectPages({ newPerson, folder, link }: EndUserShots): Promise<void> {
  const page = await newPerson();
  await page.goto(link);
  await shoot({ page, folder, name: 'connect' });
  await continueToMicrosoft(page);
  await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
  await shoot({ page, folder, name: 'sandbox-picker' });
  await pickAccount(page, people.lee);
  await page.getByRole('link', { name: 'Return to the application without granting consent' }).click();
  const adminUrl = await page.getByLabel('Link for your admin').inputValue();
  await shoot({ page, folder, name: 'connect-admin-needed' });
  const admin = await newPerson();
  await admin.goto(adminUrl);
  await shoot({ page: admin, folder, name: 'connect-admin' });
  await page.goto(link);
  await continueToMicrosoft(page);
  await pickAccount(page, people.contosoAdmin);
  await page.getByRole('heading', { name: /^Permissions requested/ }).waitFor();
  await shoot({ page, folder, name: 'sandbox-consent' });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('heading', { name: 'Nothing was connected' }).waitFor();
  await shoot({ page, folder, name: 'connect-declined' });
  await page.goto(link);
  await continueToMicrosoft(page);
  await pickAccount(page, people.contosoAdmin);
  await acceptPermissions(page);
  await page.getByRole('heading', { level: 1, name: 'Connected' }).waitFor();
  await shoot({ page, folder, name: 'connect-connected' });
  await page.goto(link);
  await shoot({ page, folder, name: 'connect-closed' });
}

/** An account that was deleted and made again: what its person sees, and the operator who decides. */
async function shootNewAccount(page: Page, { newPerson, folder }: Omit<EndUserShots, 'link'>): Promise<void> {
  const username = 'admin@contoso-dod.sandbox';
  const integration = await createIntegration({ name: 'Agency files', cloud: 'us-gov-dod' });
  const person = await newPerson();
  const connectionId = await connect(person, { integration, endUser: endUser('cus_4715', 'Dana Field'), username });
  await callSandbox(`/accounts/${username}/remake`, {});
  const body = { connection_id: connectionId, integration_id: integration.key };
  const session = await callApi('/connect/sessions/reconnect', { method: 'POST', body });
  const { data } = z.object({ data: z.object({ connect_link: z.url() }) }).parse(await session.json());
  await person.goto(data.connect_link);
  await shoot({ page: person, folder, name: 'connect-again' });
  await continueToMicrosoft(person);
  await pickAccount(person, username);
  await acceptPermissions(person);
  await person.getByRole('heading', { name: 'Your account was created again' }).waitFor();
  await shoot({ page: person, folder, name: 'connect-new-account' });
  await openConnection(page, connectionId);
  await shoot({ page, folder, name: 'connection-new-account' });
}

const app = z.object({ client_id: z.string(), client_secret: z.string() });
const tenantLinks = z.object({ data: z.array(z.object({ link: z.object({ connect_link: z.url() }) })) });

/** An integration for whole tenants, and the link of the first of two. */
async function askTenants({ url }: Instance): Promise<string> {
  const [name, key] = ['Customer sites', 'customer-sites'];
  const kind = { account_types: 'organizations', app_permissions: ['Sites.Selected'], directory_roles: true };
  const { client_id, client_secret } = app.parse(
    await callSandbox('/apps', { name, redirect_uris: [`${url}/oauth/callback`], ...kind }),
  );
  const integration_config = { cloud: 'sandbox', permission_type: 'application' };
  const credentials = { type: 'OAUTH2', client_id, client_secret };
  const names = { provider: 'sharepoint-online', unique_key: key, display_name: name };
  await callApi('/integrations', { method: 'POST', body: { ...names, credentials, integration_config } });
  const links = { tenants: [{ tenant: 'contoso.sandbox' }, { tenant: 'fabrikam.sandbox' }] };
  const asked = await callApi(`/integrations/${key}/tenants/links`, { method: 'POST', body: links });
  return tenantLinks.parse(await asked.json()).data[0]?.link.connect_link ?? '';
}

/** A whole tenant: its admin approves and picks a site, and the operator sees both. */
async function shootTenants(page: Page, { newPerson, folder, link }: EndUserShots): Promise<void> {
  const admin = await newPerson();
  await admin.goto(link);
  await shoot({ page: admin, folder, name: 'tenant-connect' });
  await admin.getByRole('button', { name: 'Review and approve at Microsoft' }).click();
  await pickAccount(admin, people.contosoAdmin);
  await acceptPermissions(admin);
  await pickAccount(admin, people.contosoAdmin);
  await admin.getByText('Choose sites', { exact: true }).click();
  await shoot({ page: admin, folder, name: 'tenant-sites' });
  await admin.getByRole('button', { name: 'Find sites' }).click();
  await pickAccount(admin, people.contosoAdmin);
  await acceptPermissions(admin);
  await shoot({ page: admin, folder, name: 'tenant-sites-found' });
  await page.goto('/integrations/customer-sites?tab=tenants');
  await shoot({ page, folder, name: 'integration-tenants' });
  await page.getByRole('link', { name: 'Contoso', exact: true }).click();
  await page.getByText('Released sites').first().waitFor();
  await shoot({ page, folder, name: 'connection-tenant' });
}

async function shootAll(browser: Browser, folder: string, instance: Instance): Promise<void> {
  const page = await newPage(browser, instance);
  await page.goto('/set-up');
  await shoot({ page, folder, name: 'set-up' });
  await setUp(page, instance);
  await shoot({ page, folder, name: 'overview-empty' });
  await createApiKey(page);
  const receiver = await fillWebhooks(page);
  const filled = await fill(browser, instance);
  await shootDashboard(page, folder, filled);
  const newPerson = () => newPage(browser, instance);
  await shootConnectPages({ newPerson, folder, link: filled.link });
  await shootNewAccount(page, { newPerson, folder });
  await shootTenants(page, { newPerson, folder, link: await askTenants(instance) });
  await shootWebhooks(page, folder);
  await receiver.stop();
  const stranger = await newPerson();
  for (const place of ['sign-in', 'connect/reported-approved', 'connect/reported-refused-65004']) {
    await stranger.goto(`/${place}`);
    await shoot({ page: stranger, folder, name: place.replace('/', '-') });
  }
}

const folder = resolve(process.argv[2] ?? 'screenshots');
for (const place of [folder, dirname(readmePicture)]) mkdirSync(place, { recursive: true });
const instance = await startInstance();
const browser = await chromium.launch(chromiumOptions());
try {
  announce(instance);
  await shootAll(browser, folder, instance);
  console.log(`The screenshots are in ${folder}`);
} finally {
  await browser.close();
  await instance.stop();
}
