export const outcomes = ['refreshed', 'failed', 'closed'] as const;
type Outcome = (typeof outcomes)[number];

type Sum = Record<Outcome, number>;
export type RefreshDay = { day: Date } & Sum;

const dayMilliseconds = 86_400_000;

export type RefreshCounted = { day: Date; integrationId: string; outcome: string; count: number };

/** All counts together, by outcome. */
export function sumOfAll(rows: readonly RefreshCounted[]): Sum {
  const of = (outcome: Outcome) => rows.reduce((sum, row) => (row.outcome === outcome ? sum + row.count : sum), 0);
  return { refreshed: of('refreshed'), failed: of('failed'), closed: of('closed') };
}

/** One entry for each of the last days up to today (UTC), including days without a refresh. */
export function fillDays(rows: readonly RefreshCounted[], days: number, now = new Date()): RefreshDay[] {
  const today = Math.floor(now.getTime() / dayMilliseconds) * dayMilliseconds;
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(today - (days - 1 - index) * dayMilliseconds);
    return { day, ...sumOfAll(rows.filter((row) => row.day.getTime() === day.getTime())) };
  });
}

/** The sums of each integration, the largest share of failures first. */
export function rowsByIntegration(rows: readonly RefreshCounted[]): ({ integrationId: string } & Sum)[] {
  const sums = [...Map.groupBy(rows, ({ integrationId }) => integrationId)].map(([integrationId, of]) => ({
    integrationId,
    ...sumOfAll(of),
  }));
  return sums.sort((a, b) => failedShare(b) - failedShare(a));
}

export function totalOf({ refreshed, failed, closed }: Sum): number {
  return refreshed + failed + closed;
}

/** The part of all refreshes that brought no token, from 0 to 1. */
export function failedShare(sum: Sum): number {
  const total = totalOf(sum);
  return total === 0 ? 0 : (sum.failed + sum.closed) / total;
}

const enoughForRate = 20;

/** How many refreshes brought no token: a rate of many, and the numbers themselves of a few. */
export function failedTitle(sum: Sum): string {
  const [failed, total] = [sum.failed + sum.closed, totalOf(sum)];
  if (failed === 0) return 'No refresh failed';
  if (total >= enoughForRate) return `${percentText(failedShare(sum))} of refreshes failed`;
  return `${failed} of ${total} ${total === 1 ? 'refresh' : 'refreshes'} failed`;
}

/** A share in percent, precise enough that a few among thousands are not rounded to none. */
export function percentText(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.01) return 'under 0.01 %';
  return `${percent.toLocaleString('en', { maximumSignificantDigits: percent < 1 ? 1 : 2 })} %`;
}
