import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { z } from 'zod';
import { isDatabaseAway } from '#lib/db';
import { log, loggablePath } from '#lib/log';
import { UnknownKeyError, unknownKeyRetrySeconds } from '#lib/vault';

type Path = (string | number)[];
type Detail = { code: string; message: string; path: Path };

/** A refusal or failure, answered in Nango's shape: `{error: {code, message, errors?, payload?}}`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly errors: Detail[] | undefined;
  readonly payload: Record<string, unknown> | undefined;
  readonly retryAfterSeconds: number | undefined;
  constructor(
    status: ContentfulStatusCode,
    code: string,
    more: {
      message: string;
      errors?: Detail[];
      payload?: Record<string, unknown>;
      retryAfterSeconds?: number | undefined;
      cause?: unknown;
    },
  ) {
    super(more.message, { cause: more.cause });
    this.status = status;
    this.code = code;
    this.errors = more.errors;
    this.payload = more.payload;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** Translates the path of a field from our names into those the caller sent. */
export type Spelling = (path: Path) => Path;

/** A translation that replaces the first part of a path. `names` maps our name to the caller's. */
export function spelling(names: Readonly<Record<string, Path>>): Spelling {
  const known = new Map(Object.entries(names));
  return ([first = '', ...rest]) => [...(known.get(String(first)) ?? [first]), ...rest].filter((part) => part !== '');
}

/** The refusal of input that a schema did not accept, field by field, in the caller's names. */
export function invalid(
  code: 'invalid_body' | 'invalid_query_params' | 'invalid_uri_params',
  error: z.ZodError,
  spell: Spelling = (path) => path,
): ApiError {
  const errors = error.issues.map((issue) => ({
    code: issue.code,
    message: issue.message,
    path: spell(issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))),
  }));
  const first = errors[0];
  const where = first && first.path.length > 0 ? `${first.path.join('.')}: ` : '';
  return new ApiError(400, code, {
    message: `${where}${first?.message ?? 'The request does not fit.'}`,
    errors,
    cause: error,
  });
}

/** A 503 for an error that passes by itself, such as a database that is away; undefined for any other error. */
export function unavailable(error: unknown): ApiError | undefined {
  if (isDatabaseAway(error)) {
    const message = 'The database cannot be reached right now.';
    return new ApiError(503, 'service_unavailable', { message, retryAfterSeconds: 1, cause: error });
  }
  if (!(error instanceof UnknownKeyError)) return undefined;
  const { message } = error;
  return new ApiError(503, 'service_unavailable', {
    message,
    retryAfterSeconds: unknownKeyRetrySeconds,
    cause: error,
  });
}

/** Turns whatever a handler threw into an answer; an unexpected error is logged, and its text is not sent. */
export function answerError(thrown: Error, context: Context): Response {
  const error = unavailable(thrown) ?? thrown;
  if (error instanceof ApiError) {
    const { code, message, errors, payload, status, retryAfterSeconds } = error;
    if (retryAfterSeconds !== undefined) context.header('Retry-After', String(retryAfterSeconds));
    return context.json({ error: { code, message, ...(errors && { errors }), ...(payload && { payload }) } }, status);
  }
  log().error({ error, path: loggablePath(context.req.path) }, 'an API request failed');
  const message = 'Something failed on our side; the log of this server says what.';
  return context.json({ error: { code: 'server_error', message } }, 500);
}
