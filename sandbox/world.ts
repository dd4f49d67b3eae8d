import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Clock } from './clock.ts';
import type { CloudName } from './clouds.ts';
import { pathOf } from './clouds.ts';
import type { Keys } from './entra/keys.ts';
import type { Sealer } from './entra/seal.ts';
import type { Faults } from './faults.ts';
import type { Drives } from './graph/drives.ts';
import type { Mailboxes } from './graph/mailboxes.ts';
import type { Recorder } from './recorder.ts';
import type { Store } from './state.ts';

export interface Log {
  debug(line: string): void;
  error(line: string, cause?: unknown): void;
}

/** Everything a route of the sandbox works with. */
export interface Sandbox {
  /** Where the sign-in endpoints of this cloud answer. */
  url: string;
  /** Which of Microsoft's clouds is played. */
  cloud: CloudName;
  /** The prefix of every path of this cloud; empty for the worldwide one. */
  path: string;
  port: number;
  owner: string | undefined;
  store: Store;
  clock: Clock;
  keys: Keys;
  sealer: Sealer;
  faults: Faults;
  drives: Drives;
  mail: Mailboxes;
  recorder: Recorder;
  log: Log;
  /** Ends the process; only there when the sandbox is a process of its own. */
  shutdown: (() => void) | undefined;
}

export interface SandboxEnv {
  Bindings: HttpBindings;
}

/** The sandbox as one of its clouds: what is stored and recorded is shared by all of them. */
export function enterCloud(sandbox: Sandbox, cloud: CloudName): Sandbox {
  const path = pathOf(cloud);
  return { ...sandbox, cloud, path, url: `http://localhost:${sandbox.port}${path}` };
}

/** The names under which the sign-in, Graph and control endpoints answer. */
export function ownHosts(port: number): string[] {
  return [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`];
}

/** Answers a request that a page of another origin caused. */
export function refuseForeignOrigin(context: Context<SandboxEnv>): Response {
  return context.json({ error: 'Requests from other origins are refused.' }, 403);
}
