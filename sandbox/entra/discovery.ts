import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { clouds } from '../clouds.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { issuerTenant, onlyForTenants, requireAuthority } from './authority.ts';
import { EntraError, errorBody } from './errors.ts';
import type { OIDC_SCOPES } from './permissions.ts';

/** OpenID Connect Discovery 1.0 and the key set, per tenant segment. */
export function discoveryRoutes(sandbox: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.get('/:tenant/v2.0/.well-known/openid-configuration', (context) =>
    answer(sandbox, () => metadata(sandbox, context.req.param('tenant'))),
  );
  app.get('/:tenant/discovery/v2.0/keys', (context) =>
    answer(sandbox, () => {
      const issuer = `${sandbox.url}/${issuerTenant(requireKnown(sandbox, context.req.param('tenant')))}/v2.0`;
      return { keys: [{ ...sandbox.keys.publicKey, issuer }] };
    }),
  );
  return app;
}

function answer(sandbox: Sandbox, read: () => object): Response {
  const headers = { 'access-control-allow-origin': '*' };
  try {
    return Response.json(read(), { headers: { ...headers, 'cache-control': 'max-age=86400, private' } });
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    const body = errorBody(error.fault, { url: sandbox.url, correlationId: randomUUID() });
    return Response.json(body, { status: 400, headers });
  }
}

function requireKnown(sandbox: Sandbox, segment: string) {
  const authority = requireAuthority(segment, sandbox);
  if (authority.kind === 'consumers' && sandbox.cloud !== 'global') throw onlyForTenants();
  return authority;
}

function metadata(sandbox: Sandbox, segment: string) {
  const { url, cloud } = sandbox;
  const authority = requireKnown(sandbox, segment);
  const base = `${url}/${authority.segment}`;
  const graphHost = `${new URL(url).host}${new URL(url).pathname.replace(/\/$/, '')}/graph`;
  return {
    issuer: `${url}/${issuerTenant(authority)}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256', 'plain'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'] satisfies (typeof OIDC_SCOPES)[number][],
    claims_supported: CLAIMS,
    request_uri_parameter_supported: false,
    tenant_region_scope: null,
    cloud_instance_name: cloud === 'global' ? 'localhost' : new URL(clouds[cloud].login).host,
    cloud_graph_host_name: graphHost,
    msgraph_host: graphHost,
  };
}

const CLAIMS = 'sub iss aud exp iat name oid tid ver nonce email preferred_username login_hint'.split(' ');
