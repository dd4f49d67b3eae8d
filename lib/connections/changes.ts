import type { z } from 'zod';
import type { Actor } from '#lib/audit/schema';
import { db } from '#lib/db';
import { type Details, findConnectionRows, lockMetadata, updateDetails, updateMetadata } from './changes-store.ts';
import { metadataSchema } from './schema.ts';
import { addEvent } from './timeline.ts';

type Metadata = z.infer<typeof metadataSchema>;

/** The rows behind public ids of one integration; those that do not exist are left out. */
export const findConnectionIds = findConnectionRows;

/** Replaces a connection's metadata. @throws ConnectionError `not_found` */
export function setMetadata(id: string, metadata: Metadata, actor: Actor): Promise<void> {
  return setManyMetadata([id], metadata, actor);
}

/** Replaces the metadata of several connections: of all or, when one is gone, of none. @throws ConnectionError */
export async function setManyMetadata(ids: readonly string[], metadata: Metadata, actor: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    for (const id of ids.toSorted()) {
      await updateMetadata(tx, id, metadata);
      await addEvent(tx, id, { type: 'metadata_changed', detail: { by: actor } });
    }
  });
}

/**
 * Puts these members into the metadata of several connections and leaves the others; all or none.
 * @throws ConnectionError `not_found`; ZodError when one would grow too large.
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

/** Replaces what is given of end user, tags and webhook address. @throws ConnectionError `not_found` */
export async function changeDetails(id: string, details: Details, actor: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    await updateDetails(tx, id, details);
    await addEvent(tx, id, { type: 'details_changed', detail: { by: actor } });
  });
}
