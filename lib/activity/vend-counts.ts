import { WriteBehind } from '#lib/write-behind';
import { addVendCounts } from './store.ts';

/** Minutes since 1970. */
type Vends = { minute: number; integrationId: string; count: number };

declare global {
  var latchkeyVendCounts: WriteBehind<Vends> | undefined;
}

const minuteMilliseconds = 60_000;

function counts(): WriteBehind<Vends> {
  globalThis.latchkeyVendCounts ??= new WriteBehind<Vends>({
    what: 'counts of vends',
    everyMilliseconds: 5_000,
    atOnce: 1_000,
    capacity: 50_000,
    keyOf: ({ minute, integrationId }) => `${minute} ${integrationId}`,
    merge: (earlier, { count }) => ({ ...earlier, count: earlier.count + count }),
    write: (marks) =>
      addVendCounts(marks.map(({ minute, ...mark }) => ({ ...mark, minute: new Date(minute * minuteMilliseconds) }))),
  });
  return globalThis.latchkeyVendCounts;
}

/** Counts a token handed out just now; written within five seconds, added to what other processes counted. */
export function countVend(integrationId: string): void {
  counts().add({ minute: Math.floor(Date.now() / minuteMilliseconds), integrationId, count: 1 });
}

/** Writes what is counted; what the database does not take is kept. */
export function writeVendCounts(): Promise<void> {
  return counts().flush();
}
