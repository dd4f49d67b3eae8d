import { Socket } from 'node:net';
import { constants } from 'node:os';
import pg from 'pg';

declare global {
  var latchkeyDatabaseTroubleAt: number | undefined;
}

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: Error | boolean) => void,
) => void;

/** PostgreSQL's codes for shutting down, for lack of disk, memory or connections, and for being read-only. */
const troubleCodes = /^(57P0[1-3]|53\w{3}|25006)$/;

function noteTrouble(): void {
  globalThis.latchkeyDatabaseTroubleAt = performance.now();
}

/** Whether any database call of this process has failed since a time of `performance.now()`. */
export function wasDatabaseInTrouble(since: number): boolean {
  return (globalThis.latchkeyDatabaseTroubleAt ?? Number.NEGATIVE_INFINITY) >= since;
}

function silent(seconds: number): Error {
  const words = `the database said nothing for ${seconds} seconds`;
  // Uses the operating system's code, because Prisma recognizes socket errors by these three properties.
  return Object.assign(new Error(words), { code: 'ETIMEDOUT', errno: -constants.errno.ETIMEDOUT, syscall: 'read' });
}

/**
 * A pool that waits at most `silenceSeconds` for an answer. After that it closes the connection, its statements fail
 * with `ETIMEDOUT`, and the next use opens a new one. A limit per statement would not do: it would return a connection
 * with an open transaction to the pool.
 */
export class WatchedPool extends pg.Pool {
  /** The sockets of connections that are waited for, and since when (as `performance.now()`). */
  readonly #watched = new WeakMap<object, number>();

  constructor({ silenceSeconds, ...config }: pg.PoolConfig & { silenceSeconds: number }) {
    super({ ...config, keepAlive: true });
    this.on('connect', ({ connection }) => {
      connection.on('errorMessage', ({ code }: pg.DatabaseError) => {
        if (troubleCodes.test(code ?? '')) noteTrouble();
      });
      const { stream } = connection;
      if (stream instanceof Socket) this.#cutWhenSilent(stream, silenceSeconds * 1_000);
    });
    this.on('acquire', (client) => this.watch(client));
    this.on('release', (_error, client) => this.unwatch(client));
    this.on('error', noteTrouble);
  }

  /** Waits for answers of a lent connection, `silenceSeconds` at most. Every connection is watched while it is lent. */
  watch({ connection: { stream } }: pg.PoolClient): void {
    this.#watched.set(stream, performance.now());
  }

  /** Expects nothing of a connection, although it stays lent. */
  unwatch({ connection: { stream } }: pg.PoolClient): void {
    this.#watched.delete(stream);
  }

  /** The timer of a socket starts anew whenever something is sent or received, also after it has run out. */
  #cutWhenSilent(stream: Socket, milliseconds: number): void {
    stream.setTimeout(milliseconds);
    stream.on('timeout', () => {
      const since = this.#watched.get(stream);
      if (since === undefined) return;
      // The timer began before anything was waited for. Timers are less exact than this clock, hence half of the time.
      if (performance.now() - since < milliseconds / 2) stream.setTimeout(milliseconds);
      else cut(stream, milliseconds / 1_000);
    });
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | undefined {
    if (!callback)
      return super.connect().catch((error: unknown) => {
        noteTrouble();
        throw error;
      });
    super.connect((error, client, done) => {
      if (error) noteTrouble();
      callback(error, client, done);
    });
    return undefined;
  }
}

function cut(stream: Socket, seconds: number): void {
  const heard = stream.bytesRead;
  // If this process itself was blocked, answers that arrived meanwhile are read before this runs.
  setImmediate(() => {
    if (stream.bytesRead !== heard) return;
    noteTrouble();
    stream.destroy(silent(seconds));
  });
}
