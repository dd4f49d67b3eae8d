import { z } from 'zod';
import { db } from '#lib/db';
import type { Prisma } from '#prisma/client';
import { type ConnectionStatus, type EndUser, endUserSchema } from './schema.ts';

const group = z.object({
  integrationId: z.string(),
  requested: z.array(z.string()),
  granted: z.array(z.string()),
  count: z.int(),
});
/** Connections of one integration that asked and got the same. */
export type StoredGroup = z.output<typeof group>;

/** Every combination of asked and granted there is, of one integration or of all; there are few. */
export async function listScopeGroups(integrationId?: string): Promise<StoredGroup[]> {
  const rows = await db().$queryRaw<unknown[]>`
    select integration_id as "integrationId", requested_scopes as requested, granted_scopes as granted,
           count(*)::int as count
      from connection where ${integrationId ?? null}::uuid is null or integration_id = ${integrationId ?? null}::uuid
     group by 1, 2, 3`;
  return group.array().parse(rows);
}

/** The connections of these groups. */
export function whereScopeGroups(groups: readonly Omit<StoredGroup, 'count'>[]): Prisma.ConnectionWhereInput {
  // An empty OR below an AND would let every row through.
  if (groups.length === 0) return { id: { in: [] } };
  return {
    OR: groups.map(({ integrationId, requested, granted }) => ({
      integrationId,
      requestedScopes: { equals: requested },
      grantedScopes: { equals: granted },
    })),
  };
}

const select = {
  id: true,
  connectionId: true,
  integrationId: true,
  username: true,
  displayName: true,
  tid: true,
  tenantName: true,
  accountKind: true,
  status: true,
  endUser: true,
  requestedScopes: true,
  grantedScopes: true,
  integration: { select: { uniqueKey: true } },
} as const satisfies Prisma.ConnectionSelect;

type Row = Prisma.ConnectionGetPayload<{ select: typeof select }>;

/** A connection as somebody who makes links for it needs it. */
export type ToAsk = {
  id: string;
  connectionId: string;
  integrationId: string;
  integrationKey: string;
  username: string;
  displayName: string;
  tid: string;
  tenantName: string | null;
  accountKind: string;
  status: ConnectionStatus;
  endUser: EndUser | null;
  requested: string[];
  granted: string[];
};

function toAsk({ requestedScopes, grantedScopes, endUser, integration, ...row }: Row): ToAsk {
  return {
    ...row,
    integrationKey: integration.uniqueKey,
    endUser: endUserSchema.safeParse(endUser).data ?? null,
    requested: requestedScopes,
    granted: grantedScopes,
  };
}

/** The newest connections of these groups. */
export async function listOfGroups(groups: readonly StoredGroup[], limit: number): Promise<ToAsk[]> {
  const orderBy: Prisma.ConnectionOrderByWithRelationInput[] = [{ createdAt: 'desc' }, { id: 'desc' }];
  const rows = await db().connection.findMany({ where: whereScopeGroups(groups), select, orderBy, take: limit });
  return rows.map(toAsk);
}

/** Connections by their ids, in that order; those that are gone are left out. */
export async function listByIds(ids: readonly string[]): Promise<ToAsk[]> {
  const rows = await db().connection.findMany({ where: { id: { in: [...ids] } }, select });
  const found = new Map(rows.map((row) => [row.id, toAsk(row)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}
