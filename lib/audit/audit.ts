import type { Transaction } from '#lib/db';
import type { AuditEntry, AuditEvent } from './schema.ts';
import { type AuditPage, insertAuditEvent, listAuditEvents } from './store.ts';

/** Writes one audit row inside the caller's transaction: either both happen or neither. */
export function audit(tx: Transaction, entry: AuditEntry): Promise<void> {
  return insertAuditEvent(tx, entry);
}

/** Audit rows, newest first; `before` is the id of the last row of the page before. */
export function listAudit(page: AuditPage): Promise<AuditEvent[]> {
  return listAuditEvents(page);
}
