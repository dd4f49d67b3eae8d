import { log } from '#lib/log';
import { UnknownKeyError } from '#lib/vault';
import { healCorrupt, listCorrupt } from '../corrupt.ts';
import { listDueConnections } from '../store.ts';
import { refreshConnection } from './refresh.ts';

/** Connections looked up at once. */
const batchSize = 400;
/** Token requests at Microsoft at once, in this process: with answers after 300 ms, 150 a second at most. */
const atOnce = 48;
/** Corrupt connections tried again by one sweep. */
const corruptAtOnce = 50;

/** Microsoft asks for patience: HTTP 429, and the codes of its request loops and overloads. */
const throttled = /^(http_429|AADSTS50196|AADSTS90055|temporarily_unavailable)$/;

type Sweep = { queue: string[]; workers: number; signal: AbortSignal | undefined };

/**
 * Refreshes ahead what was used in the last 24 hours and touches every other grant weekly, long before the 90 days
 * after which Microsoft lets an unused one end. Goes on until nothing is due, it is aborted, or Microsoft throttles.
 * Leases keep several processes from doing it twice. Some corrupt connections are tried again before.
 */
export async function sweep({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
  const run: Sweep = { queue: [], workers: atOnce, signal };
  const tried = new Set<string>();
  for (const id of await listCorrupt(corruptAtOnce)) await healCorrupt(id);
  while (run.workers > 0 && !signal?.aborted) {
    // What stays due although it was tried is left to the next sweep.
    run.queue = shuffled((await listDueConnections(batchSize + tried.size)).filter((id) => !tried.has(id)));
    if (run.queue.length === 0) return;
    for (const id of run.queue) tried.add(id);
    await Promise.all(Array.from({ length: run.workers }, () => work(run)));
  }
}

/** Several processes find the same connections due: in different orders they seldom wait for each other. */
function shuffled(ids: string[]): string[] {
  return ids
    .map((id) => ({ id, place: Math.random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ id }) => id);
}

/** A worker that is throttled stops until the next sweep: the more often Microsoft says so, the fewer go on. */
async function work(run: Sweep): Promise<void> {
  for (let id = run.queue.pop(); id && !run.signal?.aborted; id = run.queue.pop()) {
    if ((await refreshQuietly(id)) === 'throttled') {
      run.workers -= 1;
      return;
    }
  }
}

async function refreshQuietly(id: string): Promise<'throttled' | 'done'> {
  try {
    const { failure } = await refreshConnection(id, { kind: 'due' });
    return failure && throttled.test(failure.code) ? 'throttled' : 'done';
  } catch (error) {
    // The vault has logged it, and another process may have the key.
    if (error instanceof UnknownKeyError) return 'done';
    log().warn({ error, connection: id }, 'a connection could not be refreshed ahead');
    return 'done';
  }
}
