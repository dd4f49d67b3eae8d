import type { ConnectionError } from '#lib/connections/errors';
import { log, loggablePath } from '#lib/log';
import { ApiError, unavailable } from '../errors.ts';
import { failureShape } from '../health.ts';

/** The refusals of calls for which nothing is sent, by what was not found behind a key that exists. */
export const notFound = {
  scope_missing: () =>
    new ApiError(403, 'forbidden', { message: 'Insufficient scope: this API key may not use the proxy.' }),
  integration_unknown: () =>
    new ApiError(404, 'unknown_provider_config', { message: 'No integration has this Provider-Config-Key.' }),
  connection_unknown: () =>
    new ApiError(400, 'server_error', {
      message: 'Failed to get connection: there is no such connection in this integration.',
    }),
} as const;

/** The refusal of a call whose connection has no token at the moment. */
export function noCredentials(cause: ConnectionError): ApiError {
  const { code, message, failure, retryAfterSeconds } = cause;
  return new ApiError(424, code === 'token_unavailable' ? 'connection_refresh_backoff' : 'server_error', {
    message: `Failed to get connection credentials: '${message}'`,
    payload: { reason: { status: code, ...failureShape(failure) } },
    retryAfterSeconds,
    cause,
  });
}

const timeouts = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];

/** The answer to the caller when there was none from Microsoft. */
export function noAnswer(cause: unknown, origin: string): ApiError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return timeouts.includes(code)
    ? new ApiError(504, 'upstream_timeout', { message: `${origin} did not answer in time.`, cause })
    : new ApiError(502, 'upstream_unreachable', { message: `${origin} could not be reached, or broke off.`, cause });
}

/** An error as an answer in Nango's format. Unexpected errors are logged, and their text is not sent. */
export function refusalOf(
  error: unknown,
  url: string,
): { status: number; headers: Record<string, string>; body: string } {
  const { status, code, message, errors, payload, retryAfterSeconds } = asApiError(error, url);
  const body = JSON.stringify({ error: { code, message, ...(errors && { errors }), ...(payload && { payload }) } });
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
  };
  return { status, headers, body };
}

function asApiError(error: unknown, url: string): ApiError {
  if (error instanceof ApiError) return error;
  const passing = unavailable(error);
  if (passing) return passing;
  log().error({ error, path: loggablePath(url) }, 'a proxied call failed');
  return new ApiError(500, 'server_error', {
    message: 'Something failed on our side; the log of this server says what.',
    cause: error,
  });
}
