import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { ask, listenAnywhere, RawConnection } from '../../scripts/testing/raw-http.ts';
import { answer, answerSocket, createListener, type Handler, type Listener, type UpgradeHandler } from './listener.ts';

let listener: Listener | undefined;

afterEach(async () => {
  await listener?.close(0);
});

async function listen(
  request: Handler,
  upgrade: UpgradeHandler = (_request, socket) => answerSocket(socket, 404, 'No.'),
) {
  listener = createListener({ request, upgrade });
  return { port: await listenAnywhere(listener.server), close: listener.close };
}

const ok: Handler = (_request, response) => answer(response, 200, { sentence: 'Here.' });
const never: Handler = () => {};
const host = 'Host: localhost\r\n';
const post = `POST / HTTP/1.1\r\n${host}`;
const chunked = 'Transfer-Encoding: chunked\r\n';
const upgrade = `GET /_next/webpack-hmr HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
const switching = 'HTTP/1.1 101 Switching Protocols\r\nContent-Length: 0\r\n\r\n';
const cookies = (bytes: number) => `GET / HTTP/1.1\r\n${host}Cookie: ${'a'.repeat(bytes)}\r\n\r\n`;

const descriptors = () => readdirSync('/dev/fd').length;

describe('what cannot be read is answered with a sentence', () => {
  test.each([
    { name: '70 KB of cookies', text: cookies(70_000), status: 431, sentence: 'larger than 64 KB' },
    { name: 'a megabyte of cookies', text: cookies(1_000_000), status: 431, sentence: 'larger than 64 KB' },
    { name: 'no HTTP', text: 'hello\r\n\r\n', status: 400, sentence: 'malformed' },
    { name: 'a TLS greeting', text: '\x16\x03\x01\x02\x00\x01', status: 400, sentence: 'malformed' },
    {
      name: 'two kinds of length',
      text: `${post}Content-Length: 3\r\n${chunked}\r\n`,
      status: 400,
      sentence: 'malformed',
    },
    {
      name: 'a request to a proxy',
      text: `CONNECT a.example:443 HTTP/1.1\r\n${host}\r\n`,
      status: 400,
      sentence: 'no proxy',
    },
    { name: 'an expectation', text: `${post}Expect: wonders\r\n\r\n`, status: 417, sentence: '100-continue' },
  ])('$name', async ({ text, status, sentence }) => {
    const { port } = await listen(ok);
    expect(await ask(port, text)).toMatchObject({ status, body: expect.stringContaining(sentence) });
  });

  test('a body that breaks the rules while it is waited for', async () => {
    const { port } = await listen(never);
    const got = await ask(port, `${post}${chunked}\r\nZZ\r\n`);
    expect(got).toMatchObject({ status: 400, body: expect.stringContaining('malformed') });
  });

  test('64 KB of cookies are taken', async () => {
    const { port } = await listen(ok);
    expect(await ask(port, cookies(65_536))).toMatchObject({ status: 200, body: 'Here.\n' });
  });
});

test('an offer of h2c is declined in silence, as Java sends it with every request', async () => {
  const { port } = await listen(ok);
  const offer = `GET / HTTP/1.1\r\n${host}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\n\r\n`;
  expect(await ask(port, offer)).toMatchObject({ status: 200 });
});

test('refused upgrades leave no descriptor behind, whoever closes', async () => {
  const { port } = await listen(ok);
  const before = descriptors();
  const connections = await Promise.all(Array.from({ length: 130 }, () => RawConnection.open(port)));
  for (const connection of connections) connection.send(upgrade);
  const answers = await Promise.all(connections.map((connection) => connection.answer()));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
  // Half of the clients hang up; the others wait for the server to do so.
  for (const connection of connections.slice(65)) connection.drop();
  await Promise.all(connections.map(({ closed }) => closed));
  await expect.poll(descriptors).toBeLessThanOrEqual(before + 2);
});

test('a client that resets an upgraded connection does not end the process', async () => {
  const taken = Promise.withResolvers<void>();
  const { port } = await listen(ok, (_request, socket) => {
    socket.once('close', () => taken.resolve());
    socket.write(switching);
    socket.resume();
  });
  const connection = await RawConnection.open(port);
  connection.send(upgrade);
  await connection.answer();
  connection.reset();
  await taken.promise;
  expect(await ask(port, `GET / HTTP/1.1\r\n${host}\r\n`)).toMatchObject({ status: 200 });
});

describe('the end', () => {
  test('closes upgraded, silent and idle connections at once', async () => {
    const { port, close } = await listen(ok, (_request, socket) => {
      socket.write(switching);
    });
    const [upgraded, silent, half, idle] = await Promise.all(Array.from({ length: 4 }, () => RawConnection.open(port)));
    upgraded?.send(upgrade);
    half?.send('GET / HTTP/1.1\r\nHost');
    idle?.send(`GET / HTTP/1.1\r\n${host}\r\n`);
    await Promise.all([upgraded?.answer(), idle?.answer()]);
    const began = performance.now();
    await close(20_000);
    await Promise.all([upgraded?.closed, silent?.closed, half?.closed, idle?.closed]);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test('waits for a request in flight, then lets its connection go', async () => {
    const inFlight = Promise.withResolvers<() => void>();
    const { port, close } = await listen((_request, response) => {
      inFlight.resolve(() => answer(response, 200, { sentence: 'Late.' }));
    });
    const connection = await RawConnection.open(port);
    connection.send(`GET / HTTP/1.1\r\n${host}\r\n`);
    const finish = await inFlight.promise;
    const closed = close(20_000);
    finish();
    expect(await connection.answer()).toMatchObject({ status: 200, head: expect.stringMatching(/connection: close/i) });
    await closed;
  });

  test('comes after the time given, whatever is open', async () => {
    let taken = 0;
    const { port, close } = await listen(() => {
      taken += 1;
    });
    const hanging = await RawConnection.open(port);
    const trickling = await RawConnection.open(port);
    hanging.send(`GET / HTTP/1.1\r\n${host}\r\n`);
    trickling.send(`${post}Content-Length: 10\r\n\r\nab`);
    await expect.poll(() => taken).toBe(2);
    const began = performance.now();
    await close(200);
    await Promise.all([hanging.closed, trickling.closed]);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
