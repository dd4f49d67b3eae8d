import type { z } from 'zod';
import type { Actor } from '#lib/audit/schema';
import { db, type Transaction } from '#lib/db';
import { versionOf } from '#lib/version';
import type { Prisma } from '#prisma/client';
import { ConnectionError } from './errors.ts';
import { type EndUser, metadataSchema } from './schema.ts';
import { addEvent } from './timeline.ts';

type Metadata = z.infer<typeof metadataSchema>;

/** The row ids for public ids of one integration. Unknown ones are left out. */
export function findConnectionIds(
  integrationId: string,
  connectionIds: readonly string[],
): Promise<{ id: string; connectionId: string }[]> {
  const where = { integrationId, connectionId: { in: [...connectionIds] } };
  return db().connection.findMany({ where, select: { id: true, connectionId: true } });
}

/** Replaces the metadata. @throws ConnectionError `not_found` */
async function updateMetadata(tx: Transaction, id: string, metadata: Prisma.InputJsonObject): Promise<void> {
  const { count } = await tx.connection.updateMany({ where: { id }, data: { metadata, updatedAt: new Date() } });
  if (count !== 1) throw new ConnectionError('not_found');
}

/**
 * The stored metadata, locked until the transaction ends.
 * @throws ConnectionError `not_found`
 */
async function lockMetadata(tx: Transaction, id: string): Promise<unknown> {
  await tx.$executeRaw`select 1 from connection where id = ${id}::uuid for update`;
  const row = await tx.connection.findUnique({ where: { id }, select: { metadata: true } });
  if (!row) throw new ConnectionError('not_found');
  return row.metadata;
}

export type Details = {
  endUser?: EndUser | undefined;
  tags?: Record<string, string> | undefined;
  /** Null removes the address. */
  webhookUrlOverride?: string | null | undefined;
};

/**
 * Replaces those of end user, tags and webhook address that are given.
 * @throws ConnectionError `not_found`
 */
async function updateDetails(tx: Transaction, id: string, details: Details): Promise<void> {
  const { endUser, tags, webhookUrlOverride } = details;
  const { count } = await tx.connection.updateMany({
    where: { id },
    data: {
      ...(endUser && { endUser: defined(endUser), endUserId: endUser.id ?? null }),
      ...(tags && { tags }),
      ...(webhookUrlOverride !== undefined && { webhookUrlOverride }),
      updatedAt: new Date(),
    },
  });
  if (count !== 1) throw new ConnectionError('not_found');
}

/** An object for a jsonb column, without undefined members. */
export function defined(value: object): Prisma.InputJsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}

/**
 * Replaces a connection's metadata if it is still of the version that was seen. Otherwise nothing is changed, and the
 * stored metadata is returned.
 * @throws ConnectionError `not_found`
 */
export function replaceMetadata(
  id: string,
  { metadata, seen }: { metadata: Metadata; seen: string },
  actor: Actor,
): Promise<Metadata | undefined> {
  return db().$transaction(async (tx) => {
    const stored = metadataSchema.catch({}).parse(await lockMetadata(tx, id));
    if (versionOf(stored) !== seen) return stored;
    await updateMetadata(tx, id, metadata);
    await addEvent(tx, id, { type: 'metadata_changed', detail: { by: actor } });
    return undefined;
  });
}

/**
 * Replaces the metadata of several connections, or of none if one is gone.
 * @throws ConnectionError
 */
export async function setManyMetadata(ids: readonly string[], metadata: Metadata, actor: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    for (const id of ids.toSorted()) {
      await updateMetadata(tx, id, metadata);
      await addEvent(tx, id, { type: 'metadata_changed', detail: { by: actor } });
    }
  });
}

/**
 * Merges these members into the metadata of several connections, or of none if one fails.
 * @throws ConnectionError `not_found`; ZodError when one would become too large.
 */
export async function mergeMetadata(ids: readonly string[], metadata: Metadata, actor: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    for (const id of ids.toSorted()) {
      const before = metadataSchema.catch({}).parse(await lockMetadata(tx, id));
      await updateMetadata(tx, id, metadataSchema.parse({ ...before, ...metadata }));
      await addEvent(tx, id, { type: 'metadata_changed', detail: { by: actor } });
    }
  });
}

/**
 * Replaces those of end user, tags and webhook address that are given.
 * @throws ConnectionError `not_found`
 */
export async function changeDetails(id: string, details: Details, actor: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    await updateDetails(tx, id, details);
    await addEvent(tx, id, { type: 'details_changed', detail: { by: actor } });
  });
}
