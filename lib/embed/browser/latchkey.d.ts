import type { PickedItem, PickerOptions } from './picker.js';

export interface ConnectOptions {
  /** Token of a connect session that your server made, or a promise of it: the window opens at once either way. */
  sessionToken: string | Promise<string>;
  /** Key of the one integration to offer. */
  integration?: string;
  /** In a window of its own (default), in this tab, or in a frame on this page. */
  mode?: 'popup' | 'redirect' | 'iframe';
  /** Where this tab returns to; this page by default. Its origin must be allowed by the integration. */
  returnUrl?: string;
  /** The language of the connect page (en, de, fr, es, ja); the browser's by default. */
  lang?: string;
  /** For a frame; the browser's by default. */
  theme?: 'light' | 'dark' | 'system';
  /** Address of Latchkey; by default where this file was loaded from. */
  host?: string;
  /** Told what happens on the way. */
  onEvent?: (event: ConnectEvent) => void;
  /** Shows a way to go on in this tab, in place of the dialog that is shown otherwise: no window opened, or it is a phone. */
  onBlocked?: (openHere: () => void) => void;
  /** Stops waiting. */
  signal?: AbortSignal;
}

export type Status = 'open' | 'at_microsoft' | 'waiting_for_admin' | 'approved' | 'connected' | 'failed' | 'ended';

export type ConnectEvent =
  | { type: 'opened'; mode: 'popup' | 'redirect' | 'iframe' }
  | { type: 'blocked' }
  | { type: 'status'; status: Status };

export interface Connected {
  connectionId: string;
  /** Key of the integration. */
  integration: string;
}

/**
 * Why nothing was connected. `code`: what Latchkey says of the sign-in (declined, cancelled, wrong_account,
 * admin_needed, …), or closed, aborted, session_ended, unknown_session.
 */
export declare class ConnectError extends Error {
  code: string;
}

/** Connects an account. Call it in the handler of a click, or browsers open no window. @throws ConnectError */
export declare function connect(options: ConnectOptions): Promise<Connected>;

/** The same for a session that was made to reconnect: the account of its connection signs in again. */
export declare function reconnect(options: ConnectOptions): Promise<Connected>;

/** What came of a redirect, on the page that it returned to; null when there was none. */
export declare function resume(options?: Pick<ConnectOptions, 'onEvent' | 'signal'>): Promise<Connected> | null;

/** The same as of picker.js, which is loaded from `host` when it is first called. Call it in the handler of a click. */
export declare function openPicker(options: PickerOptions): Promise<PickedItem[] | null>;
