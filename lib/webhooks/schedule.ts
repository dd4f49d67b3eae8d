/** Seconds between attempts: eight attempts within 28 hours. */
const waits = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000] as const;

/** The longest `Retry-After` of a receiver that is respected. */
const longestWait = 86_400;

/**
 * Seconds until the next attempt, by the number of attempts so far; undefined after the last. Up to a tenth is added at
 * random, so that deliveries that failed together are not repeated together. The receiver's `Retry-After` is respected.
 */
export function nextTrySeconds(tries: number, retryAfterSeconds = 0): number | undefined {
  const wait = waits[tries - 1];
  if (wait === undefined) return undefined;
  return Math.max(wait * (1 + Math.random() / 10), Math.min(retryAfterSeconds, longestWait));
}

/** Days without any success after which an endpoint is disabled. */
export const failingDays = 5;

/**
 * Minutes without any success after which operators are notified. By then the third attempt has failed, and the next is
 * not due soon.
 */
export const noticedMinutes = 5;
