import { z } from 'zod';
import { type CloudId, cloudTraits, isSandbox, realCloud } from '#lib/clouds';
import { env } from '#lib/env';
import { guidPattern, isGuid } from '#lib/guid';
import type { Unreachable } from '#lib/outgoing';
import { HttpFailure, parseJson, request } from './http.ts';

/** Where a cloud's servers are. */
export type Cloud = {
  id: CloudId;
  loginUrl: string;
  /** Root of Microsoft Graph, without a version. */
  graphUrl: string;
  /** The resource identifier in Graph's tokens and scopes. The sandbox uses that of the cloud it imitates. */
  graphResource: string;
  /** Whether resources may be plain http, which only the sandbox's are. */
  allowsHttp: boolean;
};

/** The addresses of one authority, as its discovery document names them. */
export type Endpoints = { authorize: string; token: string; issuer: string; jwks: string };

const discovery = z.object({
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  issuer: z.string(),
  jwks_uri: z.url(),
});

/** The cloud exists in the code but not in this installation. */
export class CloudUnavailable extends Error {
  override readonly name = 'CloudUnavailable';
  readonly code = 'cloud_unavailable';
}

/** Looks a cloud up. @throws CloudUnavailable for the sandbox where none is configured. */
export function findCloud(id: CloudId): Cloud {
  const { loginUrl, graphUrl: graphResource } = cloudTraits(id);
  if (!isSandbox(id)) return { id, loginUrl, graphUrl: graphResource, graphResource, allowsHttp: false };
  const { sandboxLoginUrl, sandboxGraphUrl } = env();
  if (!sandboxLoginUrl || !sandboxGraphUrl)
    throw new CloudUnavailable('This installation has no sandbox; set SANDBOX=on or SANDBOX_LOGIN_URL.');
  if (id === 'sandbox') {
    const graphUrl = sandboxGraphUrl.replace(/\/v1\.0$/, '');
    return { id, loginUrl: sandboxLoginUrl, graphUrl, graphResource, allowsHttp: true };
  }
  // The other clouds that the sandbox imitates have the same origin, each below its own path.
  const root = `${sandboxLoginUrl}/clouds/${realCloud(id)}`;
  return { id, loginUrl: root, graphUrl: `${root}/graph`, graphResource, allowsHttp: true };
}

const resources = new Map<string, string[]>();

/** The origins that callers may use for Graph in a cloud. The sandbox also accepts Microsoft's. */
export function graphResources(id: CloudId): string[] {
  const { graphUrl, graphResource } = findCloud(id);
  const known = resources.get(graphUrl);
  if (known) return known;
  const named = [...new Set([graphResource, graphUrl, new URL(graphUrl).origin])];
  resources.set(graphUrl, named);
  return named;
}

const known = new Map<string, { endpoints: Endpoints; until: number }>();
const discoveryMilliseconds = 600_000;

async function discover(url: string): Promise<Endpoints> {
  const answer = await request(`${url}/v2.0/.well-known/openid-configuration`);
  const document = discovery.safeParse(parseJson(answer.text));
  if (answer.status !== 200 || !document.success)
    throw new HttpFailure('unreachable', `${url} has no usable discovery document (HTTP ${answer.status}).`);
  const { authorization_endpoint: authorize, token_endpoint: token, issuer, jwks_uri: jwks } = document.data;
  return { authorize, token, issuer, jwks };
}

/**
 * The endpoints of an authority (a tenant id, a domain, `organizations`, `common`, `consumers`). Microsoft's own
 * follow a documented pattern; a stand-in's come from its discovery documents (OpenID Connect Discovery 1.0).
 */
export async function findEndpoints(cloud: Cloud, authority: string): Promise<Endpoints> {
  const base = `${cloud.loginUrl}/${authority}`;
  if (!isSandbox(cloud.id)) {
    const issuer = `${cloud.loginUrl}/{tenantid}/v2.0`;
    const at = `${base}/oauth2/v2.0`;
    return { authorize: `${at}/authorize`, token: `${at}/token`, issuer, jwks: `${base}/discovery/v2.0/keys` };
  }
  const cached = known.get(base);
  if (cached && cached.until > Date.now()) return cached.endpoints;
  const endpoints = await discover(base);
  known.set(base, { endpoints, until: Date.now() + discoveryMilliseconds });
  return endpoints;
}

const refusal = z.object({ error: z.string() });

/**
 * The id of a tenant given by id or by domain (its discovery document's issuer names it); undefined when Microsoft says
 * that there is no such tenant. @throws HttpFailure when Microsoft did not answer
 */
export async function findTenantId(cloud: Cloud, tenant: string): Promise<string | undefined> {
  return isGuid(tenant) ? tenant.toLowerCase() : lookUpTenant(cloud, tenant);
}

/**
 * As `findTenantId`, but an id is looked up as well: undefined when no tenant has it. @throws HttpFailure when Microsoft
 * did not answer
 */
export async function lookUpTenant(cloud: Cloud, tenant: string): Promise<string | undefined> {
  const url = `${cloud.loginUrl}/${encodeURIComponent(tenant)}/v2.0/.well-known/openid-configuration`;
  const { status, text } = await request(url);
  const body = parseJson(text);
  const document = discovery.safeParse(body);
  if (status === 200 && document.success) return guidPattern.exec(document.data.issuer)?.[0].toLowerCase();
  // A gateway has pages of these statuses too, but does not speak OAuth's JSON.
  if ((status === 400 || status === 404) && refusal.safeParse(body).success) return undefined;
  throw new HttpFailure('unreachable', `${cloud.loginUrl} could not say which tenant ${tenant} is (HTTP ${status}).`);
}

/** A host of Microsoft that does not answer this process. */
export type Barrier = { host: string; message: string; kind: Unreachable['kind'] | 'impostor' | undefined };

/** Microsoft answers with JSON or a 5xx status. Anything else comes from a proxy in between. */
const isMicrosoft = ({ status, text }: { status: number; text: string }) =>
  status >= 500 || parseJson(text) !== undefined;

async function barrierAt(url: string): Promise<Barrier[]> {
  const { host } = new URL(url);
  try {
    const answer = await request(url);
    if (isMicrosoft(answer)) return [];
    const message = `${host} answered, but not as Microsoft does (HTTP ${answer.status}).`;
    return [{ host, message, kind: 'impostor' }];
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    return [{ host, message: error.message, kind: error.why }];
  }
}

/** Calls a cloud's sign-in and Graph without a token and lists those that do not answer; `[]` when both do. */
export async function findBarriers(id: CloudId): Promise<Barrier[]> {
  const { loginUrl, graphUrl } = findCloud(id);
  const found = await Promise.all([
    barrierAt(`${loginUrl}/organizations/v2.0/.well-known/openid-configuration`),
    barrierAt(`${graphUrl}/v1.0/me`),
  ]);
  return found.flat();
}
