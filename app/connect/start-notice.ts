import { log } from '#lib/log';
import type { Notice } from './notice';

/** Why a sign-in could not be started, as the person reads it. */
export function startNotice(error: unknown): Notice {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'foreign_origin') return { kind: 'refused', status: 403 };
  if (code === 'rate_limited' && error instanceof Error && 'retryAfterSeconds' in error)
    return { kind: 'limited', status: 429, seconds: Number(error.retryAfterSeconds) };
  if (code === 'no_secret' || code === 'no_client_id') {
    log().warn({ error }, 'a link leads to an integration that is not set up');
    return { kind: 'notSetUp', status: 503 };
  }
  log().error({ error }, 'a sign-in could not be started');
  return { kind: 'failed', status: 503, seconds: 60 };
}
