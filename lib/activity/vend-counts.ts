import { log } from '#lib/log';
import { addVendCounts, type VendCount } from './store.ts';

type Minute = { minute: number; counts: Map<string, number> };
type Pending = { current: Minute; past: VendCount[]; timer: NodeJS.Timeout | undefined };

declare global {
  var latchkeyVendCounts: Pending | undefined;
}

const batchMilliseconds = 5_000;
const minuteMilliseconds = 60_000;

function pendingCounts(): Pending {
  globalThis.latchkeyVendCounts ??= { current: { minute: 0, counts: new Map() }, past: [], timer: undefined };
  return globalThis.latchkeyVendCounts;
}

/** Moves what the current minute has so far to what is to be written. */
function close(pending: Pending, minute: number): void {
  const { current } = pending;
  const at = new Date(current.minute * minuteMilliseconds);
  for (const [integrationId, count] of current.counts) pending.past.push({ minute: at, integrationId, count });
  pending.current = { minute, counts: new Map() };
}

function schedule(pending: Pending): void {
  if (pending.timer) return;
  pending.timer = setTimeout(() => {
    writeVendCounts().catch((error) => log().warn({ error }, 'counts of vends could not be written; they are kept'));
  }, batchMilliseconds);
  pending.timer.unref();
}

/** Counts a token handed out just now; written within five seconds, added to what other processes counted. */
export function countVend(integrationId: string): void {
  const pending = pendingCounts();
  const minute = Math.floor(Date.now() / minuteMilliseconds);
  if (pending.current.minute !== minute) close(pending, minute);
  const { counts } = pending.current;
  counts.set(integrationId, (counts.get(integrationId) ?? 0) + 1);
  schedule(pending);
}

function sumUp(counts: VendCount[]): VendCount[] {
  const sums = new Map<string, VendCount>();
  for (const one of counts) {
    const key = `${one.minute.getTime()} ${one.integrationId}`;
    sums.set(key, { ...one, count: one.count + (sums.get(key)?.count ?? 0) });
  }
  // The same order in every process: two that add to the same rows must not wait for each other.
  return [...sums].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, count]) => count);
}

/** Writes what is counted; to be awaited before the database closes. What could not be written is kept. */
export async function writeVendCounts(): Promise<void> {
  const pending = pendingCounts();
  clearTimeout(pending.timer);
  pending.timer = undefined;
  close(pending, pending.current.minute);
  if (pending.past.length === 0) return;
  const counts = sumUp(pending.past);
  pending.past = [];
  try {
    await addVendCounts(counts);
  } catch (error) {
    pending.past.unshift(...counts);
    schedule(pending);
    throw error;
  }
}
