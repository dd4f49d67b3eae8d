import { isSandbox } from '#lib/clouds';
import type { ConnectionRow } from '#lib/connections/schema';
import type { OpenReauthorizeLink } from '#lib/links/schema';
import type { Line, OpenLink } from './lines';
import { mendingOf } from './mending';
import { shortReason } from './short-reason';

export function toOpenLink(link: OpenReauthorizeLink | undefined): OpenLink | null {
  return link ? { madeAt: link.createdAt.getTime(), openedAt: link.openedAt?.getTime() ?? null } : null;
}

export function toLine(row: ConnectionRow, open?: OpenReauthorizeLink): Line {
  const { id, connectionId, username, endUser, status, tokenExpiresAt } = row;
  const endUserName = endUser?.display_name ?? endUser?.email ?? endUser?.id ?? null;
  return {
    id,
    connectionId,
    name: row.displayName || username,
    username,
    integration: row.integrationName,
    isSandbox: isSandbox(row.cloud),
    endUser: endUserName,
    endUserMore: [endUser?.email, endUser?.id].find((one) => one !== undefined && one !== endUserName) ?? null,
    status,
    short: shortReason(row),
    reason: row.statusReason?.message ?? null,
    isForAdmin: mendingOf(row)?.isByLink === false,
    link: toOpenLink(open),
    // An expired token needs no warning, because a healthy connection gets a new one on demand.
    hasGraph: status === 'healthy' || tokenExpiresAt.getTime() > Date.now(),
    hasSharePoint: row.hasSharePointToken,
    usedAt: row.lastVendedAt?.getTime() ?? null,
    expiresAt: tokenExpiresAt.getTime(),
    hasEnded: tokenExpiresAt.getTime() <= Date.now(),
    createdAt: row.createdAt.getTime(),
  };
}
