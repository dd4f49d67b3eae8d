import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void | Promise<void>;

/** Node's own HTTP server, and the end of it. */
export type Listener = {
  server: Server;
  /**
   * Takes no more requests, closes whatever carries none (upgraded and silent connections too), and resolves when the
   * last one in flight is answered, at the latest after `milliseconds`.
   */
  close: (milliseconds: number) => Promise<void>;
};

/** How long a client that is still sending gets to read why we stop listening to it. */
const lingerMilliseconds = 1_000;

const limits = {
  // Headers arrive at once or not at all; an upload of gigabytes through the proxy takes its time.
  headersTimeout: 60_000,
  requestTimeout: 3_600_000,
  // 64 KB, and the request line, which Node counts as well.
  maxHeaderSize: 65 * 1024,
  // Node's own answer to a missing Host has no words.
  requireHostHeader: false,
  // HTTP clients offer h2c by themselves (Java's does) and take an ordinary answer for a no (RFC 9110, 7.8).
  shouldUpgradeCallback: ({ headers }: IncomingMessage) => !/^\s*h2c\s*$/i.test(headers.upgrade ?? ''),
} as const;

type Sentence = { sentence: string; location?: string | undefined; retryAfterSeconds?: number | undefined };

/** One plain sentence as an answer, for what never reaches a page. */
export function answer(
  response: ServerResponse,
  status: number,
  { sentence, location, retryAfterSeconds }: Sentence,
): void {
  const body = `${sentence}\n`;
  const { req: request } = response;
  const isUnread = hasBody(request) && !request.complete;
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...(location !== undefined && { location }),
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    ...(isUnread && { connection: 'close' }),
  });
  if (!isUnread) return void response.end(body);
  // Closed at once, the connection would be reset by what still arrives, and the answer lost.
  response.write(body);
  const end = () => response.end();
  const timer = setTimeout(end, lingerMilliseconds).unref();
  request.once('close', () => clearTimeout(timer));
  request.once('end', end).resume();
}

/** Whether a request announces a body (RFC 9112, 6.3). */
export function hasBody({ headers }: IncomingMessage): boolean {
  if (headers['transfer-encoding'] !== undefined) return true;
  return headers['content-length'] !== undefined && headers['content-length'] !== '0';
}

/** Lets a client go that still sends its body a moment after it was answered: the API answers without reading all. */
export function letGoUnread(request: IncomingMessage, response: ServerResponse): void {
  if (!hasBody(request)) return;
  response.once('finish', () => {
    setTimeout(() => request.complete || request.socket.destroy(), lingerMilliseconds).unref();
  });
}

/** The same where there is no response to write to. The connection ends with it. */
export function answerSocket(socket: Duplex, status: number, sentence: string): void {
  const body = `${sentence}\n`;
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.resume();
  setTimeout(() => socket.destroy(), lingerMilliseconds).unref();
}

function unreadable(code: string | undefined): { status: number; sentence: string } {
  if (code === 'HPE_HEADER_OVERFLOW')
    return {
      status: 431,
      sentence: 'The headers of this request are larger than 64 KB. Mostly cookies are: delete those of this site.',
    };
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return { status: 408, sentence: 'This request did not arrive in time. Send it again.' };
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW')
    return { status: 413, sentence: 'The chunk extensions of this body are larger than 16 KB.' };
  return { status: 400, sentence: 'This request is malformed: it is no HTTP that can be read.' };
}

/** Answers what Node cannot read or will not wait for; its own answers have no words. */
function answerUnreadable(server: Server, answering: Map<Duplex, ServerResponse>): void {
  const refused = new WeakSet<Duplex>();
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // What follows the part that could not be read cannot be read either.
    if (refused.has(socket)) return;
    refused.add(socket);
    if (!socket.writable || error.code === 'ECONNRESET' || answering.get(socket)?.headersSent)
      return void socket.destroy();
    const { status, sentence } = unreadable(error.code);
    answerSocket(socket, status, sentence);
  });
  server.on('connect', (_request, socket) => {
    socket.on('error', () => socket.destroy());
    answerSocket(socket, 400, 'This is no proxy: send the path alone (GET /).');
  });
  server.on('checkExpectation', (_request, response) =>
    answer(response, 417, { sentence: 'Of all expectations only "100-continue" is met.' }),
  );
}

/** Makes the server; `request` and `upgrade` never throw. Every upgraded connection is theirs until the end. */
export function createListener({ request, upgrade }: { request: Handler; upgrade: UpgradeHandler }): Listener {
  const connections = new Set<Duplex>();
  const answering = new Map<Duplex, ServerResponse>();
  let isClosing = false;
  const server = createServer(limits, (incoming, response) => {
    const { socket } = incoming;
    answering.set(socket, response);
    response.once('close', () => {
      if (answering.get(socket) !== response) return;
      answering.delete(socket);
      if (isClosing) socket.destroySoon();
    });
    return request(incoming, response);
  });
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  server.on('upgrade', (incoming, socket, head) => {
    // Node has taken its own listener away, and an error nobody hears ends the process.
    socket.on('error', () => socket.destroy());
    return upgrade(incoming, socket, head);
  });
  answerUnreadable(server, answering);
  const close = (milliseconds: number) => {
    isClosing = true;
    return new Promise<void>((done) => {
      const cut = () => {
        for (const socket of connections) socket.destroy();
      };
      const timer = setTimeout(cut, milliseconds);
      server.close(() => {
        clearTimeout(timer);
        done();
      });
      for (const socket of connections) if (!answering.has(socket)) socket.destroy();
      for (const response of answering.values()) response.shouldKeepAlive = false;
    });
  };
  return { server, close };
}
