import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void | Promise<void>;

/** Node's own HTTP server, with an orderly end. */
export type Listener = {
  server: Server;
  /**
   * Stops accepting requests and closes connections without a request in flight (also upgraded and silent ones).
   * Resolves when the last request is answered, after `milliseconds` at the latest.
   */
  close: (milliseconds: number) => Promise<void>;
};

/** How long a client that is still sending may take to read why it was refused. */
const lingerMilliseconds = 1_000;

const limits = {
  // Headers have to arrive within a minute, but an upload of gigabytes through the proxy may take long.
  headersTimeout: 60_000,
  requestTimeout: 3_600_000,
  // 64 KB of headers, and 1 KB for the request line, which Node counts too.
  maxHeaderSize: 65 * 1024,
  // Node's own answer to a missing `Host` has no explanation, so the gate answers instead.
  requireHostHeader: false,
  // Some HTTP clients (Java's, for example) always offer to upgrade to h2c, and accept an ordinary answer as a no (RFC
  // 9110, 7.8).
  shouldUpgradeCallback: ({ headers }: IncomingMessage) => !/^\s*h2c\s*$/i.test(headers.upgrade ?? ''),
} as const;

type Sentence = { sentence: string; location?: string | undefined; retryAfterSeconds?: number | undefined };

/** Answers with one sentence of plain text. For requests that do not reach a page. */
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
  // If the connection were closed now, data that is still arriving would reset it, and the client would never see the
  // answer.
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

/**
 * Closes the connection of a client shortly after it was answered, if it is still sending its body: the API may answer
 * without reading all of it.
 */
export function closeIfStillSending(request: IncomingMessage, response: ServerResponse): void {
  if (!hasBody(request)) return;
  response.once('finish', () => {
    setTimeout(() => request.complete || request.socket.destroy(), lingerMilliseconds).unref();
  });
}

/** Answers with one sentence on a bare socket, where there is no response object, and ends the connection. */
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

/** Answers requests that Node cannot parse or that arrive too slowly. Node's own answers have no explanation. */
function answerUnreadable(server: Server, answering: Map<Duplex, ServerResponse>): void {
  const refused = new WeakSet<Duplex>();
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Whatever follows an unreadable part cannot be read either.
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

/**
 * Creates the server. `request` and `upgrade` must never throw. An upgraded connection belongs to `upgrade` until its
 * end.
 */
export function createListener({ request, upgrade }: { request: Handler; upgrade: UpgradeHandler }): Listener {
  const connections = new Set<Duplex>();
  const answering = new Map<Duplex, ServerResponse>();
  let isClosing = false;
  const server = createServer(limits, (incoming, response) => {
    const { socket } = incoming;
    answering.set(socket, response);
    response.on('close', () => {
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
    // Node has removed its own listener by now, and an error without a listener would end the process.
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
