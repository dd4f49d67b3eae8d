import { db } from '#lib/db';
import { findForTenants } from '#lib/integrations/integrations';
import { findAccounts } from './connection-store.ts';
import { type LinkRow, linkState } from './schema.ts';
import { type Columns, readColumns, rowColumns } from './store.ts';

/** Links as lists show them, each with the account of its connection. */
export async function toRows(columns: Columns[]): Promise<LinkRow[]> {
  const [accounts, forTenants] = await Promise.all([
    findAccounts(columns.flatMap(({ connectionId }) => connectionId ?? [])),
    findForTenants([...new Set(columns.flatMap(({ integrationIds }) => integrationIds))]),
  ]);
  return columns.map(readColumns).map(({ status, ...link }) => ({
    ...link,
    account: (link.connectionId && accounts.get(link.connectionId)) || null,
    isForAdmin: link.integrationIds.length > 0 && link.integrationIds.every((id) => forTenants.has(id)),
    state: linkState({ status, expiresAt: link.expiresAt, consumedAt: link.consumedAt }),
  }));
}

export async function findLinkRow(id: string): Promise<LinkRow | undefined> {
  const row = await db().connectLink.findUnique({ where: { id }, select: rowColumns });
  const [link] = await toRows(row ? [row] : []);
  return link;
}
