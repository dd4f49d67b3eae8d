import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import type { App } from '../state.ts';
import type { AssertionClaims } from './client-assertions.ts';
import type { FederatedCredential } from './credential-shapes.ts';
import { EntraError } from './errors.ts';

const WAIT_MS = 5000;
const DOCUMENTATION = 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation';

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** Throws unless issuer, audience and subject are registered together, to the letter, and the issuer signed it. */
export async function checkFederated(app: App, of: { assertion: string; claims: AssertionClaims }): Promise<void> {
  const { claims, assertion } = of;
  const byIssuer = app.federated.filter((one) => one.issuer === claims.iss);
  if (byIssuer.length === 0) throw noMatch(700211, { part: 'issuer', value: claims.iss });
  const byAudience = byIssuer.filter((one) => claims.aud.includes(one.audience));
  if (byAudience.length === 0) throw noMatch(700212, { part: 'audience', value: claims.aud.join(' ') });
  if (!byAudience.some((one) => one.subject === claims.sub)) throw otherSubject(byAudience, claims.sub);
  await checkIssuer(assertion, claims);
}

function otherSubject(candidates: FederatedCredential[], subject: string): EntraError {
  const differsInCase = candidates.some((one) => one.subject.toLowerCase() === subject.toLowerCase());
  if (!differsInCase) return noMatch(700213, { part: 'subject', value: subject });
  const note = ' The subject matches with case-insensitive comparison, but not with case-sensitive comparison.';
  return noMatch(7002138, { part: 'subject', value: subject }, note);
}

async function checkIssuer(assertion: string, { iss }: AssertionClaims): Promise<void> {
  const keys = await readKeys(iss);
  try {
    // Times were judged before, with more patience.
    await jwtVerify(assertion, keys, { issuer: iss, clockTolerance: 600 });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_JWKS_TIMEOUT') throw unreachable(iss);
    throw new EntraError({
      error: 'invalid_client',
      number: 700027,
      text: `Client assertion failed signature validation. [Reason - The key was not found or the signature does not match, Issuer of the assertion: '${iss}'.]`,
    });
  }
}

async function readKeys(issuer: string) {
  try {
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(WAIT_MS) });
    const document = discovery.parse(await response.json());
    return createRemoteJWKSet(new URL(document.jwks_uri), { timeoutDuration: WAIT_MS });
  } catch {
    throw unreachable(issuer);
  }
}

function unreachable(issuer: string): EntraError {
  return new EntraError({
    error: 'invalid_request',
    number: 90061,
    text: `Request to External OIDC endpoint failed. The keys of '${issuer}' cannot be read.`,
  });
}

function noMatch(number: number, { part, value }: { part: string; value: string }, note = ''): EntraError {
  return new EntraError({
    error: 'invalid_client',
    number,
    text: `No matching federated identity record found for presented assertion ${part} '${value}'.${note} Check your federated identity credential Subject, Audience and Issuer against the presented assertion. ${DOCUMENTATION}`,
  });
}
