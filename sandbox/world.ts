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

/** Everything that the sandbox's routes need. */
export interface Sandbox {
  /** Origin of this cloud's sign-in endpoints. */
  url: string;
  /** Which of Microsoft's clouds is imitated. */
  cloud: CloudName;
  /** The prefix of all paths of this cloud; empty for the worldwide one. */
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
  /** Ends the process. Only present when the sandbox runs as its own process. */
  shutdown: (() => void) | undefined;
}

export interface SandboxEnv {
  Bindings: HttpBindings;
}

/** The sandbox seen as one of its clouds. State and recorded calls are shared by all of them. */
export function enterCloud(sandbox: Sandbox, cloud: CloudName): Sandbox {
  const path = pathOf(cloud);
  return { ...sandbox, cloud, path, url: `http://localhost:${sandbox.port}${path}` };
}

/** The names under which the sign-in, Graph and control endpoints answer. */
export function ownHosts(port: number): string[] {
  return [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`];
}

/** Refuses a request that was made by a page of another origin. */
export function refuseForeignOrigin(context: Context<SandboxEnv>): Response {
  return context.json({ error: 'Requests from other origins are refused.' }, 403);
}
