import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { log } from '#lib/log';
import { StartProblem } from './problem.ts';
import { openSession } from './session.ts';

/** Arbitrary, but the same in every process: "a Latchkey process uses this database". */
const lock = 7_146_302_118;

/** Tells the processes on one database of each other, by a session of its own that is opened again when it ends. */
export type Membership = {
  /** Runs `work` while nobody else is here and none can come; false, without running it, when somebody is. */
  whenAlone: (work: (session: pg.Client) => Promise<void>) => Promise<boolean>;
  /** From now on a server that is gone is started again. */
  guard: (keeper: Keeper) => void;
  /** From now on nothing that ends is opened or started again: we are about to leave. */
  rest: () => Promise<void>;
  leave: () => Promise<{ wasLast: boolean }>;
};

/** Who starts the server again that the sessions lead to, and hears when that failed again and again. */
export type Keeper = { revive: () => Promise<void>; gaveUp: (problem: StartProblem) => void };

/** Backends that outlive a killed server hold its memory for a moment, and a new one does not start meanwhile. */
const revivals = 6;
const longestPauseMilliseconds = 5_000;
/** For how long sessions of a process that has just ended may still be listed. */
const lingeringMilliseconds = 1_000;

async function enter(url: string): Promise<pg.Client> {
  const client = await openSession(url, 'latchkey-member');
  try {
    await client.query('select pg_advisory_lock_shared($1)', [lock]);
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

/** The lock alone does not tell: a process may have lost its session a moment ago and be about to open it again. */
async function hasOthers(client: pg.Client): Promise<boolean> {
  for (const until = performance.now() + lingeringMilliseconds; ; await sleep(50)) {
    const { rowCount } = await client.query(
      `select 1 from pg_stat_activity
        where datname = current_database() and application_name like 'latchkey%' and pid <> pg_backend_pid()`,
    );
    if (!rowCount) return false;
    if (performance.now() > until) return true;
  }
}

async function holdAlone(client: pg.Client, work: (session: pg.Client) => Promise<void>): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lock]);
  if (rows[0]?.taken !== true) return false;
  try {
    if (await hasOthers(client)) return false;
    await work(client);
    return true;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lock]);
  }
}

/** Ends the session; whether nobody else is here. */
async function leaveBy(client: pg.Client): Promise<boolean> {
  try {
    return await holdAlone(client, async () => {});
  } finally {
    await client.end().catch(() => {});
  }
}

class Member implements Membership {
  readonly #url: string;
  readonly #leaving = new AbortController();
  #client: pg.Client | undefined;
  #keeper: Keeper | undefined;
  #returning: Promise<void> = Promise.resolve();

  constructor(url: string) {
    this.#url = url;
  }

  async enter(): Promise<this> {
    const client = await enter(this.#url);
    this.#client = client;
    client.once('end', () => {
      if (this.#client !== client) return;
      this.#client = undefined;
      this.#returning = this.#comeBack();
    });
    return this;
  }

  async whenAlone(work: (session: pg.Client) => Promise<void>): Promise<boolean> {
    return this.#client !== undefined && holdAlone(this.#client, work);
  }

  guard(keeper: Keeper): void {
    this.#keeper = keeper;
  }

  async rest(): Promise<void> {
    this.#leaving.abort();
    await this.#returning;
  }

  async leave(): Promise<{ wasLast: boolean }> {
    await this.rest();
    const client = this.#client;
    this.#client = undefined;
    // A session that ended a moment ago may not have told us yet.
    const wasLast = client && (await leaveBy(client).catch(() => undefined));
    return {
      wasLast:
        wasLast ??
        (await enter(this.#url)
          .then(leaveBy)
          .catch(() => false)),
    };
  }

  async #comeBack(): Promise<void> {
    const { signal } = this.#leaving;
    if (signal.aborted) return;
    log().warn('the session by which other processes know of this one ended; it is opened again');
    let pause = 100;
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        if (failures > 0) await this.#keeper?.revive();
        if (!signal.aborted) await this.enter();
        return;
      } catch (error) {
        log().warn({ error }, 'the database does not answer; it is tried again');
        if (this.#keeper && failures >= revivals) return this.#keeper.gaveUp(lost(error));
      }
      await sleep(pause, undefined, { ref: false, signal }).catch(() => {});
      pause = Math.min(2 * pause, longestPauseMilliseconds);
    }
  }
}

function lost(cause: unknown): StartProblem {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new StartProblem(`PostgreSQL ended and could not be started again in ${revivals} tries: ${why}`, { cause });
}

/** Enters the circle of processes on this database, and comes back by itself whenever the session is lost. */
export function joinMembers(url: string): Promise<Membership> {
  return new Member(url).enter();
}
