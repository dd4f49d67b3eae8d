import { z } from 'zod';
import { retryAfterMilliseconds } from '#lib/retry-after';
import { findAadsts, mainCode } from './aadsts.ts';
import { HttpFailure } from './http.ts';

/** What Microsoft says when it refuses (microsoft identity platform, "error response" of the token endpoint). */
const errorBody = z.object({
  error: z.string(),
  error_description: z.string().catch(''),
  error_codes: z.array(z.number()).catch([]),
  suberror: z.string().optional().catch(undefined),
  claims: z.string().optional().catch(undefined),
  trace_id: z.string().optional().catch(undefined),
  correlation_id: z.string().optional().catch(undefined),
});

export type MicrosoftFacts = {
  oauthError?: string | undefined;
  aadsts?: number | undefined;
  suberror?: string | undefined;
  claims?: string | undefined;
  traceId?: string | undefined;
  correlationId?: string | undefined;
  status?: number | undefined;
  retryAfterSeconds?: number | undefined;
};

/**
 * What a failure closes: `grant` names the grant itself, `resource` the one resource asked (it closes the grant when
 * that is the primary one), `integration` the app's credential, `tenant` the app in that tenant; `configuration`
 * what was asked; `passing` nothing.
 */
export type Closes = 'grant' | 'resource' | 'integration' | 'tenant' | 'configuration' | 'passing';

/** Microsoft refused, or could not be asked. The facts are kept; what they mean is in `closes`. */
export class MicrosoftError extends Error {
  override readonly name = 'MicrosoftError';
  readonly code = 'microsoft_error';
  readonly closes: Closes;
  readonly facts: MicrosoftFacts;
  constructor(facts: MicrosoftFacts, options?: ErrorOptions) {
    const named = facts.aadsts ? `AADSTS${facts.aadsts}` : (facts.oauthError ?? `HTTP ${facts.status ?? 'none'}`);
    super(`Microsoft refused (${named}).`, options);
    this.facts = facts;
    this.closes = classify(facts);
  }
}

const resourceErrors = new Set([
  'invalid_grant',
  'interaction_required',
  'consent_required',
  'login_required',
  'no_refresh_token',
]);
// Without a code that names a tenant, `unauthorized_client` is the app's: no connection is closed for it.
const integrationErrors = new Set(['invalid_client', 'unauthorized_client', 'assertion_unreadable']);
const configurationErrors = new Set(['invalid_scope', 'invalid_resource', 'invalid_request', 'unsupported_grant_type']);

/** Classifies by `error` and code, never by the description's words (microsoft identity platform, error codes). */
export function classify({ oauthError = '', aadsts = 0, status = 0 }: MicrosoftFacts): Closes {
  if (status === 429 || status >= 500) return 'passing';
  const known = findAadsts(aadsts);
  // First: 50196 arrives as invalid_grant and ends nothing.
  if (known?.transient) return 'passing';
  // The code before the error: 650057 arrives as invalid_client and is no fault of the credential.
  if (known && known.closes !== 'nothing') return known.closes;
  if (resourceErrors.has(oauthError)) return 'resource';
  if (integrationErrors.has(oauthError)) return 'integration';
  return configurationErrors.has(oauthError) ? 'configuration' : 'passing';
}

/** `Retry-After` in seconds, rounded up; at most an hour. */
export function readRetryAfter(value: string | undefined, now = Date.now()): number | undefined {
  const milliseconds = retryAfterMilliseconds(value, now);
  return milliseconds === undefined ? undefined : Math.min(Math.ceil(milliseconds / 1000), 3_600);
}

const described = /AADSTS(\d+)/;

/** Reads a refusal from a token response that is no success. */
export function readRefusal(answer: {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}): MicrosoftError {
  const retryAfterSeconds = readRetryAfter(answer.headers['retry-after']);
  const body = errorBody.safeParse(answer.body);
  if (!body.success)
    return new MicrosoftError({ status: answer.status >= 400 ? answer.status : 502, retryAfterSeconds });
  const { error, error_description, error_codes, suberror, claims, trace_id, correlation_id } = body.data;
  const aadsts = mainCode(error_codes) ?? readAadsts(error_description);
  const facts = { oauthError: error, aadsts, suberror, claims, traceId: trace_id, correlationId: correlation_id };
  return new MicrosoftError({ ...facts, status: answer.status, retryAfterSeconds });
}

/** The AADSTS number in a description: on a redirect it is the only place that carries one. */
function readAadsts(description: string | null | undefined): number | undefined {
  const code = described.exec(description ?? '')?.[1];
  return code ? Number(code) : undefined;
}

/** Anybody can write a redirect's query: what is no name of an error is not kept. */
const errorName = /^[a-z][a-z0-9_]{0,63}$/i;

const redirectIds = { trace: /Trace ID: ([0-9a-f-]{36})/i, correlation: /Correlation ID: ([0-9a-f-]{36})/i };

/** The facts of an error that came back on the redirect (RFC 6749 section 4.1.2.1). */
export function readRedirectRefusal(params: URLSearchParams): MicrosoftFacts {
  const description = params.get('error_description') ?? '';
  return {
    oauthError: errorName.exec(params.get('error') ?? '')?.[0],
    aadsts: readAadsts(description),
    suberror: errorName.exec(params.get('error_subcode') ?? '')?.[0],
    claims: params.get('claims') ?? undefined,
    traceId: redirectIds.trace.exec(description)?.[1],
    correlationId: redirectIds.correlation.exec(description)?.[1],
  };
}

/** Any failure of a call to Microsoft as a MicrosoftError; what is no failure of Microsoft's is passed on. */
export function asMicrosoftError(error: unknown): MicrosoftError {
  if (error instanceof MicrosoftError) return error;
  if (error instanceof HttpFailure) return new MicrosoftError({ oauthError: error.code }, { cause: error });
  throw error;
}

/** A failed call as an answer that brought no grant. What is no failure of Microsoft's is passed on. */
export const asRefusal = (error: unknown) => ({ cache: undefined, refusal: asMicrosoftError(error) });
