/** Seconds from one try to the next: eight tries within 28 hours. */
const waits = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000] as const;

/** The longest that a receiver's `Retry-After` is followed. */
const longestWait = 86_400;

/**
 * Seconds until the next try after so many, up to a tenth more so that what failed together is not tried together, and
 * not before the receiver asks for; undefined when it was the last.
 */
export function nextTrySeconds(tries: number, retryAfterSeconds = 0): number | undefined {
  const wait = waits[tries - 1];
  if (wait === undefined) return undefined;
  return Math.max(wait * (1 + Math.random() / 10), Math.min(retryAfterSeconds, longestWait));
}

/** Days without any success after which an endpoint is switched off. */
export const failingDays = 5;

/** Minutes without any success after which operators are told: the third try has failed, and the next is far. */
export const noticedMinutes = 5;
