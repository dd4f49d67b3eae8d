import { isGuid } from '#lib/guid';
import { WriteBehind } from '#lib/write-behind';
import type { Activity, ActivityDetail } from './schema.ts';
import { addVendCounts, insertActivity, type NewActivity } from './store.ts';

/** Number of tokens handed out within a minute. `minute` counts from 1970. */
type Vends = { minute: number; integrationId: string; count: number };

declare global {
  var latchkeyActivity: WriteBehind<NewActivity> | undefined;
  var latchkeyVendCounts: WriteBehind<Vends> | undefined;
}

/** How many rows may wait to be written, which is about a busy minute's worth. More are dropped and counted. */
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

/**
 * Makes a text storable. PostgreSQL rejects NUL and unpaired surrogates, and one such row would make its whole batch
 * fail.
 */
const toStorableText = (text: string, length: number) => text.slice(0, length).replaceAll('\0', '').toWellFormed();

const withoutQuery = (path: string) => path.split(/[?#]/, 1)[0] ?? '';

function factsOf({ path, ...facts }: ActivityDetail): string {
  const kept = path === undefined ? facts : { ...facts, path: withoutQuery(path) };
  return JSON.stringify(kept, (_name, value: unknown) =>
    typeof value === 'string' ? toStorableText(value, longest.fact) : value,
  );
}

const idOrNull = (id: string | undefined) => (id !== undefined && isGuid(id) ? id : null);

/**
 * Records that something happened. Returns at once and never throws: rows are written within a second, many in one
 * statement, and dropped (with a count in the log) if too many are waiting.
 */
export function recordActivity({ kind, outcome, connectionId, integrationId, summary, detail }: Activity): void {
  queue().add({
    at: new Date(),
    kind,
    outcome,
    connectionId: idOrNull(connectionId),
    integrationId: idOrNull(integrationId),
    summary: toStorableText(summary, longest.summary),
    detail: detail ? factsOf(detail) : '{}',
  });
}

/** How many rows were dropped since the number was last logged. */
export function droppedActivity(): number {
  return queue().dropped;
}

/** Writes all waiting rows. Await this before closing the database. Rows that could not be written keep waiting. */
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

/**
 * Counts a token that was handed out just now. Written within five seconds, and added to the counts of other processes.
 */
export function countVend(integrationId: string): void {
  vendCounts().add({ minute: Math.floor(Date.now() / minuteMilliseconds), integrationId, count: 1 });
}

/** Writes the counts. If that fails, they are kept. */
export function writeVendCounts(): Promise<void> {
  return vendCounts().flush();
}
