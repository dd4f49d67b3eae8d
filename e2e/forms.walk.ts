import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { z } from 'zod';
import { approve, connect, connectionIdOf, heading, openConnection, people, untilHydrated } from './connect.ts';
import type { Place } from './form.ts';
import { button, expect, fillAll, inEach, letHide, picture } from './form-tabs.ts';
import { formsOf, untyped } from './forms.ts';
import { announce, here, keepApiKey, operators } from './here.ts';
import { type Instance, startInstance } from './instance.ts';
import { invite, printApiKey } from './operators.ts';
import { callApi, createIntegration, createLink, newEndUser } from './rest.ts';
import { test } from './test.ts';

// Every form that somebody types into, each in a tab of its own, while the server is dead and once the session has
// ended: nothing that was typed is lost.
test.use({ role: 'nobody', actionTimeout: 30_000, navigationTimeout: 60_000 });
test.describe.configure({ mode: 'serial', retries: 0, timeout: 900_000 });

const root = join(import.meta.dirname, '..');
const silent = 'The server does not answer';
const signedOut = 'You were signed out';
const before = process.env.LATCHKEY_E2E;

let instance: Instance;
/** The cookies of the owner. */
let state: Awaited<ReturnType<BrowserContext['storageState']>>;
/** Of the owner; each walk changes it. */
let password: string = operators.owner.password;

test.beforeAll(async () => {
  instance = await startInstance();
  announce(instance);
});

test.afterAll(async () => {
  process.env.LATCHKEY_E2E = before;
  await instance.stop();
});

const beforeSignIn = ['set-up/set-up-form', 'invitation/[token]/accept-form', 'sign-in/sign-in-form'].map(
  (file) => `app/(auth)/${file}.tsx`,
);

const nowhere: Place = {
  turn: 1,
  connection: '',
  username: '',
  tenant: '',
  keys: { plain: '', tenants: '', secret: '', certificate: '', federated: '', removed: '', deleted: '' },
  tokenFile: '',
  endpoint: '',
  password: '',
  newPassword: '',
};

const endpoint = z.object({ data: z.object({ id: z.string() }) });

/** A form can choose it only where it is there before. */
async function addMailChannel(context: BrowserContext): Promise<void> {
  const form = formsOf(nowhere).find(({ file }) => file.endsWith('/channel-form.tsx'));
  if (!form) throw new Error('there is no form for channels');
  const mail = { ...form, typed: { ...form.typed, Name: 'Mail' }, saved: 'Send a test to Mail' };
  for (const tab of await fillAll(context, [mail])) await tab.expectSaved(mail.send);
}

async function makePlace(turn: number, page: Page, newPerson: () => Promise<Page>): Promise<Place> {
  const made = async (name: string) => (await createIntegration({ name: `${name} ${turn}` })).key;
  const plain = await createIntegration({ name: `Plain ${turn}` });
  const appPermissions = ['Mail.Read'];
  const tenants = await createIntegration({ name: `Tenants ${turn}`, provider: 'outlook', appPermissions });
  const connectionId = await connect(await newPerson(), {
    integration: plain,
    endUser: newEndUser(),
    username: people.mira,
  });
  const admin = newEndUser();
  await approve(await newPerson(), (await createLink(tenants, admin)).url);
  const body = { url: `https://hooks-${turn}.example.com/`, types: ['link.opened'] };
  const { data } = endpoint.parse(await (await callApi('/webhook-endpoints', { method: 'POST', body })).json());
  const tokens = join(here().dataDir, 'tokens');
  mkdirSync(tokens, { recursive: true });
  const tokenFile = join(tokens, `token-${turn}`);
  writeFileSync(tokenFile, 'a.b.c');
  return {
    turn,
    connection: await openConnection(page, connectionId),
    username: people.mira,
    tenant: await openConnection(page, await connectionIdOf(admin)),
    keys: {
      plain: plain.key,
      tenants: tenants.key,
      secret: await made('Secret'),
      certificate: await made('Certificate'),
      federated: await made('Federated'),
      removed: await made('Removed'),
      deleted: await made('Deleted'),
    },
    tokenFile,
    endpoint: `/webhooks/${data.id}`,
    password,
    newPassword: `a new password, ${turn}`,
  };
}

test('each component with a form is walked, or has nothing to type', () => {
  const forms = globSync('{app,components}/**/*.tsx', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /<(Form|form|KeptForm)\b/.test(readFileSync(join(root, file), 'utf8')));
  const walked = [...formsOf(nowhere).map(({ file }) => file), ...beforeSignIn];
  expect(forms.sort()).toEqual([...new Set([...walked, ...Object.keys(untyped)])].sort());
});

test('before anybody is signed in: set-up, invitation, sign-in', async ({ newPerson }) => {
  const { name, email } = operators.owner;
  const page = await newPerson();
  const fill = async (on: Page, typed: Record<string, string>) => {
    for (const [label, text] of Object.entries(typed)) await on.getByLabel(label).fill(text);
  };
  const refused = async (on: Page, send: string, kept: Record<string, string>) => {
    await button(on, send).click();
    await expect(on.locator('form').getByRole('alert').filter({ hasText: silent })).toBeVisible();
    for (const [label, text] of Object.entries(kept)) await expect(on.getByLabel(label)).toHaveValue(text);
  };
  await page.goto('/set-up');
  await untilHydrated(page);
  const owner = { 'Your name': name, 'E-mail': email, Password: password };
  await fill(page, { 'Set-up token': instance.setupToken, ...owner });
  await instance.terminate();
  await refused(page, 'Create the owner', owner);
  // The token is another one at each start.
  await fill(page, { 'Set-up token': await instance.restart() });
  await button(page, 'Create the owner').click();
  await expect(heading(page, 'Overview')).toBeVisible();
  keepApiKey((await printApiKey()).trim());

  const { admin } = operators;
  const url = await invite(page, { email: admin.email, role: 'admin' });
  const [invited, known] = [await newPerson(), await newPerson()];
  await invited.goto(url);
  await known.goto('/sign-in');
  for (const one of [invited, known]) await untilHydrated(one);
  const choice = { 'Your name': admin.name, 'Choose a password': admin.password };
  const proof = { 'E-mail': email, Password: password };
  await fill(invited, choice);
  await fill(known, proof);
  await instance.terminate();
  await refused(invited, 'Accept and sign in', choice);
  await refused(known, 'Sign in', proof);
  await instance.restart();
  await button(invited, 'Accept and sign in').click();
  await button(known, 'Send again').click();
  for (const one of [invited, known]) await expect(heading(one, 'Overview')).toBeVisible();
  await page.context().addInitScript(letHide);
  await addMailChannel(page.context());
  state = await page.context().storageState();
});

test('the server is killed while every form is filled: nothing is lost', async ({ newPerson }) => {
  const context = (await newPerson({ storageState: state })).context();
  await context.addInitScript(letHide);
  const page = await context.newPage();
  const place = await makePlace(1, page, newPerson);
  const tabs = await fillAll(context, formsOf(place));
  await instance.terminate();
  const refused = await inEach(tabs, (tab) => tab.expectRefused(silent));
  await picture(tabs, 'branding-form', 'light');
  await picture(tabs, 'reveal-dialog', 'dark');
  await instance.restart();
  await inEach(refused, (tab) => tab.expectSaved(tab.form.send));
  [state, password] = [await context.storageState(), place.newPassword];
});

test('the session ends while every form is filled: nothing is lost', async ({ newPerson }) => {
  const context = (await newPerson({ storageState: state })).context();
  await context.addInitScript(letHide);
  const page = await context.newPage();
  const place = await makePlace(2, page, newPerson);
  const tabs = await fillAll(context, formsOf(place));

  const other = await newPerson();
  await other.goto('/sign-in?callbackUrl=%2Fsettings%2Faccount');
  await signIn(other, place.password);
  await button(other, 'End all others').click();
  await button(other.getByRole('alertdialog'), 'End other sessions').click();
  await expect(button(other, 'End all others')).toHaveCount(0);

  const refused = await inEach(tabs, (tab) => tab.expectRefused(signedOut));
  const [first] = refused;
  if (!first) return;
  await picture(tabs, 'environment-form', 'light');
  await picture(tabs, 'invite-form', 'dark');
  const opened = context.waitForEvent('page');
  await first.page.getByRole('link', { name: 'Sign in in a new tab' }).click();
  await signIn(await opened, place.password);
  await expect((await opened).getByText('It is confirmed for ten minutes')).toBeVisible();
  await inEach(refused, (tab) => tab.expectSaved('Send again'));
  [state, password] = [await context.storageState(), place.newPassword];
});

test('two tabs with the same form: the second is refused once, with what was typed', async ({ newPerson }) => {
  const context = (await newPerson({ storageState: state })).context();
  await context.addInitScript(letHide);
  const page = await context.newPage();
  const forms = formsOf(await makePlace(3, page, newPerson)).filter(({ isVersioned }) => isVersioned);
  const [tabs, others] = [await fillAll(context, forms), await fillAll(context, forms)];
  expect(tabs).toHaveLength(others.length);
  await inEach(tabs, (tab) => tab.expectSaved(tab.form.send));
  const refused = await inEach(others, (tab) => tab.expectRefused('changed in another tab', 'server'));
  await picture(others, 'number-form', 'light');
  await picture(others, 'role-form', 'dark');
  await inEach(refused, (tab) => tab.expectSaved(tab.form.send));
});

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(operators.owner.email);
  await page.getByLabel('Password').fill(password);
  await button(page, 'Sign in').click();
}
