import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { listenAnywhere } from '../../scripts/testing/raw-http.ts';
import { openPicker, type PickedItem, type PickerEvent, type PickerOptions } from './browser/picker.js';

const root = 'https://contoso.sharepoint.com';
const my = 'https://contoso-my.sharepoint.com';
const item: PickedItem = {
  id: 'i1',
  parentReference: { driveId: 'd1' },
  '@sharePoint.endpoint': `${root}/_api/v2.0`,
};

type Answer = { status: number; body: unknown };
type Asked = { path: string; token: string | undefined; body: Record<string, unknown> };

// What picker.js uses of a browser; its windows, forms and messages are this test's.
const page = new EventTarget();
class Made extends EventTarget {
  style = {};
  name = '';
  children: unknown[] = [];
  contentWindow = new EventTarget();
  isConnected = true;
  isShown = false;
  append(...more: unknown[]) {
    this.children.push(...more);
  }
  submit() {
    forms.push(this);
  }
  showModal() {
    this.isShown = true;
    dialogs.push(this);
  }
  remove() {
    this.isConnected = false;
  }
}
class Window {
  closed = false;
  name = '';
  close() {
    this.closed = true;
  }
}
let forms: (Made & { action?: string; target?: string })[] = [];
let dialogs: Made[] = [];
let events: PickerEvent[] = [];
let asked: Asked[] = [];
let windows: Window[] = [];
let ports: MessagePort[] = [];
let tokenAnswer: (resource: unknown) => Answer;
let facts: Record<string, unknown>;
let host = '';

const server = createServer(async (request, response) => {
  const text = await request.reduce((all, part) => all + String(part), '');
  const body = text ? JSON.parse(text) : {};
  asked.push({ path: request.url ?? '', token: request.headers.authorization, body });
  const isSession = request.url === '/api/picker/session';
  const answer = isSession ? { status: 200, body: { data: facts } } : tokenAnswer(body.resource);
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
});
const refused = (status: number, code: string, payload?: object): Answer => ({
  status,
  body: { error: { code, message: `Words of ${code}.`, ...(payload && { payload }) } },
});

function openWindow() {
  const made = new Window();
  windows.push(made);
  return made;
}

beforeAll(async () => {
  host = `http://127.0.0.1:${await listenAnywhere(server)}`;
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('location', { origin: 'https://app.example.com' });
  vi.stubGlobal('document', { createElement: () => new Made(), body: new Made() });
  vi.stubGlobal('open', openWindow);
});
beforeEach(() => {
  [forms, events, asked, windows, ports] = [[], [], [], [], []];
  facts = { picker_url: `${my}/_layouts/15/FilePicker.aspx`, hosts: [my, root], entry: { oneDrive: { files: {} } } };
  tokenAnswer = (resource) => ({
    status: 200,
    body: { data: { access_token: `secret of ${resource}`, scopes: ['MyFiles.Read'], expires_at: '2026-01-01' } },
  });
});
afterEach(() => {
  for (const port of ports) port.close();
});
afterAll(async () => {
  vi.unstubAllGlobals();
  server.close();
  await once(server, 'close');
});

const open = (more: Partial<PickerOptions> = {}) =>
  openPicker({ host, session: Promise.resolve('s1'), onEvent: (event) => events.push(event), ...more });

/** What the form of the picker's window says, once it was sent. */
async function posted(index = 0) {
  await expect.poll(() => forms.length, { interval: 5 }).toBeGreaterThan(index);
  const { action = '', target } = forms[index] ?? {};
  const query = new URL(action).searchParams;
  return { action, target, query, config: JSON.parse(query.get('filePicker') ?? '{}') };
}

/** Microsoft's side: says "initialize" as its page does, and gives the answers that come on the port. */
function initialize(channelId: string, { source = windows[0] as unknown, origin = my } = {}) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const heard: { type: string; id?: string; data?: Record<string, unknown> }[] = [];
  port1.onmessage = ({ data }) => heard.push(data);
  const data = { type: 'initialize', channelId };
  page.dispatchEvent(Object.assign(new Event('message'), { source, origin, data, ports: [port2] }));
  const command = async (id: string, body: Record<string, unknown> | null) => {
    port1.postMessage({ type: 'command', id, data: body });
    const ofThis = () => heard.filter((message) => message.id === id);
    await expect.poll(() => ofThis().length, { interval: 5 }).toBe(2);
    expect(ofThis()[0]).toEqual({ type: 'acknowledge', id });
    return ofThis()[1]?.data;
  };
  return { heard, command };
}

test('a window opens in the click, gets the token by POST, and the items come back', async () => {
  const onPick = vi.fn();
  const picked = open({ filters: ['.docx'], types: 'files', selection: { mode: 'multiple' }, locale: 'de-DE', onPick });
  expect(windows).toHaveLength(1);
  const { action, target, query, config } = await posted();
  expect(action).toMatch(`${my}/_layouts/15/FilePicker.aspx?`);
  expect(action).not.toContain('secret');
  expect(target).toBe(windows[0]?.name);
  expect(query.get('locale')).toBe('de-de');
  expect(config).toMatchObject({
    sdk: '8.0',
    entry: { oneDrive: { files: {} } },
    messaging: { origin: 'https://app.example.com', channelId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    typesAndSources: { mode: 'files', filters: ['.docx'] },
    selection: { mode: 'multiple' },
  });
  const { heard, command } = initialize(config.messaging.channelId);
  await expect.poll(() => heard, { interval: 5 }).toEqual([{ type: 'activate' }]);
  const token = await command('1', { command: 'authenticate', resource: `${root}/sites/x`, type: 'SharePoint' });
  expect(token).toEqual({ result: 'token', token: `secret of ${root}` });
  expect(await command('2', { command: 'constructor' })).toMatchObject({ error: { code: 'unsupportedCommand' } });
  expect(await command('3', { command: 'pick', items: [item] })).toEqual({ result: 'success' });
  expect(await picked).toEqual([item]);
  expect(onPick).toHaveBeenCalledWith([item]);
  expect(windows[0]?.closed).toBe(true);
  expect(asked.map(({ path, token: bearer, body }) => [path, bearer, body.resource])).toEqual([
    ['/api/picker/session', 'Bearer s1', undefined],
    ['/api/picker/token', 'Bearer s1', my],
    ['/api/picker/token', 'Bearer s1', root],
  ]);
  expect(events.filter(({ type }) => type === 'token')).toHaveLength(2);
  expect(JSON.stringify(events)).not.toContain('secret');
});

test('messages of other windows, origins and channels are not heard', async () => {
  const picked = open();
  const { config } = await posted();
  const { channelId } = config.messaging;
  const strangers = [
    initialize(channelId, { source: {} }),
    initialize(channelId, { origin: 'https://evil.sharepoint.com' }),
    initialize('another'),
  ];
  const { heard, command } = initialize(channelId, { origin: root });
  await expect.poll(() => heard, { interval: 5 }).toEqual([{ type: 'activate' }]);
  expect(strangers.flatMap((stranger) => stranger.heard)).toEqual([]);
  await command('1', { command: 'close' });
  expect(await picked).toBeNull();
});

test('two pickers on a page do not mix, and each is deaf after its end', async () => {
  const first = open();
  const one = (await posted()).config.messaging.channelId;
  const second = open();
  const two = (await posted(1)).config.messaging.channelId;
  expect(windows[0]?.name).not.toBe(windows[1]?.name);
  expect(initialize(one, { source: windows[1] }).heard).toEqual([]);
  const [a, b] = [initialize(one), initialize(two, { source: windows[1] })];
  await a.command('1', { command: 'pick', items: [item] });
  await first;
  expect(windows.map(({ closed }) => closed)).toEqual([true, false]);
  const late = initialize(one);
  await b.command('1', { command: 'close' });
  expect([await second, late.heard]).toEqual([null, []]);
});

test('a page that refuses the items keeps the picker open', async () => {
  const onPick = vi.fn().mockRejectedValueOnce(new Error('Too large.'));
  const picked = open({ onPick });
  const { command } = initialize((await posted()).config.messaging.channelId);
  expect(await command('1', { command: 'pick', items: [item] })).toEqual({
    result: 'error',
    error: { code: 'unusableItem', message: 'Too large.' },
  });
  expect(windows[0]?.closed).toBe(false);
  await command('2', { command: 'pick', items: [item] });
  expect(await picked).toEqual([item]);
});

test('a page that is still taking the items when its picker is closed gets them', async () => {
  const taking = Promise.withResolvers<void>();
  const onPick = vi.fn(() => taking.promise);
  const picked = open({ onPick });
  const { channelId } = (await posted()).config.messaging;
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const data = { type: 'initialize', channelId };
  page.dispatchEvent(Object.assign(new Event('message'), { source: windows[0], origin: my, data, ports: [port2] }));
  port1.postMessage({ type: 'command', id: '1', data: { command: 'pick', items: [item] } });
  await expect.poll(() => onPick.mock.calls.length, { interval: 5 }).toBe(1);
  windows[0]?.close();
  port1.postMessage({ type: 'command', id: '2', data: { command: 'close' } });
  taking.resolve();
  expect(await picked).toEqual([item]);
});

test('what a page throws, and commands without data, are answered', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const onPick = vi.fn().mockRejectedValueOnce(null);
  const onEvent = () => {
    throw new Error('The page has a bug.');
  };
  const picked = open({ onPick, onEvent });
  const { command } = initialize((await posted()).config.messaging.channelId);
  expect(await command('1', null)).toMatchObject({ error: { code: 'unsupportedCommand' } });
  expect(await command('2', { command: 'pick', items: [item] })).toMatchObject({ error: { code: 'unusableItem' } });
  await command('3', { command: 'close' });
  expect(await picked).toBeNull();
  vi.mocked(console.error).mockRestore();
});

test('an origin that is not allowed is refused in the picker, which goes on', async () => {
  const picked = open();
  const { command } = initialize((await posted()).config.messaging.channelId);
  tokenAnswer = () => refused(403, 'resource_not_allowed');
  const answer = await command('1', { command: 'authenticate', resource: 'https://evil.example.com' });
  expect(answer).toEqual({
    result: 'error',
    error: { code: 'unableToObtainToken', message: 'Words of resource_not_allowed.' },
  });
  await command('2', { command: 'close' });
  expect(await picked).toBeNull();
});

test('a session that ends in the middle closes it, with words', async () => {
  const failed = expect(open()).rejects.toMatchObject({ code: 'picker_session_ended' });
  const { command } = initialize((await posted()).config.messaging.channelId);
  tokenAnswer = () => refused(401, 'picker_session_ended');
  expect(await command('1', { command: 'authenticate', resource: root })).toMatchObject({ result: 'error' });
  await failed;
  expect(windows[0]?.closed).toBe(true);
});

test('claims go to Latchkey, and where only the person can meet them the link is offered', async () => {
  const url = 'https://latchkey.example.com/connect/abc';
  const onReauthorize = vi.fn();
  const failed = expect(open({ onReauthorize })).rejects.toMatchObject({ reauthorizeUrl: url });
  const { command } = initialize((await posted()).config.messaging.channelId);
  tokenAnswer = () => refused(409, 'reauthorization_needed', { reauthorize_url: url });
  await command('1', { command: 'authenticate', resource: root, claims: '{"access_token":{}}' });
  await failed;
  expect(asked.at(-1)?.body).toEqual({ resource: root, claims: '{"access_token":{}}' });
  expect(onReauthorize).toHaveBeenCalledExactlyOnceWith(url);
  expect(events.at(-1)).toEqual({ type: 'reauthorize', url });
});

test('nothing is left after an abort, and no form opens a window that was closed', async () => {
  const controller = new AbortController();
  const session = Promise.withResolvers<string>();
  const stopped = expect(open({ signal: controller.signal, session: session.promise })).rejects;
  controller.abort();
  await stopped.toMatchObject({ code: 'aborted' });
  expect(windows[0]?.closed).toBe(true);
  const onClose = vi.fn();
  const closed = open({ session: session.promise, onClose });
  windows[1]?.close();
  session.resolve('s2');
  expect(await closed).toBeNull();
  expect(onClose).toHaveBeenCalledOnce();
  expect(forms).toEqual([]);
});

test('a window that the browser blocks is replaced by a frame over the page, which picks', async () => {
  vi.stubGlobal('open', () => null);
  for (const options of [{}, { window: null }]) {
    [forms, events, dialogs] = [[], [], []];
    const picked = open(options);
    const { target, config } = await posted();
    expect(events.map(({ type }) => type).slice(0, 2)).toEqual(['blocked', 'token']);
    const [dialog] = dialogs;
    const [inner] = dialog?.children ?? [];
    expect([dialog?.isShown, inner instanceof Made && inner.name]).toEqual([true, target]);
    const { command } = initialize(config.messaging.channelId, {
      source: inner instanceof Made && inner.contentWindow,
    });
    await command('1', { command: 'pick', items: [item] });
    expect(await picked).toEqual([item]);
    expect(dialog?.isConnected).toBe(false);
  }
  vi.stubGlobal('open', openWindow);
});

test('no answer is said in words', async () => {
  await expect(open({ host: 'http://127.0.0.1:1' })).rejects.toMatchObject({ code: 'unreachable' });
  expect(windows[0]?.closed).toBe(true);
});
