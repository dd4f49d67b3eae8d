import { db, type Transaction } from '#lib/db';
import type { AuditEntry, AuditEvent } from './schema.ts';

export async function insertAuditEvent(tx: Transaction, { actor, action, subject, detail }: AuditEntry): Promise<void> {
  await tx.auditEvent.create({ data: { actor, action, subject, detail: detail ?? {} }, select: { id: true } });
}

export type AuditPage = { limit: number; before?: string; subject?: string };

export async function listAuditEvents({ limit, before, subject }: AuditPage): Promise<AuditEvent[]> {
  const rows = await db().auditEvent.findMany({
    where: { ...(before && { id: { lt: BigInt(before) } }), ...(subject && { subject }) },
    orderBy: { id: 'desc' },
    take: limit,
    select: { id: true, at: true, actor: true, action: true, subject: true, detail: true },
  });
  return rows.map((row) => ({ ...row, id: String(row.id) }));
}
