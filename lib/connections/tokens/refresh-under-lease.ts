import { readGrantedScopes } from '#lib/catalogue/schema';
import { pool } from '#lib/db';
import { clearBroken } from '#lib/integrations/registration';
import { findCloud } from '#lib/microsoft/clouds';
import { asMicrosoftError, asRefusal, MicrosoftError } from '#lib/microsoft/errors';
import { refreshToken } from '#lib/microsoft/refresh-grant';
import { tenantToken } from '#lib/microsoft/tenant';
import type { Grant } from '#lib/microsoft/token-answer';
import { updateClaims } from '../account.ts';
import { graphScopeStrings, graphScopesOf } from '../connect/request.ts';
import { backOff, claimsBackOff, describeFailure, describeRefusal } from '../failure.ts';
import type { Failure } from '../schema.ts';
import { addEvent } from '../timeline.ts';
import { closeGrant, closesGrant, noteIntegration } from './close-grant.ts';
import { isLastStep } from './hosts-to-ask.ts';
import { claimsIn, type Demand, type Lease, openGrant, readLivingToken } from './lease.ts';
import { lookUpHosts } from './look-up-hosts.ts';
import { noteFailure } from './pace.ts';
import { countRefresh, countRefreshed, recordRefresh } from './refresh-counts.ts';
import { askForResource } from './refresh-resource.ts';
import { type Answered, type Step, takeSteps } from './steps.ts';
import { storePrimaryToken } from './store-answer.ts';
import { type KeptResource, savePrimaryFailure, withFence } from './token-store.ts';
import { askWithRegistration, claimsFor, registrationOf, type Work } from './work.ts';

/** What came of it: the newest failure of the primary token, whose last one may still live, and of the host asked for. */
export type Refreshed = { failure: Failure | undefined; resourceFailure?: Failure | undefined };

/**
 * Asks Microsoft for what is due, and stores each answer by itself. @throws FencedOut, VaultError
 */
export async function refreshUnderLease(lease: Lease, demand: Demand): Promise<Refreshed> {
  const which = whatToAsk(lease, demand);
  if (!which.primary && which.hosts.length === 0 && !which.lookup) return { failure: undefined };
  const cache = openGrant(lease);
  const registration = await registrationOf(lease).catch(asMicrosoftError);
  if (registration instanceof MicrosoftError) return { failure: await failPassing(lease, registration) };
  const version = lease.registration_version;
  const challenge = challengeOf(lease, demand);
  const work: Work = { lease, registration, version, cache, unknown: new Map(), left: 0, challenge };
  const outcome: Refreshed = { failure: undefined };
  const primary = which.primary ? [primaryStep(work, outcome)] : [];
  await takeSteps(work, [...primary, ...which.hosts.map((host) => resourceStep(work, host, outcome))]);
  // An app on its own has no OneDrive and no hosts of a person's.
  if (!work.isClosed && lease.account_kind !== 'tenant') await lookUpHosts(work);
  return outcome;
}

/** A closed grant that somebody insists on is not taken to be well again without the claims that are kept with it. */
function challengeOf(lease: Lease, demand: Demand): Work['challenge'] {
  const kept = demand.kind === 'forced' && lease.status !== 'healthy' ? lease.claims : null;
  const claims = claimsIn(demand) ?? kept;
  if (claims === null) return undefined;
  if (demand.kind === 'resource')
    return { claims, resource: demand.resource, ...(demand.isFromPage && { isFromPage: true }) };
  return { claims, ...(demand.kind === 'forced' && demand.isReported && { isReported: true }) };
}

/** A closed grant is asked about only when somebody insists, a corrupt one never. */
function whatToAsk(lease: Lease, demand: Demand): { primary: boolean; hosts: KeptResource[]; lookup: boolean } {
  const isForced = demand.kind === 'forced' && lease.token_version <= demand.seenVersion;
  if (lease.status === 'corrupt' || (lease.status !== 'healthy' && !isForced))
    return { primary: false, hosts: [], lookup: false };
  if (demand.kind === 'resource') {
    const asked = lease.tokens.filter(({ resource }) => resource === demand.resource);
    // Somebody else may have asked since the caller looked.
    const hosts = asked.filter(({ is_wanting }) => demand.isForced || is_wanting);
    return { primary: false, hosts, lookup: false };
  }
  // Graph's challenge says nothing about the root host's token.
  const isForcedToo = isForced && claimsIn(demand) === undefined;
  const hosts = lease.tokens.filter((host) => host.kind === 'sharepoint-root' && (isForcedToo || host.is_due));
  return { primary: isForced || lease.is_primary_due, hosts, lookup: lease.is_lookup_due };
}

/** The primary token as a step; its failure goes into `outcome`. */
function primaryStep(work: Work, outcome: Refreshed): Step {
  const ask = async (): Promise<Answered> => {
    const answer = await askPrimary(work).catch(asRefusal);
    if (answer.cache) work.cache = answer.cache;
    const settle = async () => {
      outcome.failure = 'refusal' in answer ? await primaryFailed(work, answer.refusal) : undefined;
      if (!('refusal' in answer)) await keepPrimary(work, answer);
    };
    return { refusal: 'refusal' in answer ? answer.refusal : undefined, settle };
  };
  return { which: 'primary', ask };
}

function resourceStep(work: Work, host: KeptResource, outcome: Refreshed): Step {
  const ask = async (): Promise<Answered> => {
    const { refusal, settle } = await askForResource(work, host);
    const keep = async () => {
      outcome.resourceFailure = await settle();
    };
    return { refusal, settle: keep };
  };
  return { which: 'further', ask };
}

type NewPrimary = Pick<Grant, 'cache' | 'token'> & { grantedScopes: string[] };

async function askPrimary(work: Work): Promise<NewPrimary> {
  const { lease } = work;
  if (lease.account_kind === 'tenant') return askForTenant(work);
  const { cache, token } = await askWithRegistration(work, (registration, before) => {
    const scopes = graphScopeStrings(registration, graphScopesOf(lease.granted_scopes));
    const claims = claimsFor(work);
    return refreshToken(registration, { cache: work.cache, tid: lease.tid, scopes, claims, before });
  });
  const granted = readGrantedScopes(token.scope);
  return { cache, token, grantedScopes: granted.length > 0 ? granted : lease.granted_scopes };
}

/** A tenant's next token: there is no refresh token, the app asks again (RFC 6749 section 4.4). */
async function askForTenant(work: Work): Promise<NewPrimary> {
  const { lease, cache } = work;
  const { token, roles } = await askWithRegistration(work, (registration, before) => {
    const { graphResource } = findCloud(registration.cloud);
    const claims = claimsFor(work);
    return tenantToken(registration, { tid: lease.tid, resource: graphResource, claims, before });
  });
  // Those of other APIs do not show in Graph's token.
  const others = lease.granted_scopes.filter((scope) => scope.includes('/'));
  const grantedScopes = roles ? [...roles, ...others] : lease.granted_scopes;
  return { cache, token, grantedScopes };
}

async function keepPrimary(work: Work, came: NewPrimary): Promise<void> {
  const { lease, registration } = work;
  // A token alone does not say that the tenant lets the app in again: the daily call is made at once.
  if (lease.account_kind === 'tenant' && lease.status !== 'healthy')
    await pool().query('update connection set probe_due_at = now() where id = $1', [lease.id]);
  work.fresh = { accessToken: came.token.access_token, grantedScopes: came.grantedScopes };
  const { isBroken } = await storePrimaryToken(lease, { ...came, isLast: isLastStep(work) });
  countRefreshed(lease.integration_id);
  recordRefresh(lease, { resource: 'graph' });
  if (isBroken) await clearBroken(registration.id);
}

async function primaryFailed(work: Work, error: MicrosoftError): Promise<Failure> {
  const { lease, registration } = work;
  const failure = describeRefusal(error);
  if (closesGrant(error, 'primary')) {
    if (await isOnlyReported(work, error)) return failPassing(lease, error, error.facts.claims || claimsFor(work));
    await closeGrant(work, error, failure);
    return failure;
  }
  await noteIntegration(registration, error, failure);
  return failPassing(lease, error);
}

/**
 * Anybody can make claims up that nobody meets: refused with claims that were only reported, a grant stays open while
 * its token lives. The next refresh, which is soon and without them, shows what Microsoft itself demands.
 */
async function isOnlyReported({ lease, challenge }: Work, { closes }: MicrosoftError): Promise<boolean> {
  if (!challenge?.isReported || closes !== 'resource') return false;
  return (await readLivingToken(lease)) !== undefined;
}

async function failPassing(lease: Lease, error: MicrosoftError, claims?: string): Promise<Failure> {
  const failure = describeFailure(error);
  const retrySeconds = (claims ? claimsBackOff : backOff)(lease.failures, error.facts.retryAfterSeconds);
  noteFailure({ integrationId: lease.integration_id, tid: lease.tid }, { code: failure.code, retrySeconds });
  await withFence(lease, async (tx) => {
    if (claims) await updateClaims(lease.id, claims, tx);
    await savePrimaryFailure(tx, lease, { failure, retrySeconds });
    await addEvent(tx, lease.id, { type: 'refresh_failed', detail: { ...failure, resource: 'graph' } });
    await countRefresh(tx, lease.integration_id, 'failed');
  });
  recordRefresh(lease, { resource: 'graph', failure });
  return failure;
}
