import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { pool } from '#lib/db';
import { getRequest, type Measured } from './load-order.ts';
import type { Place } from './place.ts';
import { runLoad } from './rounds.ts';

const answerMilliseconds = 300;
const readerCallers = 16;
/** The sweep comes every 3 seconds. */
const patienceMilliseconds = 240_000;

const tokenCounts = z.object({ names: z.number(), most: z.number(), total: z.number(), inFlightMost: z.number() });

export type ExpiryResult = {
  connections: number;
  secondsToAllFresh: number;
  tokenRequests: z.infer<typeof tokenCounts>;
  readers: Measured;
};

async function stale(): Promise<number> {
  const { rows } = await pool().query<{ n: number }>(
    `select count(*)::int as n from connection where connection_id like 'e%' and refresh_due_at <= now()`,
  );
  return rows[0]?.n ?? 0;
}

async function untilFresh(): Promise<number> {
  const started = performance.now();
  while ((await stale()) > 0) {
    if (performance.now() - started > patienceMilliseconds) throw new Error('Not all tokens became fresh.');
    await sleep(250);
  }
  return (performance.now() - started) / 1000;
}

/**
 * Lets all of them come due at once, used today, while readers ask for any of them, whose reads may wait for Microsoft,
 * or for others whose tokens live.
 */
export async function measureExpiry(
  { latchkey, upstream, readers, seeded, host }: Place,
  read: 'expiring' | 'connections',
): Promise<ExpiryResult> {
  await upstream.ask({ delay: answerMilliseconds });
  const headers = { authorization: `Bearer ${seeded.key}` };
  const requests = seeded[read].map((id) =>
    getRequest(host, `/api/connections/${id}?provider_config_key=${seeded.integration}`, headers),
  );
  await pool().query(
    `update connection set token_expires_at = now() + interval '4 minutes', refresh_due_at = now() - interval '1 minute',
       last_vended_at = now() where connection_id like 'e%'`,
  );
  const order = { port: latchkey.port, callers: readerCallers, requests, milliseconds: patienceMilliseconds };
  const reading = runLoad(readers, order);
  const secondsToAllFresh = await untilFresh();
  readers.tell('stop');
  const measured = await reading;
  const tokenRequests = tokenCounts.parse(await upstream.ask({}));
  await upstream.ask({ delay: 0 });
  return { connections: seeded.expiring.length, secondsToAllFresh, tokenRequests, readers: measured };
}
