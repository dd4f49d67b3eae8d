import { generateKeyPairSync } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, expect, test, vi } from 'vitest';
import {
  type ClientCredential,
  credentialParameters,
  refusesCredential,
  withFirstAccepted,
} from './client-credential.ts';
import { MicrosoftError } from './errors.ts';

afterEach(() => void vi.useRealTimers());

const secret = (id: string): ClientCredential => ({ id, kind: 'client_secret', secret: id });
const refused = (aadsts: number | undefined, oauthError = 'invalid_client') =>
  new MicrosoftError({ aadsts, oauthError, status: 401 });

test.each([
  [refused(7000215), true],
  [refused(7000222), true],
  [refused(7000218), true],
  [refused(700027), true],
  [refused(700023), true],
  [refused(700024), true],
  [refused(700213), true],
  [refused(undefined), true],
  [refused(undefined, 'assertion_unreadable'), true],
  [refused(700025), false],
  [refused(700016, 'unauthorized_client'), false],
  [refused(undefined, 'unauthorized_client'), false],
  [refused(50173, 'invalid_grant'), false],
  [refused(65001, 'invalid_grant'), false],
  [new MicrosoftError({ status: 503 }), false],
  [new MicrosoftError({ oauthError: 'unreachable' }), false],
])('%s is about one credential: %s', (error, isOne) => {
  expect(refusesCredential(error)).toBe(isOne);
});

/** Says who was asked and what the watch heard. */
async function trial(outcomes: Record<string, MicrosoftError | undefined>, calls = 1) {
  const heard: string[] = [];
  const watch = {
    refused: async (id: string) => void heard.push(`refused ${id}`),
    accepted: async (id: string) => void heard.push(`accepted ${id}`),
  };
  const registration = { credentials: Object.keys(outcomes).map(secret), watch };
  const asked: string[] = [];
  const work = async ({ id }: ClientCredential) => {
    asked.push(id);
    const refusal = outcomes[id];
    if (refusal) throw refusal;
    return id;
  };
  const results = [];
  for (let call = 0; call < calls; call += 1)
    results.push(await withFirstAccepted(registration, work).catch((error: unknown) => error));
  return { asked, heard, results };
}

test('one call in the good case', async () => {
  expect(await trial({ a: undefined, b: undefined })).toEqual({ asked: ['a'], heard: ['accepted a'], results: ['a'] });
});

test('the next one when the first is refused, which is last from then on', async () => {
  const { asked, heard, results } = await trial({ a: refused(7000222), b: undefined }, 2);
  expect(asked).toEqual(['a', 'b', 'b']);
  expect(heard).toEqual(['refused a', 'accepted b', 'accepted b']);
  expect(results).toEqual(['b', 'b']);
});

test('the first refusal is told when all are refused', async () => {
  const first = refused(7000222);
  expect((await trial({ a: first, b: refused(7000215) })).results).toEqual([first]);
});

test('anything else ends it at once', async () => {
  const passing = new MicrosoftError({ status: 503 });
  expect(await trial({ a: passing, b: undefined })).toEqual({ asked: ['a'], heard: [], results: [passing] });
});

test('without any there is nothing to ask with', async () => {
  expect((await trial({})).results).toMatchObject([{ facts: { oauthError: 'secret_unusable' } }]);
});

test('a certificate signs for the endpoint that is asked, and its start has come at any moment of a second', async () => {
  vi.useFakeTimers({ now: 1_800_000_000_900, toFake: ['Date'] });
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const of = { id: 'one', certificate: '', thumbprintSha256: 'ff'.repeat(32) };
  const at = { clientId: 'client', tokenEndpoint: 'https://login.example.com/tenant/redeem' };
  const sent = await credentialParameters({ kind: 'certificate', privateKey, ...of }, at);
  const assertion = String(sent.client_assertion);
  const { payload } = await jwtVerify(assertion, pair.publicKey, {
    ...{ algorithms: ['PS256'], issuer: 'client', subject: 'client', audience: at.tokenEndpoint },
    ...{ maxTokenAge: 600, requiredClaims: ['jti', 'nbf', 'exp'] },
  });
  expect(Number(payload.exp) - Number(payload.nbf)).toBe(600);
  expect(decodeProtectedHeader(assertion)['x5t#S256']).toBe(Buffer.alloc(32, 0xff).toString('base64url'));
});
