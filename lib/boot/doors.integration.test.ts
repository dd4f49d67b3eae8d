import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { env } from '#lib/env';
import { createKey } from '#lib/keys/keys';
import { testDatabase } from '../../scripts/testing/database.ts';
import { ask, listenAnywhere, RawConnection } from '../../scripts/testing/raw-http.ts';
import { openDoors } from './doors.ts';
import { createGate } from './gate.ts';
import { answer, createListener, type Handler, type Listener } from './listener.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let listener: Listener;
let port: number;
let bearer: string;
/** Bodies of the requests that reached the pages. */
const reached: string[] = [];

/** Stands in for Next: reads a body of any length, as Next does. */
const pages: Handler = async (request, response) => {
  const body = await Array.fromAsync(request, (chunk) => Buffer.from(chunk));
  reached.push(`${request.method} ${request.url} ${Buffer.concat(body).byteLength}`);
  answer(response, 200, { sentence: 'A page.' });
};

beforeAll(async () => {
  database = await testDatabase();
  const { key } = await createKey({ name: 'doors', by: 'console' });
  bearer = `Authorization: Bearer ${key}\r\n`;
  const doors = openDoors({ gate: createGate(env()), pages, upgrades: {} });
  listener = createListener(doors);
  port = await listenAnywhere(listener.server);
});

beforeEach(() => {
  reached.splice(0);
});

afterAll(async () => {
  await listener.close(0);
  await database.close();
});

afterEach(() => {
  vi.useRealTimers();
});

const post = (path: string) => `POST ${path} HTTP/1.1\r\nHost: localhost:3000\r\n`;
const chunked = 'Transfer-Encoding: chunked\r\n\r\n';
const chunks = (bytes: number) => `10000\r\n${'x'.repeat(65_536)}\r\n`.repeat(Math.ceil(bytes / 65_536));
const megabyte = 1_048_576;
const pagePaths = [
  '/sign-in',
  '/api/auth/callback/entra',
  '/connect/abc/start',
  '/api/dashboard/connections/a/refresh',
];
const restPaths = ['/api/integrations', '/api/connection/a/metadata'];

describe('a body for a page', () => {
  test.each(pagePaths)('is refused as too large before it is sent: %s', async (path) => {
    const got = await ask(port, `${post(path)}Content-Length: ${megabyte + 1}\r\n\r\n`);
    expect(got).toMatchObject({ status: 413, body: expect.stringContaining('at most 1 MB') });
    expect(reached).toEqual([]);
  });

  test.each(pagePaths)('is counted while it arrives in chunks: %s', async (path) => {
    const connection = await RawConnection.open(port);
    connection.send(`${post(path)}${chunked}${chunks(2 * megabyte)}`);
    expect(await connection.answer()).toMatchObject({ status: 413, body: expect.stringContaining('at most 1 MB') });
    // The client keeps sending, and the server no longer reads.
    await connection.closed;
    expect(reached).toEqual([]);
  });

  test('is handed on whole, announced or chunked', async () => {
    const announced = `${post('/sign-in')}Content-Length: ${megabyte}\r\n\r\n${'x'.repeat(megabyte)}`;
    expect(await ask(port, announced)).toMatchObject({ status: 200 });
    expect(await ask(port, `${post('/sign-in')}${chunked}${chunks(65_536)}0\r\n\r\n`)).toMatchObject({ status: 200 });
    expect(await ask(port, `${post('/sign-in')}${chunked}0\r\n\r\n`)).toMatchObject({ status: 200 });
    expect(await ask(port, `${post('/sign-in')}Content-Length: 0\r\n\r\n`)).toMatchObject({ status: 200 });
    expect(reached.map((line) => line.split(' ')[2])).toEqual([`${megabyte}`, '65536', '0', '0']);
  });

  test('is waited for once a connection is used again', async () => {
    const connection = await RawConnection.open(port);
    const small = `${post('/sign-in')}Content-Length: 3\r\n\r\nabc`;
    connection.send(small + small);
    await expect.poll(() => connection.text.split('A page.').length).toBe(3);
    connection.drop();
    expect(reached).toEqual(['POST /sign-in 3', 'POST /sign-in 3']);
  });
});

test('bodies that are all almost there are not held beyond 64 MB together', async () => {
  const almost = `${post('/api/auth/signin')}Content-Length: ${megabyte}\r\n\r\n${'x'.repeat(megabyte - 1)}`;
  const connections = await Promise.all(Array.from({ length: 80 }, () => RawConnection.open(port)));
  for (const connection of connections) connection.send(almost);
  const refused = () => connections.filter(({ text }) => text.startsWith('HTTP/1.1 503 ')).length;
  await expect.poll(refused, { timeout: 20_000 }).toBeGreaterThanOrEqual(15);
  expect(refused()).toBeLessThan(40);
  for (const connection of connections) connection.drop();
  const got = () => ask(port, `${post('/sign-in')}Content-Length: 3\r\n\r\nabc`);
  await expect.poll(async () => (await got()).status).toBe(200);
});

describe('a body that trickles ends after 30 seconds', () => {
  async function trickle(path: string, headers: string): Promise<string> {
    const connection = await RawConnection.open(port);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    connection.send(`${post(path)}${headers}`);
    const waited = () => {
      connection.send('1\r\n1\r\n');
      vi.advanceTimersByTime(29_000);
      return connection.text;
    };
    await expect.poll(waited, { timeout: 20_000 }).toMatch(/\r\n\r\n./);
    await expect
      .poll(() => {
        vi.advanceTimersByTime(2_000);
        return connection.isClosed;
      })
      .toBe(true);
    return connection.text;
  }

  test.each(pagePaths)('%s', async (path) => {
    expect(await trickle(path, chunked)).toMatch(/^HTTP\/1.1 408 [\s\S]*took longer than 30 seconds/);
    expect(reached).toEqual([]);
  });

  test.each(restPaths)('%s', async (path) => {
    expect(await trickle(path, `${bearer}${chunked}`)).toMatch(/^HTTP\/1.1 408 [\s\S]*request_timeout/);
  });

  test('an answer that needs no body does not wait for it', async () => {
    expect(await trickle('/api/health', chunked)).toMatch(/^HTTP\/1.1 404 /);
  });
});

describe('a body for the REST API', () => {
  test.each(restPaths)('is refused as too large, announced or chunked: %s', async (path) => {
    const announced = await ask(port, `${post(path)}${bearer}Content-Length: ${megabyte + 1}\r\n\r\n`);
    expect(announced).toMatchObject({ status: 413, body: expect.stringContaining('body_too_large') });
    const connection = await RawConnection.open(port);
    connection.send(`${post(path)}${bearer}${chunked}${chunks(2 * megabyte)}`);
    expect(await connection.answer()).toMatchObject({ status: 413, body: expect.stringContaining('body_too_large') });
    await connection.closed;
  });
});

test('an upgrade meets the gate first, and nobody behind it', async () => {
  const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
  const to = (target: string, host: string) => ask(port, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n${upgrade}`);
  expect(await to('/_next/webpack-hmr', 'localhost:3000')).toMatchObject({ status: 404 });
  expect(await to('/api/health', 'localhost:3000')).toMatchObject({ status: 404 });
  expect(await to('/_next/webpack-hmr', 'evil.example')).toMatchObject({ status: 421 });
  expect(await to('/', '127.0.0.1:3000')).toMatchObject({ status: 421 });
  expect(await to('http://evil.example/', 'localhost:3000')).toMatchObject({ status: 400 });
  expect(reached).toEqual([]);
});

test('an absolute target leads nowhere, whatever it names', async () => {
  const got = await ask(port, 'GET http://evil.example/sign-in HTTP/1.1\r\nHost: localhost:3000\r\n\r\n');
  expect(got.status).toBe(400);
  expect(got.head).not.toContain('evil.example');
});

test('a page asked for at 127.0.0.1 is at PUBLIC_URL', async () => {
  const got = await ask(port, 'GET /sign-in?from=%2Flinks HTTP/1.1\r\nHost: 127.0.0.1:3000\r\n\r\n');
  expect(got.status).toBe(307);
  expect(got.head).toContain('location: http://localhost:3000/sign-in?from=%2Flinks');
});
