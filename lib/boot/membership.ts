import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { log } from '#lib/log';
import { openSession } from './database-session.ts';
import { StartProblem } from './problem.ts';

/** An arbitrary number, the same in every process. The lock means "a Latchkey process uses this database". */
const lock = 7_146_302_118;

/** Lets the processes on one database know of each other, through a session that is reopened whenever it ends. */
export type Membership = {
  /**
   * Runs `work` if no other process uses this database, and keeps others from joining meanwhile. Returns false without
   * running it if there is another process.
   */
  whenAlone: (work: (session: pg.Client) => Promise<void>) => Promise<boolean>;
  /** From now on a database server that stopped is started again. */
  reviveWith: (keeper: Keeper) => void;
  /** From now on nothing is reopened or restarted, because this process is about to leave. */
  stopReviving: () => Promise<void>;
  leave: () => Promise<{ wasLast: boolean }>;
};

/** `revive` starts the database server again; `gaveUp` is called when that failed several times. */
export type Keeper = { revive: () => Promise<void>; gaveUp: (problem: StartProblem) => void };

/**
 * Retries are needed because backends that outlive a killed server keep its memory for a moment, and a new server
 * cannot start until they are gone.
 */
const revivals = 6;
const longestPauseMilliseconds = 5_000;
/** How long the sessions of a process that has just ended may still be listed. */
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

/**
 * Checking the lock is not enough: another process may have lost its session a moment ago and be about to reopen it.
 */
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

/** Ends the session and returns whether no other process was left. */
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
      this.#returning = this.#rejoin();
    });
    return this;
  }

  async whenAlone(work: (session: pg.Client) => Promise<void>): Promise<boolean> {
    return this.#client !== undefined && holdAlone(this.#client, work);
  }

  reviveWith(keeper: Keeper): void {
    this.#keeper = keeper;
  }

  async stopReviving(): Promise<void> {
    this.#leaving.abort();
    await this.#returning;
  }

  async leave(): Promise<{ wasLast: boolean }> {
    await this.stopReviving();
    const client = this.#client;
    this.#client = undefined;
    // This process may not have noticed yet that its session ended a moment ago.
    const wasLast = client && (await leaveBy(client).catch(() => undefined));
    return {
      wasLast:
        wasLast ??
        (await enter(this.#url)
          .then(leaveBy)
          .catch(() => false)),
    };
  }

  async #rejoin(): Promise<void> {
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

/** Joins the processes that use this database. The membership is renewed automatically when its session is lost. */
export function joinMembers(url: string): Promise<Membership> {
  return new Member(url).enter();
}
