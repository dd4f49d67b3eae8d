import pg from 'pg';
import type { WatchedPool } from '#lib/database-watch';

type Options = {
  /** How long a connection without a statement stays lent. */
  restMilliseconds: number;
};

/** A connection while it is lent, how many statements are under way on it, and when it was last used. */
class Lease {
  readonly client: pg.PoolClient;
  underWay = 0;
  usedAt = performance.now();
  readonly #restMilliseconds: number;
  #timer: NodeJS.Timeout | undefined;
  readonly #ended: () => void;

  constructor(client: pg.PoolClient, { restMilliseconds }: Options, ended: () => void) {
    this.client = client;
    this.#restMilliseconds = restMilliseconds;
    this.#ended = ended;
    client.on('error', this.end);
    this.#endAfter(restMilliseconds);
  }

  #endAfter(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      const usedAt = this.underWay > 0 ? performance.now() : this.usedAt;
      const left = usedAt + this.#restMilliseconds - performance.now();
      if (left > 0) this.#endAfter(left);
      else this.end();
    }, milliseconds);
    this.#timer.unref();
  }

  /** Gives the connection back to its pool, which closes it if there is an error. */
  readonly end = (error?: Error): void => {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.client.off('error', this.end);
    this.client.release(error);
    this.#ended();
  };
}

/** Whether PostgreSQL only refused a statement, so that the connection can be used for others. */
const isRefusal = (error: unknown) => error instanceof pg.DatabaseError && error.severity === 'ERROR';

/**
 * One connection of a pool for small statements that come all the time: to borrow a connection and to give it back
 * for each would cost a good part of the statement. It stays lent while statements come, one after another, and is given back when
 * it breaks, or when none came for a while.
 */
export class StandingConnection {
  readonly #pool: WatchedPool;
  readonly #options: Options;
  #lent: Promise<Lease> | undefined;

  constructor(pool: WatchedPool, options: Options) {
    this.#pool = pool;
    this.#options = options;
  }

  /** Runs one statement, as `pool.query` does. */
  async query<Row extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    this.#lent ??= this.#borrow();
    const lease = await this.#lent;
    lease.underWay += 1;
    if (lease.underWay === 1) this.#pool.watch(lease.client);
    try {
      return await lease.client.query<Row>(statement);
    } catch (error) {
      if (!isRefusal(error)) lease.end(error instanceof Error ? error : new Error(String(error)));
      throw error;
    } finally {
      lease.underWay -= 1;
      lease.usedAt = performance.now();
      if (lease.underWay === 0) this.#pool.unwatch(lease.client);
    }
  }

  /** Gives the connection back; await this before the pool ends. */
  async end(): Promise<void> {
    const lease = await this.#lent?.catch(() => undefined);
    lease?.end();
  }

  #borrow(): Promise<Lease> {
    const forget = () => {
      if (this.#lent === lent) this.#lent = undefined;
    };
    const lent = this.#pool.connect().then((client) => new Lease(client, this.#options, forget));
    lent.catch(forget);
    return lent;
  }
}
