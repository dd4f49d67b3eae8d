import { db, type Transaction } from '#lib/db';
import { entrySchema, type PickerSession } from './schema.ts';

export async function insertSession(
  tx: Transaction,
  { tokenHash, ...session }: PickerSession & { tokenHash: Buffer },
): Promise<void> {
  await tx.pickerSession.create({ data: { ...session, tokenHash: new Uint8Array(tokenHash) }, select: { id: true } });
}

/** The session with this token's hash, also one that has ended. */
export async function findByHash(tokenHash: Buffer): Promise<PickerSession | undefined> {
  const select = {
    id: true,
    connectionId: true,
    origins: true,
    entry: true,
    createdBy: true,
    expiresAt: true,
  } as const;
  const row = await db().pickerSession.findUnique({ where: { tokenHash: new Uint8Array(tokenHash) }, select });
  return row ? { ...row, entry: entrySchema.parse(row.entry) } : undefined;
}

export async function endSession(id: string): Promise<void> {
  await db().$executeRaw`update picker_session set expires_at = least(expires_at, now()) where id = ${id}::uuid`;
}

/** Deletes the sessions that ended before a time. */
export async function deleteEnded(time: Date): Promise<void> {
  await db().pickerSession.deleteMany({ where: { expiresAt: { lt: time } } });
}
