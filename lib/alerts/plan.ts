import type { AlertItem, Quiet } from './schema.ts';

/** What to do now with the changes that wait for a channel. */
export type Plan =
  | { kind: 'nothing' }
  /** Nothing is sent before this time. Then everything that waits is sent as one message. */
  | { kind: 'wait'; until: Date }
  | { kind: 'send'; items: AlertItem[] };

/** Messages within ten minutes after which further changes are combined into one. */
const singles = 5;
export const windowMilliseconds = 600_000;

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** When the quiet hours in force at `now` end; undefined outside of quiet hours. */
export function quietUntil(quiet: Quiet | null, now: Date): Date | undefined {
  if (!quiet) return undefined;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: quiet.timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const [from, to, at] = [quiet.from, quiet.to, clock.format(now)].map(minutesOf);
  if (from === undefined || to === undefined || at === undefined) return undefined;
  const isQuiet = from < to ? at >= from && at < to : at >= from || at < to;
  if (!isQuiet) return undefined;
  const minutes = (to - at + 1_440) % 1_440;
  const wholeMinute = Math.floor(now.getTime() / 60_000);
  return new Date((wholeMinute + minutes) * 60_000);
}

/**
 * Divides the waiting changes. A problem that ended before it was sent is dropped, and of several states of one problem
 * only the last is sent.
 */
export function settle(waiting: readonly AlertItem[]): { tell: AlertItem[]; drop: AlertItem[] } {
  const open = new Map<string, AlertItem>();
  const dropped = new Set<AlertItem>();
  for (const item of waiting) {
    const before = open.get(item.key);
    if (before) dropped.add(before);
    if (item.change === 'open') open.set(item.key, item);
    else open.delete(item.key);
    if (before && item.change === 'over') dropped.add(item);
  }
  return { tell: waiting.filter((item) => !dropped.has(item)), drop: [...dropped] };
}

/** `recent`: the times of the messages sent within the last ten minutes. */
export function planNext(
  tell: readonly AlertItem[],
  { recent, quiet, now }: { recent: readonly Date[]; quiet: Quiet | null; now: Date },
): Plan {
  const [first] = tell;
  if (!first) return { kind: 'nothing' };
  const until = quietUntil(quiet, now);
  if (until) return { kind: 'wait', until };
  if (recent.length >= singles) {
    const oldest = Math.min(...recent.map((at) => at.getTime()));
    return { kind: 'wait', until: new Date(oldest + windowMilliseconds) };
  }
  return { kind: 'send', items: tell.some(({ isHeld }) => isHeld) ? [...tell] : [first] };
}
