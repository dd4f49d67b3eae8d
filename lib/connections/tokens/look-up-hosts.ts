import { askForHosts, type Candidate, type HostAnswers, type NamedHost, pickHost } from '#lib/microsoft/sharepoint';
import { open } from '#lib/vault';
import type { Failure, HostLookup } from '../schema.ts';
import { addEvent } from '../timeline.ts';
import { kindOf, lookupOf, reasonsOf, secondsUntilAsked } from './host-lookup.ts';
import { hostsToAsk, storedOf } from './hosts-to-ask.ts';
import { type Lease, readLivingToken, tokenPlace } from './lease.ts';
import { noteResourceFailure, refreshResource } from './refresh-resource.ts';
import { dropHost, dropSharePointField, saveLookup, saveResource, withFence } from './token-store.ts';
import { keepLease, type Work } from './work.ts';

/**
 * Asks Graph for the account's hosts where one is missing and due, was not named by Graph itself, or is no longer known
 * to Entra: the tenant was renamed, a OneDrive was made or moved, `Sites.Read.All` was granted, Graph was away. At most
 * once per lease. @throws FencedOut, VaultError
 */
export async function lookUpHosts(work: Work): Promise<void> {
  const { lease, fresh } = work;
  const wanted = hostsToAsk(work);
  if (wanted.length === 0 && lease.is_lookup_due)
    await withFence(lease, (tx) => saveLookup(tx, lease.id, { lookup: undefined, retrySeconds: undefined }));
  if (wanted.length > 0) {
    const accessToken = fresh?.accessToken ?? (await openLivingToken(lease));
    if (accessToken) await lookUp(work, wanted, accessToken);
    // The next primary token asks again.
    else
      await withFence(lease, (tx) =>
        saveLookup(tx, lease.id, { lookup: lookupOfLease(lease), retrySeconds: undefined }),
      );
  }
  await keepUnknown(work);
}

const lookupOfLease = ({ host_lookup }: Lease): HostLookup | undefined => host_lookup ?? undefined;

async function openLivingToken(lease: Lease): Promise<string | undefined> {
  const sealed = await readLivingToken(lease);
  return sealed && open(sealed, tokenPlace(lease.id));
}

async function lookUp(work: Work, wanted: readonly NamedHost[], accessToken: string): Promise<void> {
  await keepLease(work);
  const answers = await askForHosts({ cloud: work.registration.cloud, accessToken }, wanted);
  const missing: NamedHost[] = [];
  for (const host of wanted) {
    if (work.isClosed) return;
    if (!(await settle(work, host, answers))) missing.push(host);
  }
  await keepLookup(work, answers, missing);
}

/** Brings one host in line with what was found; false when none is known now. */
async function settle(work: Work, host: NamedHost, answers: HostAnswers): Promise<boolean> {
  const { lease, registration, unknown } = work;
  const stored = storedOf(lease, host);
  const found = pickHost(host, answers, { cloud: registration.cloud, refused: new Set(unknown.keys()) });
  if (!found || found.resource === stored?.resource) return stored !== undefined;
  // What is only implied replaces nothing that Entra still knows.
  if (stored && found.origin === 'implied' && !unknown.has(stored.resource)) return true;
  const isKept = await adoptFound(work, host, { ...found, replaces: stored?.resource });
  return isKept || stored !== undefined;
}

const moved = 'Graph names another address than before. Tokens are for the new one from now on.';

type Found = Candidate & { replaces: string | undefined };

async function adoptFound(work: Work, host: NamedHost, { resource, origin, replaces }: Found): Promise<boolean> {
  const { lease, unknown } = work;
  const named = { resource, kind: kindOf[host] };
  const isAsked = host === 'root' || origin === 'implied' || replaces !== undefined;
  const failure = isAsked ? await refreshResource(work, named) : undefined;
  const isUnknown = unknown.has(resource);
  if (isUnknown && origin === 'implied') return false;
  await withFence(lease, async (tx) => {
    if (!isAsked) await saveResource(tx, lease.id, named);
    if (replaces === undefined) return;
    await dropHost(tx, lease.id, replaces);
    if (host === 'root' && failure) await dropSharePointField(tx, lease.id);
    await addEvent(tx, lease.id, { type: 'sharepoint_moved', detail: { resource, from: replaces, message: moved } });
  });
  if (replaces !== undefined) unknown.delete(replaces);
  if (isUnknown && failure) await noteResourceFailure(work, named, { failure });
  unknown.delete(resource);
  return true;
}

async function keepLookup(work: Work, answers: HostAnswers, missing: readonly NamedHost[]): Promise<void> {
  const { lease } = work;
  const failures = missing.length > 0 ? (lease.host_lookup?.failures ?? 0) : 0;
  const isStored = (origin: string) => lease.tokens.some(({ resource }) => resource === origin);
  const refused = [...work.unknown.keys()].filter((origin) => !isStored(origin));
  const lookup = reasonsOf(lookupOf(answers, failures + 1), { missing, refused });
  const retrySeconds = missing.length > 0 ? secondsUntilAsked(answers, missing, failures) : undefined;
  const isNew = missing.includes('root') && lookup?.root?.code !== lease.host_lookup?.root?.code;
  await withFence(lease, async (tx) => {
    await saveLookup(tx, lease.id, { lookup, retrySeconds });
    if (isNew && lookup?.root) await addEvent(tx, lease.id, { type: 'sharepoint_missing', detail: lookup.root });
  });
}

/** Hosts that Entra does not know and Graph goes on naming keep their failure, and are asked for again. */
async function keepUnknown(work: Work): Promise<void> {
  const { lease, unknown, isClosed } = work;
  if (isClosed) return;
  for (const { resource, kind } of lease.tokens) {
    const failure: Failure | undefined = kind === 'sharepoint-other' ? undefined : unknown.get(resource);
    if (failure) await noteResourceFailure(work, { resource, kind }, { failure });
  }
}
