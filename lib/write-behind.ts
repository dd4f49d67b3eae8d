import { isDatabaseAway } from '#lib/db';
import { log } from '#lib/log';

/** How one kind of mark is collected and written. */
export type WriteBehindOptions<T> = {
  /** What is written, for log lines: "the last use of API keys". */
  what: string;
  everyMilliseconds: number;
  /** How many marks one statement writes at most. As soon as that many wait, they are written. */
  atOnce: number;
  /** How many marks may wait. More are dropped, and the log says how many. */
  capacity: number;
  /** Marks with the same key are merged into one. Without this function, each is written separately. */
  keyOf?: (mark: T) => string;
  /** Merges two marks with the same key. Without this function, the later one replaces the earlier. */
  merge?: (earlier: T, later: T) => T;
  /** Writes marks with different keys, sorted by key, in one statement. When it throws, none may have been written. */
  write: (marks: T[]) => Promise<void>;
};

declare global {
  var latchkeyWriteBehind: { flush: () => Promise<void> }[] | undefined;
}

const longestWaitMilliseconds = 60_000;
/** A batch that a reachable database refuses this often in a row is dropped, because it would hold back all others. */
const refusalsAllowed = 5;

/**
 * A queue for marks that no request waits for, such as counters and times of last use. `add` returns at once and never
 * throws. A batch that could not be written is kept, merged with later marks, and retried after a growing pause. Create
 * one instance per process and kind, stored on `globalThis`.
 */
export class WriteBehind<T> {
  readonly #options: WriteBehindOptions<T>;
  #waiting = new Map<string, T>();
  #dropped = 0;
  #added = 0;
  #failures = 0;
  #refusals = 0;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = 0;
  #running: Promise<void> | undefined;

  constructor(options: WriteBehindOptions<T>) {
    this.#options = options;
    globalThis.latchkeyWriteBehind ??= [];
    globalThis.latchkeyWriteBehind.push(this);
  }

  /** How many marks were dropped since the number was last logged. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Adds a mark, which is written within `everyMilliseconds` while the database can be reached. */
  add(mark: T): void {
    this.#added += 1;
    this.#put(this.#options.keyOf?.(mark) ?? String(this.#added).padStart(16, '0'), mark);
    const isFull = this.#waiting.size >= this.#options.atOnce;
    this.#schedule(isFull && this.#failures === 0 ? 0 : this.#pause());
  }

  /** Writes all waiting marks. Await this before closing the database. Marks that could not be written keep waiting. */
  async flush(): Promise<void> {
    await this.#running;
    this.#running ??= this.#writeAll().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  #put(key: string, mark: T): void {
    const { merge, capacity } = this.#options;
    const earlier = this.#waiting.get(key);
    if (earlier !== undefined) this.#waiting.set(key, merge ? merge(earlier, mark) : mark);
    else if (this.#waiting.size < capacity) this.#waiting.set(key, mark);
    else this.#dropped += 1;
  }

  #pause(): number {
    return Math.min(this.#options.everyMilliseconds * 2 ** this.#failures, longestWaitMilliseconds);
  }

  #schedule(milliseconds: number): void {
    const at = performance.now() + milliseconds;
    if (this.#timer && this.#dueAt <= at) return;
    clearTimeout(this.#timer);
    this.#dueAt = at;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.flush();
    }, milliseconds);
    this.#timer.unref();
  }

  async #writeAll(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#waiting.size > 0) {
      const keys = [...this.#waiting.keys()].slice(0, this.#options.atOnce);
      // Every process writes in the same order, so that two processes writing the same rows cannot deadlock.
      const batch = keys.toSorted().flatMap((key) => {
        const mark = this.#waiting.get(key);
        this.#waiting.delete(key);
        return mark === undefined ? [] : [{ key, mark }];
      });
      if (!(await this.#writeBatch(batch))) return;
    }
    this.#logDropped();
  }

  async #writeBatch(batch: { key: string; mark: T }[]): Promise<boolean> {
    try {
      await this.#options.write(batch.map(({ mark }) => mark));
      this.#failures = 0;
      this.#refusals = 0;
      return true;
    } catch (error) {
      this.#keep(batch, error);
      return false;
    }
  }

  #keep(batch: { key: string; mark: T }[], error: unknown): void {
    const { what } = this.#options;
    this.#failures += 1;
    this.#refusals = isDatabaseAway(error) ? 0 : this.#refusals + 1;
    if (this.#refusals >= refusalsAllowed) {
      this.#refusals = 0;
      log().error({ error, what, lost: batch.length }, 'the database refused marks again and again; they are lost');
    } else {
      const newer = this.#waiting;
      this.#waiting = new Map(batch.map(({ key, mark }) => [key, mark]));
      for (const [key, mark] of newer) this.#put(key, mark);
      const again = { tryAgainSeconds: this.#pause() / 1000 };
      log().warn({ error, what, waiting: this.#waiting.size, ...again }, 'marks could not be written; they are kept');
    }
    if (this.#waiting.size > 0) this.#schedule(this.#pause());
  }

  #logDropped(): void {
    if (this.#dropped === 0) return;
    const { what } = this.#options;
    log().warn({ what, dropped: this.#dropped }, 'marks came faster than they could be written; some are missing');
    this.#dropped = 0;
  }
}

/** Writes all waiting marks of every queue in this process. Await this before closing the database. */
export async function flushAllWriteBehind(): Promise<void> {
  for (const queue of globalThis.latchkeyWriteBehind ?? []) await queue.flush();
}
