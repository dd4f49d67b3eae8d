import type { IncomingHttpHeaders } from 'node:http';
import type { Readable, Writable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Headers } from './headers.ts';

export type Sending = {
  dispatcher: Dispatcher;
  origin: string;
  path: string;
  method: string;
  headers: Headers;
  body: Buffer | Readable | null;
  /** Aborted when the caller disconnects. */
  gone: AbortSignal;
};

/** An answer whose status and headers have arrived. Its body is read by `relay` or `discard`. */
export type Answer = {
  status: number;
  /** By lower-case name. */
  headers: IncomingHttpHeaders;
  /** Names and values alternating, in the order and spelling of the answer. Each character stands for one byte. */
  lines: string[];
  /**
   * Streams the body at the reader's pace.
   * @throws when it breaks off on either side; `out` is destroyed then.
   */
  relay: (out: Writable) => Promise<void>;
  /** Drops the body. The connection is kept if little of the body is left. */
  discard: () => void;
};

const readerIdleMilliseconds = 300_000;
const discardable = 65_536;
/** How many bytes may wait for a slow reader before Microsoft's sending is paused. */
const writtenAhead = 262_144;

function linesOf(raw: Buffer[] | string[] | IncomingHttpHeaders): string[] {
  if (Array.isArray(raw)) return raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
  return Object.entries(raw).flatMap(([name, value]) => [value ?? []].flat().flatMap((one) => [name, one]));
}

/** Collects what an undici dispatch reports, until the answer is to be relayed. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #gone: AbortSignal;
  readonly #answered = Promise.withResolvers<Answer>();
  readonly #finished = Promise.withResolvers<void>();
  /** Parts of the body that arrived before it was decided what to do with them. */
  #early: Buffer[] = [];
  #earlyBytes = 0;
  #controller: Dispatcher.DispatchController | undefined;
  #out: Writable | undefined;
  #end: { error?: Error } | undefined;
  #toDiscard: number | undefined;
  #readerTimer: NodeJS.Timeout | undefined;

  constructor(gone: AbortSignal) {
    this.#gone = gone;
    this.#finished.promise.catch(() => {});
  }

  get answered(): Promise<Answer> {
    return this.#answered.promise;
  }

  readonly #abort = () => this.#controller?.abort(new Error('The caller went away.'));

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#gone.aborted) this.#abort();
    else this.#gone.addEventListener('abort', this.#abort, { once: true });
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return;
    const relay = (out: Writable) => this.#relay(out);
    const lines = linesOf(controller.rawHeaders ?? headers);
    this.#answered.resolve({ status, headers, lines, relay, discard: () => this.#discard() });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#toDiscard !== undefined) {
      this.#toDiscard -= chunk.byteLength;
      if (this.#toDiscard < 0) controller.abort(new Error('The rest is not wanted.'));
    } else if (!this.#out) this.#keep(controller, chunk);
    else if (!this.#out.write(chunk) && this.#out.writableLength > writtenAhead)
      this.#awaitReader(controller, this.#out);
  }

  onResponseEnd(): void {
    this.#close({});
  }

  onResponseError(_: unknown, error: Error): void {
    this.#answered.reject(error);
    this.#close({ error });
  }

  /** Most answers have arrived whole by the time they are relayed, and undici takes long to pause and resume. */
  #keep(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#early.push(chunk);
    this.#earlyBytes += chunk.byteLength;
    if (this.#earlyBytes > writtenAhead) controller.pause();
  }

  #awaitReader(controller: Dispatcher.DispatchController, out: Writable): void {
    controller.pause();
    const idle = new Error('The caller stopped reading.');
    this.#readerTimer = setTimeout(() => controller.abort(idle), readerIdleMilliseconds);
    out.once('drain', () => {
      clearTimeout(this.#readerTimer);
      controller.resume();
    });
  }

  #relay(out: Writable): Promise<void> {
    this.#out = out;
    const early = this.#early;
    this.#early = [];
    const last = this.#end && !this.#end.error ? early.pop() : undefined;
    for (const chunk of early) out.write(chunk);
    if (this.#end) this.#close(this.#end, last);
    else this.#controller?.resume();
    return this.#finished.promise;
  }

  #discard(): void {
    this.#toDiscard = discardable;
    this.#early = [];
    if (!this.#end) this.#controller?.resume();
  }

  #close(end: { error?: Error }, last?: Buffer): void {
    this.#end = end;
    clearTimeout(this.#readerTimer);
    this.#gone.removeEventListener('abort', this.#abort);
    if (!this.#out) return;
    if (end.error) {
      this.#out.destroy();
      this.#finished.reject(end.error);
    } else {
      this.#out.end(last);
      this.#finished.resolve();
    }
  }
}

/**
 * Sends one request and resolves when its answer begins.
 * @throws when no answer came in time, or the caller disconnected
 */
export function send({ dispatcher, gone, ...request }: Sending): Promise<Answer> {
  const exchange = new Exchange(gone);
  dispatcher.dispatch(request, exchange);
  return exchange.answered;
}
