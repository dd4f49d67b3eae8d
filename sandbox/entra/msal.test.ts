import { createHash } from 'node:crypto';
import type { Configuration } from '@azure/msal-node';
import { ConfidentialClientApplication, CryptoProvider } from '@azure/msal-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Visit } from '../pages/visit.ts';
import { addCertificate, addFederated, CONTOSO_TID, grantRoles, mintAssertion } from '../testing/apps.ts';
import type { Registered } from '../testing/bench.ts';
import { Bench, claimsOf, REDIRECT_URI } from '../testing/bench.ts';
import { makeCertificate } from '../testing/certificate.ts';

let bench: Bench;
let app: Registered;
beforeAll(async () => {
  bench = await Bench.start();
  app = await bench.register();
});
afterAll(() => bench.stop());

function createClient(
  credential: Partial<Configuration['auth']> = { clientSecret: app.client_secret },
  segment = 'common',
): ConfidentialClientApplication {
  const base = `${bench.url}/{tenantid}`;
  return new ConfidentialClientApplication({
    auth: {
      clientId: app.client_id,
      ...credential,
      // MSAL refuses http authorities, so the real one stays and the metadata names the sandbox.
      authority: `https://login.microsoftonline.com/${segment}`,
      authorityMetadata: JSON.stringify({
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        token_endpoint: `${base}/oauth2/v2.0/token`,
        issuer: `${base}/v2.0`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
      }),
    },
  });
}

test('MSAL signs in, redeems, refreshes and mints for SharePoint', async () => {
  const client = createClient();
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const scopes = ['User.Read', 'Files.Read.All', 'Sites.Read.All'];
  const url = await client.getAuthCodeUrl({
    scopes,
    redirectUri: REDIRECT_URI,
    state: 's',
    nonce: 'n',
    prompt: 'select_account',
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
  });
  const consent = await (await Visit.open(url)).post({ account: 'mira@contoso.sandbox' });
  const back = (await consent.post({ decision: 'accept' })).requireReturn();
  const signedIn = await client.acquireTokenByCode({
    code: back.get('code') ?? '',
    scopes,
    redirectUri: REDIRECT_URI,
    codeVerifier: verifier,
    nonce: 'n',
  });
  const { account } = signedIn;
  if (!account) throw new Error('MSAL found no account in the answer.');
  expect(account.homeAccountId).toBe('1f0c6a52-7d3b-4b8e-a1c9-5e2d8f7b6a11.5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01');
  const refreshed = await client.acquireTokenSilent({ account, scopes: ['User.Read'], forceRefresh: true });
  expect(refreshed.fromCache).toBe(false);
  expect((await bench.graph('/me', refreshed.accessToken)).status).toBe(200);
  const host = { account, scopes: [`${bench.sharePoint('contoso')}/.default`] };
  const sharePoint = await client.acquireTokenSilent(host);
  expect(sharePoint.scopes).toContain(host.scopes[0]);
  expect((await client.acquireTokenSilent(host)).fromCache).toBe(true);
});

test('MSAL reports refusals with their numbers', async () => {
  await bench.control('POST', '/faults', { error: 'invalid_grant', code: 50173, suberror: 'bad_token' });
  const request = { code: 'x', scopes: ['User.Read'], redirectUri: REDIRECT_URI };
  await expect(createClient().acquireTokenByCode(request)).rejects.toMatchObject({
    errorCode: 'invalid_grant',
    subError: 'bad_token',
  });
});

test('MSAL proves an app by its certificate', async () => {
  const certificate = makeCertificate();
  await addCertificate(bench, app, certificate.pem);
  await grantRoles(bench, app, { tenant: CONTOSO_TID, roles: ['Application.Read.All'] });
  const thumbprintSha256 = createHash('sha256').update(Buffer.from(certificate.der, 'base64')).digest('hex');
  const privateKey = certificate.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const client = createClient({ clientCertificate: { thumbprintSha256, privateKey } }, CONTOSO_TID);
  const scopes = ['https://graph.microsoft.com/.default'];
  const answer = await client.acquireTokenByClientCredential({ scopes });
  expect(claimsOf(answer?.accessToken ?? '')).toMatchObject({ roles: ['Application.Read.All'], tid: CONTOSO_TID });
});

test('MSAL proves an app by an assertion of another issuer', async () => {
  const subject = 'system:serviceaccount:apps:connect';
  const { issuer, assertion } = await mintAssertion(bench, { issuer: 'cluster', subject });
  await addFederated(bench, app, { issuer, subject });
  const client = createClient({ clientAssertion: async () => assertion }, CONTOSO_TID);
  const scopes = ['https://graph.microsoft.com/.default'];
  const answer = await client.acquireTokenByClientCredential({ scopes, skipCache: true });
  expect(claimsOf(answer?.accessToken ?? '')).toMatchObject({ appid: app.client_id });
});
