import type { Transaction } from '#lib/db';
import type { AuditEntry, AuditEvent, AuditFilter, AuditPage, FoldedRefusal, RefusalAction } from './schema.ts';
import { addFoldedEvents, insertAuditEvent, listAuditEvents, listPairs, sumFoldedEvents } from './store.ts';

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

/** Counts refusals into their audit rows; a row begins with the first of them. */
export async function addRefusals(refusals: readonly FoldedRefusal[]): Promise<void> {
  await addFoldedEvents(
    refusals.map(({ action, way, account, address, foldKey, attempts, at }) => ({
      action,
      subject: account ? `operator:${account}` : 'sign-in',
      fold_key: foldKey,
      detail: { way, address, ...(account && { account }), attempts, latest: at.toISOString() },
    })),
  );
}

/** How many refusals of a kind there were since a time, and from how many networks. */
export function countRefusals(action: RefusalAction, since: Date): Promise<{ attempts: number; places: number }> {
  return sumFoldedEvents(action, since);
}
