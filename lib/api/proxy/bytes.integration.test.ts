import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ProxyServer } from '../../../scripts/testing/proxy-server.ts';
import { World } from '../../../scripts/testing/world.ts';
import { api } from '../app.ts';

/** A host that sends exactly the given bytes, and records the bytes it receives. */
class Raw {
  readonly #server: Server;
  answers: Buffer[] = [];
  heard: string[] = [];

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<Raw> {
    const server = createServer();
    const raw = new Raw(server);
    server.on('connection', (socket: Socket) => raw.#serve(socket));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return raw;
  }

  #serve(socket: Socket): void {
    let asked = '';
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      asked += chunk.toString('latin1');
      if (!asked.includes('\r\n\r\n')) return;
      this.heard.push(asked);
      asked = '';
      socket.end(this.answers.shift() ?? '');
    });
  }

  get url(): string {
    const { port } = z.object({ port: z.number() }).parse(this.#server.address());
    return `http://raw.localhost:${port}`;
  }

  stop(): void {
    this.#server.close();
  }
}

let world: World;
let proxy: ProxyServer;
let raw: Raw;

beforeAll(async () => {
  world = await World.start();
  const known = await world.connect(await world.integrate());
  proxy = await ProxyServer.start(known, world.key);
  raw = await Raw.start();
});
afterAll(async () => {
  raw.stop();
  await proxy.stop();
  await world.stop();
});

const bytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const answerOf = (lines: string[], body = 'body') => Buffer.from([...lines, '', body].join('\r\n'), 'latin1');
const path = () => `/api/proxy/v1.0/_redirect?to=${encodeURIComponent(`${raw.url}/first`)}`;

/** The whole answer of our server, byte by byte. */
async function ask(extra: string[] = []): Promise<string> {
  const { port } = z.object({ port: z.number() }).parse(proxy);
  const socket = connect(port, '127.0.0.1');
  const lines = Object.entries(proxy.headers).map(([name, value]) => `${name}: ${value}`);
  const head = [`GET ${path()} HTTP/1.1`, 'Host: x', 'Connection: close', ...lines, ...extra, '', ''];
  socket.write(Buffer.from(head.join('\r\n'), 'latin1'));
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(socket, 'close');
  return Buffer.concat(chunks).toString('latin1');
}

const names = {
  'raw UTF-8': bytes('attachment; filename="報告書.pdf"'),
  'raw latin1': 'attachment; filename="Abschlu\xdf \xe9t\xe9.pdf"',
  'every byte from 80 to FF': String.fromCharCode(...Array.from({ length: 128 }, (_, at) => 128 + at)),
};

describe.each(Object.entries(names))('a header of %s', (_, value) => {
  const framings = { 'with a length': ['Content-Length: 4'], 'until the end': ['Connection: close'] };

  test.each(Object.entries(framings))('%s passes byte for byte through both doors', async (_, framing) => {
    for (const order of ['length first', 'length last'] as const) {
      const own = [`Content-Disposition: ${value}`, `X-Odd-CASE: ${value}`, `Link: <${value}>`, 'link: second'];
      const lines = order === 'length first' ? [...framing, ...own] : [...own, ...framing];
      const answer = answerOf(['HTTP/1.1 200 OK', ...lines]);
      raw.answers = [answer, answer];
      const got = await ask();
      expect(got).toMatch(/^HTTP\/1\.1 200 /);
      for (const line of own) expect(got).toContain(`\r\n${line}\r\n`);
      expect(got).toContain('body');
      const web = await api.request(path(), { headers: proxy.headers });
      expect([web.status, await web.text()]).toEqual([200, 'body']);
      expect(web.headers.get('content-disposition')).toBe(value);
      expect(web.headers.get('link')).toBe(`<${value}>, second`);
    }
  });
});

test('chunked answers with such trailers too', async () => {
  const lines = ['HTTP/1.1 200 OK', `Content-Disposition: ${names['raw UTF-8']}`, 'Transfer-Encoding: chunked'];
  raw.answers = [answerOf(lines, `4\r\nbody\r\n0\r\nX-Name: ${names['raw UTF-8']}\r\n\r\n`)];
  const got = await ask();
  expect(got).toContain(`Content-Disposition: ${names['raw UTF-8']}\r\n`);
  expect(got).toContain('4\r\nbody\r\n0\r\n\r\n');
});

test('a Location is followed to the bytes it names, and passes on as it is where it may not be', async () => {
  const found = answerOf(['HTTP/1.1 200 OK', 'Content-Length: 4']);
  const redirect = (to: string) => answerOf(['HTTP/1.1 302 Found', `Location: ${to}`, 'Content-Length: 0'], '');
  raw.heard = [];
  raw.answers = [redirect(bytes(`${raw.url}/報告?n=é`)), found];
  expect(await ask()).toContain('body');
  expect(raw.heard[1]).toMatch(/^GET \/%E5%A0%B1%E5%91%8A\?n=%C3%A9 HTTP/);
  const elsewhere = bytes('ftp://contoso.example/報告');
  raw.answers = [redirect(elsewhere)];
  expect(await ask()).toContain(`\r\nLocation: ${elsewhere}\r\n`);
});

test("the caller's bytes reach Microsoft as they are", async () => {
  raw.heard = [];
  raw.answers = [answerOf(['HTTP/1.1 200 OK', 'Content-Length: 4'])];
  const value = names['every byte from 80 to FF'];
  await ask([`X-Title: ${value}`, `Nango-Proxy-X-Other: ${value}`, 'Forward-Headers-On-Redirect: true']);
  expect(raw.heard[0]).toContain(`\r\nx-title: ${value}\r\n`);
  expect(raw.heard[0]).toContain(`\r\nx-other: ${value}\r\n`);
});

test('headers of 40 KB are taken', async () => {
  raw.answers = [answerOf(['HTTP/1.1 200 OK', `X-Policy: ${'p'.repeat(40_000)}`, 'Content-Length: 4'])];
  expect(await ask()).toContain('ppp\r\n');
});
