import { compactVerify, createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { z } from 'zod';
import { clouds } from '../clouds.ts';
import type { App } from '../state.ts';
import type { Sandbox } from '../world.ts';
import type { Authority } from './authority.ts';
import { requireAuthority } from './authority.ts';
import { publicKeyOf, thumbprint } from './certificates.ts';
import type { Certificate, FederatedCredential } from './credential-shapes.ts';
import { EntraError, missingParameter } from './errors.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const SKEW_SECONDS = 300;
const ALGORITHMS = ['PS256', 'RS256'];
const ISSUER_WAIT_MS = 5000;
const FEDERATION_DOCUMENTATION = 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation';
const DOCUMENTATION = 'https://learn.microsoft.com/entra/identity-platform/certificate-credentials';

const header = z.object({ alg: z.string(), x5t: z.string().optional(), 'x5t#S256': z.string().optional() });
const claims = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.union([z.string(), z.array(z.string())]).transform((aud) => [aud].flat()),
  exp: z.number(),
  nbf: z.number().optional(),
  jti: z.string().optional(),
});

/** The parts of an issuer's OpenID Connect Discovery document that are used. */
const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

type AssertionClaims = z.output<typeof claims>;

/** RFC 7523 section 2.2: a JWT signed with an uploaded certificate, or one of an issuer that the app trusts. */
export async function checkClientAssertion(
  sandbox: Sandbox,
  from: { app: App; authority: Authority; form: URLSearchParams },
): Promise<void> {
  const { app, authority, form } = from;
  const type = form.get('client_assertion_type');
  if (!type) throw missingParameter('client_assertion_type');
  if (type !== ASSERTION_TYPE) throw refusal(90023, `Unsupported 'client_assertion_type' value '${type}'.`);
  const assertion = form.get('client_assertion') ?? '';
  const token = readAssertion(assertion);
  if (token.claims.iss.startsWith('http')) {
    checkTimes(token.claims);
    return checkFederated(app, { assertion, claims: token.claims });
  }
  if (token.claims.iss.toLowerCase() !== app.clientId || token.claims.sub.toLowerCase() !== app.clientId) {
    throw refusal(
      700021,
      `Client assertion application identifier doesn't match 'client_id' parameter. Review the documentation at ${DOCUMENTATION}.`,
    );
  }
  await checkSignature(sandbox, app, { assertion, header: token.header });
  checkAudience(sandbox, authority, token.claims);
  checkTimes(token.claims);
  if (!token.claims.jti) throw malformed();
}

function readAssertion(assertion: string) {
  try {
    return { header: header.parse(decodeProtectedHeader(assertion)), claims: claims.parse(decodeJwt(assertion)) };
  } catch {
    throw malformed();
  }
}

async function checkSignature(
  sandbox: Sandbox,
  app: App,
  token: { assertion: string; header: z.output<typeof header> },
): Promise<void> {
  const { alg, x5t, 'x5t#S256': x5tS256 } = token.header;
  const used = x5tS256 ?? x5t ?? '';
  const key = app.certificates.find((one) => (x5tS256 ? one.sha256 === x5tS256 : one.sha1 === x5t));
  if (!key) throw badSignature('The key was not found.', app, { used });
  const matches = ALGORITHMS.includes(alg) && (await isSignedBy(token.assertion, key, alg));
  if (!matches) {
    throw badSignature('The provided signature value did not match the expected signature value.', app, { used, key });
  }
  if (key.expiresAt <= sandbox.clock.now()) throw badSignature('The key used is expired.', app, { used, key });
}

async function isSignedBy(assertion: string, key: Certificate, alg: string): Promise<boolean> {
  try {
    await compactVerify(assertion, publicKeyOf(key), { algorithms: [alg] });
    return true;
  } catch {
    return false;
  }
}

/** Accepts the token endpoint or issuer of this authority, under the sandbox's name or that of the imitated host. */
function checkAudience(sandbox: Sandbox, authority: Authority, { aud }: AssertionClaims): void {
  const hosts = [sandbox.url, clouds[sandbox.cloud].login];
  const suits = (one: string) => {
    const path = hosts.filter((host) => one.startsWith(`${host}/`)).map((host) => one.slice(host.length + 1))[0];
    const [, segment] = /^([^/]+)\/(?:oauth2\/v2\.0\/token|v2\.0)$/.exec(path ?? '') ?? [];
    return segment !== undefined && isSame(sandbox, authority, segment);
  };
  if (!aud.some(suits)) {
    throw refusal(
      700023,
      `Client assertion audience claim does not match Realm issuer. Review the documentation at ${DOCUMENTATION}.`,
    );
  }
}

function isSame(sandbox: Sandbox, authority: Authority, segment: string): boolean {
  try {
    return requireAuthority(segment, sandbox).segment === authority.segment;
  } catch {
    return false;
  }
}

/** Compares dates with the machine's clock, which the program that signed the assertion also uses. */
function checkTimes({ exp, nbf = 0 }: AssertionClaims): void {
  const now = Date.now() / 1000;
  if (nbf - SKEW_SECONDS <= now && now < exp + SKEW_SECONDS) return;
  const date = (seconds: number) => new Date(seconds * 1000).toISOString();
  throw refusal(
    700024,
    `Client assertion is not within its valid time range. Current time: ${date(now)}, assertion valid from ${date(nbf)}, expiry time of assertion ${date(exp)}. Review the documentation at ${DOCUMENTATION}.`,
  );
}

/** Throws unless one federated credential has exactly this issuer, audience and subject, and the issuer signed it. */
async function checkFederated(app: App, of: { assertion: string; claims: AssertionClaims }): Promise<void> {
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
    // `checkTimes` has judged the dates, so jose only has to verify the signature.
    await jwtVerify(assertion, keys, { issuer: iss, clockTolerance: 600 });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_JWKS_TIMEOUT') throw unreachable(iss, cause);
    const text = `Client assertion failed signature validation. [Reason - The key was not found or the signature does not match, Issuer of the assertion: '${iss}'.]`;
    throw new EntraError({ error: 'invalid_client', number: 700027, text }, { cause });
  }
}

async function readKeys(issuer: string) {
  try {
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(ISSUER_WAIT_MS) });
    const document = discovery.parse(await response.json());
    return createRemoteJWKSet(new URL(document.jwks_uri), { timeoutDuration: ISSUER_WAIT_MS });
  } catch (cause) {
    throw unreachable(issuer, cause);
  }
}

function unreachable(issuer: string, cause: unknown): EntraError {
  const text = `Request to External OIDC endpoint failed. The keys of '${issuer}' cannot be read.`;
  return new EntraError({ error: 'invalid_request', number: 90061, text }, { cause });
}

function noMatch(number: number, { part, value }: { part: string; value: string }, note = ''): EntraError {
  return new EntraError({
    error: 'invalid_client',
    number,
    text: `No matching federated identity record found for presented assertion ${part} '${value}'.${note} Check your federated identity credential Subject, Audience and Issuer against the presented assertion. ${FEDERATION_DOCUMENTATION}`,
  });
}

function badSignature(reason: string, app: App, at: { used: string; key?: Certificate }): EntraError {
  const date = (time: number) => new Date(time).toISOString().slice(0, 19).replace('T', ' ');
  const found = at.key ? `, Found key 'Start=${date(at.key.startsAt)}, End=${date(at.key.expiresAt)}'` : '';
  return refusal(
    700027,
    `Client assertion failed signature validation. [Reason - ${reason}, Thumbprint of key used by client: '${thumbprint(at.used)}'${found}, Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${app.clientId}'. Review the documentation at ${DOCUMENTATION}.]`,
  );
}

function malformed(): EntraError {
  return refusal(50027, 'JWT token is invalid or malformed.');
}

function refusal(number: number, text: string): EntraError {
  return new EntraError({ error: number === 90023 ? 'invalid_request' : 'invalid_client', number, text });
}
