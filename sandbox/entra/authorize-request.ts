import { z } from 'zod';
import type { App } from '../state.ts';
import type { Authority } from './authority.ts';
import { checkAccountTypes } from './authority.ts';
import { readClaimsRequest } from './claims-request.ts';
import { EntraError, missingParameter } from './errors.ts';
import type { Place } from './scopes.ts';
import { checkScopesUnder, parseScopes } from './scopes.ts';

const responseModes = z.enum(['query', 'fragment', 'form_post']);
const prompts = z.enum(['none', 'login', 'consent', 'select_account']);

/** A checked authorization request, passed on between the sign-in pages in sealed form. */
export const authorizeRequest = z.object({
  segment: z.string(),
  clientId: z.string(),
  redirectUri: z.string(),
  scope: z.string(),
  responseMode: responseModes,
  clientInfo: z.boolean(),
  state: z.string().optional(),
  nonce: z.string().optional(),
  prompt: prompts.optional(),
  loginHint: z.string().optional(),
  codeChallenge: z.string().optional(),
  codeChallengeMethod: z.enum(['S256', 'plain']).optional(),
  /** Ids of access policies that the app's `claims` name. */
  claimed: z.array(z.string()),
  /** Ids of access policies whose step the person has completed or postponed. */
  passed: z.array(z.string()),
  /** Ids of access policies that the person has satisfied. */
  satisfied: z.array(z.string()),
});

export type AuthorizeRequest = z.infer<typeof authorizeRequest>;

/** Where to send the answer, once it is known that the address belongs to the app. */
export interface ReturnAddress {
  redirectUri: string;
  responseMode: AuthorizeRequest['responseMode'];
  state?: string | undefined;
}

/** Compares the redirect URI exactly, including port and case. What it throws is shown on a page of Microsoft's. */
export function requireReturnAddress(app: App, params: URLSearchParams): ReturnAddress {
  const redirectUri = params.get('redirect_uri');
  if (app.redirectUris.length === 0) {
    throw new EntraError({
      error: 'invalid_client',
      number: 500113,
      text: 'No reply address is registered for the application.',
    });
  }
  if (!redirectUri) {
    throw new EntraError({
      error: 'invalid_request',
      number: 900971,
      text: 'No reply address provided.',
    });
  }
  if (!app.redirectUris.includes(redirectUri)) {
    throw new EntraError({
      error: 'invalid_request',
      number: 50011,
      text: `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${app.clientId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to troubleshoot this error.`,
    });
  }
  const responseMode = responseModes.safeParse(params.get('response_mode') ?? 'query').data ?? 'query';
  return { redirectUri, responseMode, state: params.get('state') ?? undefined };
}

/** Checks the rest of the request. What it throws is returned to the app. */
export function readAuthorizeRequest(
  params: URLSearchParams,
  at: { app: App; authority: Authority; address: ReturnAddress; place: Place },
): AuthorizeRequest {
  const { app, authority, address, place } = at;
  checkAccountTypes(app, authority);
  checkResponse(params);
  const scope = params.get('scope') ?? '';
  const scopes = parseScopes(scope, app, place);
  if (scopes.length === 0) throw missingParameter('scope');
  checkScopesUnder(authority, scopes);
  return {
    ...address,
    segment: authority.segment,
    clientId: app.clientId,
    scope,
    clientInfo: params.get('client_info') === '1',
    nonce: params.get('nonce') ?? undefined,
    prompt: readPrompt(params.get('prompt')),
    loginHint: params.get('login_hint') || undefined,
    claimed: readClaimsRequest(params.get('claims')).policies,
    passed: [],
    satisfied: [],
    ...readChallenge(params),
  };
}

function checkResponse(params: URLSearchParams): void {
  const responseType = params.get('response_type');
  if (!responseType) throw missingParameter('response_type');
  if (responseType !== 'code') {
    throw new EntraError({
      error: 'unsupported_response_type',
      number: 700054,
      text: `response_type '${responseType}' is not enabled for the application.`,
    });
  }
  const responseMode = params.get('response_mode');
  if (responseMode && !responseModes.safeParse(responseMode).success) {
    throw new EntraError({
      error: 'invalid_request',
      number: 70007,
      text: `'${responseMode}' is not a supported value for 'response_mode' when requesting a token.`,
    });
  }
}

function readPrompt(value: string | null): AuthorizeRequest['prompt'] {
  if (!value) return undefined;
  const prompt = prompts.safeParse(value);
  if (prompt.success) return prompt.data;
  throw new EntraError({
    error: 'invalid_request',
    number: 90023,
    text: `Unsupported 'prompt' value '${value}'.`,
  });
}

/** RFC 7636 section 4.3: 43 to 128 characters; `plain` when no method is named. */
function readChallenge(params: URLSearchParams): Pick<AuthorizeRequest, 'codeChallenge' | 'codeChallengeMethod'> {
  const codeChallenge = params.get('code_challenge');
  const method = params.get('code_challenge_method') ?? 'plain';
  if (!codeChallenge) return {};
  if (!/^[\w.~-]{43,128}$/.test(codeChallenge) || (method !== 'S256' && method !== 'plain')) {
    throw new EntraError({
      error: 'invalid_request',
      number: 50147,
      text: `The size of the Code_Challenge parameter is not valid, or its method '${method}' is not supported.`,
    });
  }
  return { codeChallenge, codeChallengeMethod: method };
}
