import type { CloudId } from '#lib/clouds';
import { hostLookupSchema } from '#lib/connections/schema';
import {
  type HostFacts,
  oneDriveGap,
  type SharePointFacts,
  type SharePointGap,
  sharePointGap,
} from '#lib/connections/share-point';
import { readHosts } from '#lib/connections/tokens/columns';
import type { VendRow } from '#lib/connections/tokens/vend-store';
import type { Fixer } from '#lib/microsoft/aadsts/define';
import { failureHelp } from '#lib/troubleshooting/explain';
import { failureShape } from './failure-shape.ts';

const kinds: Readonly<Record<string, string>> = { 'sharepoint-root': 'root', 'sharepoint-my': 'onedrive' };

type At = { cloud: CloudId; now: Date };

function hostShape({ resource, kind, expiresAt, failure, retryAt }: HostFacts, { cloud, now }: At) {
  const lives = expiresAt !== null && expiresAt > now;
  return {
    resource,
    kind: kinds[kind] ?? 'other',
    status: lives ? 'live' : expiresAt ? 'ended' : 'missing',
    expires_at: expiresAt?.toISOString() ?? null,
    failure: failureShape(failure, cloud),
    retry_at: retryAt?.toISOString() ?? null,
  };
}

/** Whose turn it is where no code of Microsoft's tells. */
const turns: Readonly<Record<string, Fixer>> = {
  scope_not_asked: 'operator',
  scope_not_granted: 'admin',
  no_onedrive: 'admin',
  onedrive_locked: 'admin',
  onedrive_refused: 'admin',
  root_site_forbidden: 'admin',
  root_site_missing: 'admin',
  root_site_locked: 'admin',
  root_site_refused: 'admin',
  graph_unavailable: 'app',
  host_not_looked_up: 'app',
};

function gapShape(gap: SharePointGap | undefined, cloud: CloudId) {
  if (!gap) return null;
  const { code, message, fix, scopes, failure, retryAt } = gap;
  const { who: fix_by = turns[code] ?? null, lookup: error_uri = null } = failureHelp(code, cloud);
  const ids = { trace_id: failure?.traceId ?? null, correlation_id: failure?.correlationId ?? null };
  const times = { at: failure?.at ?? null, retry_at: retryAt?.toISOString() ?? null };
  return { code, message, fix, fix_by, error_uri, ...ids, ...times, scopes };
}

/** The SharePoint hosts of a connection and, in the dashboard's words, why a token for sites or a OneDrive is missing. */
export function sharePointShape(facts: SharePointFacts, { cloud, now }: At) {
  const hosts = facts.tokens.filter(({ kind }) => kind.startsWith('sharepoint-'));
  return {
    hosts: hosts.map((host) => hostShape(host, { cloud, now })),
    missing: gapShape(sharePointGap(facts, now), cloud),
    onedrive_missing: gapShape(oneDriveGap(facts), cloud),
  };
}

/** What a vend's row tells of it. */
export function factsOfRow(row: VendRow): SharePointFacts {
  return {
    accountKind: row.account_kind,
    requestedScopes: row.requested_scopes,
    grantedScopes: row.granted_scopes,
    tokens: readHosts(row.hosts),
    hostLookup: row.host_lookup ? (hostLookupSchema.safeParse(row.host_lookup).data ?? null) : null,
    hostRetryAt: row.host_retry_at,
  };
}

/** A SharePoint token that the grant covers and that is not there, as an entry of `errors`. */
export function sharePointErrors(facts: SharePointFacts, now: Date) {
  const gap = sharePointGap(facts, now);
  if (!gap?.isExpected) return [];
  return [{ type: 'auth', log_id: gap.code, message: gap.message, fix: gap.fix }];
}
