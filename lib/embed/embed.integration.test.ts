import { once } from 'node:events';
import Nango from '@nangohq/frontend';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { openDoors } from '#lib/boot/doors';
import { createGate } from '#lib/boot/gate';
import { createListener, type Listener } from '#lib/boot/listener';
import { hashBrowser, newBrowser } from '#lib/connections/connect/browser';
import { pool } from '#lib/db';
import { env } from '#lib/env';
import { listAllowedOrigins, listEmbeddable, updateIntegration } from '#lib/integrations/integrations';
import { createLink } from '#lib/links/create-link';
import { endSession, findSession } from '#lib/links/session';
import { serveApi } from '../../scripts/testing/api-server.ts';
import { listenAnywhere } from '../../scripts/testing/raw-http.ts';
import { countOf } from '../../scripts/testing/rows.ts';
import { signInAt } from '../../scripts/testing/trip.ts';
import { Worker } from '../../scripts/testing/worker.ts';
import { actor, type Made, mira, World } from '../../scripts/testing/world.ts';
import { frameAncestors } from './frame-ancestors.ts';
import { admitFrame, findFrame, startFromFrame } from './frames.ts';
import { findOpening, offeredByPass, openWindow, pruneOpenings, recordOpening } from './openings.ts';
import { closeSockets, sockets } from './sockets.ts';
import { openPass, sealPass } from './ticket.ts';

const own = 'https://app.example.com';
const others = 'https://other.example';
const evil = 'https://evil.example';

let world: World;
let drive: Made;
let foreign: Made;
let listener: Listener;
let port = 0;

beforeAll(async () => {
  world = await World.start();
  drive = await world.integrate({ allowedOrigins: [own, 'http://localhost:5173'] });
  foreign = await world.integrate({ allowedOrigins: [others] });
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
const passOf = (token: string, path: string) => openPass(token, new URLSearchParams(path.split('?')[1]).get('pass'));
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

describe('who may open a window', () => {
  test('an allowed page gets the connect page, limited to what it may embed', async () => {
    const { token } = await session([drive, foreign]);
    const opened = await openWindow({ token, origin: own, integration: undefined, returnUrl: undefined });
    const path = 'path' in opened ? opened.path : '';
    expect(path).toMatch(new RegExp(`^/connect/${token}\\?pass=`));
    const pass = passOf(token, path);
    expect(pass).toMatchObject({ origin: own, returnUrl: null, integrationId: null });
    expect(pass && (await offeredByPass(pass, [foreign.id, drive.id]))).toEqual([drive.id]);
    expect(passOf((await session()).token, path)).toBeUndefined();
  });

  test.each([evil, 'null', null, `${own}:444`, 'https://APP.example.com', `${own}.evil.example`])(
    'no other one: %s',
    async (origin) => {
      const { token } = await session();
      const asked = { token, origin, integration: undefined, returnUrl: undefined };
      expect(await openWindow(asked)).toEqual({ refused: 'origin' });
    },
  );

  test('no integration that the session does not offer, and no session that is over', async () => {
    const { token, id } = await session();
    const asked = { token, origin: own, returnUrl: undefined };
    expect(await openWindow({ ...asked, integration: foreign.uniqueKey })).toEqual({ refused: 'origin' });
    await endSession(id);
    expect(await openWindow({ ...asked, integration: drive.uniqueKey })).toEqual({ refused: 'closed' });
    expect(await openWindow({ ...asked, token: 'x', integration: undefined })).toEqual({ refused: 'closed' });
  });

  test.each([
    [`${own}/settings?tab=files#x`, `${own}/settings?tab=files#x`],
    [`${own}`, `${own}/`],
    ['https://APP.example.com:443/a/../b', `${own}/b`],
    [`${own}/${'a'.repeat(2_000)}`, `${own}/${'a'.repeat(2_000)}`],
  ])('returns to its own addresses: %s', async (returnUrl, kept) => {
    const { token } = await session();
    const opened = await openWindow({ token, origin: own, integration: undefined, returnUrl });
    expect('path' in opened && passOf(token, opened.path)?.returnUrl).toBe(kept);
  });

  test.each([
    evil,
    others,
    '//evil.example',
    '/\\evil.example',
    '/settings',
    'javascript:alert(1)',
    'data:text/html,x',
    `https://app.example.com@evil.example`,
    `https://user:password@app.example.com/`,
    'https://app。example.com.evil.example',
    'http://app.example.com/',
    `${own}:8443/`,
    `${own}/${'語'.repeat(600)}`,
    '',
  ])('and to no other one: %j', async (returnUrl) => {
    const { token } = await session();
    const opened = await openWindow({ token, origin: own, integration: undefined, returnUrl });
    expect(opened).toEqual({ refused: 'return_url' });
  });
});

test('one browser keeps one opening of a link, for a week', async () => {
  const { id: linkId } = await session();
  const browser = newBrowser();
  const start = (returnUrl: string, socket: string | null = null) =>
    recordOpening({ linkId, browser, pass: { ...nobody, returnUrl, socket } });
  const openings = () => countOf('opening', `link_id = '${linkId}'`);
  await start(`${own}/first`, 'w'.repeat(22));
  for (const path of ['second', 'third']) await start(`${own}/${path}`);
  expect(await openings()).toBe(2);
  expect(await findOpening(linkId, hashBrowser(browser))).toEqual({ returnUrl: `${own}/third` });
  const age = (days: number) =>
    pool().query('update opening set created_at = now() - make_interval(days => $2) where link_id = $1', [
      linkId,
      days,
    ]);
  await age(6);
  await pruneOpenings();
  expect(await openings()).toBe(2);
  await age(8);
  await pruneOpenings();
  expect(await openings()).toBe(0);
});

describe('who may show a frame', () => {
  test('while no token is known the origins of all, with one its own, nothing for the rest', async () => {
    const all = [own, 'http://localhost:5173', others].toSorted().join(' ');
    for (const path of ['/embed', '/embed/', '/connect/', '/']) expect(await frameAncestors(path)).toBe(all);
    for (const path of ['/embed/open', '/connect/abc', '/embed/frame/abc', '/embed/frame/abc/start', '/sign-in'])
      expect(await frameAncestors(path)).toBe("'none'");
    const { token } = await session([drive, foreign]);
    const ticket = await admitFrame({ token, origin: own, integration: undefined });
    expect(await frameAncestors(`/embed/frame/${ticket}`)).toBe(own);
    expect(ticket).not.toContain(token);
  });

  test('a stored text that is no origin adds no directive', async () => {
    const made = await world.integrate();
    const stored = ['https://a.example;sandbox'];
    await pool().query('update integration set allowed_origins = $2 where id = $1', [made.id, stored]);
    expect(await listAllowedOrigins()).toContain('https://a.example;sandbox');
    expect(await frameAncestors('/embed')).not.toContain('sandbox');
    await updateIntegration(made.id, { allowedOrigins: [] }, actor);
  });

  test('an origin that another integration allows learns nothing of the session', async () => {
    const { token } = await session();
    for (const origin of [others, evil])
      expect(await admitFrame({ token, origin, integration: undefined })).toBeUndefined();
  });

  test('a ticket ends with the permission of its origin', async () => {
    const made = await world.integrate({ allowedOrigins: [own] });
    const { token } = await session([made]);
    const ticket = (await admitFrame({ token, origin: own, integration: undefined })) ?? '';
    expect((await findFrame(ticket))?.link).toBeDefined();
    await updateIntegration(made.id, { allowedOrigins: [] }, actor);
    expect(await findFrame(ticket)).toBeUndefined();
    expect(await frameAncestors(`/embed/frame/${ticket}`)).toBe("'none'");
    const start = { integrationId: made.id, browser: newBrowser(), place: 'window' } as const;
    expect(await startFromFrame(ticket, start)).toBeUndefined();
  });

  test('its window goes to Microsoft, and the status tells what came of it', async () => {
    const { token, id } = await session();
    const ticket = (await admitFrame({ token, origin: own, integration: drive.uniqueKey })) ?? '';
    const browser = newBrowser();
    const start = { integrationId: drive.id, browser, place: 'window' } as const;
    expect(await startFromFrame(ticket, { ...start, integrationId: foreign.id })).toBeUndefined();
    const declined = await startFromFrame(ticket, start);
    expect(await statusOf(token)).toMatchObject({ data: { status: 'at_microsoft' } });
    const trip = { linkId: id, browser, url: declined?.redirectTo ?? '' };
    await world.finish(trip, { account: mira, decision: 'decline' });
    expect(await statusOf(token)).toMatchObject({ data: { status: 'failed', error: { code: 'declined' } } });
    const again = await startFromFrame(ticket, start);
    await world.finish({ ...trip, url: again?.redirectTo ?? '' }, { account: mira });
    const expected = { status: 'connected', provider_config_key: drive.uniqueKey, connection_id: expect.any(String) };
    const { data } = await statusOf(token);
    expect(data).toMatchObject(expected);
    expect(data).not.toHaveProperty('error');
    expect((await findFrame(ticket))?.link).toBeUndefined();
    expect(await findSession(token)).toBeUndefined();
  });
});

test('the REST API says which pages may, too', async () => {
  const made = await world.integrate();
  const change = (allowed_origins: string[]) =>
    world.call(`/api/integrations/${made.uniqueKey}`, {
      method: 'PATCH',
      body: { integration_config: { allowed_origins } },
    });
  expect((await change([`${own}/`])).status).toBe(200);
  expect(await listEmbeddable(own, [made.id, foreign.id])).toEqual([made.id]);
  const refused = await change(['https://*.example.com']);
  const path = ['integration_config', 'allowed_origins', 0];
  expect(refused).toMatchObject({ status: 400, body: { error: { errors: [{ path }] } } });
  expect(await listEmbeddable(own, [made.id])).toEqual([made.id]);
});

describe('the status of a session', () => {
  test('is told to whoever holds its token, also from another origin, and to nobody else', async () => {
    const { token, id } = await session();
    const answer = await world.call('/api/connect/session/status', { key: token });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.body).toMatchObject({ data: { status: 'open' } });
    await endSession(id);
    expect(await statusOf(token)).toMatchObject({ data: { status: 'ended' } });
    for (const key of ['A'.repeat(43), world.key])
      expect((await world.call('/api/connect/session/status', { key })).status).toBe(401);
  });

  test.each(['consumed_at', 'expires_at'])('is told for a day after its end: %s', async (column) => {
    const { token, id } = await session();
    const end = (hours: number) =>
      pool().query(`update connect_link set ${column} = now() - make_interval(hours => $2) where id = $1`, [id, hours]);
    await end(23);
    expect(await statusOf(token)).toHaveProperty('data.status');
    await end(25);
    expect(await statusOf(token)).toMatchObject({ error: { code: 'unknown_connect_session_token' } });
  });

  test('is asked 600 times a minute by one network at most', async () => {
    const { token } = await session();
    const ask = (address: string) =>
      world.call('/api/connect/session/status', { key: token, headers: { 'x-forwarded-for': address } });
    await ask('198.51.100.7');
    await pool().query(`update rate_limit set points = 600 where key = 'session-status:198.51.100.7'`);
    const refused = await ask('198.51.100.7');
    expect([refused.status, refused.headers.has('retry-after')]).toEqual([429, true]);
    expect((await ask('198.51.100.8')).status).toBe(200);
  });
});

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
});

describe('what Nango’s SDK asks that is not offered', () => {
  test('is refused with a sentence that a page of another origin can read', async () => {
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

  test('its window is sent to the connect page, and nothing has started', async () => {
    const { token } = await session();
    const query = new URLSearchParams({
      connect_session_token: token,
      ws_client_id: 'w'.repeat(22),
      user_scope: 'undefined',
    });
    const window = (key: string) => world.call(`/api/oauth/connect/${key}?${query}&params%5Bk%5D=v`);
    const answer = await window(drive.uniqueKey);
    const location = answer.headers.get('location') ?? '';
    expect([answer.status, answer.headers.get('referrer-policy')]).toEqual([303, 'no-referrer']);
    expect(location.startsWith(`${env().publicUrl}/connect/${token}?pass=`)).toBe(true);
    expect(passOf(token, location)).toMatchObject({ socket: 'w'.repeat(22), integrationId: drive.id });
    expect(await statusOf(token)).toMatchObject({ data: { status: 'open' } });
    expect((await window(foreign.uniqueKey)).status).toBe(404);
  });
});
