import { createPrivateKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { newId } from '#lib/ids';
import { type AssertionSource, readAssertion } from './assertion-source.ts';
import { MicrosoftError } from './errors.ts';

/**
 * The decrypted credential with which the app authenticates at the token endpoint. It must not reach a page or an
 * answer.
 */
export type ClientCredential =
  | { id: string; kind: 'client_secret'; secret: string }
  | {
      id: string;
      kind: 'certificate';
      /** PKCS #8, PEM. */
      privateKey: string;
      /** PEM. */
      certificate: string;
      /** SHA-256 of the DER, in hexadecimal. */
      thumbprintSha256: string;
    }
  | { id: string; kind: 'federated'; source: AssertionSource };

/** Called after each use of a credential with Microsoft's verdict. It must not throw. */
export type CredentialWatch = {
  refused: (credentialId: string, refusal: MicrosoftError) => Promise<void>;
  accepted: (credentialId: string) => Promise<void>;
};

/** The app that calls, and the token endpoint. */
type CallPlace = { clientId: string; tokenEndpoint: string };
type CredentialAuth = { clientSecret: string } | { clientAssertion: string };
type Certificate = Extract<ClientCredential, { kind: 'certificate' }>;

/** A credential as MSAL wants it. @throws MicrosoftError `assertion_unreadable` */
export async function credentialAuth(credential: ClientCredential, at: CallPlace): Promise<CredentialAuth> {
  if (credential.kind === 'client_secret') return { clientSecret: credential.secret };
  if (credential.kind === 'federated') return { clientAssertion: await readAssertion(credential.source) };
  return { clientAssertion: await signAssertion(credential, at) };
}

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A credential as parameters of a token request (RFC 6749 section 2.3.1, RFC 7523). @throws MicrosoftError */
export async function credentialParameters(
  credential: ClientCredential,
  at: CallPlace,
): Promise<Record<string, string>> {
  const auth = await credentialAuth(credential, at);
  if ('clientSecret' in auth) return { client_secret: auth.clientSecret };
  return { client_assertion_type: jwtBearer, client_assertion: auth.clientAssertion };
}

// Reading a key takes longer than most of a refresh.
const keys = new WeakMap<Certificate, KeyObject>();

function keyOf(certificate: Certificate): KeyObject {
  const key = keys.get(certificate) ?? createPrivateKey(certificate.privateKey);
  keys.set(certificate, key);
  return key;
}

const assertionSeconds = 600;
const clockSeconds = 30;

/**
 * A certificate's assertion (RFC 7523; "application authentication certificate credentials"). MSAL would round its
 * start up to a second that has not begun, and know Microsoft's own token endpoints only.
 */
function signAssertion(certificate: Certificate, { clientId, tokenEndpoint }: CallPlace) {
  const start = Math.floor(Date.now() / 1000) - clockSeconds;
  const thumbprint = Buffer.from(certificate.thumbprintSha256, 'hex').toString('base64url');
  return new SignJWT({ iss: clientId, sub: clientId, aud: tokenEndpoint, jti: newId() })
    .setProtectedHeader({ alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint })
    .setIssuedAt(start)
    .setNotBefore(start)
    .setExpirationTime(start + assertionSeconds)
    .sign(keyOf(certificate));
}

// Each names the credential that was sent: another one may be accepted. 700025 (a public client) is none of them.
const credentialCodes = new Set([
  50027, 70002, 70021, 700021, 700023, 700024, 700027, 700030, 700211, 700212, 700213, 700214, 7000215, 7000218,
  7000222, 1000502, 7002138,
]);

/** Whether Microsoft refused the one credential rather than the app, the grant or the request. */
export function refusesCredential({ closes, facts }: MicrosoftError): boolean {
  // Some of these codes mean something else beside another error.
  if (closes !== 'integration' && (closes === 'passing' || facts.oauthError !== 'invalid_client')) return false;
  if (facts.aadsts === undefined) return facts.oauthError !== 'unauthorized_client';
  return credentialCodes.has(facts.aadsts);
}

type Credentials = readonly ClientCredential[];

// A registration that was read once serves several calls: a credential refused in one call is tried last in the next.
const refusedIn = new WeakMap<Credentials, Set<string>>();

function inOrder(credentials: Credentials): ClientCredential[] {
  const refused = refusedIn.get(credentials);
  return [...credentials].sort(
    (one, other) => Number(refused?.has(one.id) ?? false) - Number(refused?.has(other.id) ?? false),
  );
}

function remember(credentials: Credentials, id: string): void {
  refusedIn.set(credentials, (refusedIn.get(credentials) ?? new Set()).add(id));
}

/**
 * Does the work with the first credential, and with the next one only when Microsoft refused that very credential.
 * When all are refused, the first refusal is thrown. @throws MicrosoftError
 */
export async function withFirstAccepted<T>(
  { credentials, watch }: { credentials: Credentials; watch?: CredentialWatch | undefined },
  work: (credential: ClientCredential) => Promise<T>,
): Promise<T> {
  let first: MicrosoftError | undefined;
  for (const credential of inOrder(credentials)) {
    try {
      const done = await work(credential);
      await watch?.accepted(credential.id);
      return done;
    } catch (error) {
      if (!(error instanceof MicrosoftError && refusesCredential(error))) throw error;
      remember(credentials, credential.id);
      await watch?.refused(credential.id, error);
      first ??= error;
    }
  }
  throw first ?? new MicrosoftError({ oauthError: 'secret_unusable' });
}
