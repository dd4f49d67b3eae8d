import { readEventRetention } from '#lib/events/events';
import { countStateChanges } from '#lib/events/state-changes';
import { countConnections } from './connections.ts';

/** How many connections stood how at the end of a day (UTC). */
export type StateDay = { day: Date; healthy: number; attention: number };

type Counts = Pick<StateDay, 'healthy' | 'attention'>;
type Change = { day: Date; type: string; before: string | null; count: number };

const dayMs = 86_400_000;
const dayOf = (time: number) => Math.floor(time / dayMs) * dayMs;

/** The state that an event ends in; null: the connection is gone. */
function stateAfter(type: string): keyof Counts | null {
  if (type === 'connection.deleted') return null;
  return type === 'connection.needs_reauthorization' ? 'attention' : 'healthy';
}

/**
 * The state before an event, where the events before it are known. Otherwise a connection is taken to have been healthy,
 * unless the event says that it recovered.
 */
function stateBefore({ type, before }: Change): keyof Counts | null {
  if (type === 'connection.created') return null;
  if (before !== null) return stateAfter(before);
  return type === 'connection.recovered' || type === 'connection.reauthorized' ? 'attention' : 'healthy';
}

/** Takes a day's changes back. They are in no order: only their sum is a number of connections. */
function undo(counts: Counts, changes: readonly Change[]): Counts {
  const undone = { ...counts };
  for (const change of changes) {
    const [after, before] = [stateAfter(change.type), stateBefore(change)];
    if (after) undone[after] -= change.count;
    if (before) undone[before] += change.count;
  }
  return { healthy: Math.max(0, undone.healthy), attention: Math.max(0, undone.attention) };
}

/** Counts back from today: what is there now, less what the events say came since. */
export function walkBack(
  today: Counts,
  changes: readonly Change[],
  { days, now }: { days: number; now: Date },
): StateDay[] {
  const walked: StateDay[] = [];
  let counts = today;
  for (let back = 0; back < days; back += 1) {
    const day = new Date(dayOf(now.getTime()) - back * dayMs);
    walked.unshift({ day, ...counts });
    counts = undo(
      counts,
      changes.filter((change) => change.day.getTime() === day.getTime()),
    );
  }
  return walked;
}

/**
 * Connections by state at the end of each of the last `days` days, today last. Days of which no events are kept any more
 * are left out; empty where nothing was connected on any day.
 */
export async function listStateDays(days: number, now = new Date()): Promise<StateDay[]> {
  const known = Math.min(days, await readEventRetention());
  const since = new Date(dayOf(now.getTime()) - (known - 1) * dayMs);
  const [{ healthy, needs_reauthorization, corrupt }, changes] = await Promise.all([
    countConnections(),
    countStateChanges(since),
  ]);
  const walked = walkBack({ healthy, attention: needs_reauthorization + corrupt }, changes, { days: known, now });
  const first = walked.findIndex((day) => day.healthy + day.attention > 0);
  return first < 0 ? [] : walked.slice(Math.max(0, first - 1));
}
