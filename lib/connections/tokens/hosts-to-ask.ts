import type { NamedHost } from '#lib/microsoft/sharepoint';
import { kindOf, wantedHosts } from './host-lookup.ts';
import type { Lease } from './lease.ts';
import type { Work } from './work.ts';

/** The row of a named host, as the lease knows it. */
export const storedOf = ({ tokens }: Lease, host: NamedHost) => tokens.find(({ kind }) => kind === kindOf[host]);

/** Hosts to ask Graph for: all that are wanted, when one of them is to be asked for; none otherwise. */
export function hostsToAsk({ lease, unknown, fresh }: Work): NamedHost[] {
  const grantedScopes = fresh?.grantedScopes ?? lease.granted_scopes;
  const wanted = wantedHosts({ isPersonal: lease.account_kind === 'personal', grantedScopes });
  const isDue = fresh !== undefined || lease.is_lookup_due;
  const isAsked = wanted.some((host) => {
    const stored = storedOf(lease, host);
    if (stored && unknown.has(stored.resource)) return true;
    return isDue && (stored === undefined || lease.host_lookup?.[host] !== undefined);
  });
  return isAsked || (isDue && lease.host_lookup) ? wanted : [];
}

/** Whether the answer that just came is the last thing to be done under the lease. */
export function isLastStep(work: Work): boolean {
  const isPerson = work.lease.account_kind !== 'tenant';
  const isLookup = isPerson && (work.lease.is_lookup_due || work.unknown.size > 0 || hostsToAsk(work).length > 0);
  return work.left === 0 && !isLookup;
}
