import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isDatabaseAway } from '#lib/db';
import { log } from '#lib/log';

const patienceMilliseconds = 60_000;
const pauseMilliseconds = 250;

/**
 * Opens a session outside the pools, for locks that last as long as this process. `name` is what others read in
 * `pg_stat_activity`. @throws when the database does not answer within five seconds.
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
  // Without a listener a session that breaks would end the process.
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
 * Does a step of the start again while the database cannot be reached, for a minute at most. Loading the pages on a busy
 * machine keeps the process from everything else for seconds, and time limits on connections run out meanwhile.
 * @throws what the last try threw.
 */
export async function patiently<T>(step: () => Promise<T>): Promise<T> {
  for (const until = performance.now() + patienceMilliseconds; ; await sleep(pauseMilliseconds)) {
    try {
      return await step();
    } catch (error) {
      if (!isLate(error) || performance.now() > until) throw error;
      log().warn({ error }, 'the database did not answer in time; this step of the start is tried again');
    }
  }
}
