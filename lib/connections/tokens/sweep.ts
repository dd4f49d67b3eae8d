import { log } from '#lib/log';
import { UnknownKeyError } from '#lib/vault';
import { healCorrupt, listCorrupt } from '../corrupt.ts';
import { listDueConnections } from '../store.ts';
import { refreshConnection } from './refresh.ts';

/** How many connections are looked up at once. */
const batchSize = 400;
/** How many token requests this process makes at once. With answers after 300 ms that is at most 150 a second. */
const atOnce = 48;
/** How many corrupt connections one sweep tries again. */
const corruptAtOnce = 50;

/** Microsoft asks to slow down: HTTP 429, and its codes for request loops and overload. */
const throttled = /^(http_429|AADSTS50196|AADSTS90055|temporarily_unavailable)$/;

type Sweep = { queue: string[]; workers: number; signal: AbortSignal | undefined };

/**
 * Refreshes in advance what was used within the last 24 hours, and uses every other grant weekly, since Microsoft ends
 * unused ones after 90 days. Runs until nothing is due, it is aborted, or Microsoft throttles. Leases prevent duplicate
 * work by several processes. Before that, it tries some corrupt connections again.
 */
export async function sweep({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
  const run: Sweep = { queue: [], workers: atOnce, signal };
  const tried = new Set<string>();
  for (const id of await listCorrupt(corruptAtOnce)) await healCorrupt(id);
  while (run.workers > 0 && !signal?.aborted) {
    // Connections that stay due although they were tried are left to the next sweep.
    run.queue = shuffled((await listDueConnections(batchSize + tried.size)).filter((id) => !tried.has(id)));
    if (run.queue.length === 0) return;
    for (const id of run.queue) tried.add(id);
    await Promise.all(Array.from({ length: run.workers }, () => work(run)));
  }
}

/** Several processes find the same connections due. In random orders they rarely wait for each other. */
function shuffled(ids: string[]): string[] {
  return ids
    .map((id) => ({ id, place: Math.random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ id }) => id);
}

/** A throttled worker stops until the next sweep. The more often Microsoft throttles, the fewer workers remain. */
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
