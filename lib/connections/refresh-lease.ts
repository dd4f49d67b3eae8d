import { grantsSharePoint, readGrantedScopes } from '#lib/integrations/catalogue/schema';
import { IntegrationError } from '#lib/integrations/errors';
import { clearBroken, markBroken, readRegistration } from '#lib/integrations/registration';
import type { Registration } from '#lib/integrations/schema';
import { type Grant, refreshToken } from '#lib/microsoft/client';
import { asMicrosoftError, MicrosoftError } from '#lib/microsoft/errors';
import { findSharePointHosts, refreshSharePointToken } from '#lib/microsoft/sharepoint';
import { VaultError } from '#lib/vault';
import { graphScopeStrings, graphScopesOf } from './asked.ts';
import type { Demand } from './demand.ts';
import { describeFailure } from './failure.ts';
import { type Lease, openGrant, renewLease } from './grant-store.ts';
import { recordRefresh } from './refresh-activity.ts';
import { countRefreshed } from './refresh-counts.ts';
import type { Failure } from './schema.ts';
import { addEvent, countRefresh } from './timeline.ts';
import {
  FencedOut,
  type Host,
  saveClosed,
  saveGrant,
  saveHost,
  saveHostFailure,
  savePrimaryFailure,
  saveSharePointField,
  storePrimary,
  withFence,
} from './token-store.ts';

/** One lease's work: the newest grant moves from step to step, since each answer may rotate it. */
type Work = { lease: Lease; registration: Registration; cache: string };

/** What came of asking for the primary token. */
type Primary = { fresh?: Fresh; failure?: Failure; isClosed?: boolean };
type Fresh = { accessToken: string; grantedScopes: string[] };

/** Seconds until the next try: what Microsoft says, or doubling from 5 seconds to 15 minutes, with jitter. */
export function backOff(failures: number, retryAfterSeconds?: number): number {
  if (retryAfterSeconds !== undefined) return retryAfterSeconds + Math.round(Math.random() * 2);
  const base = Math.min(5 * 2 ** failures, 900);
  return Math.round(base * (0.75 + Math.random() / 2));
}

/**
 * Asks Microsoft, one resource after another, and stores each answer by itself. Returns the primary token's failure
 * when there is one now. @throws FencedOut, VaultError
 */
export async function refreshUnderLease(lease: Lease, demand: Demand): Promise<Failure | undefined> {
  const which = whatToAsk(lease, demand);
  if (!which.primary && which.hosts.length === 0) return undefined;
  const cache = openGrant(lease);
  const registration = await usableRegistration(lease);
  if (registration instanceof MicrosoftError) return failPassing(lease, registration);
  const work = { lease, registration, cache };
  const primary: Primary = which.primary ? await refreshPrimary(work) : {};
  if (primary.isClosed) return primary.failure;
  for (const host of which.hosts) await refreshHost(work, host);
  if (primary.fresh) await discoverHosts(work, primary.fresh);
  return primary.failure;
}

/** A secret that is gone or cannot be opened is the integration's trouble: the connection stays what it is. */
async function usableRegistration({ integration_id }: Lease): Promise<Registration | MicrosoftError> {
  try {
    return await readRegistration(integration_id);
  } catch (cause) {
    const isUnusable = cause instanceof VaultError || (cause instanceof IntegrationError && cause.code === 'no_secret');
    if (isUnusable) return new MicrosoftError({ oauthError: 'secret_unusable' }, { cause });
    throw cause;
  }
}

/** A closed grant is asked about only when somebody insists, a corrupt one never. */
function whatToAsk(lease: Lease, demand: Demand): { primary: boolean; hosts: Host[] } {
  const isForced = demand.kind === 'forced' && lease.token_version <= demand.seenVersion;
  if (lease.status === 'corrupt' || (lease.status !== 'healthy' && !isForced)) return { primary: false, hosts: [] };
  if (demand.kind === 'host')
    return { primary: false, hosts: lease.tokens.filter(({ resource }) => resource === demand.resource) };
  const hosts = lease.tokens.filter((host) => host.kind === 'sharepoint-root' && (isForced || host.is_due));
  return { primary: isForced || lease.is_primary_due, hosts };
}

async function keepLease(lease: Lease): Promise<void> {
  if (!(await renewLease(lease))) throw new FencedOut();
}

async function refreshPrimary(work: Work): Promise<Primary> {
  const { lease, registration } = work;
  await keepLease(lease);
  const scopes = graphScopeStrings(registration, graphScopesOf(lease.granted_scopes));
  try {
    const ask = { cache: work.cache, tid: lease.tid, scopes };
    return await primaryCame(work, await refreshToken(registration, ask));
  } catch (error) {
    if (error instanceof FencedOut) throw error;
    return primaryFailed(work, asMicrosoftError(error));
  }
}

async function primaryCame(work: Work, { cache, token }: Grant): Promise<Primary> {
  const { lease, registration } = work;
  const granted = readGrantedScopes(token.scope);
  const grantedScopes = granted.length > 0 ? granted : lease.granted_scopes;
  work.cache = cache;
  await storePrimary(lease, { cache, token, grantedScopes });
  countRefreshed(lease.integration_id);
  recordRefresh(lease, { resource: 'graph' });
  await clearBroken(registration.id);
  return { fresh: { accessToken: token.access_token, grantedScopes } };
}

const hostKinds = ['sharepoint-root', 'sharepoint-my'] as const;

/** Graph may name hosts that it did not before: `Sites.Read.All` was granted, a drive was made, Graph was away. */
async function discoverHosts(work: Work, { accessToken, grantedScopes }: Fresh): Promise<void> {
  const { lease, registration } = work;
  const unknown = new Set(hostKinds.filter((kind) => !lease.tokens.some((token) => token.kind === kind)));
  if (unknown.size === 0 || lease.account_kind === 'personal' || !grantsSharePoint(grantedScopes)) return;
  const hosts = await findSharePointHosts({ cloud: registration.cloud, accessToken });
  for (const host of hosts.filter(({ kind }) => unknown.has(kind)))
    if (host.kind === 'sharepoint-root') await refreshHost(work, host);
    else await withFence(lease, (tx) => saveHost(tx, lease.id, host));
}

/** What the failure closes for the connection as a whole. */
function closesGrant({ closes }: MicrosoftError, which: 'primary' | 'host'): boolean {
  return closes === 'grant' || closes === 'tenant' || (closes === 'resource' && which === 'primary');
}

async function noteIntegration(registration: Registration, error: MicrosoftError, failure: Failure): Promise<void> {
  if (error.closes !== 'integration') return;
  const { id, credentialIds } = registration;
  await markBroken(id, { code: failure.code, reason: `${failure.message} ${failure.fix}`, credentialIds });
}

async function close({ lease }: Work, error: MicrosoftError, failure: Failure): Promise<void> {
  await withFence(lease, async (tx) => {
    await saveClosed(tx, lease, { failure, claims: error.facts.claims || undefined });
    await addEvent(tx, lease.id, { type: 'needs_reauthorization', detail: failure });
    await countRefresh(tx, lease.integration_id, 'closed');
  });
  recordRefresh(lease, { resource: 'graph', failure });
}

async function primaryFailed(work: Work, error: MicrosoftError): Promise<Primary> {
  const { lease, registration } = work;
  const failure = describeFailure(error);
  const isClosed = closesGrant(error, 'primary');
  if (isClosed) {
    await close(work, error, failure);
    return { failure, isClosed };
  }
  await noteIntegration(registration, error, failure);
  return { failure: await failPassing(lease, error), isClosed };
}

async function failPassing(lease: Lease, error: MicrosoftError): Promise<Failure> {
  const failure = describeFailure(error);
  const retrySeconds = backOff(lease.failures, error.facts.retryAfterSeconds);
  await withFence(lease, async (tx) => {
    await savePrimaryFailure(tx, lease, { failure, retrySeconds });
    await addEvent(tx, lease.id, { type: 'refresh_failed', detail: { ...failure, resource: 'graph' } });
    await countRefresh(tx, lease.integration_id, 'failed');
  });
  recordRefresh(lease, { resource: 'graph', failure });
  return failure;
}

/** All that was granted for the resource; a personal account's grants are not summed up under `.default`. */
function scopesFor({ account_kind, requested_scopes }: Lease, { resource }: Host): string[] {
  const named = requested_scopes.filter((scope) => scope.startsWith(`${resource}/`));
  return account_kind === 'personal' && named.length > 0 ? named : [`${resource}/.default`];
}

async function refreshHost(work: Work, host: Host): Promise<void> {
  const { lease, registration } = work;
  await keepLease(lease);
  const ask = { cache: work.cache, tid: lease.tid, resource: host.resource };
  const asking =
    host.kind === 'resource'
      ? refreshToken(registration, { ...ask, scopes: scopesFor(lease, host) })
      : refreshSharePointToken(registration, ask);
  const answer = await asking.catch(asRefusal);
  if (answer.cache) work.cache = answer.cache;
  if ('refusal' in answer) return hostFailed(work, host, { error: answer.refusal, cache: answer.cache });
  await withFence(lease, async (tx) => {
    await saveGrant(tx, lease.id, answer.cache);
    await saveHost(tx, lease.id, { ...host, token: answer.token });
    if (host.kind !== 'sharepoint-root') return;
    await saveSharePointField(tx, lease.id, answer.token);
    if (!lease.tokens.some(({ resource, has_token }) => resource === host.resource && has_token))
      await addEvent(tx, lease.id, { type: 'sharepoint_gained', detail: { resource: host.resource } });
  });
  recordRefresh(lease, { resource: host.resource });
}

const asRefusal = (error: unknown) => ({ cache: undefined, refusal: asMicrosoftError(error) });

type HostRefusal = {
  error: MicrosoftError;
  /** The grant may have moved on although the token is refused. */
  cache: string | undefined;
};

async function hostFailed(work: Work, host: Host, { error, cache }: HostRefusal): Promise<void> {
  const { lease, registration } = work;
  const failure = describeFailure(error);
  if (closesGrant(error, 'host')) {
    await close(work, error, failure);
    return;
  }
  await noteIntegration(registration, error, failure);
  const earlier = lease.tokens.find(({ resource }) => resource === host.resource)?.failures ?? 0;
  const retrySeconds = backOff(earlier, error.facts.retryAfterSeconds);
  await withFence(lease, async (tx) => {
    if (cache) await saveGrant(tx, lease.id, cache);
    await saveHostFailure(tx, lease.id, { ...host, failure, retrySeconds });
    const type = host.kind === 'resource' ? 'resource_missing' : 'sharepoint_missing';
    await addEvent(tx, lease.id, { type, detail: { ...failure, resource: host.resource } });
  });
  recordRefresh(lease, { resource: host.resource, failure });
}
