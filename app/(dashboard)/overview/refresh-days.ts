export const outcomes = ['refreshed', 'failed', 'closed'] as const;
export type Outcome = (typeof outcomes)[number];

export type RefreshDay = { day: Date } & Record<Outcome, number>;

const dayMilliseconds = 86_400_000;

type Counted = { day: Date; outcome: string; count: number };

/** One entry for each of the last days up to today (UTC), including days without a refresh. */
export function fillDays(rows: readonly Counted[], days: number, now = new Date()): RefreshDay[] {
  const today = Math.floor(now.getTime() / dayMilliseconds) * dayMilliseconds;
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(today - (days - 1 - index) * dayMilliseconds);
    const ofDay = rows.filter((row) => row.day.getTime() === day.getTime());
    const count = (outcome: Outcome) => ofDay.find((row) => row.outcome === outcome)?.count ?? 0;
    return { day, refreshed: count('refreshed'), failed: count('failed'), closed: count('closed') };
  });
}

export function totalOf({ refreshed, failed, closed }: Record<Outcome, number>): number {
  return refreshed + failed + closed;
}

export function sumOf(days: readonly RefreshDay[], outcome: Outcome): number {
  return days.reduce((sum, day) => sum + day[outcome], 0);
}
