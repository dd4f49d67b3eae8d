import type { BrowserContext, FrameLocator, Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { chromiumOptions } from './chromium.ts';
import {
  acceptPermissions,
  connectionIdOf,
  continueToMicrosoft,
  fillHydrated,
  people,
  pickAccount,
} from './connect.ts';
import { here } from './here.ts';
import { Host } from './host.ts';
import { pressToClose } from './press-to-close.ts';
import {
  createIntegration,
  createLink,
  createReconnectLink,
  type EndUser,
  type Integration,
  listConnections,
  newEndUser,
} from './rest.ts';
import { expect, test } from './test.ts';

// Browsers other than Chromium block them by default.
const launch = chromiumOptions();
test.use({ launchOptions: { ...launch, args: [...(launch.args ?? []), '--test-third-party-cookie-phaseout'] } });

let host: Host;
let evil: Host;
let files: Integration;

test.beforeAll(async () => {
  [host, evil] = await Promise.all([Host.start(), Host.start()]);
});
// Of each test its own, because a person consents to an app once.
test.beforeEach(async () => {
  files = await createIntegration({ allowedOrigins: [host.origin] });
});
test.afterAll(() => Promise.all([host.stop(), evil.stop()]));

const latchkey = () => here().url;

/** A page with a button, on which the script works; what came of it is written down. */
function button(script: string, headers?: Record<string, string>): string {
  return host.page(
    `<script type="importmap">{ "imports": { "react": "/react.js" } }</script>
<button id="go">Connect</button><output></output>
<script type="module">
  const out = document.querySelector('output');
  const told = (result) => { out.textContent += JSON.stringify(result) + '\\n'; };
  const failed = ({ code, type, message }) => told({ failed: code ?? type, message });
  const sessionToken = () => fetch('/connect-session', { method: 'POST' }).then((answer) => answer.text());
  ${script}
</script>`,
    headers,
  );
}

const told = (page: Page) => page.locator('output');

/** The product makes its next session for this person. */
function sessionFor(endUser: EndUser, of = files): void {
  host.makeSession = () => createLink(of, endUser);
}

async function opened(page: Page, act: () => Promise<unknown>): Promise<Page> {
  const [window] = await Promise.all([page.context().waitForEvent('page'), act()]);
  return window;
}

const press = (page: Page) => page.getByRole('button', { name: 'Connect' }).click();

/** Signs in at Microsoft in a window, which closes itself. */
async function signIn(window: Page, username: string): Promise<void> {
  await pickAccount(window, username);
  const closed = window.waitForEvent('close');
  await acceptPermissions(window);
  await closed;
}

/** The person goes on from the frame, in the window that it opens. */
async function signInFrom(
  page: Page,
  frame: FrameLocator,
  { button = 'Continue to Microsoft', username }: { button?: string; username: string },
) {
  const window = await opened(page, () => frame.getByRole('button', { name: button }).click());
  await signIn(window, username);
}

const cookiesOf = (context: BrowserContext) => context.cookies(latchkey());

test('third-party cookies are blocked here', async ({ newPerson }) => {
  const person = await newPerson();
  await person.goto(
    button(`addEventListener('message', ({ data }) => told(data));
  const frame = document.createElement('iframe');
  frame.src = '${host.elsewhere}/cookie';
  document.body.append(frame);`),
  );
  await expect(told(person)).toHaveText('{"cookie":""}');
});

test('the Embed tab: allow an origin, look at the page, take the code', async ({ page, newPerson }) => {
  const endUser = newEndUser();
  const integration = await createIntegration();
  await page.goto(`/integrations/${integration.key}?tab=embed`);
  await expect(page.getByText('No page may use it yet')).toBeVisible();
  await expectAccessible(page);
  await fillHydrated(page.getByLabel('Allowed origins'), host.origin);
  await page.getByRole('button', { name: 'Save origins' }).click();
  await expect(page.getByText('No page may use it yet')).toHaveCount(0);
  const preview = page.frameLocator('iframe');
  await expect(preview.getByText(integration.name).first()).toBeVisible();
  // As the dashboard, whatever the browser would choose in a frame.
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(preview.locator('html[data-theme=dark]')).toBeAttached();
  await page.getByLabel('Language').selectOption('Deutsch');
  await expect(preview.locator('h1')).toHaveText('Microsoft-Konto verbinden');
  const ways = page.getByRole('tablist', { name: 'Embed' });
  await ways.getByRole('tab', { name: 'HTML', exact: true }).press('ArrowRight');
  const copy = { name: 'Copy Embed, HTML, pinned code' };
  const pinned = page.getByRole('tabpanel').filter({ has: page.getByRole('button', copy), visible: true });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await pinned.getByRole('button', copy).click();
  const code = await page.evaluate(() => navigator.clipboard.readText());
  expect(code).toBe(await pinned.locator('code').textContent());

  sessionFor(endUser, integration);
  const person = await newPerson();
  const said = person.waitForEvent('console', (message) => message.text().startsWith('Connected'));
  await person.goto(host.page(code));
  const window = await opened(person, () => press(person));
  await continueToMicrosoft(window);
  await signIn(window, people.mira);
  expect((await said).text()).toBe(`Connected ${await connectionIdOf(endUser)}`);
  const careful = await person.context().newPage();
  const refused = careful.waitForEvent('console', (message) => message.text().includes('integrity'));
  await careful.goto(host.page(code.replace(/sha384-.{4}/, 'sha384-AAAA')));
  expect((await refused).type()).toBe('error');
});

test('latchkey.js connects in a window, in a frame and in this tab', async ({ newPerson }) => {
  const endUsers = [newEndUser(), newEndUser(), newEndUser()] as const;
  const person = await newPerson();
  const url = button(
    `import { connect, resume } from '${latchkey()}/embed/latchkey.js';
  const mode = location.hash.slice(1);
  document.getElementById('go').onclick = () =>
    connect({ sessionToken: sessionToken(), integration: '${files.key}', mode, theme: 'dark' }).then(told, failed);
  resume()?.then(told, failed);`,
    // Under which windows are refused, but frames are not.
    { 'referrer-policy': 'strict-origin' },
  );
  sessionFor(endUsers[0]);
  await person.goto(`${url}#popup`);
  const first = await opened(person, () => press(person));
  await continueToMicrosoft(first);
  await first.getByRole('button', { name: 'Cancel' }).click();
  await expect(told(person)).toContainText('"failed":"cancelled"');
  await expect(first.getByText('start again on the page where you began')).toBeVisible();
  const gone = first.waitForEvent('close');
  await pressToClose(first.getByRole('button', { name: 'Close this window' }));
  await gone;
  await person.reload();
  const window = await opened(person, () => press(person));
  await continueToMicrosoft(window);
  await signIn(window, people.mira);
  const connected = async (endUser: EndUser) =>
    JSON.stringify({ connectionId: await connectionIdOf(endUser), integration: files.key });
  await expect(told(person)).toHaveText(await connected(endUsers[0]));

  sessionFor(endUsers[1]);
  await person.goto(`${url}#iframe`);
  await person.reload();
  await press(person);
  const frame = person.frameLocator('iframe[title=Latchkey]');
  await expect(frame.getByRole('button', { name: 'Continue to Microsoft' })).toBeVisible();
  await frame.locator('body').press('Escape');
  await expect(told(person)).toContainText('"failed":"closed"');
  await expect(person.getByRole('button', { name: 'Connect' })).toBeFocused();
  await person.reload();
  await press(person);
  await expect(frame.locator('html[data-theme=dark]')).toBeAttached();
  // The page around it shows through.
  await expect(frame.locator('html')).toHaveCSS('color-scheme', 'light');
  await expect(frame.locator('body')).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
  const alone = await newPerson();
  await alone.goto(person.frames()[1]?.url() ?? '');
  await expectAccessible(alone);
  await signInFrom(person, frame, { username: people.jonas });
  await expect(told(person)).toHaveText(await connected(endUsers[1]));
  await expect(person.locator('iframe')).toHaveCount(0);

  sessionFor(endUsers[2]);
  await person.goto(`${url}#redirect`);
  await person.reload();
  await press(person);
  await continueToMicrosoft(person);
  await pickAccount(person, people.contosoAdmin);
  await acceptPermissions(person);
  await expect(told(person)).toHaveText(await connected(endUsers[2]));
  expect(person.url()).toBe(`${url}#redirect`);
  expect((await cookiesOf(person.context())).map(({ sameSite, httpOnly }) => `${sameSite} ${httpOnly}`)).toContain(
    'Lax true',
  );
});

test('@nangohq/frontend connects and reconnects, as it is', async ({ newPerson }) => {
  const endUser = newEndUser();
  const person = await newPerson();
  const url = button(`import Nango from '/nango/index.js';
  const nango = new Nango({ host: '${latchkey()}/api', connectSessionToken: await sessionToken() });
  const act = {
    frame: () => nango.openConnectUI({
      sessionToken: nango.connectSessionToken,
      baseURL: '${latchkey()}',
      apiURL: '${latchkey()}/api',
      lang: 'de',
      themeOverride: 'dark',
      onEvent: told,
    }),
    auth: () => nango.auth('${files.key}').then(told, failed),
    reconnect: () => nango.reconnect('${files.key}').then(told, failed),
  };
  document.getElementById('go').onclick = act[location.search.slice(1)];
  told('loaded');`);
  const run = async (mode: 'frame' | 'auth' | 'reconnect') => {
    await person.goto(`${url}?${mode}`);
    await expect(told(person)).toHaveText('"loaded"');
  };
  sessionFor(endUser);
  await run('frame');
  await press(person);
  const frame = person.frameLocator('#connect-ui');
  await expect(frame.getByRole('heading', { name: 'Microsoft-Konto verbinden' })).toBeVisible();
  await expect(frame.locator('html[data-theme=dark]')).toBeAttached();
  await signInFrom(person, frame, { button: 'Weiter zu Microsoft', username: people.mira });
  const connectionId = await connectionIdOf(endUser);
  const result = { providerConfigKey: files.key, connectionId, isPending: false };
  await expect(told(person)).toContainText(JSON.stringify({ type: 'connect', payload: result }));
  await pressToClose(frame.getByRole('button', { name: 'Fertig' }));
  await expect(person.locator('#connect-ui')).toHaveCount(0);

  host.makeSession = () => createReconnectLink({ connectionId, integration: files });
  await run('reconnect');
  const again = await opened(person, () => press(person));
  await again.getByRole('button', { name: 'Continue to Microsoft' }).click();
  const closed = again.waitForEvent('close');
  await pickAccount(again, people.mira);
  await closed;
  await expect(told(person)).toContainText(JSON.stringify(result));

  const other = newEndUser();
  sessionFor(other);
  await run('auth');
  const window = await opened(person, () => press(person));
  await continueToMicrosoft(window);
  await signIn(window, people.jonas);
  const made = { providerConfigKey: files.key, connectionId: await connectionIdOf(other), isPending: false };
  await expect(told(person)).toContainText(JSON.stringify(made));
});

test('the hook for React follows one sign-in', async ({ newPerson }) => {
  const endUser = newEndUser();
  const person = await newPerson();
  sessionFor(endUser);
  await person.goto(
    button(`import { createElement, createRoot } from '/react.js';
  import { useLatchkey } from '${latchkey()}/embed/react.js';
  document.getElementById('go').remove();
  function App() {
    const onEvent = ({ type, status }) => told(status ?? type);
    const { status, connected, connect } = useLatchkey({ integration: '${files.key}', onEvent });
    const press = () => connect({ sessionToken: sessionToken() });
    return createElement('div', null,
      createElement('button', { onClick: press }, 'Connect'),
      createElement('p', { role: 'status' }, status + ' ' + (connected?.connectionId ?? '')));
  }
  createRoot(document.body.appendChild(document.createElement('div'))).render(createElement(App));`),
  );
  const status = person.getByRole('status').filter({ hasText: /^(idle|open|at_|conn)/ });
  await expect(status).toHaveText('idle ');
  const window = await opened(person, () => press(person));
  await continueToMicrosoft(window);
  await expect(status).toHaveText('at_microsoft ');
  await signIn(window, people.mira);
  await expect(status).toHaveText(`connected ${await connectionIdOf(endUser)}`);
  await expect(told(person)).toHaveText('"opened" "open" "at_microsoft" "connected"');
});

test('two sessions side by side do not mix', async ({ newPerson }) => {
  const [one, other] = [newEndUser(), newEndUser()];
  const first = await newPerson();
  const second = await first.context().newPage();
  const url = button(`import { connect } from '${latchkey()}/embed/latchkey.js';
  document.getElementById('go').onclick = () =>
    connect({ sessionToken: sessionToken(), mode: location.search.slice(1) }).then(told, failed);`);
  sessionFor(one);
  await first.goto(`${url}?popup`);
  const window = await opened(first, () => press(first));
  await continueToMicrosoft(window);
  sessionFor(other);
  await second.goto(`${url}?iframe`);
  await press(second);
  await signInFrom(second, second.frameLocator('iframe'), { username: people.jonas });
  await expect(told(second)).toContainText(await connectionIdOf(other));
  await expect(told(first)).toBeEmpty();
  await signIn(window, people.mira);
  await expect(told(first)).toContainText(await connectionIdOf(one));
  expect(await connectionIdOf(one)).not.toBe(await connectionIdOf(other));
});

test('a page of another origin gets nothing, whatever token it has', async ({ browser }) => {
  const endUser = newEndUser();
  const context = await browser.newContext();
  const page = await context.newPage();
  const posted: string[] = [];
  context.on('request', (request) => {
    if (request.method() === 'POST' && request.url().includes('/embed/frame')) posted.push(request.url());
  });
  const { token } = await createLink(files, endUser);
  await page.goto(
    evil.page(`<button id="go">Connect</button><output></output><script type="module">
  import { connect } from '${latchkey()}/embed/latchkey.js';
  const out = document.querySelector('output');
  const told = (text) => { out.textContent += text + '\\n'; };
  addEventListener('message', ({ data }) => told('heard ' + data.type));
  const message = { type: 'session_token', sessionToken: '${token}' };
  for (const path of ['/embed', '/embed?integration=${files.key}', '/?apiURL=x', '/embed?origin=${host.origin}']) {
    const frame = document.createElement('iframe');
    frame.onload = () => {
      frame.contentWindow.postMessage(message, '*');
      told('framed');
    };
    frame.src = '${latchkey()}' + path;
    document.body.append(frame);
  }
  const socket = new WebSocket('${latchkey().replace('http', 'ws')}/');
  socket.onmessage = () => told('connected');
  socket.onclose = ({ code }) => told('closed ' + code);
  globalThis.openTop = () => {
    const victim = open('${latchkey()}/embed');
    setInterval(() => victim.postMessage(message, '*'), 100);
  };
  document.getElementById('go').onclick = () =>
    connect({ sessionToken: '${token}' }).catch(({ code, message }) => told(code + ' ' + message));
</script>
<form method="post" action="${latchkey()}/embed/open" target="_blank">
  <input type="hidden" name="session_token" value="${token}">
  <button>Post</button>
</form>`),
  );
  await expect(told(page)).toContainText('closed 1006');
  await expect(told(page)).toHaveText(/^(framed|closed 1006|\s)+$/);
  await expect.poll(async () => (await told(page).textContent())?.match(/framed/g)).toHaveLength(4);
  for (const frame of page.frames().slice(1)) expect(frame.url()).toBe('chrome-error://chromewebdata/');

  const top = await opened(page, () => page.evaluate('openTop()'));
  await top.waitForLoadState();
  await top.evaluate(() => new Promise((done) => addEventListener('message', () => done(true))));
  expect(new URL(top.url()).pathname).toBe('/embed');
  await top.close();

  await press(page);
  await expect(told(page)).toContainText(`origin_not_allowed ${evil.origin} is not among the allowed origins of`);
  await expect.poll(() => context.pages().length).toBe(1);
  const window = await opened(page, () => page.getByRole('button', { name: 'Post' }).click());
  await expect(window.getByRole('heading', { name: 'This cannot be opened from there' })).toBeVisible();
  await page.goto(
    button(`import { connect } from '${latchkey()}/embed/latchkey.js';
  document.getElementById('go').onclick = () =>
    connect({ sessionToken: '${token}', mode: 'redirect', returnUrl: '${evil.origin}/' });`),
  );
  await press(page);
  await expect(page.getByRole('heading', { name: 'This cannot be opened from there' })).toBeVisible();
  expect(posted).toEqual([]);
  expect(await listConnections(endUser)).toEqual([]);
  await context.close();
});
