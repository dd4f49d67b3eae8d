import { personalTenantId } from '#lib/account-types';
import { readGrantedScopes } from '#lib/catalogue/schema';
import { clearBroken, markBroken } from '#lib/integrations/registration';
import type { Registration } from '#lib/integrations/schema';
import type { LinkForAttempt } from '#lib/links/schema';
import { findCloud, findTenantId } from '#lib/microsoft/clouds';
import { asMicrosoftError, asRefusal } from '#lib/microsoft/errors';
import { readTenantName } from '#lib/microsoft/graph';
import { type Identity, verifyIdToken } from '#lib/microsoft/id-token';
import { readMsalCache } from '#lib/microsoft/msal-cache';
import {
  askForHosts,
  type HostAnswers,
  isUnknownHost,
  NAMED_HOSTS,
  type NamedHost,
  pickHost,
  refreshSharePointToken,
} from '#lib/microsoft/sharepoint';
import type { Grant, TokenResponse } from '#lib/microsoft/token-answer';
import { findAccountToReauthorize, isAllowed, isMadeAnew, isSame } from '../account.ts';
import { ConnectionError } from '../errors.ts';
import { backOff, describeFailure } from '../failure.ts';
import type { ConnectionConfig, Consent, Failure, HostLookup } from '../schema.ts';
import { kindOf, lookupOf, reasonsOf, secondsUntilAsked, wantedHosts } from '../tokens/host-lookup.ts';
import type { KeptResource, ResourceKind } from '../tokens/token-store.ts';
import { graphScopeStrings, graphScopesOf } from './request.ts';

/** Everything that was collected with one grant, ready to be saved. */
export type Collected = {
  integrationId: string;
  identity: Identity & {
    accountKind: 'work' | 'personal' | 'tenant';
    homeAccountId: string;
    tenantName: string | undefined;
  };
  cache: string;
  token: TokenResponse;
  requestedScopes: string[];
  grantedScopes: string[];
  /** Initial members of `connection_config` from the link or the import. */
  config: ConnectionConfig;
  /**
   * Hosts that Graph returned, each with its token or the reason why it has none. With neither, no token was requested.
   */
  hosts: (KeptResource & { token?: TokenResponse; failure?: Failure; retrySeconds?: number })[];
  /** Why Graph did not return some hosts, and when it is asked again. */
  lookup: HostLookup | undefined;
  unnamed: ResourceKind[];
  lookupRetrySeconds?: number;
  /** A whole tenant's: which admin let the app in. */
  consent?: Consent;
};

type Expected = Pick<LinkForAttempt, 'kind' | 'connectionId' | 'expectedEmail' | 'expectedTenant'>;

export type GrantInput = {
  /** Redeems the code or refresh token for Graph's scopes, spelled for the integration's cloud. */
  redeem: (graphScopes: string[]) => Promise<Grant>;
  /** The nonce of the sign-in; null if there was none. */
  nonce: string | null;
  /** The account that is expected to have signed in. */
  expected: Expected;
  requestedScopes: string[];
  /** The audiences of tokens for further resources, by resource id. Those tokens are requested on demand. */
  addresses: Readonly<Record<string, string>>;
  config: ConnectionConfig;
};

/** Another account signed in than expected. */
export type OtherAccount = { mismatch: Mismatch; identity: Identity };

/**
 * Redeems a first grant, checks its ID token, compares the account with the expected one and collects tokens and hosts.
 * Nothing is collected for another account.
 * @throws MicrosoftError, HttpFailure, IdTokenError; ConnectionError `not_found` when the connection to reauthorize is
 * gone
 */
export async function redeemAndCollect(
  registration: Registration,
  { redeem, nonce, expected, requestedScopes, addresses, config }: GrantInput,
): Promise<Collected | OtherAccount> {
  const graph = graphScopesOf(requestedScopes);
  const tenants = await findExpectedTenants(expected, registration);
  const grant = await redeemFor(registration, () => redeem(graphScopeStrings(registration, graph)));
  const identity = await verifyIdToken(registration, { ...grant, nonce });
  const mismatch = await checkAccount(identity, expected, tenants);
  if (mismatch) return { mismatch, identity };
  // RFC 6749 section 5.1: without `scope` in the answer, everything requested was granted.
  const grantedScopes = grant.token.scope ? readGrantedScopes(grant.token.scope) : graph;
  const account = await collectAccount(registration, { identity, grant });
  const sharePoint = await collectSharePoint(registration, { ...account, grant, grantedScopes });
  const resources = Object.values(addresses).map((resource) => ({ resource, kind: 'resource' as const }));
  return {
    integrationId: registration.id,
    token: grant.token,
    requestedScopes,
    grantedScopes,
    config,
    ...account,
    ...sharePoint,
    hosts: [...sharePoint.hosts, ...resources],
  };
}

/**
 * Redeems, and records on the integration whether Microsoft accepts its credential.
 * @throws MicrosoftError
 */
async function redeemFor(registration: Registration, redeem: () => Promise<Grant>): Promise<Grant> {
  try {
    const grant = await redeem();
    await clearBroken(registration.id);
    return grant;
  } catch (error) {
    const refusal = asMicrosoftError(error);
    const { id, credentialIds } = registration;
    const failure = describeFailure(refusal);
    const reason = `${failure.message} ${failure.fix}`;
    if (refusal.closes === 'integration') await markBroken(id, { code: failure.code, reason, credentialIds });
    throw refusal;
  }
}

export type Mismatch = { account: string; expected: string } | { account: string; isMadeAnew: true };

/** A tenant that must sign in: as it was written, and its id. Without an id, Microsoft does not know the tenant. */
type ExpectedTenant = { name: string; tid: string | undefined };

/**
 * The tenants that may sign in: the link's, and the tenant of a single-tenant app. They must be looked up before
 * anything is redeemed: if Microsoft cannot be reached, nobody should be told that their account is wrong.
 * @throws HttpFailure
 */
export async function findExpectedTenants(
  { expectedTenant }: Pick<Expected, 'expectedTenant'>,
  { accountTypes, tenantId, cloud }: Pick<Registration, 'accountTypes' | 'tenantId' | 'cloud'>,
): Promise<ExpectedTenant[]> {
  const names = [expectedTenant, accountTypes === 'single-tenant' ? tenantId : null].filter((name) => name !== null);
  return Promise.all(names.map(async (name) => ({ name, tid: await findTenantId(findCloud(cloud), name) })));
}

async function checkKnown(identity: Identity, connectionId: string | null): Promise<Mismatch | undefined> {
  const known = connectionId ? await findAccountToReauthorize(connectionId) : undefined;
  if (!known) throw new ConnectionError('not_found');
  if (isSame(known, identity)) return undefined;
  if (!isMadeAnew(known, identity)) return { account: identity.username, expected: known.username };
  return isAllowed(known.newAccount, identity) ? undefined : { account: identity.username, isMadeAnew: true };
}

/**
 * Whether another account signed in than expected. Tenants are compared by `tid`, people by `preferred_username` (never
 * `email`, which anybody can set), and reauthorizations by `tid` and `oid`. An account that was created again under the
 * same user name counts as another one until an operator allows it.
 */
export async function checkAccount(
  identity: Identity,
  expected: Pick<Expected, 'kind' | 'connectionId' | 'expectedEmail'>,
  tenants: readonly ExpectedTenant[],
): Promise<Mismatch | undefined> {
  const account = identity.username;
  if (expected.kind === 'reauthorize') {
    const mismatch = await checkKnown(identity, expected.connectionId);
    if (mismatch) return mismatch;
  }
  if (expected.expectedEmail && expected.expectedEmail !== account.toLowerCase())
    return { account, expected: expected.expectedEmail };
  const other = tenants.find(({ tid }) => tid !== identity.tid);
  return other && { account, expected: other.name };
}

/** Details of the account that its ID token does not contain. */
async function collectAccount(
  { cloud }: Registration,
  { identity, grant }: { identity: Identity; grant: Grant },
): Promise<Pick<Collected, 'identity'>> {
  const isPersonal = identity.tid === personalTenantId;
  const tenantName = isPersonal ? undefined : await readTenantName({ cloud, accessToken: grant.token.access_token });
  const accountKind = isPersonal ? ('personal' as const) : ('work' as const);
  // A guest's home tenant is not the one they signed in to.
  const homeAccountId = readMsalCache(grant.cache).homeAccountId ?? `${identity.oid}.${identity.tid}`;
  return { identity: { ...identity, accountKind, tenantName, homeAccountId } };
}

type Hosts = Pick<Collected, 'hosts' | 'cache' | 'lookup' | 'lookupRetrySeconds' | 'unnamed'>;
type SharePointInput = Pick<Collected, 'identity' | 'grantedScopes'> & { grant: Grant };

/**
 * The account's SharePoint hosts, and the token of the root host if the grant covers it. A host that refuses or is
 * unknown does not make the connection fail: Graph works, and the host is tried again later.
 */
async function collectSharePoint(
  registration: Registration,
  { identity, grant, grantedScopes }: SharePointInput,
): Promise<Hosts> {
  const { cloud } = registration;
  const wanted = wantedHosts({ isPersonal: identity.accountKind === 'personal', grantedScopes });
  const answers = await askForHosts({ cloud, accessToken: grant.token.access_token }, wanted);
  const refused = new Set<string>();
  const found: { host: NamedHost; row: Collected['hosts'][number] }[] = [];
  let { cache } = grant;
  for (const host of wanted) {
    const candidate = pickHost(host, answers, { cloud, refused });
    if (!candidate) continue;
    const named = { resource: candidate.resource, kind: kindOf[host] };
    // The token of a OneDrive host is requested on demand, but a host that was only derived from another name must be
    // verified.
    const isAsked = host === 'root' || candidate.origin === 'implied';
    const answered: Answered = isAsked
      ? await askFor(registration, { cache, tid: identity.tid, ...named })
      : { row: named };
    cache = answered.cache ?? cache;
    if (answered.isUnknown && candidate.origin === 'implied') refused.add(candidate.resource);
    else found.push({ host, row: answered.row });
  }
  const missing = wanted.filter((host) => !found.some((one) => one.host === host));
  const hosts = found.map(({ row }) => row);
  return { hosts, cache, ...toldOf(answers, { missing, refused }) };
}

/** What Graph did not return, and when it is asked again. */
function toldOf(answers: HostAnswers, { missing, refused }: { missing: NamedHost[]; refused: ReadonlySet<string> }) {
  const lookup = reasonsOf(lookupOf(answers, 1), { missing, refused });
  const unnamed = NAMED_HOSTS.filter((host) => lookup?.[host]).map((host) => kindOf[host]);
  return { lookup, unnamed, ...(missing.length > 0 && { lookupRetrySeconds: secondsUntilAsked(answers, missing, 0) }) };
}

type HostInput = { cache: string; tid: string; resource: string; kind: 'sharepoint-root' | 'sharepoint-my' };
type Answered = { row: Collected['hosts'][number]; cache?: string | undefined; isUnknown?: boolean };

async function askFor(registration: Registration, { kind, ...input }: HostInput): Promise<Answered> {
  const answer = await refreshSharePointToken(registration, input).catch(asRefusal);
  const named = { resource: input.resource, kind };
  if ('token' in answer) return { row: { ...named, token: answer.token }, cache: answer.cache };
  const { refusal, cache } = answer;
  const retrySeconds = backOff(0, refusal.facts.retryAfterSeconds);
  const row = { ...named, failure: describeFailure(refusal), retrySeconds };
  return { row, cache, isUnknown: isUnknownHost(refusal) };
}
