import { diffScopes } from '#lib/catalogue/schema';
import type { CloudId } from '#lib/clouds';
import type { ConnectionDetail, TokenCard } from '#lib/connections/schema';
import { failureShape } from './failure-shape.ts';
import { statusShape } from './shapes.ts';
import { sharePointShape } from './sharepoint-shape.ts';

function tokenShape({ resource, expiresAt, failure, retryAt }: TokenCard, cloud: CloudId, now: number) {
  const lives = expiresAt !== null && expiresAt.getTime() > now;
  return {
    resource,
    status: lives ? 'live' : expiresAt ? 'ended' : 'missing',
    expires_at: expiresAt?.toISOString() ?? null,
    failure: failureShape(failure, cloud),
    retry_at: retryAt?.toISOString() ?? null,
  };
}

/** How a connection is, from what is stored. */
export function healthShape(connection: ConnectionDetail, now = Date.now()) {
  const { status, statusReason, tokens, requestedScopes, grantedScopes, lastRefreshedAt, lastVendedAt } = connection;
  return {
    status: statusShape(status),
    status_reason: failureShape(statusReason, connection.cloud),
    tokens: tokens.map((token) => tokenShape(token, connection.cloud, now)),
    last_refreshed_at: lastRefreshedAt.toISOString(),
    last_fetched_at: lastVendedAt?.toISOString() ?? null,
    sharepoint: sharePointShape(connection, { cloud: connection.cloud, now: new Date(now) }),
    missing_scopes: diffScopes(requestedScopes, grantedScopes).missing,
  };
}
