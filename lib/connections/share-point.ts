import { grantsSharePoint } from '#lib/catalogue/schema';
import type { Failure, HostLookup } from './schema.ts';
import { wantedHosts } from './tokens/host-lookup.ts';

/** Why a connection has no SharePoint token, and how to get one. */
export type SharePointGap = {
  /** One of our codes, an AADSTS code if Entra refused, or the code of Graph's failed host look-up. */
  code: string;
  message: string;
  fix: string;
  /** The permissions that are missing. */
  scopes: string[];
  /** What Microsoft answered, if it was asked. */
  failure?: Failure;
  /** Time of the next attempt. */
  retryAt: Date | null;
  /** Whether the grant covers the token, so that it should be there. */
  isExpected: boolean;
};

export type HostFacts = {
  kind: string;
  resource: string;
  expiresAt: Date | null;
  failure: Failure | null;
  retryAt: Date | null;
};

export type SharePointFacts = {
  accountKind: string;
  requestedScopes: readonly string[];
  grantedScopes: readonly string[];
  tokens: readonly HostFacts[];
  hostLookup: HostLookup | null;
  hostRetryAt: Date | null;
};

export const personalGap = {
  code: 'personal_account',
  message: 'This is a personal Microsoft account, and those have no SharePoint.',
  fix: 'Nothing is wrong: the Graph token reads its OneDrive.',
} as const;

const tenantGap = {
  code: 'application',
  message: 'This connection is of a whole tenant, with nobody signed in: no SharePoint host is looked up for it.',
  fix: "Nothing is wrong: Graph reaches sites too. For SharePoint's own API ask POST /connections/{id}/token for the site's origin; that takes a certificate or a federated credential.",
} as const;

const sites = 'Sites.Read.All';

const scopeGaps = {
  notAsked: {
    code: 'scope_not_asked',
    message: 'Sites.Read.All was not asked for, so there is none for sites.',
    fix: 'Add Sites.Read.All under Access of the integration, then reauthorize this connection. Its id stays.',
  },
  notGranted: {
    code: 'scope_not_granted',
    message: 'Sites.Read.All was asked for but not granted, so there is none for sites.',
    fix: 'Many tenants let only an admin grant it. Have an admin approve the app, then reauthorize this connection.',
  },
} as const;

const notLookedUp = {
  code: 'host_not_looked_up',
  message: 'Graph was not asked yet which SharePoint hosts this account has.',
  fix: 'Nothing to do: it is asked with the next Graph token. Refresh now asks at once.',
} as const;

const nothing = { scopes: [], retryAt: null, isExpected: false };

function toldBy(failure: Failure | undefined, retryAt: Date | null): SharePointGap {
  if (!failure) return { ...notLookedUp, ...nothing, isExpected: true };
  const { code, message, fix } = failure;
  return { code, message, fix, scopes: [], failure, retryAt, isExpected: true };
}

/**
 * Why `connection_config` has no SharePoint token; undefined if it has one or the next request brings it. The host of a
 * person's own OneDrive is no substitute, because backends and sites need the root host.
 */
export function sharePointGap(facts: SharePointFacts, now = new Date()): SharePointGap | undefined {
  const { accountKind, grantedScopes, requestedScopes, tokens, hostLookup, hostRetryAt } = facts;
  if (accountKind === 'personal') return { ...personalGap, ...nothing };
  if (accountKind === 'tenant') return { ...tenantGap, ...nothing };
  const root = tokens.find(({ kind }) => kind === 'sharepoint-root');
  if (root?.expiresAt && root.expiresAt > now) return undefined;
  if (root) return root.failure ? toldBy(root.failure, root.retryAt) : undefined;
  if (grantsSharePoint(grantedScopes)) return toldBy(hostLookup?.root, hostRetryAt);
  const gap = grantsSharePoint(requestedScopes) ? scopeGaps.notGranted : scopeGaps.notAsked;
  return { ...gap, ...nothing, scopes: [sites] };
}

/** Why the host of the account's OneDrive is unknown; undefined if it is known, or there should be none. */
export function oneDriveGap(facts: SharePointFacts): SharePointGap | undefined {
  const { accountKind, grantedScopes, tokens, hostLookup, hostRetryAt } = facts;
  if (accountKind === 'tenant') return undefined;
  const isWanted = wantedHosts({ isPersonal: accountKind === 'personal', grantedScopes }).includes('my');
  if (!isWanted || tokens.some(({ kind }) => kind === 'sharepoint-my') || !hostLookup?.my) return undefined;
  return toldBy(hostLookup.my, hostRetryAt);
}
