import { retryAfterMilliseconds } from '#lib/retry-after';

const idempotent = ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'];
const firstMilliseconds = 500;
const longestBackOff = 30_000;
/** Callers do better with the answer and its `Retry-After` than with a connection that is silent for longer. */
const longestWait = 60_000;

/** One attempt's end; `status` is absent when there was no answer. */
export type Attempt = {
  method: string;
  path: string;
  status: number | undefined;
  retryAfter: string | string[] | undefined;
  /** Retries made so far. */
  made: number;
};

function isWorthRetrying({ method, path, status }: Attempt, retryOn: number[]): boolean {
  // Its parts succeed and fail one by one: sending all again would do some twice.
  if (/\/\$batch(\?|$)/i.test(path)) return false;
  if (status !== undefined && retryOn.includes(status)) return true;
  if (!idempotent.includes(method)) return false;
  return status === undefined || status === 429 || status >= 500;
}

/** Milliseconds to wait before the next attempt; undefined when there is to be none. */
export function retryDelay(attempt: Attempt, { retries, retryOn }: { retries: number; retryOn: number[] }) {
  if (attempt.made >= retries || !isWorthRetrying(attempt, retryOn)) return undefined;
  const asked = retryAfterMilliseconds(attempt.retryAfter);
  if (asked !== undefined) return asked > longestWait ? undefined : asked + Math.random() * 250;
  return Math.min(firstMilliseconds * 2 ** attempt.made, longestBackOff) * (0.5 + Math.random() / 2);
}
