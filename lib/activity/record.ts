import { isGuid } from '#lib/guid';
import { WriteBehind } from '#lib/write-behind';
import type { Activity, ActivityDetail } from './schema.ts';
import { addVendCounts, insertActivity, type NewActivity } from './store.ts';

/** Tokens handed out within a minute, which is counted from 1970 on. */
type Vends = { minute: number; integrationId: string; count: number };

declare global {
  var latchkeyActivity: WriteBehind<NewActivity> | undefined;
  var latchkeyVendCounts: WriteBehind<Vends> | undefined;
}

/** Rows that may wait: about what a busy minute brings. More than that is dropped, and counted. */
const capacity = 20_000;
const longest = { summary: 300, fact: 1_000 };

function queue(): WriteBehind<NewActivity> {
  globalThis.latchkeyActivity ??= new WriteBehind<NewActivity>({
    what: 'activity',
    everyMilliseconds: 1_000,
    atOnce: 1_000,
    capacity,
    write: insertActivity,
  });
  return globalThis.latchkeyActivity;
}

/** Text that PostgreSQL takes: it refuses NUL and lone surrogates, and one such row would fail its whole batch. */
const tame = (text: string, length: number) => text.slice(0, length).replaceAll('\0', '').toWellFormed();

const withoutQuery = (path: string) => path.split(/[?#]/, 1)[0] ?? '';

function factsOf({ path, ...facts }: ActivityDetail): string {
  const kept = path === undefined ? facts : { ...facts, path: withoutQuery(path) };
  return JSON.stringify(kept, (_name, value: unknown) =>
    typeof value === 'string' ? tame(value, longest.fact) : value,
  );
}

const idOrNull = (id: string | undefined) => (id !== undefined && isGuid(id) ? id : null);

/**
 * Notes that something happened. It returns at once and never throws: rows are written within a second, many in one
 * statement, and dropped (with a count in the log) when more wait than may.
 */
export function recordActivity({ kind, outcome, connectionId, integrationId, summary, detail }: Activity): void {
  queue().add({
    at: new Date(),
    kind,
    outcome,
    connectionId: idOrNull(connectionId),
    integrationId: idOrNull(integrationId),
    summary: tame(summary, longest.summary),
    detail: detail ? factsOf(detail) : '{}',
  });
}

/** How many rows were dropped since the count was last logged. */
export function droppedActivity(): number {
  return queue().dropped;
}

/** Writes what waits; to be awaited before the database closes. What the database does not take waits on. */
export function writeActivity(): Promise<void> {
  return queue().flush();
}

const minuteMilliseconds = 60_000;

function vendCounts(): WriteBehind<Vends> {
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
  vendCounts().add({ minute: Math.floor(Date.now() / minuteMilliseconds), integrationId, count: 1 });
}

/** Writes what is counted; what the database does not take is kept. */
export function writeVendCounts(): Promise<void> {
  return vendCounts().flush();
}
