import type { Registration } from '#lib/integrations/schema';
import { asRefusal, MicrosoftError } from '#lib/microsoft/errors';
import { refreshToken } from '#lib/microsoft/refresh-grant';
import { isUnknownHost, refreshSharePointToken, type SharePointAnswer } from '#lib/microsoft/sharepoint';
import { tenantToken } from '#lib/microsoft/tenant';
import type { Grant } from '#lib/microsoft/token-answer';
import { updateClaims } from '../account.ts';
import { sentScope } from '../connect/request.ts';
import { backOff, claimsBackOff, describeRefusal } from '../failure.ts';
import type { Failure } from '../schema.ts';
import { addEvent } from '../timeline.ts';
import { closeGrant, closesGrant, noteIntegration } from './close-grant.ts';
import { isLastStep } from './hosts-to-ask.ts';
import type { Lease } from './lease.ts';
import { noteFailure } from './pace.ts';
import { recordRefresh } from './refresh-counts.ts';
import { storeResourceToken } from './store-answer.ts';
import {
  dropHost,
  type KeptResource,
  saveGrant,
  saveResource,
  saveResourceFailure,
  saveSharePointField,
  withFence,
} from './token-store.ts';
import { askWithRegistration, claimsFor, claimsToKeep, type Work } from './work.ts';

/** All that was granted for the resource; a personal account's grants are not summed up under `.default`. */
function scopesFor({ account_kind, requested_scopes }: Lease, { resource }: KeptResource): string[] {
  const named = requested_scopes.filter((scope) => scope.startsWith(`${resource}/`));
  return account_kind === 'personal' && named.length > 0 ? named.map(sentScope) : [`${resource}/.default`];
}

/** SharePoint takes an app's own token only where something else than a secret proved the app. @throws MicrosoftError */
function forSharePoint(registration: Registration): Registration {
  const credentials = registration.credentials.filter(({ kind }) => kind !== 'client_secret');
  if (credentials.length === 0) throw new MicrosoftError({ oauthError: 'needs_certificate' });
  return { ...registration, credentials };
}

/** The next token of one resource: with the person's grant, or as the app itself in a whole tenant. */
function askMicrosoft(work: Work, host: KeptResource): Promise<SharePointAnswer> {
  const { lease } = work;
  return askWithRegistration(work, async (registration, before) => {
    const { resource } = host;
    const input = { cache: work.cache, tid: lease.tid, resource, claims: claimsFor(work, resource), before };
    if (lease.account_kind === 'tenant') {
      const app = host.kind === 'resource' ? registration : forSharePoint(registration);
      await before();
      return { cache: work.cache, token: (await tenantToken(app, input)).token };
    }
    if (host.kind === 'resource') return refreshToken(registration, { ...input, scopes: scopesFor(lease, host) });
    return refreshSharePointToken(registration, input);
  });
}

/** An answer for one host or resource; `settle` stores it, and returns its failure when there is one. */
type ResourceAnswer = { refusal: MicrosoftError | undefined; settle: () => Promise<Failure | undefined> };

/**
 * Asks for one host's or resource's token. A SharePoint host that Entra does not know is noted in `work` and left as it
 * was when the answer is settled: whether it moved shows when Graph is asked. @throws FencedOut
 */
export async function askForResource(work: Work, host: KeptResource): Promise<ResourceAnswer> {
  const { lease } = work;
  const answer = await askMicrosoft(work, host).catch(asRefusal);
  if (answer.cache) work.cache = answer.cache;
  if ('refusal' in answer) {
    const { refusal, cache } = answer;
    return {
      refusal: cache ? undefined : refusal,
      settle: () => resourceFailed(work, host, { error: refusal, cache }),
    };
  }
  const settle = async () => {
    await keepAnswer(work, host, answer);
    recordRefresh(lease, { resource: host.resource });
    return undefined;
  };
  return { refusal: undefined, settle };
}

/** Asks for one host's or resource's token and stores what came; its failure when there is one. @throws FencedOut */
export async function refreshResource(work: Work, host: KeptResource): Promise<Failure | undefined> {
  return (await askForResource(work, host)).settle();
}

async function keepAnswer(work: Work, host: KeptResource, { cache, token }: Pick<Grant, 'cache' | 'token'>) {
  const { lease } = work;
  const kept = lease.tokens.find(({ resource, has_token }) => resource === host.resource && has_token);
  if (kept) return storeResourceToken(lease, { ...host, id: kept.id, cache, token, isLast: isLastStep(work) });
  await withFence(lease, async (tx) => {
    await saveGrant(tx, lease.id, cache);
    await saveResource(tx, lease.id, { ...host, token });
    if (host.kind !== 'sharepoint-root') return;
    await saveSharePointField(tx, lease.id, token);
    if (!lease.tokens.some(({ kind, has_token }) => kind === 'sharepoint-root' && has_token))
      await addEvent(tx, lease.id, { type: 'sharepoint_gained', detail: { resource: host.resource } });
  });
}

type ResourceRefusal = {
  error: MicrosoftError;
  /** The grant may have moved on although the token is refused. */
  cache: string | undefined;
};

async function resourceFailed(work: Work, host: KeptResource, { error, cache }: ResourceRefusal): Promise<Failure> {
  const { registration } = work;
  const failure = describeRefusal(error);
  if (closesGrant(error, 'further')) {
    await closeGrant(work, error, failure);
    return failure;
  }
  if (host.kind !== 'resource' && isUnknownHost(error)) return hostUnknown(work, host, failure);
  await noteIntegration(registration, error, failure);
  const { retryAfterSeconds } = error.facts;
  const claims = error.closes === 'resource' ? claimsToKeep(work, error, host.resource) : undefined;
  if (work.challenge?.isFromPage && isLiving(work.lease, host)) {
    await keepOnly(work.lease, { cache, claims });
    return failure;
  }
  await noteResourceFailure(work, host, { failure, cache, claims, retryAfterSeconds });
  return failure;
}

const isLiving = ({ tokens }: Lease, host: KeptResource) =>
  tokens.some(({ resource, is_living }) => resource === host.resource && is_living);

/** A page's claims were refused: the token that lives is not touched, and nothing waits because of it. */
async function keepOnly(lease: Lease, { cache, claims }: Pick<Noted, 'cache' | 'claims'>): Promise<void> {
  if (!cache && !claims) return;
  await withFence(lease, async (tx) => {
    if (cache) await saveGrant(tx, lease.id, cache);
    if (claims) await updateClaims(lease.id, claims, tx);
  });
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

type Noted = {
  failure: Failure;
  cache?: string | undefined;
  /** What the next sign-in has to bring. */
  claims?: string | undefined;
  retryAfterSeconds?: number | undefined;
};

/** Keeps why a host has no new token, and when it is asked for again. @throws FencedOut */
export async function noteResourceFailure(
  { lease }: Pick<Work, 'lease'>,
  host: KeptResource,
  { failure, cache, claims, retryAfterSeconds }: Noted,
): Promise<void> {
  const earlier = lease.tokens.find(({ resource }) => resource === host.resource)?.failures ?? 0;
  const retrySeconds = (claims ? claimsBackOff : backOff)(earlier, retryAfterSeconds);
  noteFailure({ integrationId: lease.integration_id, tid: lease.tid }, { code: failure.code, retrySeconds });
  await withFence(lease, async (tx) => {
    if (cache) await saveGrant(tx, lease.id, cache);
    if (claims) await updateClaims(lease.id, claims, tx);
    await saveResourceFailure(tx, lease.id, { ...host, failure, retrySeconds });
    const type = host.kind === 'resource' ? 'resource_missing' : 'sharepoint_missing';
    await addEvent(tx, lease.id, { type, detail: { ...failure, resource: host.resource } });
  });
  recordRefresh(lease, { resource: host.resource, failure });
}
