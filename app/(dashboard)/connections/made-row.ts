import type { ToAsk } from '#lib/connections/scopes';
import type { MadeLink } from '#lib/links/schema';
import type { MadeLinkRow } from './links-csv';

/** The data shown about a link that was created for a connection. */
export function toMadeRow(connection: ToAsk, { url, expiresAt }: MadeLink): MadeLinkRow {
  const { id, connectionId, integrationKey, username, endUser } = connection;
  const whose = { endUserId: endUser?.id ?? '', endUserEmail: endUser?.email ?? '' };
  return { id, connectionId, integrationKey, username, ...whose, url, expiresAt: expiresAt.toISOString() };
}
