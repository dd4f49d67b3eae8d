import { isSandbox } from '#lib/clouds';
import type { ConnectionRow, ConnectionStatus } from '#lib/connections/schema';

export const statusWords: Record<ConnectionStatus, string> = {
  healthy: 'Healthy',
  needs_reauthorization: 'Needs reauthorization',
  corrupt: 'Corrupt',
};

/** What a line of the list shows, and nothing more, because all of it is sent to the browser. Times are in ms. */
export type Line = {
  id: string;
  connectionId: string;
  name: string;
  username: string;
  integration: string;
  isSandbox: boolean;
  endUser: string | null;
  endUserMore: string | null;
  status: ConnectionStatus;
  reason: string | null;
  hasGraph: boolean;
  hasSharePoint: boolean;
  usedAt: number | null;
  expiresAt: number;
  createdAt: number;
};

export function toLine(row: ConnectionRow): Line {
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
    reason: row.statusReason?.message ?? null,
    // An expired token needs no warning, because a healthy connection gets a new one on demand.
    hasGraph: status === 'healthy' || tokenExpiresAt.getTime() > Date.now(),
    hasSharePoint: row.hasSharePointToken,
    usedAt: row.lastVendedAt?.getTime() ?? null,
    expiresAt: tokenExpiresAt.getTime(),
    createdAt: row.createdAt.getTime(),
  };
}
