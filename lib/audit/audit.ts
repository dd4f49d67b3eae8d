import type { Transaction } from '#lib/db';
import type { AuditEntry, AuditEvent, AuditFilter, AuditPage, FoldedRefusal, RefusalAction } from './schema.ts';
import { addFoldedEvents, insertAuditEvent, listAuditEvents, listPairs, sumFoldedEvents } from './store.ts';

/** Writes one audit row inside the caller's transaction, so that it is stored if and only if the change is. */
export async function audit(tx: Transaction, entry: AuditEntry): Promise<void> {
  await insertAuditEvent(tx, entry);
}

/** Audit rows, newest first. `before` is the id of the last row of the previous page. */
export function listAudit({ limit, before, ...filter }: AuditFilter & AuditPage): Promise<AuditEvent[]> {
  return listAuditEvents(filter, { limit, before });
}

export async function findAudit(id: string): Promise<AuditEvent | undefined> {
  return (await listAuditEvents({ id }, { limit: 1 }))[0];
}

const newest = 20_000;

/** The values that the list can be filtered by: actors and actions of the newest twenty thousand rows. */
export async function listAuditChoices(): Promise<{ actors: string[]; actions: string[] }> {
  const pairs = await listPairs(newest);
  const sorted = (values: string[]) => [...new Set(values)].sort();
  return { actors: sorted(pairs.map(({ actor }) => actor)), actions: sorted(pairs.map(({ action }) => action)) };
}

/** Adds refusals to their audit rows; the first one of a kind creates the row. */
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

/** How many refusals of a kind there have been since a time, and from how many networks. */
export function countRefusals(action: RefusalAction, since: Date): Promise<{ attempts: number; places: number }> {
  return sumFoldedEvents(action, since);
}
