import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '#lib/log';
import { VaultError } from '#lib/vault';
import { healCorrupt, markCorrupt } from '../corrupt.ts';
import { ConnectionError } from '../errors.ts';
import { claimsIn, type Demand, type Lease, releaseLease, takeLease, type Watched, watchLease } from './lease.ts';
import { type Refreshed, refreshUnderLease } from './refresh-under-lease.ts';
import { FencedOut } from './token-store.ts';

/** The result is undefined when the lease was somebody else's and nobody waited for them. */
type Flight = { demand: Demand; result: Promise<Refreshed | undefined> };

declare global {
  var latchkeyFlights: Map<string, Flight> | undefined;
}

function flights(): Map<string, Flight> {
  globalThis.latchkeyFlights ??= new Map();
  return globalThis.latchkeyFlights;
}

/** Whether joining a flight brings what is wanted: any trip to Microsoft under way brings a newer token. */
function covers(flight: Demand, wanted: Demand): boolean {
  if (claimsIn(wanted) !== undefined && claimsIn(flight) !== claimsIn(wanted)) return false;
  if (wanted.kind === 'resource')
    return flight.kind === 'resource' && flight.resource === wanted.resource && (flight.isForced ?? !wanted.isForced);
  return (flight.kind === wanted.kind || flight.kind === 'forced') && !leavesHostsOut(flight, wanted);
}

/** What meets Graph's claims leaves a root host out that is not due, and whoever insists without claims wants that too. */
function leavesHostsOut(flight: Demand, wanted: Demand): wanted is Extract<Demand, { kind: 'forced' }> {
  return wanted.kind === 'forced' && flight.kind === 'forced' && claimsIn(flight) !== claimsIn(wanted);
}

/**
 * Brings a connection's tokens up to date: one flight in this process, one lease across processes. Resolves when
 * Microsoft has answered (or is not to be asked now); what it refused is in the rows.
 * @throws ConnectionError `not_found`, `corrupt`; UnknownKeyError, and nothing was written then
 */
export async function refreshConnection(id: string, wanted: Demand): Promise<Refreshed> {
  let demand = wanted;
  for (;;) {
    const flight = flights().get(id);
    if (!flight) break;
    const result = covers(flight.demand, demand) ? await flight.result : await flight.result.catch(() => undefined);
    if (result && covers(flight.demand, demand)) return result;
    // The version that this flight has brought is not what the caller insists on.
    if (claimsIn(demand) === undefined && leavesHostsOut(flight.demand, demand))
      demand = { ...demand, seenVersion: Number.POSITIVE_INFINITY };
  }
  const result = refreshAcrossProcesses(id, demand).finally(() => flights().delete(id));
  flights().set(id, { demand, result });
  return result;
}

/**
 * Refreshes what is due of a connection, unless somebody else is at it: then nothing is done, and the result is undefined.
 * @throws what `refreshConnection` does
 */
export async function refreshIfFree(id: string): Promise<Refreshed | undefined> {
  if (flights().has(id)) return undefined;
  const demand: Demand = { kind: 'due' };
  const result = refreshWhenTaken(id, demand).finally(() => flights().delete(id));
  flights().set(id, { demand, result });
  return result;
}

async function refreshWhenTaken(id: string, demand: Demand): Promise<Refreshed | undefined> {
  const taken = await takeLease(id);
  if (!taken) throw new ConnectionError('not_found');
  return 'lease' in taken ? refreshAndRelease(taken.lease, demand) : undefined;
}

async function refreshAcrossProcesses(id: string, demand: Demand): Promise<Refreshed> {
  let versionBefore: number | undefined;
  for (;;) {
    const taken = await takeLease(id);
    if (!taken) throw new ConnectionError('not_found');
    if ('lease' in taken) return refreshAndRelease(taken.lease, demand);
    versionBefore ??= taken.held.token_version;
    const answer = await waitForHolder(id, versionBefore);
    if (answer && isForAll(answer, demand)) return answer;
  }
}

/**
 * Whether what another process brought answers this demand too. It may have asked without the claims: a newer token is
 * worth a try all the same, a failure is not this demand's.
 */
function isForAll({ failure }: Refreshed, demand: Demand): boolean {
  return demand.kind !== 'resource' && (failure === undefined || claimsIn(demand) === undefined);
}

const pollMilliseconds = 75;

/** Takes the result of whoever holds the lease; undefined when they left none and it is our turn. */
async function waitForHolder(id: string, versionBefore: number): Promise<Refreshed | undefined> {
  for (;;) {
    const now = await watchLease(id);
    if (!now) throw new ConnectionError('not_found');
    if (!now.is_leased) return resultLeft(now, versionBefore);
    await sleep(pollMilliseconds);
  }
}

function resultLeft(
  { last_failure: failure, fence, token_version }: Watched,
  versionBefore: number,
): Refreshed | undefined {
  if (failure?.fence === fence) return { failure };
  return token_version > versionBefore ? { failure: undefined } : undefined;
}

async function refreshAndRelease(lease: Lease, demand: Demand): Promise<Refreshed> {
  try {
    const status = lease.status === 'corrupt' ? await healCorrupt(lease.id) : undefined;
    return await refreshUnderLease(status ? { ...lease, status } : lease, demand);
  } catch (error) {
    if (error instanceof FencedOut) {
      log().warn({ connection: lease.id }, 'a refresh outlived its lease; what it brought was dropped');
      return { failure: undefined };
    }
    if (!(error instanceof VaultError)) throw error;
    await markCorrupt(lease.id, error.message);
    throw new ConnectionError('corrupt', { cause: error });
  } finally {
    if (!lease.isReleased) await releaseLease(lease);
  }
}
