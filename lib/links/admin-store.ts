import { z } from 'zod';
import { noteChange } from '#lib/changes';
import { db, type Transaction } from '#lib/db';
import { toRows } from './row-store.ts';
import { type LinkRow, type Outcome, outcomeSchema } from './schema.ts';
import { plain, rowColumns, unused } from './store.ts';

/** Links for an integration alone that named a tenant, or can still be used, and on which nobody has come through. */
export async function listUnansweredRows(integrationId: string, limit: number): Promise<LinkRow[]> {
  const rows = await db().connectLink.findMany({
    where: {
      kind: { in: ['connect', 'admin_consent'] },
      parentId: null,
      integrationIds: { equals: [integrationId] },
      ...unused,
      OR: [{ expectedTenant: { not: null } }, { expiresAt: { gt: new Date() } }],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: rowColumns,
  });
  return toRows(rows);
}

type ChildChoice = { parentId: string; integrationId?: string };

/** The newest admin-consent link of a parent that can still be used. */
export async function findOpenChild(
  { parentId, integrationId }: ChildChoice,
  tx: Transaction = db(),
): Promise<{ id: string; sealedToken: string; expiresAt: Date } | undefined> {
  const row = await tx.connectLink.findFirst({
    where: {
      parentId,
      kind: 'admin_consent',
      ...(integrationId && { integrationIds: { equals: [integrationId] } }),
      consumedAt: null,
      status: { not: 'revoked' },
      expiresAt: { gt: new Date() },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true, sealedToken: true, expiresAt: true },
  });
  return row ?? undefined;
}

/** The newest site-grant link of a connection that can still be used. */
export async function findOpenSiteGrant(
  connectionId: string,
): Promise<{ id: string; sealedToken: string; expiresAt: Date } | undefined> {
  const row = await db().connectLink.findFirst({
    where: { connectionId, kind: 'site_grant', status: { not: 'revoked' }, expiresAt: { gt: new Date() } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true, sealedToken: true, expiresAt: true },
  });
  return row ?? undefined;
}

/** What came of the newest admin-consent link of a parent that can still be used. */
export async function findChildOutcome(parentId: string): Promise<Outcome | undefined> {
  const child = await findOpenChild({ parentId });
  const row = child && (await db().connectLink.findUnique({ where: { id: child.id }, select: { outcome: true } }));
  return outcomeSchema.safeParse(row?.outcome).data;
}

export async function listChildRows(parentId: string): Promise<LinkRow[]> {
  const rows = await db().connectLink.findMany({
    where: { parentId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 20,
    select: rowColumns,
  });
  return toRows(rows);
}

/** The newest link for an admin that can still be used, of each of these links that wait for one. */
export async function findUsableChildren(parentIds: readonly string[]): Promise<Map<string, string>> {
  if (parentIds.length === 0) return new Map();
  const rows = await db().connectLink.findMany({
    where: { ...unused, parentId: { in: [...parentIds] }, expiresAt: { gt: new Date() } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, parentId: true },
  });
  return new Map(rows.flatMap(({ id, parentId }) => (parentId ? [[parentId, id]] : [])));
}

/** Admin-consent links that operators made for an integration, newest first. */
export async function listAdminRows(integrationId: string, limit: number): Promise<LinkRow[]> {
  const rows = await db().connectLink.findMany({
    where: { kind: 'admin_consent', parentId: null, integrationIds: { equals: [integrationId] } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: rowColumns,
  });
  return toRows(rows);
}

const waiting = z.object({
  id: z.string(),
  connectionId: z.string().nullable(),
  expectedTenant: z.string().nullable(),
  /** The account that must sign in; without one, the end user's e-mail address. */
  email: z.string().nullable(),
});
/** A link that waits for an admin, with what identifies the tenant it waits for. */
export type WaitingLink = z.output<typeof waiting>;

/** Links on which somebody tried this integration and Microsoft answered that an admin must approve it. */
export async function listWaitingRows(integrationId: string, limit: number): Promise<WaitingLink[]> {
  const rows = await db().$queryRaw<unknown[]>`
    select w.id, w.connection_id as "connectionId", w.expected_tenant as "expectedTenant",
           coalesce(w.expected_email, w.end_user ->> 'email') as email
      from connect_link w
     where w.status = 'awaiting_admin' and w.consumed_at is null and w.expires_at > now()
       and (w.integration_ids = array[${integrationId}::uuid] or exists (
         select 1 from connect_link c
          where c.parent_id = w.id and c.kind = 'admin_consent' and c.integration_ids = array[${integrationId}::uuid]))
     order by w.created_at desc limit ${limit}`;
  return waiting.array().parse(rows);
}

export type Approval = { linkId: string; outcome: Outcome };

/**
 * Stores an admin's approval. The waiting browser can still see the outcome. False when the link is no longer valid.
 */
export async function updateApproved(tx: Transaction, { linkId, outcome }: Approval): Promise<boolean> {
  const { count } = await tx.connectLink.updateMany({
    where: { id: linkId, ...unused },
    data: { outcome: plain(outcome), status: 'approved' },
  });
  if (count === 1) await noteChange('link', linkId, tx);
  return count === 1;
}
