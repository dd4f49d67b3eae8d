import { diffScopes } from '#lib/catalogue/schema';
import type { CloudId } from '#lib/clouds';
import { type ConnectionDetail, type Failure, hostLookupSchema } from '#lib/connections/schema';
import {
  type HostFacts,
  oneDriveGap,
  type SharePointFacts,
  type SharePointGap,
  sharePointGap,
} from '#lib/connections/share-point';
import { readHosts } from '#lib/connections/tokens/columns';
import type { Vended } from '#lib/connections/tokens/vend';
import type { Fixer } from '#lib/microsoft/aadsts/define';
import { failureHelp } from '#lib/troubleshooting/explain';

/** Why something failed, what helps and who can fix it, in the API's field names; null if nothing failed. */
export function failureShape(failure: Failure | null | undefined, cloud?: CloudId) {
  if (!failure) return null;
  const { code, message, fix, traceId = null, correlationId = null, at } = failure;
  const { who: fix_by = null, lookup: error_uri = null } = failureHelp(code, cloud);
  return { code, message, fix, fix_by, error_uri, trace_id: traceId, correlation_id: correlationId, at };
}

type At = { cloud: CloudId; now: Date };

function tokenState({ expiresAt, failure, retryAt }: Omit<HostFacts, 'kind' | 'resource'>, { cloud, now }: At) {
  const lives = expiresAt !== null && expiresAt > now;
  return {
    status: lives ? 'live' : expiresAt ? 'ended' : 'missing',
    expires_at: expiresAt?.toISOString() ?? null,
    failure: failureShape(failure, cloud),
    retry_at: retryAt?.toISOString() ?? null,
  };
}

const hostKinds: Readonly<Record<string, string>> = { 'sharepoint-root': 'root', 'sharepoint-my': 'onedrive' };

/** Who can fix a problem that has no Microsoft error code. */
const gapFixers: Readonly<Record<string, Fixer>> = {
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
  const { who: fix_by = gapFixers[code] ?? null, lookup: error_uri = null } = failureHelp(code, cloud);
  return {
    code,
    message,
    fix,
    fix_by,
    error_uri,
    trace_id: failure?.traceId ?? null,
    correlation_id: failure?.correlationId ?? null,
    at: failure?.at ?? null,
    retry_at: retryAt?.toISOString() ?? null,
    scopes,
  };
}

/**
 * A connection's SharePoint hosts, and the dashboard's explanation why a token for its sites or its OneDrive is
 * missing.
 */
export function sharePointShape(facts: SharePointFacts, at: At) {
  const hosts = facts.tokens.filter(({ kind }) => kind.startsWith('sharepoint-'));
  return {
    hosts: hosts.map((host) => {
      return { resource: host.resource, kind: hostKinds[host.kind] ?? 'other', ...tokenState(host, at) };
    }),
    missing: gapShape(sharePointGap(facts, at.now), at.cloud),
    onedrive_missing: gapShape(oneDriveGap(facts), at.cloud),
  };
}

/** The SharePoint facts in the row that is read for a token request. */
export function sharePointFactsOf(row: Vended['row']): SharePointFacts {
  return {
    accountKind: row.account_kind,
    requestedScopes: row.requested_scopes,
    grantedScopes: row.granted_scopes,
    tokens: readHosts(row.hosts),
    hostLookup: row.host_lookup ? (hostLookupSchema.safeParse(row.host_lookup).data ?? null) : null,
    hostRetryAt: row.host_retry_at,
  };
}

/** Entries for a connection's `errors`: one if its grant covers a SharePoint token that is missing, otherwise none. */
export function sharePointErrors(facts: SharePointFacts, now: Date) {
  const gap = sharePointGap(facts, now);
  if (!gap?.isExpected) return [];
  return [{ type: 'auth', log_id: gap.code, message: gap.message, fix: gap.fix }];
}

/** The answer of `GET /connections/{id}/health`, from the database alone. */
export function healthShape(connection: ConnectionDetail, now = new Date()) {
  const { cloud, status, statusReason, tokens, requestedScopes, grantedScopes } = connection;
  return {
    status,
    status_reason: failureShape(statusReason, cloud),
    tokens: tokens.map((token) => ({ resource: token.resource, ...tokenState(token, { cloud, now }) })),
    last_refreshed_at: connection.lastRefreshedAt.toISOString(),
    last_fetched_at: connection.lastVendedAt?.toISOString() ?? null,
    sharepoint: sharePointShape(connection, { cloud, now }),
    missing_scopes: diffScopes(requestedScopes, grantedScopes).missing,
  };
}
