import { isDatabaseAway } from '#lib/db';
import { log } from '#lib/log';
import type { Activity, ActivityDetail } from './schema.ts';
import { insertActivity, type NewActivity } from './store.ts';

type Queue = { rows: NewActivity[]; dropped: number; timer: NodeJS.Timeout | undefined };

declare global {
  var latchkeyActivity: Queue | undefined;
}

/** Rows that may wait: about what a busy minute brings. More than that is dropped, and counted. */
const capacity = 20_000;
const rowsAtOnce = 1_000;
const batchMilliseconds = 1_000;
const longest = { summary: 300, fact: 1_000 };

function queue(): Queue {
  globalThis.latchkeyActivity ??= { rows: [], dropped: 0, timer: undefined };
  return globalThis.latchkeyActivity;
}

/** Text that PostgreSQL takes: it refuses NUL and lone surrogates, and one such row would fail its whole batch. */
const tame = (text: string, length: number) => text.slice(0, length).replaceAll('\0', '').toWellFormed();

const withoutQuery = (path: string) => path.split(/[?#]/, 1)[0] ?? '';

function factsOf({ path, ...facts }: ActivityDetail): string {
  const told = path === undefined ? facts : { ...facts, path: withoutQuery(path) };
  return JSON.stringify(told, (_name, value: unknown) =>
    typeof value === 'string' ? tame(value, longest.fact) : value,
  );
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const idOrNull = (id: string | undefined) => (id !== undefined && uuid.test(id) ? id : null);

function schedule(pending: Queue): void {
  if (pending.timer) return;
  pending.timer = setTimeout(() => {
    writeActivity().catch((error) => log().warn({ error }, 'activity could not be written'));
  }, batchMilliseconds);
  pending.timer.unref();
}

/**
 * Notes that something happened. It returns at once and never throws: rows are written within a second, many in one
 * statement, and dropped (with a count in the log) when more wait than may.
 */
export function recordActivity({ kind, outcome, connectionId, integrationId, summary, detail }: Activity): void {
  const pending = queue();
  if (pending.rows.length >= capacity) {
    pending.dropped += 1;
    return;
  }
  pending.rows.push({
    at: new Date(),
    kind,
    outcome,
    connectionId: idOrNull(connectionId),
    integrationId: idOrNull(integrationId),
    summary: tame(summary, longest.summary),
    detail: detail ? factsOf(detail) : '{}',
  });
  schedule(pending);
}

/** How many rows were dropped since the count was last logged. */
export function droppedActivity(): number {
  return queue().dropped;
}

/** Writes what waits; to be awaited before the database closes. What a database that is away did not take waits on. */
export async function writeActivity(): Promise<void> {
  const pending = queue();
  clearTimeout(pending.timer);
  pending.timer = undefined;
  while (pending.rows.length > 0) {
    const rows = pending.rows.splice(0, rowsAtOnce);
    try {
      await insertActivity(rows);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      const kept = rows.slice(0, Math.max(0, capacity - pending.rows.length));
      pending.dropped += rows.length - kept.length;
      pending.rows.unshift(...kept);
      schedule(pending);
      return;
    }
  }
  if (pending.dropped === 0) return;
  log().warn({ dropped: pending.dropped }, 'activity came faster than it could be written; some rows are missing');
  pending.dropped = 0;
}
