/** What Microsoft's picker opens with: its own `entry` object. One of these. */
export type PickerEntry =
  | { oneDrive: { files?: object; recent?: object; sharedWithMe?: object; photos?: object } }
  | { sharePoint: { byPath: { web?: string; list?: string; folder?: string; fallbackToRoot?: boolean } } }
  | { site: object }
  | { myOrganization: object };

export interface PickedItem {
  id: string;
  parentReference: { driveId: string; [more: string]: unknown };
  /** Address of SharePoint's own API for this item: `{endpoint}/drives/{driveId}/items/{id}`. */
  '@sharePoint.endpoint': string;
  name?: string;
  webUrl?: string;
  size?: number;
  [more: string]: unknown;
}

export interface PickerOptions {
  /** Token of a picker session that your server made, or a promise of it: the window opens at once either way. */
  session: string | Promise<string>;
  /** Where to begin; by default where the session was made for. */
  entry?: PickerEntry;
  /** In a window of its own (default), or in a frame on this page, as also where the browser opens no window. */
  mode?: 'popup' | 'iframe';
  /** A window that you opened in the click, when openPicker is called later; null where the browser opened none. */
  window?: Pick<Window, 'close' | 'closed' | 'name'> | null;
  /** Where the frame is put, which fills it; by default a dialog over the page. */
  container?: HTMLElement;
  /** What can be picked. */
  types?: 'files' | 'folders' | 'all';
  /** Only these: endings (`.docx`) or kinds (`photo`, `folder`, `document` …). */
  filters?: string[];
  /** One item by default. */
  selection?: { mode?: 'single' | 'multiple' | 'pick'; maximumCount?: number; enablePersistence?: boolean };
  /** More of Microsoft's configuration (File Picker v8 schema): `commands`, `search`, `theme`, `pivots` … */
  options?: object;
  /** Language of the picker, such as `de-de`; the browser's by default. */
  locale?: string;
  /** Address of Latchkey; by default where this file was loaded from. */
  host?: string;
  /**
   * Told the picked items before it closes. If it throws, the picker shows the message and stays open. A picker that is closed
   * meanwhile waits for it.
   */
  onPick?: (items: PickedItem[]) => void | Promise<void>;
  /** Told what passes. Tokens are left out. */
  onEvent?: (event: PickerEvent) => void;
  /** Told when it was closed with nothing picked. */
  onClose?: () => void;
  /** Shows a way to sign in again, in place of the dialog with that link. */
  onReauthorize?: (url: string) => void | Promise<void>;
  /** Closes it. */
  signal?: AbortSignal;
}

export type PickerEvent =
  /** The browser opened no window: the picker is in a frame on the page instead. */
  | { type: 'blocked' }
  /** The form went to the picker, with a token for `resource`. */
  | { type: 'posted'; resource: string }
  | { type: 'message'; direction: 'in' | 'out'; message: { type?: string; id?: string; data?: unknown } }
  /** Latchkey handed out a token. */
  | { type: 'token'; resource: string; scopes: string[]; expiresAt: string }
  /** The picker asked for a token and gets none. */
  | { type: 'refused'; resource: string; code: string; message: string }
  | { type: 'reauthorize'; url: string };

/**
 * Why nothing could be picked. `code`: what Latchkey says (picker_session_ended, reauthorization_needed,
 * onedrive_scope_missing, …), or aborted, unreachable.
 */
export declare class PickerError extends Error {
  code: string;
  /** Where the person signs in again. */
  reauthorizeUrl?: string;
}

/**
 * Opens Microsoft's File Picker v8 for one connection: the picked items, or null when it was closed. Call it in the
 * handler of a click, or browsers open no window and it shows in a frame. @throws PickerError
 */
export declare function openPicker(options: PickerOptions): Promise<PickedItem[] | null>;

/**
 * `<latchkey-picker>`: opens the picker when it is clicked. Attributes: `session`, `entry` (JSON), `mode`, `types`,
 * `filters` (with commas), `selection`, `locale`, `host`. Events: `pick` (detail: the items; preventDefault() refuses
 * them), `close`, `error` (detail: a PickerError).
 */
export interface LatchkeyPickerElement extends HTMLElement {
  /** Instead of the attribute: a token, a promise of it, or what is called for it at the click. */
  session?: string | Promise<string> | (() => string | Promise<string>);
  /** Opens it; call it in the handler of a click. */
  open(): Promise<void>;
}

declare global {
  interface HTMLElementTagNameMap {
    'latchkey-picker': LatchkeyPickerElement;
  }
}
