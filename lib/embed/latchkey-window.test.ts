import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { listenAnywhere } from '../../scripts/testing/raw-http.ts';
import { type ConnectEvent, connect } from './browser/latchkey.js';

// What latchkey.js uses of a browser when it opens a window.
const page = new EventTarget();
const submit = vi.fn();
const form = { style: {}, append: () => undefined, remove: () => undefined, submit };
const blank = { origin: 'null' };
const ours = {
  get origin(): string {
    throw new Error('A page of another origin.');
  },
};
let opened = { closed: false, location: blank, close: vi.fn() };
let answers: { status: number; body: object };
let events: ConnectEvent[] = [];
let host = '';
const server = createServer((_request, response) => {
  response.writeHead(answers.status);
  response.end(JSON.stringify(answers.body));
});
const say = (data: object) => {
  answers = { status: 200, body: { data } };
};

beforeAll(async () => {
  host = `http://127.0.0.1:${await listenAnywhere(server)}`;
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('document', { createElement: () => ({ ...form }), body: { append: () => undefined } });
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  for (const name of ['screenX', 'screenY', 'outerWidth', 'outerHeight']) vi.stubGlobal(name, 0);
  vi.stubGlobal('open', () => opened);
});
beforeEach(() => {
  opened = { closed: false, location: blank, close: vi.fn() };
  events = [];
  submit.mockClear();
  say({ status: 'open' });
});
afterAll(async () => {
  vi.unstubAllGlobals();
  server.close();
  await once(server, 'close');
});

const start = () => connect({ host, sessionToken: 'token', onEvent: (event) => events.push(event) });
/** A page that gets the focus asks at once. */
const look = () => page.dispatchEvent(new Event('focus'));
const isTold = (status: string) => {
  look();
  return events.some((event) => event.type === 'status' && event.status === status);
};

test.each([
  ['unknown_session', 401, {}],
  ['origin_not_allowed', 403, { error: { code: 'origin_not_allowed', message: 'No.' } }],
  ['session_ended', 200, { data: { status: 'ended' } }],
])('a window that shows nothing yet is closed again: %s', async (code, status, body) => {
  answers = { status, body };
  await expect(start()).rejects.toMatchObject({ code });
  expect(opened.close).toHaveBeenCalledOnce();
  expect(submit).not.toHaveBeenCalled();
});

test('a window that is closed on Latchkey’s page is noticed', async () => {
  const closed = expect(start()).rejects.toMatchObject({ code: 'closed' });
  await expect.poll(() => submit.mock.calls.length).toBe(1);
  opened.location = ours;
  await expect.poll(() => isTold('open'), { interval: 10 }).toBe(true);
  look();
  await new Promise((done) => setTimeout(done, 50));
  opened.closed = true;
  look();
  await closed;
});

test('one that only looks closed is waited for: at Microsoft, or under a policy of the page', async () => {
  const connected = start();
  await expect.poll(() => submit.mock.calls.length).toBe(1);
  // It was never seen on Latchkey's page.
  opened.closed = true;
  await expect.poll(() => isTold('open'), { interval: 10 }).toBe(true);
  look();
  say({ status: 'at_microsoft' });
  opened = Object.assign(opened, { location: ours });
  await expect.poll(() => isTold('at_microsoft'), { interval: 10 }).toBe(true);
  say({ status: 'connected', connection_id: 'c1', provider_config_key: 'files' });
  look();
  expect(await connected).toEqual({ connectionId: 'c1', integration: 'files' });
  expect(opened.close).not.toHaveBeenCalled();
});

test('a failure ends it, as with Nango’s SDK', async () => {
  const failed = expect(start()).rejects.toMatchObject({ code: 'cancelled', message: 'Cancelled.' });
  await expect.poll(() => submit.mock.calls.length).toBe(1);
  say({ status: 'failed', error: { code: 'cancelled', message: 'Cancelled.', at: '2026-01-01' } });
  look();
  await failed;
});
