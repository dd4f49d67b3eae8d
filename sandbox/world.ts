import type { HttpBindings } from '@hono/node-server';
import type { Clock } from './clock.ts';
import type { CloudName } from './clouds.ts';
import type { Keys } from './entra/keys.ts';
import type { Sealer } from './entra/seal.ts';
import type { Faults } from './faults.ts';
import type { Drives } from './graph/drives.ts';
import type { Mailboxes } from './graph/mailboxes.ts';
import type { Log } from './log.ts';
import type { Recorder } from './recorder.ts';
import type { Store } from './state.ts';

/** Everything a route of the sandbox works with. */
export interface Sandbox {
  /** Where the sign-in endpoints of this cloud answer. */
  url: string;
  /** Which of Microsoft's clouds is played. */
  cloud: CloudName;
  /** What stands before every path of this cloud: nothing for the worldwide one. */
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
