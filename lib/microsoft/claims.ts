import { z } from 'zod';

/**
 * What is declared in every request for a token: claims challenges are handled here, so that a resource may refuse a
 * token before its end ("client capabilities", Microsoft identity platform).
 */
export const clientCapabilities = ['CP1'];

const object = z.record(z.string(), z.unknown());

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return object.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** In characters: they travel in the address of a sign-in. */
const longestClaims = 5_000;

/** Whether a text is a claims request (OpenID Connect Core 5.5) that can be carried to the next sign-in. */
export function isClaims(claims: string | undefined): claims is string {
  return claims !== undefined && claims !== '' && claims.length <= longestClaims && parse(claims) !== undefined;
}

/** The `claims` parameter of a token request: what a resource demanded, if anything, and the client's capabilities. */
export function claimsParameter(demanded: string | undefined): string {
  const { access_token, ...rest } = (demanded && parse(demanded)) || {};
  const asked = object.safeParse(access_token).data;
  return JSON.stringify({ ...rest, access_token: { ...asked, xms_cc: { values: clientCapabilities } } });
}

/** A challenge's parameters, `name=token` or `name="quoted"`; a word without a value begins the next challenge. */
const part = /([!#$%&'*+.^_`|~\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+)))?/g;

function challengesIn(header: string): Map<string, string>[] {
  const challenges: Map<string, string>[] = [];
  for (const [, name = '', quoted, token] of header.matchAll(part)) {
    const value = quoted?.replaceAll(/\\(.)/g, '$1') ?? token;
    if (value === undefined) challenges.push(new Map());
    else challenges.at(-1)?.set(name.toLowerCase(), value);
  }
  return challenges;
}

/**
 * The claims that a resource demands in its `WWW-Authenticate` header (RFC 9110 section 11.6.1; "claims challenges",
 * Microsoft identity platform), decoded; undefined for every other refusal.
 */
export function readClaimsChallenge(header: string | string[] | undefined): string | undefined {
  for (const challenge of challengesIn([header ?? []].flat().join(', '))) {
    if (challenge.get('error') !== 'insufficient_claims') continue;
    // Node's base64url reads the other alphabet too, with or without padding.
    const claims = Buffer.from(challenge.get('claims') ?? '', 'base64url').toString();
    if (isClaims(claims)) return claims;
  }
  return undefined;
}
