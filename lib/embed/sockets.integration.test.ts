import { once } from 'node:events';
import Nango from '@nangohq/frontend';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { openDoors } from '#lib/boot/doors';
import { createGate } from '#lib/boot/gate';
import { createListener, type Listener } from '#lib/boot/listener';
import { newBrowser } from '#lib/connections/connect/browser';
import { db, pool } from '#lib/db';
import { env } from '#lib/env';
import { createLink } from '#lib/links/create-link';
import { signInAt } from '../../sandbox/pages/person.ts';
import { serveApi } from '../../scripts/testing/api-server.ts';
import { listenAnywhere } from '../../scripts/testing/raw-http.ts';
import { Worker } from '../../scripts/testing/worker.ts';
import { actor, type Made, mira, World } from '../../scripts/testing/world.ts';
import { findOpening, recordOpening } from './openings.ts';
import { closeSockets, sockets } from './sockets.ts';
import { openPass, sealPass } from './ticket.ts';

const own = 'https://app.example.com';
const others = 'https://other.example';
const evil = 'https://evil.example';

let world: World;
let drive: Made;
let listener: Listener;
let port = 0;

beforeAll(async () => {
  world = await World.start();
  drive = await world.integrate({ allowedOrigins: [own] });
  await world.integrate({ allowedOrigins: [others] });
  const pages = () => undefined;
  listener = createListener(openDoors({ gate: createGate(env()), pages, upgrades: {} }));
  port = await listenAnywhere(listener.server);
});
afterEach(() => closeSockets());
afterAll(async () => {
  await listener.close(0);
  await world.stop();
});

const connected = z.object({ connection_id: z.string() });
const session = (made = [drive]) => createLink({ integrations: made.map(({ uniqueKey }) => uniqueKey) }, actor);
const statusOf = async (token: string) => (await world.call('/api/connect/session/status', { key: token })).body;

/** A socket of a page, with what it was told so far. */
async function open(origin: string, path = '/') {
  const headers = { host: 'localhost:3000', ...(origin && { origin }) };
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  const told: Record<string, unknown>[] = [];
  socket.on('message', (data) => told.push(JSON.parse(String(data))));
  await once(socket, 'message');
  return { socket, told, id: String(told[0]?.ws_client_id), closed: once(socket, 'close') };
}

/** The status with which a socket is refused. */
async function refusal(origin: string): Promise<number> {
  const headers = { host: 'localhost:3000', ...(origin && { origin }) };
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { headers });
  const [, response] = await once(socket, 'unexpected-response');
  return response.statusCode;
}

/** Goes to Microsoft as the window of a page that waits with this socket. */
async function startWith(socket: string, made = drive) {
  const link = await session([made]);
  const browser = newBrowser();
  const pass = openPass(link.token, sealPass(link.token, { ...nobody, socket }));
  if (!pass) throw new Error('The pass does not open.');
  await recordOpening({ linkId: link.id, browser, pass });
  return { ...link, trip: await world.beginOn(made, link.id, browser) };
}
const nobody = { origin: null, returnUrl: null, socket: null, integrationId: null };

describe('the sockets of an SDK', () => {
  test('the window shows the connect page, and the socket is told, from another process too', async () => {
    const page = await open(own);
    const { token, trip, id } = await startWith(page.id);
    const worker = await Worker.start();
    await worker.callback(await signInAt(trip.url, { account: mira }), trip.browser);
    await page.closed;
    await worker.kill();
    const { data } = await statusOf(token);
    expect(page.told.slice(1)).toEqual([
      {
        message_type: 'success',
        provider_config_key: drive.uniqueKey,
        connection_id: connected.parse(data).connection_id,
        is_pending: false,
      },
    ]);
    expect(await findOpening(id, Buffer.alloc(32))).toBeUndefined();
  });

  test('each socket hears of its own sign-in, and of a refusal as an error', async () => {
    const [one, other] = [await open(own, '/api/ws'), await open(own)];
    const [first, second] = [await startWith(one.id), await startWith(other.id)];
    await world.finish(second.trip, { account: mira, decision: 'leave' });
    await other.closed;
    expect(other.told[1]).toMatchObject({ message_type: 'error', error_type: 'cancelled' });
    expect(one.told).toHaveLength(1);
    await world.finish(first.trip, { account: mira });
    await one.closed;
    expect(one.told[1]).toMatchObject({ message_type: 'success' });
  });

  test('a socket belongs to the sign-in that named it first', async () => {
    const page = await open(own);
    const first = await startWith(page.id);
    const second = await startWith(page.id);
    await world.finish(second.trip, { account: mira });
    await world.finish(first.trip, { account: mira, decision: 'leave' });
    await page.closed;
    expect(page.told.slice(1)).toMatchObject([{ message_type: 'error', error_type: 'cancelled' }]);
  });

  test('a page of another integration’s origin hears nothing of a session', async () => {
    const page = await open(others);
    const { trip } = await startWith(page.id);
    await world.finish(trip, { account: mira });
    const [code] = await page.closed;
    expect([code, page.told]).toEqual([1008, [expect.objectContaining({ message_type: 'connection_ack' })]]);
  });

  test('pages of other origins, programs and too many are refused', async () => {
    sockets({ all: 2, perNetwork: 2 });
    for (const origin of [evil, 'null', '']) expect(await refusal(origin)).toBe(403);
    const pages = [await open(own), await open(own)];
    for (const origin of [own, evil]) expect(await refusal(origin)).toBe(429);
    pages[0]?.socket.close();
    await pages[0]?.closed;
    await expect.poll(() => sockets().hasRoom('')).toBe(true);
  });
});

describe('the work and the room that sockets take', () => {
  test('one that no sign-in names is closed after ten minutes', async () => {
    const [named, unnamed] = [await open(own), await open(own)];
    await startWith(named.id);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 });
    await session();
    expect((await unnamed.closed)[0]).toBe(1008);
    vi.useRealTimers();
    expect([named.socket.readyState, sockets().hasRoom('')]).toEqual([WebSocket.OPEN, true]);
  });

  test('looks are a quarter of a second apart, however much happens', async () => {
    await open(own);
    const query = vi.spyOn(pool(), 'query');
    const began = performance.now();
    for (let n = 0; n < 10; n += 1) await session();
    const looks = query.mock.calls.filter(([text]) => String(text).includes('socket_hash = any')).length;
    query.mockRestore();
    expect(looks).toBeLessThanOrEqual(2 + (performance.now() - began) / 250);
  });

  test('500 that wait cost no query each, and one hears of its own sign-in', async () => {
    sockets({ all: 500, perNetwork: 500 });
    const query = vi.spyOn(pool(), 'query');
    const origins = vi.spyOn(db(), '$queryRaw');
    const pages = await Promise.all(Array.from({ length: 500 }, () => open(own)));
    const began = performance.now();
    expect([await refusal(own), new Set(pages.map(({ id }) => id)).size]).toEqual([429, 500]);
    const { trip } = await startWith(pages[321]?.id ?? '');
    await world.finish(trip, { account: mira });
    await pages[321]?.closed;
    expect(pages[321]?.told[1]).toMatchObject({ message_type: 'success' });
    expect(pages.filter(({ told }) => told.length > 1)).toHaveLength(1);
    const looks = query.mock.calls.filter(([text]) => String(text).includes('socket_hash = any')).length;
    expect(looks).toBeLessThanOrEqual(2 + (performance.now() - began) / 250);
    expect(origins.mock.calls.length).toBeLessThan(20);
    query.mockRestore();
    origins.mockRestore();
    await closeSockets();
    const closed = await Promise.all(pages.map((page) => page.closed));
    expect(closed.filter(([code]) => code === 1001)).toHaveLength(499);
  });
});

test('what Nango’s SDK asks that is not offered is refused with a sentence that a page of another origin can read', async () => {
  const rest = await serveApi();
  const nango = new Nango({ host: rest.url, connectSessionToken: (await session()).token });
  const refused = { type: 'not_supported', message: expect.stringMatching(/auth\(\)/) };
  await expect(nango.create(drive.uniqueKey)).rejects.toMatchObject(refused);
  const credentials = { client_id: 'a', client_secret: 'b' };
  await expect(nango.auth(drive.uniqueKey, { credentials })).rejects.toMatchObject(refused);
  const answer = await fetch(`${rest.url}/oauth2/auth/${drive.uniqueKey}`, { method: 'POST' });
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  await rest.close();
});
