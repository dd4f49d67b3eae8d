import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { env } from '#lib/env';
import { log } from '#lib/log';
import { eventChannel } from './schema.ts';

const againMilliseconds = 2_000;

/** Holds one connection until it breaks or the signal comes. */
async function listenOnce(heard: () => void, signal: AbortSignal): Promise<void> {
  const client = new pg.Client({
    connectionString: env().databaseUrl,
    application_name: 'latchkey events',
    keepAlive: true,
    connectionTimeoutMillis: 3_000,
  });
  const over = new Promise<void>((done) => {
    client.once('error', () => done());
    client.once('end', () => done());
    signal.addEventListener('abort', () => done(), { once: true });
  });
  try {
    await client.connect();
    client.on('notification', heard);
    await client.query(`listen ${eventChannel}`);
    // What was told while nobody listened.
    heard();
    await over;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Calls `heard` soon after events are written, in whichever process, until the signal comes. It is a hint: one may be
 * lost while the connection is made anew, so look now and then all the same.
 */
export async function listenForEvents(heard: () => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await listenOnce(heard, signal).catch((error: unknown) => {
      if (!signal.aborted) log().debug({ error }, 'events are not listened for now; it is tried again');
    });
    await sleep(againMilliseconds, undefined, { signal }).catch(() => {});
  }
}
