import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { listenAnywhere } from '../../scripts/testing/raw-http.ts';
import { type ConnectEvent, connect } from './browser/latchkey.js';

// What latchkey.js uses of a browser when it shows a frame.
const page = new EventTarget();
const frame = { style: {}, contentWindow: {}, remove: vi.fn(), focus: vi.fn() };
const button = { focus: vi.fn() };
const append = vi.fn();
let status = 'open';
let host = '';
let events: ConnectEvent[] = [];
let isAllowed = true;
const refused = { error: { code: 'origin_not_allowed', message: 'Not among the allowed origins.' } };
const server = createServer(({ url }, response) => {
  const isRefused = !isAllowed && url?.includes('embed=true');
  response.writeHead(isRefused ? 403 : 200);
  response.end(JSON.stringify(isRefused ? refused : { data: { status } }));
});

beforeAll(async () => {
  host = `http://127.0.0.1:${await listenAnywhere(server)}`;
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('document', { createElement: () => frame, activeElement: button, body: { append } });
});
beforeEach(() => {
  status = 'open';
  events = [];
  isAllowed = true;
  vi.clearAllMocks();
});
afterAll(async () => {
  vi.unstubAllGlobals();
  server.close();
  await once(server, 'close');
});

const open = (signal?: AbortSignal) =>
  connect({
    host,
    sessionToken: 'token',
    mode: 'iframe',
    onEvent: (event) => events.push(event),
    ...(signal && { signal }),
  });
const hear = (data: Record<string, unknown>) =>
  page.dispatchEvent(Object.assign(new Event('message'), { origin: host, source: frame.contentWindow, data }));
/** A page that gets the focus asks at once. */
const statuses = () => {
  page.dispatchEvent(new Event('focus'));
  return events.flatMap((event) => (event.type === 'status' ? [event.status] : []));
};

test('a frame tells each status, and its last failure when it is closed', async () => {
  const closed = expect(open()).rejects.toMatchObject({ code: 'declined', message: 'Declined.' });
  for (const next of ['open', 'at_microsoft', 'failed']) {
    status = next;
    await expect.poll(() => statuses().at(-1), { interval: 10 }).toBe(next);
  }
  hear({ type: 'error', payload: { errorType: 'declined', errorMessage: 'Declined.' } });
  expect(frame.remove).not.toHaveBeenCalled();
  hear({ type: 'close' });
  await closed;
  expect(statuses()).toEqual(['open', 'at_microsoft', 'failed']);
  expect(frame.remove).toHaveBeenCalledOnce();
});

test('it ends with the connection, of which the page is told before', async () => {
  const connected = open();
  await expect.poll(statuses, { interval: 10 }).toEqual(['open']);
  hear({ type: 'connect', payload: { connectionId: 'c1', providerConfigKey: 'files' } });
  expect(await connected).toEqual({ connectionId: 'c1', integration: 'files' });
  expect(statuses()).toEqual(['open', 'connected']);
});

test('nobody waits after an abort', async () => {
  const controller = new AbortController();
  const aborted = expect(open(controller.signal)).rejects.toMatchObject({ code: 'aborted' });
  await expect.poll(statuses, { interval: 10 }).toEqual(['open']);
  controller.abort();
  await aborted;
  expect(frame.remove).toHaveBeenCalledOnce();
});

test('a page that is not allowed hears why, and no frame is made', async () => {
  isAllowed = false;
  await expect(open()).rejects.toMatchObject({ code: 'origin_not_allowed', message: refused.error.message });
  expect(append).not.toHaveBeenCalled();
});

test('the frame has the focus, Escape closes it, and the focus comes back', async () => {
  const closed = expect(open()).rejects.toMatchObject({ code: 'closed' });
  await expect.poll(statuses, { interval: 10 }).toEqual(['open']);
  expect(frame.focus).toHaveBeenCalledOnce();
  expect(button.focus).not.toHaveBeenCalled();
  page.dispatchEvent(Object.assign(new Event('keydown'), { key: 'Escape' }));
  await closed;
  expect(button.focus).toHaveBeenCalledOnce();
});
