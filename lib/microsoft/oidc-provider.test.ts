import { createPublicKey, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { exportJWK } from 'jose';
import Provider, { type ClientMetadata } from 'oidc-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCertificate } from '../integrations/certificate.ts';
import type { MicrosoftApp } from './client.ts';
import type { ClientCredential } from './client-credential.ts';
import { MicrosoftError } from './errors.ts';
import { tenantToken } from './tenant.ts';

// The client credentials grant (RFC 6749 section 4.4) at an authorization server that others wrote.
const tid = '11111111-2222-4333-8444-555555555555';
const resource = 'https://graph.microsoft.com';
const right: ClientCredential = { id: 'right', kind: 'client_secret', secret: 'right secret' };
const wrong: ClientCredential = { id: 'wrong', kind: 'client_secret', secret: 'wrong secret' };

let certificate: ClientCredential;
let handle: ReturnType<Provider['callback']>;
const prefix = `/${tid}/v2.0`;
const server = createServer((request, response) => {
  const { url = '/' } = request;
  // As behind a router that mounts the provider below a path.
  Object.assign(request, { originalUrl: url, url: url.slice(prefix.length) || '/' });
  void handle(request, response);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  Object.assign(process.env, { SANDBOX_LOGIN_URL: origin, SANDBOX_GRAPH_URL: `${origin}/graph` });
  Object.assign(process.env, { DATABASE_URL: 'postgresql://nobody@127.0.0.1/none', AUTH_SECRET: 'x'.repeat(32) });
  process.env.ENCRYPTION_KEYS = Buffer.alloc(32).toString('base64');
  const pair = await makeCertificate('Test', 1);
  certificate = { id: 'certificate', kind: 'certificate', ...pair };
  const jwk = await exportJWK(createPublicKey(pair.certificate));
  const app = { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] };
  const clients: ClientMetadata[] = [
    { ...app, client_id: 'by-secret', client_secret: 'right secret', token_endpoint_auth_method: 'client_secret_post' },
    {
      ...app,
      client_id: 'by-certificate',
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'PS256',
      jwks: { keys: [{ ...jwk, alg: 'PS256', use: 'sig' }] },
    },
    {
      client_id: 'for-people',
      client_secret: 'right secret',
      grant_types: ['authorization_code'],
      redirect_uris: ['https://app.example.com/callback'],
      token_endpoint_auth_method: 'client_secret_post',
    },
    {
      ...app,
      client_id: 'narrow',
      client_secret: 'right secret',
      scope: `${resource}/.default`,
      token_endpoint_auth_method: 'client_secret_post',
    },
  ];
  const provider = new Provider(`${origin}${prefix}`, {
    clients,
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    scopes: [`${resource}/.default`, 'https://other.example.com/.default'],
    ttl: { ClientCredentials: 1_800 },
  });
  handle = provider.callback();
});
afterAll(() => void server.close());

const appOf = (clientId: string, ...credentials: ClientCredential[]): MicrosoftApp => ({
  cloud: 'sandbox',
  accountTypes: 'single-tenant',
  tenantId: tid,
  clientId,
  credentials,
});

const ask = (app: MicrosoftApp, of = resource) => tenantToken(app, { tid, resource: of });
const refusal = async (app: MicrosoftApp, of = resource) => {
  const error: unknown = await ask(app, of).catch((one: unknown) => one);
  if (!(error instanceof MicrosoftError)) throw error;
  return { error: error.facts.oauthError, closes: error.closes, status: error.facts.status };
};

test('a secret gets a token, opaque and without roles to read, each time a new one', async () => {
  const app = appOf('by-secret', right);
  const [first, second] = [await ask(app), await ask(app)];
  expect(first).toMatchObject({ roles: undefined, token: { token_type: 'Bearer', expires_in: 1_800 } });
  expect(first.token.scope).toBe(`${resource}/.default`);
  expect(second.token.access_token).not.toBe(first.token.access_token);
});

test('the claims of a challenge disturb nothing', async () => {
  const claims = JSON.stringify({ access_token: { nbf: { essential: true, value: '1604106651' } } });
  const { token } = await tenantToken(appOf('by-secret', right), { tid, resource, claims });
  expect(token.access_token).not.toBe('');
});

test('a certificate’s assertion is accepted', async () => {
  expect((await ask(appOf('by-certificate', certificate))).token.token_type).toBe('Bearer');
});

test('the next credential is tried when the first is refused', async () => {
  expect((await ask(appOf('by-secret', wrong, right))).token.token_type).toBe('Bearer');
});

test.each([
  ['a wrong secret', () => appOf('by-secret', wrong), 'invalid_client', 'integration', 401],
  ['an unknown app', () => appOf(randomUUID(), right), 'invalid_client', 'integration', 401],
  ['an app for people alone', () => appOf('for-people', right), 'invalid_request', 'configuration', 400],
] as const)('%s is refused', async (_, app, ...[error, closes, status]) => {
  expect(await refusal(app())).toEqual({ error, closes, status });
});

test('a resource that the app may not have is a matter of configuration', async () => {
  const other = await refusal(appOf('narrow', right), 'https://other.example.com');
  expect(other).toEqual({ error: 'invalid_scope', closes: 'configuration', status: 400 });
});
