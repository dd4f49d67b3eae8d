import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isDatabaseAway } from '#lib/db';
import { log } from '#lib/log';

const patienceMilliseconds = 60_000;
const pauseMilliseconds = 250;

/**
 * Opens a database session outside the pools, for locks that last as long as this process. `name` is shown in
 * `pg_stat_activity`.
 * @throws when no connection is made, or none within five seconds.
 */
export async function openSession(url: string, name: `latchkey-${string}`): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 60_000,
  });
  // Without this listener, a broken session would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

function isLate(error: unknown): boolean {
  return isDatabaseAway(error) || (error instanceof Error && error.message === 'timeout expired');
}

/**
 * Repeats a step of the start while the database cannot be reached, for a minute at most. On a busy machine, loading
 * the pages blocks the process for seconds, and connection attempts time out meanwhile.
 * @throws the error of the last attempt.
 */
export async function retryWhileDatabaseAway<T>(step: () => Promise<T>): Promise<T> {
  for (const until = performance.now() + patienceMilliseconds; ; await sleep(pauseMilliseconds)) {
    try {
      return await step();
    } catch (error) {
      if (!isLate(error) || performance.now() > until) throw error;
      log().warn({ error }, 'the database did not answer in time; this step of the start is tried again');
    }
  }
}
