import { markBroken } from '#lib/integrations/registration';
import type { Registration } from '#lib/integrations/schema';
import { asRefusal, MicrosoftError } from '#lib/microsoft/errors';
import { refreshToken } from '#lib/microsoft/refresh-grant';
import { isUnknownHost, refreshSharePointToken } from '#lib/microsoft/sharepoint';
import { tenantToken } from '#lib/microsoft/tenant';
import { backOff, describeFailure } from '../failure.ts';
import type { Failure } from '../schema.ts';
import { addEvent } from '../timeline.ts';
import { type Lease, renewLease } from './lease.ts';
import { countRefresh, recordRefresh } from './refresh-counts.ts';
import {
  dropHost,
  FencedOut,
  type KeptResource,
  saveClosed,
  saveGrant,
  saveResource,
  saveResourceFailure,
  saveSharePointField,
  withFence,
} from './token-store.ts';

/** One lease's work: the newest grant moves from step to step, since each answer may rotate it. */
export type Work = {
  lease: Lease;
  registration: Registration;
  cache: string;
  /** SharePoint hosts that Entra has just said the tenant does not have, each with its failure. */
  unknown: Map<string, Failure>;
  isClosed?: true;
};

/** Before every request to Microsoft. @throws FencedOut */
export async function keepLease(lease: Lease): Promise<void> {
  if (!(await renewLease(lease))) throw new FencedOut();
}

/** What the failure closes for the connection as a whole. */
export function closesGrant({ closes }: MicrosoftError, which: 'primary' | 'further'): boolean {
  return closes === 'grant' || closes === 'tenant' || (closes === 'resource' && which === 'primary');
}

/** Notes on the integration what Microsoft says of its credential. */
export async function noteIntegration(
  registration: Registration,
  error: MicrosoftError,
  failure: Failure,
): Promise<void> {
  if (error.closes !== 'integration') return;
  const { id, credentialIds } = registration;
  await markBroken(id, { code: failure.code, reason: `${failure.message} ${failure.fix}`, credentialIds });
}

/** Notes that Microsoft has closed the grant. @throws FencedOut */
export async function close(work: Work, error: MicrosoftError, failure: Failure): Promise<void> {
  const { lease } = work;
  work.isClosed = true;
  await withFence(lease, async (tx) => {
    await saveClosed(tx, lease, { failure, claims: error.facts.claims || undefined });
    await countRefresh(tx, lease.integration_id, 'closed');
  });
  recordRefresh(lease, { resource: 'graph', failure });
}

/** All that was granted for the resource; a personal account's grants are not summed up under `.default`. */
function scopesFor({ account_kind, requested_scopes }: Lease, { resource }: KeptResource): string[] {
  const named = requested_scopes.filter((scope) => scope.startsWith(`${resource}/`));
  return account_kind === 'personal' && named.length > 0 ? named : [`${resource}/.default`];
}

/** SharePoint takes an app's own token only where something else than a secret proved the app. @throws MicrosoftError */
function forSharePoint(registration: Registration): Registration {
  const credentials = registration.credentials.filter(({ kind }) => kind !== 'client_secret');
  if (credentials.length === 0) throw new MicrosoftError({ oauthError: 'needs_certificate' });
  return { ...registration, credentials };
}

/** The next token of one resource: with the person's grant, or as the app itself in a whole tenant. */
async function askMicrosoft({ lease, registration, cache }: Work, host: KeptResource) {
  const ask = { cache, tid: lease.tid, resource: host.resource };
  if (lease.account_kind === 'tenant') {
    const app = host.kind === 'resource' ? registration : forSharePoint(registration);
    return { cache, token: (await tenantToken(app, ask)).token };
  }
  if (host.kind === 'resource') return refreshToken(registration, { ...ask, scopes: scopesFor(lease, host) });
  return refreshSharePointToken(registration, ask);
}

/**
 * Asks for one host's or resource's token and stores what came; its failure when there is one. A SharePoint host that
 * Entra does not know is noted in `work` and left as it was: whether it moved shows when Graph is asked. @throws FencedOut
 */
export async function refreshResource(work: Work, host: KeptResource): Promise<Failure | undefined> {
  const { lease } = work;
  await keepLease(lease);
  const answer = await askMicrosoft(work, host).catch(asRefusal);
  if (answer.cache) work.cache = answer.cache;
  if ('refusal' in answer) return resourceFailed(work, host, { error: answer.refusal, cache: answer.cache });
  await withFence(lease, async (tx) => {
    await saveGrant(tx, lease.id, answer.cache);
    await saveResource(tx, lease.id, { ...host, token: answer.token });
    if (host.kind !== 'sharepoint-root') return;
    await saveSharePointField(tx, lease.id, answer.token);
    if (!lease.tokens.some(({ kind, has_token }) => kind === 'sharepoint-root' && has_token))
      await addEvent(tx, lease.id, { type: 'sharepoint_gained', detail: { resource: host.resource } });
  });
  recordRefresh(lease, { resource: host.resource });
  return undefined;
}

type ResourceRefusal = {
  error: MicrosoftError;
  /** The grant may have moved on although the token is refused. */
  cache: string | undefined;
};

async function resourceFailed(work: Work, host: KeptResource, { error, cache }: ResourceRefusal): Promise<Failure> {
  const { registration } = work;
  const failure = describeFailure(error);
  if (closesGrant(error, 'further')) {
    await close(work, error, failure);
    return failure;
  }
  if (host.kind !== 'resource' && isUnknownHost(error)) return hostUnknown(work, host, failure);
  await noteIntegration(registration, error, failure);
  await noteResourceFailure(work, host, { failure, cache, retryAfterSeconds: error.facts.retryAfterSeconds });
  return failure;
}

/** A further host that somebody asked for is none of the tenant's, or no longer: it goes. */
async function hostUnknown(work: Work, { resource, kind }: KeptResource, failure: Failure): Promise<Failure> {
  const { lease } = work;
  work.unknown.set(resource, failure);
  if (kind !== 'sharepoint-other') return failure;
  recordRefresh(lease, { resource, failure });
  const hadToken = lease.tokens.some((token) => token.resource === resource && token.has_token);
  await withFence(lease, async (tx) => {
    await dropHost(tx, lease.id, resource);
    if (hadToken) await addEvent(tx, lease.id, { type: 'sharepoint_missing', detail: { ...failure, resource } });
  });
  return failure;
}

type Noted = { failure: Failure; cache?: string | undefined; retryAfterSeconds?: number | undefined };

/** Keeps why a host has no new token, and when it is asked for again. @throws FencedOut */
export async function noteResourceFailure(
  { lease }: Pick<Work, 'lease'>,
  host: KeptResource,
  { failure, cache, retryAfterSeconds }: Noted,
): Promise<void> {
  const earlier = lease.tokens.find(({ resource }) => resource === host.resource)?.failures ?? 0;
  const retrySeconds = backOff(earlier, retryAfterSeconds);
  await withFence(lease, async (tx) => {
    if (cache) await saveGrant(tx, lease.id, cache);
    await saveResourceFailure(tx, lease.id, { ...host, failure, retrySeconds });
    const type = host.kind === 'resource' ? 'resource_missing' : 'sharepoint_missing';
    await addEvent(tx, lease.id, { type, detail: { ...failure, resource: host.resource } });
  });
  recordRefresh(lease, { resource: host.resource, failure });
}
