import type { Connected, ConnectOptions, Status } from './latchkey.js';

export interface LatchkeyState {
  status: 'idle' | Status;
  connected: Connected | null;
  /** A ConnectError, or what the promise of the session token failed with. */
  error: (Error & { code?: string }) | null;
  /** Call it in the handler of a click, with the session token at the latest then. Null when nothing was connected. */
  connect: (options?: Partial<ConnectOptions>) => Promise<Connected | null>;
}

/** Connects accounts from a React component, and takes up a redirect that returned to it. */
export declare function useLatchkey(options?: Partial<ConnectOptions>): LatchkeyState;
