import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import next from 'next';
import { api } from '#lib/api/app';
import { isRestPath } from '#lib/api/paths';
import { answerVend, readPlainVend } from '#lib/api/vend-door';
import { type Background, startBackground } from '#lib/boot/background';
import { startSandbox } from '#lib/boot/bundled-sandbox';
import { type OpenDatabase, openDatabase } from '#lib/boot/database';
import { signInHint } from '#lib/boot/first-owner';
import { answer, createGate, type Gate, innerHost, isDecodable } from '#lib/boot/gate';
import { StartProblem } from '#lib/boot/problem';
import type { Settings } from '#lib/env';
import { log, loggablePath } from '#lib/log';
import { isProxyPath } from '#lib/proxy/endpoint';
import { handleProxy } from '#lib/proxy/node';

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** How long requests in flight may take to end once we are asked to stop. */
const drainMilliseconds = 25_000;

/** Headers arrive at once or not at all; an upload of gigabytes through the proxy takes its time. */
const timeouts = { headersTimeout: 60_000, requestTimeout: 3_600_000 } as const;

function listen(server: Server, { port, host }: Settings): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken by another program; stop it or set PORT.`;
      fail(
        new StartProblem(cause.code === 'EADDRINUSE' ? taken : `Cannot listen on ${host}:${port}: ${cause.message}.`, {
          cause,
        }),
      );
    });
    server.listen(port, host, done);
  });
}

/** REST on Node's own server, everything else to Next: a Next route handler answers about twenty times slower. */
function route(gate: Gate, toNext: Handler): Handler {
  const rest = getRequestListener(api.fetch, { overrideGlobalObjects: false });
  return (request, response) => {
    gate.prepare(request);
    if (!gate.admits(request))
      return answer(response, 421, 'This address is not the one Latchkey is set up for (PUBLIC_URL).');
    const url = request.url ?? '/';
    const vend = readPlainVend(request);
    if (vend) return answerVend(vend, response, () => rest(request, response));
    if (isProxyPath(url)) return handleProxy(request, response);
    if (isRestPath(url)) return rest(request, response);
    return isDecodable(url) ? toNext(request, response) : answer(response, 400, 'This address is malformed.');
  };
}

function guarded(handler: Handler): Handler {
  return async (request, response) => {
    try {
      await handler(request, response);
    } catch (error) {
      log().error({ error, path: loggablePath(request.url ?? '/') }, 'a request failed');
      if (response.headersSent) response.destroy();
      else answer(response, 500, 'Something failed on our side; the log of this server says what.');
    }
  };
}

type Pages = {
  handle: Handler;
  upgrade: ReturnType<ReturnType<typeof next>['getUpgradeHandler']>;
  close: () => Promise<void>;
};

async function prepareNext({ port }: Settings, mode: 'development' | 'production'): Promise<Pages> {
  // After a server action redirects, Next fetches the target itself, from here.
  const app = next({ dev: mode === 'development', dir: import.meta.dirname, hostname: innerHost, port });
  await app.prepare();
  return { handle: app.getRequestHandler(), upgrade: app.getUpgradeHandler(), close: () => app.close() };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), drainMilliseconds).unref();
  });
}

type Parts = {
  server: Server;
  database?: OpenDatabase;
  sandbox?: Sandbox;
  background?: Background;
  close?: () => Promise<void>;
};

/** In the opposite order of the start; the database goes last, and only when nobody else uses it. */
async function shutDown({ server, database, sandbox, background, close }: Parts): Promise<void> {
  await closeServer(server);
  await background?.stop();
  await close?.();
  const last = await database?.close();
  if (last?.wasLast) await sandbox?.stop();
}

function stopOnSignals(parts: Parts): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    console.log('Stopping: requests in flight are finished first.');
    shutDown(parts).then(
      () => process.exit(0),
      (error) => {
        log().error({ error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

async function announce(settings: Settings, { database, sandbox }: Parts): Promise<void> {
  console.log(`\nLatchkey    ${settings.publicUrl}`);
  if (sandbox) console.log(`Sandbox     ${sandbox.url} (not Microsoft; its accounts are listed there)`);
  const embedded = database?.embedded;
  if (embedded) console.log(`PostgreSQL  ${embedded.folder}${embedded.adopted ? ' (already running; joined)' : ''}`);
  if (embedded?.moved) console.log('            (outside DATA_DIR, which the system user postgres cannot reach)');
  if (database?.newKey)
    console.log(
      `Key         ${resolve(settings.dataDir, 'secrets', 'encryption-key')} was made; back it up, nothing opens without it`,
    );
  console.log(`Sign in     ${await signInHint(settings)}\n`);
}

/** Starts everything in order and keeps it running until a signal comes. @throws StartProblem when it cannot. */
export async function serve(settings: Settings, mode: 'development' | 'production'): Promise<void> {
  let handler: Handler = (_request, response) => answer(response, 503, '{"status":"starting"}');
  const server = createServer(timeouts, (request, response) => guarded(handler)(request, response));
  const parts: Parts = { server };
  stopOnSignals(parts);
  await listen(server, settings);
  try {
    const database = await openDatabase(settings);
    parts.database = database;
    if (settings.sandbox) parts.sandbox = await startSandbox(database.env, resolve(settings.dataDir));
    const pages = await prepareNext(settings, mode);
    parts.close = pages.close;
    parts.background = await startBackground({ isAlone: database.isAlone });
    handler = route(createGate(database.env), pages.handle);
    server.on('upgrade', (request, socket, head) => {
      if (request.url?.startsWith('/_next/')) pages.upgrade(request, socket, head);
      else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
    });
    await announce(settings, parts);
  } catch (error) {
    await shutDown(parts);
    throw error;
  }
}
