import { z } from 'zod';
import { retryAfterMilliseconds } from '#lib/retry-after';
import { findAadsts, mainCode } from './aadsts.ts';
import { HttpFailure } from './http.ts';

/** The fields of Microsoft's error response (microsoft identity platform, "error response" of the token endpoint). */
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
 * What a failure affects for good: `grant`, the grant itself; `resource`, the requested resource (and the grant, if
 * that is the primary one); `integration`, the app's credential; `tenant`, the app in that tenant; `configuration`, the
 * request; `passing`, nothing.
 */
export type Closes = 'grant' | 'resource' | 'integration' | 'tenant' | 'configuration' | 'passing';

/** Microsoft refused a call or could not be reached. `facts` holds the details, `closes` what they mean. */
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
// Without a code about a tenant, `unauthorized_client` concerns the app, so no connection is closed.
const integrationErrors = new Set(['invalid_client', 'unauthorized_client', 'assertion_unreadable']);
const configurationErrors = new Set(['invalid_scope', 'invalid_resource', 'invalid_request', 'unsupported_grant_type']);

/** Classifies by `error` and code, never by the description's words (microsoft identity platform, error codes). */
export function classify({ oauthError = '', aadsts = 0, status = 0 }: MicrosoftFacts): Closes {
  if (status === 429 || status >= 500) return 'passing';
  const known = findAadsts(aadsts);
  // This comes first, because 50196 arrives as invalid_grant but ends no grant.
  if (known?.transient) return 'passing';
  // The code takes precedence over the error: 650057 arrives as invalid_client, but the credential is not its cause.
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

/** Reads the refusal in an unsuccessful token response. */
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

/** The AADSTS code in a description. A redirect carries it nowhere else. */
function readAadsts(description: string | null | undefined): number | undefined {
  const code = described.exec(description ?? '')?.[1];
  return code ? Number(code) : undefined;
}

/** Anybody can invent a redirect's query, so only texts in the form of an error code are kept. */
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

/** Converts a failed call to Microsoft into a MicrosoftError. Other errors are thrown again. */
export function asMicrosoftError(error: unknown): MicrosoftError {
  if (error instanceof MicrosoftError) return error;
  if (error instanceof HttpFailure) return new MicrosoftError({ oauthError: error.code }, { cause: error });
  throw error;
}

/** Converts a failed call into an unsuccessful answer. Other errors are thrown again. */
export const asRefusal = (error: unknown) => ({ cache: undefined, refusal: asMicrosoftError(error) });
