import { noteChange } from '#lib/changes';
import { db, type Transaction } from '#lib/db';
import { type EndUser, endUserSchema, type OpenReauthorizeLink, type Tags, tagsSchema } from './schema.ts';
import { unused } from './store.ts';

/** End user and tags of connections by their id. */
export async function findWhose(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, { endUser: EndUser | null; tags: Tags }>> {
  if (ids.length === 0) return new Map();
  const select = { id: true, endUser: true, tags: true } as const;
  const rows = await tx.connection.findMany({ where: { id: { in: [...ids] } }, select });
  const read = ({ endUser, tags }: (typeof rows)[number]) => ({
    endUser: endUserSchema.nullable().catch(null).parse(endUser),
    tags: tagsSchema.catch({}).parse(tags),
  });
  return new Map(rows.map((row) => [row.id, read(row)]));
}

/** Names of the accounts of connections by their id. */
export async function findAccounts(ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const select = { id: true, username: true, displayName: true } as const;
  const rows = await db().connection.findMany({ where: { id: { in: [...ids] } }, select });
  return new Map(rows.map(({ id, username, displayName }) => [id, displayName || username]));
}

/** The newest reauthorize link of each connection that an operator made and that can still be used, by connection. */
export async function findOpenOf(ids: readonly string[]): Promise<Map<string, OpenReauthorizeLink>> {
  if (ids.length === 0) return new Map();
  const rows = await db().connectLink.findMany({
    where: {
      ...unused,
      kind: 'reauthorize',
      connectionId: { in: [...ids] },
      createdBy: { startsWith: 'operator:' },
      expiresAt: { gt: new Date() },
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, connectionId: true, createdAt: true, openedAt: true, expiresAt: true },
  });
  return new Map(rows.flatMap(({ connectionId, ...link }) => (connectionId ? [[connectionId, link]] : [])));
}

/**
 * Closes the other reauthorize links that operators made for a connection, once one of them was used: nobody needs
 * them any more. Links of a backend's own are its affair. Returns their ids.
 */
export async function closeOthers(
  tx: Transaction,
  { connectionId, used }: { connectionId: string; used: string },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    update connect_link set status = 'revoked'
     where connection_id = ${connectionId}::uuid and kind = 'reauthorize' and id <> ${used}::uuid
       and created_by like 'operator:%' and consumed_at is null and status <> 'revoked' and expires_at > now()
    returning id::text as id`;
  for (const { id } of rows) await noteChange('link', id, tx);
  return rows.map(({ id }) => id);
}
