import { createHash, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import type { CloudName } from '../clouds.ts';
import { clouds, pathOf } from '../clouds.ts';
import type { Bench, Registered } from './bench.ts';
import { pkce, REDIRECT_URI, refusal, tokens } from './bench.ts';
import type { TestCertificate } from './certificate.ts';

const secret = z.object({ client_secret: z.string(), secret_id: z.string(), hint: z.string() });
const minted = z.object({ assertion: z.string(), issuer: z.string() });
const withId = z.looseObject({ id: z.string() });
const appToken = z.object({ access_token: z.string(), expires_in: z.number() });

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
export const CONTOSO_TID = '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01';

async function post<T>(bench: Bench, path: string, ask: { body: unknown; answer: z.ZodType<T> }): Promise<T> {
  const response = await bench.control('POST', path, ask.body);
  if (!response.ok) throw new Error(`POST ${path}: ${await response.text()}`);
  return ask.answer.parse(await response.json());
}

/** Adds a client secret: `{ name, value, expires_in_days }`. */
export function addSecret(bench: Bench, app: Registered, body: Record<string, unknown> = {}) {
  return post(bench, `/apps/${app.client_id}/secrets`, { body, answer: secret });
}

export function addCertificate(bench: Bench, app: Registered, certificate: string) {
  return post(bench, `/apps/${app.client_id}/certificates`, { body: { certificate }, answer: withId });
}

/** Trusts an issuer's assertions: `{ issuer, subject, audience? }`. */
export function addFederated(bench: Bench, app: Registered, body: { issuer: string; subject: string }) {
  return post(bench, `/apps/${app.client_id}/federated`, { body, answer: withId });
}

/** An assertion of an issuer that the sandbox plays: `{ issuer?, subject, audience?, expires_in? }`. */
export function mintAssertion(bench: Bench, body: Record<string, unknown>) {
  return post(bench, '/assertions', { body, answer: minted });
}

/** Grants application permissions in a tenant. */
export function grantRoles(bench: Bench, app: Registered, at: { tenant: string; roles: string[] }) {
  const { tenant, roles } = at;
  return post(bench, `/apps/${app.client_id}/tenants/${tenant}/roles`, { body: { roles }, answer: z.unknown() });
}

/** A tenant has, or has not, a service such as `power-bi`. */
export async function setService(bench: Bench, tenant: string, service: { id: string; present: boolean }) {
  await bench.control('PUT', `/tenants/${tenant}/services/${service.id}`, { present: service.present });
}

interface Assertion {
  app: Registered;
  certificate: TestCertificate;
  alg?: 'PS256' | 'RS256';
  /** Which thumbprint the header names. */
  thumbprint?: 'x5t' | 'x5t#S256';
  claims?: Record<string, unknown>;
  audience: string;
}

/** A client assertion in the same format as MSAL's. */
export function signAssertion({ app, certificate, audience, ...of }: Assertion): Promise<string> {
  const { alg = 'PS256', thumbprint = 'x5t#S256', claims = {} } = of;
  const digest = createHash(thumbprint === 'x5t' ? 'sha1' : 'sha256').update(Buffer.from(certificate.der, 'base64'));
  const now = Math.floor(Date.now() / 1000);
  const usual = { aud: audience, iss: app.client_id, sub: app.client_id, jti: randomUUID(), iat: now, nbf: now };
  return new SignJWT({ ...usual, exp: now + 600, ...claims })
    .setProtectedHeader({ alg, typ: 'JWT', [thumbprint]: digest.digest('base64url') })
    .sign(certificate.privateKey);
}

/** The client credentials grant in `tenant` (by default Contoso), with the secret unless other parameters are given. */
export function askAsApp(bench: Bench, app: Registered, params: Record<string, string> = {}) {
  const { tenant = CONTOSO_TID, ...more } = params;
  const usual = { grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' };
  return bench.token(app, { ...usual, ...more }, tenant);
}

/** The app's own token for Graph, or another resource. */
export async function tokenAsApp(bench: Bench, app: Registered, params: Record<string, string> = {}) {
  return appToken.parse(await (await askAsApp(bench, app, params)).json()).access_token;
}

/** The AADSTS number of a refusal. */
export async function codeOf(response: Response): Promise<number | undefined> {
  return refusal.safeParse(await response.json()).data?.error_codes[0];
}

/** How a tenant segment is written below the path of a cloud. */
export function under(cloud: CloudName, segment = 'organizations'): string {
  return `${pathOf(cloud)}/${segment}`.replace(/^\//, '');
}

/** Signs in and redeems the code in a cloud, with full scopes. */
export async function connectIn(
  bench: Bench,
  cloud: CloudName,
  who: { app: Registered; username: string; scope?: string },
) {
  const { verifier, challenge } = pkce();
  const scope = who.scope ?? `openid profile offline_access ${clouds[cloud].graph}/User.Read`;
  const params = { scope, code_challenge: challenge, code_challenge_method: 'S256' };
  const picked = await (await bench.authorize(who.app, params, under(cloud))).post({ account: who.username });
  const last = picked.returned ? picked : await picked.post({ decision: 'accept' });
  const code = last.requireReturn().get('code') ?? '';
  const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI, code_verifier: verifier };
  return tokens.parse(await (await bench.token(who.app, form, under(cloud))).json());
}
