import type { Transaction } from '#lib/db';
import { putNotice, withdrawNotices } from '#lib/notices/notices';
import type { NewNotice } from '#lib/notices/schema';
import { lasting } from './credential-order.ts';
import { listStoredCredentials, type StoredCredential } from './credential-store.ts';
import { credentialName } from './schema.ts';
import { findNames } from './store.ts';

/** Days before the end at which operators are told, each time once. */
export const WARNING_DAYS = [30, 14, 7, 1] as const;

const dayMs = 86_400_000;
const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

function expiredNotice(name: string, of: string): Pick<NewNotice, 'kind' | 'level' | 'message' | 'fix'> {
  return {
    kind: 'secret_expired',
    level: 'error',
    message: `The ${name} of ${of} has expired. Nothing of this integration can be connected or refreshed.`,
    fix: 'Add a new credential on its Credentials tab. Connections keep their grants.',
  };
}

function expiringNotice(
  name: string,
  of: string,
  expiresAt: Date,
): Pick<NewNotice, 'kind' | 'level' | 'message' | 'fix'> {
  return {
    kind: 'secret_expiring',
    level: 'warning',
    message: `The ${name} of ${of} expires on ${dateFormat.format(expiresAt)}.`,
    fix: 'Make another credential in the portal and add it on the Credentials tab; both work until then.',
  };
}

/** The notice due for the credential that lasts longest; undefined while its end is far, or unknown. */
function dueNotice(
  { id, kind, hint, expiresAt }: StoredCredential,
  of: string,
  now: number,
): Pick<NewNotice, 'kind' | 'level' | 'message' | 'fix' | 'dedupeKey'> | undefined {
  if (!expiresAt) return undefined;
  const left = expiresAt.getTime() - now;
  const name = credentialName({ kind, hint });
  if (left <= 0) return { ...expiredNotice(name, of), dedupeKey: `secret_expired:${id}` };
  const step = WARNING_DAYS.findLast((days) => left <= days * dayMs);
  if (step === undefined) return undefined;
  // With the date: should it be corrected, the old one is not left standing.
  return {
    ...expiringNotice(name, of, expiresAt),
    dedupeKey: `secret_expiring:${id}:${step}:${expiresAt.toISOString()}`,
  };
}

/**
 * Brings the notice about an integration's expiry up to date, inside the caller's transaction: one at 30, 14, 7 and
 * 1 days and at the end, for the credential that lasts longest; none once a longer one is there.
 */
export async function noteExpiry(tx: Transaction, integrationId: string, now = Date.now()): Promise<void> {
  const names = await findNames(tx, integrationId);
  if (!names) return;
  const credential = lasting(await listStoredCredentials(integrationId, tx), now);
  const due = credential && dueNotice(credential, names.displayName, now);
  const except = due ? [due.dedupeKey] : [];
  for (const keyPrefix of ['secret_expiring:', 'secret_expired:'])
    await withdrawNotices(tx, { integrationId, keyPrefix, except });
  if (due) await putNotice(tx, { ...due, integrationId });
}
