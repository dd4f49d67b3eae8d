import type { Transaction } from '#lib/db';
import type { AuditEntry, AuditEvent, AuditFilter, AuditPage } from './schema.ts';
import { insertAuditEvent, listAuditEvents, listPairs } from './store.ts';

/** Writes one audit row inside the caller's transaction: either both happen or neither. */
export async function audit(tx: Transaction, entry: AuditEntry): Promise<void> {
  await insertAuditEvent(tx, entry);
}

/** Audit rows, newest first; `before` is the id of the last row of the page before. */
export function listAudit({ limit, before, ...filter }: AuditFilter & AuditPage): Promise<AuditEvent[]> {
  return listAuditEvents(filter, { limit, before });
}

export async function findAudit(id: string): Promise<AuditEvent | undefined> {
  return (await listAuditEvents({ id }, { limit: 1 }))[0];
}

const newest = 20_000;

/** What the list can be narrowed to: the actors and actions of the newest twenty thousand rows. */
export async function listAuditChoices(): Promise<{ actors: string[]; actions: string[] }> {
  const pairs = await listPairs(newest);
  const sorted = (values: string[]) => [...new Set(values)].sort();
  return { actors: sorted(pairs.map(({ actor }) => actor)), actions: sorted(pairs.map(({ action }) => action)) };
}
