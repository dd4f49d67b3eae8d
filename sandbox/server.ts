import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app.ts';
import { Clock } from './clock.ts';
import { createKeys } from './entra/keys.ts';
import { createSealer } from './entra/seal.ts';
import { Faults } from './faults.ts';
import { Drives } from './graph/drives.ts';
import { Mailboxes } from './graph/mailboxes.ts';
import { Recorder } from './recorder.ts';
import type { LogLevel } from './settings.ts';
import { openStore } from './state.ts';
import type { Log, Sandbox } from './world.ts';

export interface RunningSandbox {
  url: string;
  port: number;
  /** Answers the open requests, saves the state, and resolves when the port is free. */
  close(): Promise<void>;
}

interface Start {
  /** 0 means any free port. */
  port: number;
  /** The state is stored in the folder `sandbox` below this one. */
  dataDir: string;
  owner?: string | undefined;
  log?: Log;
  shutdown?: () => void;
}

const LEVELS: LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const DRAIN_MS = 10_000;

/** Starts the sandbox on loopback only; rejects when the port is taken or the state cannot be read. */
export async function startSandbox(start: Start): Promise<RunningSandbox> {
  const store = await openStore(start.dataDir);
  let listener: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined;
  const servers = [createServer((...args) => listener(...args)), createServer((...args) => listener(...args))] as const;
  const port = await listen(servers, start.port);
  const sandbox: Sandbox = {
    url: `http://localhost:${port}`,
    cloud: 'global',
    path: '',
    port,
    owner: start.owner,
    store,
    clock: new Clock(store),
    keys: await createKeys(store.state.signingKey),
    sealer: createSealer(store.state.sealKey),
    faults: new Faults(),
    drives: new Drives({ port, store }),
    mail: new Mailboxes(),
    recorder: new Recorder(),
    log: start.log ?? createLog('error'),
    shutdown: start.shutdown,
  };
  const app = createApp(sandbox);
  listener = getRequestListener((request, env) => app.fetch(request, env), { overrideGlobalObjects: false });
  return {
    url: sandbox.url,
    port,
    async close() {
      await Promise.all(servers.map(drain));
      await store.save();
    },
  };
}

/** Listens on 127.0.0.1 and, where the machine has it, on ::1, because `localhost` can mean each of them. */
async function listen([v4, v6]: readonly [Server, Server], wanted: number): Promise<number> {
  const port = await listenOn(v4, wanted, '127.0.0.1');
  try {
    await listenOn(v6, port, '::1');
  } catch (error) {
    const missing = hasCode(error, 'EADDRNOTAVAIL') || hasCode(error, 'EAFNOSUPPORT');
    const freePort = wanted === 0 && hasCode(error, 'EADDRINUSE');
    if (missing || freePort) return port;
    await drain(v4);
    throw error;
  }
  return port;
}

function listenOn(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : port);
    });
  });
}

async function drain(server: Server): Promise<void> {
  if (!server.listening) return;
  const hurry = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(hurry);
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/**
 * Log lines in plain text: requests at level `debug` on standard output, failures of the sandbox itself on standard
 * error.
 */
export function createLog(level: LogLevel): Log {
  const shows = (wanted: LogLevel) => LEVELS.indexOf(wanted) >= LEVELS.indexOf(level);
  return {
    debug(line) {
      if (shows('debug')) process.stdout.write(`${line}\n`);
    },
    error(line, cause) {
      if (shows('error')) process.stderr.write(`${line}${cause === undefined ? '' : ` ${describe(cause)}`}\n`);
    },
  };
}

function describe(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
