import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  ASSERTION_TYPE,
  addCertificate,
  addFederated,
  addSecret,
  askAsApp,
  CONTOSO_TID,
  codeOf,
  mintAssertion,
  signAssertion,
} from '../testing/apps.ts';
import type { Registered } from '../testing/bench.ts';
import { Bench, claimsOf, refusal, tokens } from '../testing/bench.ts';
import { makeCertificate } from '../testing/certificate.ts';

let bench: Bench;
let app: Registered;
beforeAll(async () => {
  bench = await Bench.start();
});
beforeEach(async () => {
  app = await bench.register();
});
afterAll(() => bench.stop());

const withSecret = (client_secret: string) => askAsApp(bench, { ...app, client_secret });
const withAssertion = (client_assertion: string) =>
  askAsApp(bench, { ...app, client_secret: '' }, { client_assertion, client_assertion_type: ASSERTION_TYPE });
const described = z.object({ secrets: z.array(z.object({ id: z.string(), hint: z.string() })) });

describe('secrets', () => {
  test('several live side by side, each with its own end', async () => {
    const short = await addSecret(bench, app, { name: 'short', expires_in_days: 2 });
    const long = await addSecret(bench, app, { name: 'long', value: 'abc~a value that is known' });
    expect(long.hint).toBe('abc');
    expect((await withSecret(short.client_secret)).status).toBe(200);
    expect((await withSecret(app.client_secret)).status).toBe(200);
    await bench.control('PATCH', `/apps/${app.client_id}/secrets/${short.secret_id}`, { expires_in_days: -1 });
    expect(await codeOf(await withSecret(short.client_secret))).toBe(7000222);
    expect((await withSecret(long.client_secret)).status).toBe(200);
    await bench.control('DELETE', `/apps/${app.client_id}/secrets/${long.secret_id}`);
    expect(await codeOf(await withSecret(long.client_secret))).toBe(7000215);
  });

  test('a secret’s ID is no secret, and nothing is not enough', async () => {
    const { secret_id } = await addSecret(bench, app);
    const refused = refusal.parse(await (await withSecret(secret_id)).json());
    expect(refused.error_codes).toEqual([7000215]);
    expect(refused.error_description).toContain('not the client secret ID');
    expect(await codeOf(await withSecret(''))).toBe(7000218);
  });

  test('the clock ends them', async () => {
    const other = await Bench.start();
    const lonely = await other.register();
    const { client_secret } = await addSecret(other, lonely, { expires_in_days: 30 });
    const ask = () => askAsApp(other, { ...lonely, client_secret });
    expect((await ask()).status).toBe(200);
    await other.advance({ days: 31 });
    expect(await codeOf(await ask())).toBe(7000222);
    await other.stop();
  });

  test('a description tells hints, never values', async () => {
    await addSecret(bench, app, { value: 'qwe-the whole value' });
    const text = await (await bench.control('GET', `/apps/${app.client_id}`)).text();
    expect(text).not.toContain('the whole value');
    expect(described.parse(JSON.parse(text)).secrets.map(({ hint }) => hint)).toContain('qwe');
  });
});

describe('public clients', () => {
  test('need nothing and may present nothing', async () => {
    await bench.control('PATCH', `/apps/${app.client_id}`, { public: true });
    const none = { ...app, client_secret: '' };
    const { refresh_token } = await bench.connect(none, 'mira@contoso.sandbox');
    expect((await bench.refresh(none, refresh_token)).status).toBe(200);
    expect(await codeOf(await bench.refresh(app, refresh_token))).toBe(700025);
    expect(await codeOf(await askAsApp(bench, none))).toBe(7000218);
  });
});

describe('certificates', () => {
  const certificate = makeCertificate();
  const audience = () => `${bench.url}/${CONTOSO_TID}/oauth2/v2.0/token`;
  const sign = (change: Partial<Parameters<typeof signAssertion>[0]> = {}) =>
    signAssertion({ app, certificate, audience: audience(), ...change });

  test.each([
    ['PS256', 'x5t#S256'],
    ['RS256', 'x5t#S256'],
    ['PS256', 'x5t'],
    ['RS256', 'x5t'],
  ] as const)('%s named by %s is taken', async (alg, thumbprint) => {
    await addCertificate(bench, app, certificate.pem);
    const response = await withAssertion(await sign({ alg, thumbprint }));
    expect(claimsOf((await response.json()).access_token)).toMatchObject({ appid: app.client_id, idtyp: 'app' });
  });

  test('also as base64 DER, beside secrets, for people’s grants, and meant for the issuer', async () => {
    await addCertificate(bench, app, certificate.der);
    const { refresh_token } = await bench.connect(app, 'mira@contoso.sandbox');
    const client_assertion = await sign({ audience: `${bench.url}/common/v2.0` });
    const form = {
      grant_type: 'refresh_token',
      refresh_token,
      client_assertion,
      client_assertion_type: ASSERTION_TYPE,
    };
    const answer = await bench.token({ ...app, client_secret: '' }, form);
    expect(tokens.parse(await answer.json()).refresh_token).not.toBe('');
    expect((await withSecret(app.client_secret)).status).toBe(200);
  });

  test('the name of the host that is played is a good audience too', async () => {
    await addCertificate(bench, app, certificate.pem);
    const real = `https://login.microsoftonline.com/${CONTOSO_TID}/oauth2/v2.0/token`;
    expect((await withAssertion(await sign({ audience: real }))).status).toBe(200);
  });

  test('an unknown key, another’s signature and an expired certificate are told apart', async () => {
    const unknown = refusal.parse(await (await withAssertion(await sign())).json());
    expect(unknown).toMatchObject({ error: 'invalid_client', error_codes: [700027] });
    expect(unknown.error_description).toContain('The key was not found');
    await addCertificate(bench, app, certificate.pem);
    const { privateKey } = makeCertificate();
    const forged = await withAssertion(await sign({ certificate: { ...certificate, privateKey } }));
    expect((await forged.json()).error_description).toContain('did not match the expected signature');
    const old = makeCertificate({ days: -1 });
    await addCertificate(bench, app, old.pem);
    const expired = refusal.parse(await (await withAssertion(await sign({ certificate: old }))).json());
    expect(expired.error_codes).toEqual([700027]);
    expect(expired.error_description).toContain('The key used is expired');
  });

  test.each([
    ['too old', () => ({ claims: { exp: Math.floor(Date.now() / 1000) - 900 } }), 700024],
    ['not yet valid', () => ({ claims: { nbf: Math.floor(Date.now() / 1000) + 900 } }), 700024],
    ['for another address', () => ({ audience: 'https://elsewhere.example/token' }), 700023],
    ['for another tenant', () => ({ audience: `${bench.url}/fabrikam.sandbox/oauth2/v2.0/token` }), 700023],
    ['of another app', () => ({ claims: { sub: 'b7e2f9a4-18c3-4d6e-8f27-90d5c4e1fa02' } }), 700021],
    ['without an id of its own', () => ({ claims: { jti: undefined } }), 50027],
  ])('an assertion %s is refused', async (_, change, code) => {
    await addCertificate(bench, app, certificate.pem);
    expect(await codeOf(await withAssertion(await sign(change())))).toBe(code);
  });

  test('no token at all, no type, and no certificate at all', async () => {
    expect(await codeOf(await withAssertion('not-a-jwt'))).toBe(50027);
    const untyped = { client_assertion: await sign() };
    expect(await codeOf(await askAsApp(bench, { ...app, client_secret: '' }, untyped))).toBe(900144);
    const path = `/apps/${app.client_id}/certificates`;
    expect((await bench.control('POST', path, { certificate: 'nonsense' })).status).toBe(400);
  });
});

describe('federated credentials', () => {
  const subject = 'repo:contoso/app:ref:refs/heads/main';

  test('an assertion of a trusted issuer stands for the app', async () => {
    const { issuer, assertion } = await mintAssertion(bench, { subject });
    await addFederated(bench, app, { issuer, subject });
    expect((await withAssertion(assertion)).status).toBe(200);
  });

  test('issuer, audience and subject must match to the letter', async () => {
    const { issuer, assertion } = await mintAssertion(bench, { subject });
    expect(await codeOf(await withAssertion(assertion))).toBe(700211);
    await addFederated(bench, app, { issuer, subject });
    const refused = async (change: Record<string, unknown>) => {
      const minted = await mintAssertion(bench, { subject, ...change });
      return codeOf(await withAssertion(minted.assertion));
    };
    expect(await refused({ audience: 'api://AzureADTokenExchangeChina' })).toBe(700212);
    expect(await refused({ subject: 'repo:contoso/app:environment:prod' })).toBe(700213);
    expect(await refused({ subject: subject.toUpperCase() })).toBe(7002138);
    expect(await refused({ issuer: 'cluster' })).toBe(700211);
    expect(await refused({ expires_in: -900 })).toBe(700024);
    expect(await refused({})).toBeUndefined();
  }, 20_000);

  test('an issuer whose keys nobody can read', async () => {
    const issuer = 'http://localhost:9/nobody';
    await addFederated(bench, app, { issuer, subject });
    const certificate = makeCertificate();
    const claims = { iss: issuer, sub: subject, aud: 'api://AzureADTokenExchange' };
    expect(await codeOf(await withAssertion(await signAssertion({ app, certificate, claims, audience: '' })))).toBe(
      90061,
    );
  });

  test('each cloud has an audience of its own', async () => {
    const order = { cloud: 'us-gov', account_types: 'organizations' };
    app = await bench.register(order);
    const { issuer, assertion } = await mintAssertion(bench, { subject, audience: 'api://AzureADTokenExchangeUSGov' });
    await addFederated(bench, app, { issuer, subject });
    const tenant = 'clouds/us-gov/contoso-gov.sandbox';
    const scope = 'https://graph.microsoft.us/.default';
    const form = { tenant, scope, client_assertion: assertion, client_assertion_type: ASSERTION_TYPE };
    expect((await askAsApp(bench, { ...app, client_secret: '' }, form)).status).toBe(200);
  });
});
