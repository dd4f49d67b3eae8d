import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MicrosoftApp, redeemCode, redeemRefreshToken } from './client.ts';
import { verifyIdToken } from './id-token.ts';
import { refreshToken } from './refresh-grant.ts';
import type { Grant } from './token-answer.ts';

// An authorization server that is not ours: no client_info, each refresh token once, new signing keys at any time.
const tid = '11111111-2222-4333-8444-555555555555';
const oid = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const registration: MicrosoftApp = {
  cloud: 'sandbox',
  accountTypes: 'organizations',
  tenantId: null,
  clientId: '99999999-2222-4333-8444-555555555555',
  credentials: [{ id: 'one', kind: 'client_secret', secret: 'secret' }],
};

const makeKey = async () => ({ kid: randomUUID(), ...(await generateKeyPair('RS256')) });
let key: Awaited<ReturnType<typeof makeKey>>;
let origin = '';
let idTokenOnRefresh = false;
const live = new Set<string>(['brought along']);

const idToken = () =>
  new SignJWT({ tid, oid, sub: 'pairwise', nonce: 'nonce', preferred_username: 'ada@example.com' })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid })
    .setIssuer(`${origin}/${tid}/v2.0`)
    .setAudience(registration.clientId)
    .setExpirationTime('1h')
    .sign(key.privateKey);

async function token(request: IncomingMessage): Promise<[number, unknown]> {
  const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
  const isRefresh = form.get('grant_type') === 'refresh_token';
  if (isRefresh && !live.delete(form.get('refresh_token') ?? '')) return [400, { error: 'invalid_grant' }];
  const next = randomUUID();
  live.add(next);
  const says = !isRefresh || idTokenOnRefresh ? { id_token: await idToken() } : {};
  const answer = { token_type: 'Bearer', expires_in: 3600, access_token: `at ${next}`, refresh_token: next };
  return [200, { ...answer, ...says }];
}

async function answerTo(request: IncomingMessage): Promise<[number, unknown]> {
  const [, segment, what] = new URL(request.url ?? '/', origin).pathname.split('/');
  if (segment === 'keys') return [200, { keys: [{ ...(await exportJWK(key.publicKey)), kid: key.kid }] }];
  if (what === 'redeem') return token(request);
  const issuer = `${origin}/${segment === 'organizations' ? '{tenantid}' : segment}/v2.0`;
  const at = { authorization_endpoint: `${origin}/${segment}/go`, token_endpoint: `${origin}/${segment}/redeem` };
  return [200, { ...at, issuer, jwks_uri: `${origin}/keys` }];
}

const server = createServer(async (request, response) => {
  const [status, body] = await answerTo(request);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
});

beforeAll(async () => {
  key = await makeKey();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  Object.assign(process.env, { SANDBOX_LOGIN_URL: origin, SANDBOX_GRAPH_URL: `${origin}/graph` });
  Object.assign(process.env, { DATABASE_URL: 'postgresql://nobody@127.0.0.1/none', AUTH_SECRET: 'x'.repeat(32) });
  process.env.ENCRYPTION_KEYS = Buffer.alloc(32).toString('base64');
});
afterAll(() => void server.close());

const scopes = ['User.Read'];
const code = { code: 'code', codeVerifier: 'verifier', nonce: 'nonce', redirectUri: 'http://localhost/cb', scopes };

async function refreshedThrice(grant: Grant): Promise<Grant> {
  let newest = grant;
  for (let turn = 0; turn < 3; turn += 1)
    newest = await refreshToken(registration, { cache: newest.cache, scopes, tid });
  return newest;
}

test.each([false, true])('each refresh sends the newest refresh token (ID token with it: %s)', async (withIdToken) => {
  idTokenOnRefresh = withIdToken;
  const { cache } = await refreshedThrice(await redeemCode(registration, code));
  expect(Object.values(JSON.parse(cache).RefreshToken)).toHaveLength(1);
  expect(Object.values(JSON.parse(cache).Account)).toMatchObject([{ home_account_id: `${oid}.${tid}` }]);
});

test('so does a grant that was brought along', async () => {
  idTokenOnRefresh = true;
  await refreshedThrice(await redeemRefreshToken(registration, { refreshToken: 'brought along', scopes }));
});

test('a signing key made since the last sign-in is looked up', async () => {
  for (let turn = 0; turn < 2; turn += 1) {
    key = await makeKey();
    const grant = await redeemCode(registration, code);
    expect(await verifyIdToken(registration, { idToken: grant.idToken, nonce: 'nonce' })).toMatchObject({ tid, oid });
  }
});
