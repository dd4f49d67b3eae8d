import { z } from 'zod';
import { EntraError } from './errors.ts';

/** What a `claims` parameter asks for (OpenID Connect Core 5.5). */
export interface ClaimsRequest {
  /** Ids of access policies (Entra's `polids`). */
  policies: string[];
  /** What the app can do: `CP1` handles claims challenges (`xms_cc`). */
  capabilities: string[];
}

const values = z.looseObject({ values: z.array(z.string()) }).transform((one) => one.values);
const claimsRequest = z.looseObject({
  access_token: z.looseObject({ polids: values.optional(), xms_cc: values.optional() }).optional(),
});

/** Reads a `claims` parameter; throws Entra's refusal when it is not one. */
export function readClaimsRequest(text: string | null): ClaimsRequest {
  if (!text) return { policies: [], capabilities: [] };
  const claims = claimsRequest.safeParse(parseJson(text));
  if (!claims.success)
    throw new EntraError({
      error: 'invalid_request',
      number: 9002313,
      text: 'Invalid request. Request is malformed or invalid.',
    });
  const { polids: policies = [], xms_cc: capabilities = [] } = claims.data.access_token ?? {};
  return { policies, capabilities };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How a resource refuses a token until another one is got with the claims ("claims challenge"). */
export function challengeHeader(url: string, claims: string): string {
  const encoded = Buffer.from(claims).toString('base64url');
  return `Bearer realm="", authorization_uri="${url}/common/oauth2/v2.0/authorize", error="insufficient_claims", claims="${encoded}"`;
}
