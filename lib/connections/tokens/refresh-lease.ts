import { readGrantedScopes } from '#lib/catalogue/schema';
import { pool } from '#lib/db';
import { clearBroken } from '#lib/integrations/registration';
import { findCloud } from '#lib/microsoft/clouds';
import { asMicrosoftError, MicrosoftError } from '#lib/microsoft/errors';
import { refreshToken } from '#lib/microsoft/refresh-grant';
import { tenantToken } from '#lib/microsoft/tenant';
import type { Grant } from '#lib/microsoft/token-answer';
import { graphScopeStrings, graphScopesOf } from '../connect/request.ts';
import { backOff, describeFailure } from '../failure.ts';
import type { Failure } from '../schema.ts';
import { addEvent } from '../timeline.ts';
import { closeGrant, closesGrant, noteIntegration } from './close-grant.ts';
import { isLastStep } from './hosts-to-ask.ts';
import { type Demand, type Lease, openGrant } from './lease.ts';
import { lookUpHosts } from './look-up-hosts.ts';
import { noteFailure } from './pace.ts';
import { countRefresh, countRefreshed, recordRefresh } from './refresh-counts.ts';
import { refreshResource } from './refresh-resource.ts';
import { storePrimaryToken } from './store-answer.ts';
import { FencedOut, type KeptResource, savePrimaryFailure, withFence } from './token-store.ts';
import { askWithRegistration, registrationOf, type Work } from './work.ts';

/** What came of asking for the primary token. */
type Primary = { failure?: Failure; isClosed?: boolean };

/** What came of it: the newest failure of the primary token, whose last one may still live, and of the host asked for. */
export type Refreshed = { failure: Failure | undefined; resourceFailure?: Failure | undefined };

/**
 * Asks Microsoft, one resource after another, and stores each answer by itself. @throws FencedOut, VaultError
 */
export async function refreshUnderLease(lease: Lease, demand: Demand): Promise<Refreshed> {
  const which = whatToAsk(lease, demand);
  if (!which.primary && which.hosts.length === 0 && !which.lookup) return { failure: undefined };
  const cache = openGrant(lease);
  const registration = await registrationOf(lease).catch(asMicrosoftError);
  if (registration instanceof MicrosoftError) return { failure: await failPassing(lease, registration) };
  const version = lease.registration_version;
  const work: Work = { lease, registration, version, cache, unknown: new Map(), left: which.hosts.length };
  const primary: Primary = which.primary ? await refreshPrimary(work) : {};
  if (primary.isClosed) return { failure: primary.failure };
  let resourceFailure: Failure | undefined;
  for (const host of which.hosts) {
    work.left -= 1;
    resourceFailure = await refreshResource(work, host);
  }
  // An app on its own has no OneDrive and no hosts of a person's.
  if (!work.isClosed && lease.account_kind !== 'tenant') await lookUpHosts(work);
  return { failure: primary.failure, resourceFailure };
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
  const hosts = lease.tokens.filter((host) => host.kind === 'sharepoint-root' && (isForced || host.is_due));
  return { primary: isForced || lease.is_primary_due, hosts, lookup: lease.is_lookup_due };
}

async function refreshPrimary(work: Work): Promise<Primary> {
  const { lease } = work;
  try {
    if (lease.account_kind === 'tenant') return await tenantCame(work);
    const grant = await askWithRegistration(work, (registration, before) => {
      const scopes = graphScopeStrings(registration, graphScopesOf(lease.granted_scopes));
      return refreshToken(registration, { cache: work.cache, tid: lease.tid, scopes, before });
    });
    return await primaryCame(work, grant);
  } catch (error) {
    if (error instanceof FencedOut) throw error;
    return primaryFailed(work, asMicrosoftError(error));
  }
}

async function primaryCame(work: Work, { cache, token }: Grant): Promise<Primary> {
  const { lease } = work;
  const granted = readGrantedScopes(token.scope);
  const grantedScopes = granted.length > 0 ? granted : lease.granted_scopes;
  return keepPrimary(work, { cache, token, grantedScopes });
}

/** A tenant's next token: there is no refresh token, the app asks again (RFC 6749 section 4.4). */
async function tenantCame(work: Work): Promise<Primary> {
  const { lease, cache } = work;
  const { token, roles } = await askWithRegistration(work, (registration, before) => {
    const { graphResource } = findCloud(registration.cloud);
    return tenantToken(registration, { tid: lease.tid, resource: graphResource, before });
  });
  // A token alone does not say that the tenant lets the app in again: the daily call is made at once.
  if (lease.status !== 'healthy')
    await pool().query('update connection set probe_due_at = now() where id = $1', [lease.id]);
  // Those of other APIs do not show in Graph's token.
  const others = lease.granted_scopes.filter((scope) => scope.includes('/'));
  const grantedScopes = roles ? [...roles, ...others] : lease.granted_scopes;
  return keepPrimary(work, { cache, token, grantedScopes });
}

type NewPrimary = Pick<Grant, 'cache' | 'token'> & { grantedScopes: string[] };

async function keepPrimary(work: Work, came: NewPrimary): Promise<Primary> {
  const { lease, registration } = work;
  work.fresh = { accessToken: came.token.access_token, grantedScopes: came.grantedScopes };
  work.cache = came.cache;
  const { isBroken } = await storePrimaryToken(lease, { ...came, isLast: isLastStep(work) });
  countRefreshed(lease.integration_id);
  recordRefresh(lease, { resource: 'graph' });
  if (isBroken) await clearBroken(registration.id);
  return {};
}

async function primaryFailed(work: Work, error: MicrosoftError): Promise<Primary> {
  const { lease, registration } = work;
  const failure = describeFailure(error);
  const isClosed = closesGrant(error, 'primary');
  if (isClosed) {
    await closeGrant(work, error, failure);
    return { failure, isClosed };
  }
  await noteIntegration(registration, error, failure);
  return { failure: await failPassing(lease, error), isClosed };
}

async function failPassing(lease: Lease, error: MicrosoftError): Promise<Failure> {
  const failure = describeFailure(error);
  const retrySeconds = backOff(lease.failures, error.facts.retryAfterSeconds);
  noteFailure({ integrationId: lease.integration_id, tid: lease.tid }, { code: failure.code, retrySeconds });
  await withFence(lease, async (tx) => {
    await savePrimaryFailure(tx, lease, { failure, retrySeconds });
    await addEvent(tx, lease.id, { type: 'refresh_failed', detail: { ...failure, resource: 'graph' } });
    await countRefresh(tx, lease.integration_id, 'failed');
  });
  recordRefresh(lease, { resource: 'graph', failure });
  return failure;
}
