import { db, escapeLike } from '#lib/db';
import type { Prisma } from '#prisma/client';
import { toRows } from './row-store.ts';
import { type LinkRow, type LinkState, linkStates } from './schema.ts';
import { rowColumns } from './store.ts';

type LinkFilter = {
  status?: LinkState | undefined;
  /** Id */
  integration?: string | undefined;
  search?: string | undefined;
  before?: { createdAt: Date; id: string } | undefined;
  limit: number;
};

function whereState(state: LinkState): Prisma.ConnectLinkWhereInput {
  const now = new Date();
  if (state === 'expired') return { consumedAt: null, status: { not: 'revoked' }, expiresAt: { lt: now } };
  return state === 'connected' || state === 'revoked'
    ? { status: state }
    : { status: state, OR: [{ expiresAt: { gte: now } }, { consumedAt: { not: null } }] };
}

const accountsSearched = 200;

/** Connections whose account bears the text. */
async function listIdsOfAccounts(search: string): Promise<string[]> {
  const contains = { contains: search, mode: 'insensitive' } as const;
  const where = { OR: [{ username: contains }, { displayName: contains }] };
  const rows = await db().connection.findMany({ where, select: { id: true }, take: accountsSearched });
  return rows.map(({ id }) => id);
}

/** Links that match a search: by the end user, by the account that was used, or by the account that must be used. */
async function whereSearch(text: string): Promise<Prisma.ConnectLinkWhereInput> {
  const search = escapeLike(text);
  const inEndUser = ['id', 'email', 'display_name'].map((member) => ({
    endUser: { path: [member], string_contains: search, mode: 'insensitive' } as const,
  }));
  return {
    OR: [
      ...inEndUser,
      { connectionId: { in: await listIdsOfAccounts(search) } },
      { outcome: { path: ['account'], string_contains: search, mode: 'insensitive' } },
      { expectedEmail: { contains: search, mode: 'insensitive' } },
      { expectedTenant: { contains: search, mode: 'insensitive' } },
    ],
  };
}

async function whereListed({ status, integration, search, before }: Omit<LinkFilter, 'limit'>) {
  const conditions: Prisma.ConnectLinkWhereInput[] = [{ parentId: null }];
  if (status) conditions.push(whereState(status));
  if (integration) conditions.push({ integrationIds: { has: integration } });
  if (search) conditions.push(await whereSearch(search));
  if (before)
    conditions.push({
      OR: [{ createdAt: { lt: before.createdAt } }, { createdAt: before.createdAt, id: { lt: before.id } }],
    });
  return { AND: conditions };
}

/** How many links without a parent there are from `before` on. */
export async function countLinkRows(filter: Omit<LinkFilter, 'limit'>): Promise<number> {
  return db().connectLink.count({ where: await whereListed(filter) });
}

/** Links without a parent, newest first. */
export async function listLinkRows({ limit, ...filter }: LinkFilter): Promise<LinkRow[]> {
  const rows = await db().connectLink.findMany({
    where: await whereListed(filter),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: rowColumns,
  });
  return toRows(rows);
}

/** How many links without a parent are in each state. */
export async function countByState(
  filter: Omit<LinkFilter, 'limit' | 'status' | 'before'>,
): Promise<Record<LinkState, number>> {
  const where = await whereListed(filter);
  const counted = linkStates.map(async (state) => {
    const count = await db().connectLink.count({ where: { AND: [where, whereState(state)] } });
    return [state, count] as const;
  });
  const of = new Map(await Promise.all(counted));
  const count = (state: LinkState) => of.get(state) ?? 0;
  return {
    open: count('open'),
    opened: count('opened'),
    at_microsoft: count('at_microsoft'),
    awaiting_admin: count('awaiting_admin'),
    approved: count('approved'),
    connected: count('connected'),
    revoked: count('revoked'),
    expired: count('expired'),
  };
}

export async function listRowsById(ids: readonly string[]): Promise<LinkRow[]> {
  if (ids.length === 0) return [];
  return toRows(await db().connectLink.findMany({ where: { id: { in: [...ids] } }, select: rowColumns }));
}
