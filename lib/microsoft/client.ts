import { AuthError, ConfidentialClientApplication, CryptoProvider } from '@azure/msal-node';
import type { AccountTypes } from '#lib/account-types';
import { type CloudId, cloudTraits } from '#lib/clouds';
import { clientCapabilities } from './claims.ts';
import { type ClientCredential, type CredentialWatch, credentialAuth, withFirstAccepted } from './client-credential.ts';
import { type Cloud, findCloud, findEndpoints } from './clouds.ts';
import { MicrosoftError } from './errors.ts';
import { RecordingNetwork } from './network.ts';
import { type Grant, readTokenAnswer } from './token-answer.ts';

/** An app registration with the credentials for token calls. */
export type MicrosoftApp = {
  cloud: CloudId;
  accountTypes: AccountTypes;
  tenantId: string | null;
  clientId: string;
  /** In the order of use; the next one is tried only when Microsoft refuses the one before it. */
  credentials: readonly ClientCredential[];
  watch?: CredentialWatch | undefined;
};

const segments = {
  organizations: 'organizations',
  'organizations-and-personal': 'common',
  personal: 'consumers',
} as const;

/** The authority's path segment: who may sign in (microsoft identity platform, "application configuration options"). */
export function authorityOf({ accountTypes, tenantId }: Pick<MicrosoftApp, 'accountTypes' | 'tenantId'>): string {
  if (accountTypes === 'personal') return segments.personal;
  return tenantId ?? (accountTypes === 'single-tenant' ? segments.organizations : segments[accountTypes]);
}

type Session = { app: ConfidentialClientApplication; network: RecordingNetwork; authority: string };
type Place = { cloud: Cloud; segment: string };

/**
 * MSAL accepts only Microsoft's own hosts, so it gets one of them, and our network module redirects the call to the
 * cloud's real address.
 */
const authorityAt = ({ cloud, segment }: Place) => `${cloudTraits(cloud.id).loginUrl}/${segment}`;

/** One MSAL application for one call: a shared cache would mix the grants of connections. */
async function openSession(clientId: string, credential: ClientCredential, at: Place): Promise<Session> {
  const endpoints = await findEndpoints(at.cloud, at.segment);
  const network = new RecordingNetwork(endpoints.token);
  const authority = authorityAt(at);
  const auth = await credentialAuth(credential, { clientId, tokenEndpoint: endpoints.token });
  const app = new ConfidentialClientApplication({
    auth: { clientId, authority, clientCapabilities, ...auth },
    system: { networkClient: network, disableInternalRetries: true },
  });
  return { app, network, authority };
}

/** The answer of the call just made. @throws MicrosoftError for a refusal, and for a success without a token. */
function readAnswer({ network }: Session, cause: unknown) {
  if (network.failure) throw new MicrosoftError({ oauthError: network.failure.code }, { cause: network.failure });
  if (!network.answer) throw cause;
  return readTokenAnswer(network.answer);
}

/** One token call, with the first credential that Microsoft accepts. @throws MicrosoftError */
function call(registration: MicrosoftApp, segment: string, work: (session: Session) => Promise<unknown>) {
  const at = { cloud: findCloud(registration.cloud), segment };
  return withFirstAccepted(registration, async (credential) =>
    callOnce(await openSession(registration.clientId, credential, at), work),
  );
}

async function callOnce(session: Session, work: (session: Session) => Promise<unknown>): Promise<Grant> {
  let cause: unknown;
  try {
    await work(session);
  } catch (error) {
    cause = error;
  }
  const { token, idToken, answeredAt } = readAnswer(session, cause);
  if (cause) throw new MicrosoftError({ oauthError: faultNamed(cause), status: 502 }, { cause });
  return { cache: session.app.getTokenCache().serialize(), token, idToken, answeredAt };
}

/** Determines why MSAL refused an answer that contains tokens. MSAL compares the nonce before `verifyIdToken` does. */
function faultNamed(cause: unknown): 'nonce_mismatch' | 'bad_answer' {
  const isNonce = cause instanceof AuthError && cause.errorCode === 'nonce_mismatch';
  return isNonce ? 'nonce_mismatch' : 'bad_answer';
}

/** A PKCE pair (RFC 7636, S256). */
export async function newPkce(): Promise<{ codeVerifier: string; codeChallenge: string }> {
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  return { codeVerifier: verifier, codeChallenge: challenge };
}

export type AuthorizeRequest = {
  /** Of the primary resource (Graph). */
  scopes: string[];
  /** Scopes of other resources, each with its resource as prefix. The person consents to them on the same page. */
  otherScopes: string[];
  redirectUri: string;
  state: string;
  nonce: string;
  codeChallenge: string;
  prompt?: 'select_account' | 'consent' | 'login' | undefined;
  loginHint?: string | undefined;
  domainHint?: string | undefined;
  claims?: string | undefined;
};

/** Where to send the browser (authorization code flow with PKCE, `response_mode=query`). */
export async function authorizeUrl(registration: MicrosoftApp, ask: AuthorizeRequest): Promise<string> {
  const cloud = findCloud(registration.cloud);
  const segment = authorityOf(registration);
  const endpoints = await findEndpoints(cloud, segment);
  const app = new ConfidentialClientApplication({
    // The address contains no credential, but MSAL requires one.
    auth: {
      clientId: registration.clientId,
      clientSecret: 'none',
      clientCapabilities,
      authority: authorityAt({ cloud, segment }),
    },
    system: { networkClient: new RecordingNetwork(endpoints.token) },
  });
  const { otherScopes, ...request } = ask;
  const url = new URL(
    await app.getAuthCodeUrl({
      ...definedOnly(request),
      scopes: ask.scopes,
      extraScopesToConsent: otherScopes,
      redirectUri: ask.redirectUri,
      codeChallengeMethod: 'S256',
      responseMode: 'query',
    }),
  );
  const target = new URL(endpoints.authorize);
  target.search = url.search;
  return target.href;
}

function definedOnly<T extends object>(value: T): T {
  const copy = { ...value };
  for (const key of Object.keys(copy)) if (Reflect.get(copy, key) === undefined) Reflect.deleteProperty(copy, key);
  return copy;
}

export type CodeRequest = { code: string; codeVerifier: string; nonce: string; redirectUri: string; scopes: string[] };

/** Redeems an authorization code for the primary resource, once. @throws MicrosoftError */
export async function redeemCode(registration: MicrosoftApp, ask: CodeRequest): Promise<Grant> {
  return call(registration, authorityOf(registration), ({ app }) => app.acquireTokenByCode(ask));
}

/** Redeems a refresh token that was obtained elsewhere, for the primary resource. @throws MicrosoftError */
export async function redeemRefreshToken(
  registration: MicrosoftApp,
  ask: { refreshToken: string; scopes: string[] },
): Promise<Grant> {
  return call(registration, authorityOf(registration), ({ app, network }) => {
    network.keptRefreshToken = ask.refreshToken;
    return app.acquireTokenByRefreshToken({ ...ask, forceCache: true });
  });
}

/**
 * A token of the app itself in one tenant (client credentials grant). It proves that a credential works, and Graph's
 * directory is read with it. `before` is called before each request, including the one with a second credential. If it
 * throws, the call ends.
 * @throws MicrosoftError
 */
export async function appToken(
  registration: MicrosoftApp,
  ask: {
    tenant: string;
    resource: string;
    /** What the resource demanded of a new token. */
    claims?: string | undefined;
    before?: (() => Promise<void>) | undefined;
  },
) {
  const scopes = [`${ask.resource}/.default`];
  const { token } = await call(registration, ask.tenant, async ({ app }) => {
    await ask.before?.();
    const { claims } = ask;
    return app.acquireTokenByClientCredential({ scopes, skipCache: true, ...(claims && { claims }) });
  });
  return token;
}
