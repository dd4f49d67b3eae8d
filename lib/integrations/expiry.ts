import { db, type Transaction } from '#lib/db';
import { recordEvents } from '#lib/events/events';
import { log } from '#lib/log';
import { type Application, readApplication } from '#lib/microsoft/app-directory';
import { MicrosoftError } from '#lib/microsoft/errors';
import { HttpFailure } from '#lib/microsoft/http';
import { putNotice, withdrawNotices } from '#lib/notices/notices';
import type { NewNotice } from '#lib/notices/schema';
import { claimDay } from '#lib/settings';
import { longestValid } from './credential-order.ts';
import { listStoredCredentials, type StoredCredential, updateExpiry } from './credential-store.ts';
import { credentialRefusal } from './credential-watch.ts';
import { IntegrationError } from './errors.ts';
import { graphAppToken, homeTenantOf, markBroken, readRegistration } from './registration.ts';
import { credentialName } from './schema.ts';
import { findNames, listIds } from './store.ts';

/** How many days before a credential expires operators get a notice. */
const WARNING_DAYS = [30, 14, 7, 1] as const;

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

/**
 * The notice that is due for the credential that is valid longest; undefined while its expiry is far off or unknown.
 */
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
  // The key contains the date, so that a corrected date gets a notice of its own.
  return {
    ...expiringNotice(name, of, expiresAt),
    dedupeKey: `secret_expiring:${id}:${step}:${expiresAt.toISOString()}`,
  };
}

/**
 * Updates the notice about an integration's expiring credential, inside the caller's transaction. There is one at 30,
 * 14, 7 and 1 days and at the end, always for the credential that is valid longest.
 */
export async function noteExpiry(tx: Transaction, integrationId: string, now = Date.now()): Promise<void> {
  const names = await findNames(tx, integrationId);
  if (!names) return;
  const credential = longestValid(await listStoredCredentials(integrationId, tx), now);
  const due = credential && dueNotice(credential, names.displayName, now);
  const except = due ? [due.dedupeKey] : [];
  for (const keyPrefix of ['secret_expiring:', 'secret_expired:'])
    await withdrawNotices(tx, { integrationId, keyPrefix, except });
  if (due && (await putNotice(tx, { ...due, integrationId }))) await tellExpiry(tx, integrationId, { credential, now });
}

/** Also publishes an event for a notice that did not exist before. */
async function tellExpiry(
  tx: Transaction,
  integrationId: string,
  { credential: { id, kind, expiresAt }, now }: { credential: StoredCredential; now: number },
): Promise<void> {
  if (!expiresAt) return;
  const left = Math.max(0, Math.ceil((expiresAt.getTime() - now) / dayMs));
  const credential = { id, kind, expires_at: expiresAt.toISOString(), days_left: left };
  const type = expiresAt.getTime() <= now ? 'credential.expired' : 'credential.expiring';
  await recordEvents(tx, [{ type, integrationId, data: { credential } }]);
}

type Ends = Pick<Application, 'passwordCredentials'>;

/**
 * The registration's entry for a stored secret, found by its id, or by its first characters if only one entry has them.
 */
export function matchSecret({ hint, keyId }: Pick<StoredCredential, 'hint' | 'keyId'>, { passwordCredentials }: Ends) {
  const byId = passwordCredentials.find((one) => one.keyId === keyId);
  if (byId) return byId;
  const alike = passwordCredentials.filter((one) => one.hint === hint);
  return alike.length === 1 ? alike[0] : undefined;
}

/**
 * Stores the expiry dates of an integration's client secrets as its registration lists them, and returns how many were
 * found there.
 */
export async function saveGraphExpiry(integrationId: string, ends: Ends): Promise<number> {
  return db().$transaction(async (tx) => {
    const stored = await listStoredCredentials(integrationId, tx);
    let saved = 0;
    for (const credential of stored.filter(({ kind }) => kind === 'client_secret')) {
      const found = matchSecret(credential, ends);
      if (!found) continue;
      saved += 1;
      const { keyId, endDateTime: expiresAt } = found;
      await updateExpiry(tx, credential.id, { expiresAt, expirySource: 'graph', keyId });
    }
    if (saved > 0) await noteExpiry(tx, integrationId);
    return saved;
  });
}

/**
 * Reads the expiry dates of one integration's secrets from Graph, if the home tenant is known and lets the app read its
 * own registration.
 */
async function readFromGraph(id: string): Promise<void> {
  const registration = await readRegistration(id);
  const home = homeTenantOf(registration);
  if (!home) return;
  try {
    const accessToken = await graphAppToken(registration, home);
    const application = await readApplication({ cloud: registration.cloud, accessToken }, registration.clientId);
    if (typeof application === 'object') await saveGraphExpiry(id, application);
  } catch (error) {
    if (!(error instanceof MicrosoftError && error.closes === 'integration')) throw error;
    const { code, message, fix } = credentialRefusal(error);
    await markBroken(id, { code, reason: `${message} ${fix}`, credentialIds: registration.credentialIds });
  }
}

const isExpected = (error: unknown) =>
  error instanceof MicrosoftError || error instanceof HttpFailure || error instanceof IntegrationError;

async function readAll(ids: string[], signal: AbortSignal): Promise<void> {
  for (const id of ids) {
    if (signal.aborted) return;
    await readFromGraph(id).catch((error: unknown) => {
      const level = isExpected(error) ? 'info' : 'error';
      log()[level](
        { error, integration: id },
        "an integration's expiry could not be read from Graph; it is tried tomorrow",
      );
    });
  }
}

/**
 * Writes notices about credentials that expire soon. Once a day it first reads the dates from Graph. If several
 * processes run this at once, one of them reads, and each notice is written once.
 */
export async function watchExpiry(signal: AbortSignal): Promise<void> {
  const ids = await listIds();
  if (await claimDay('credentials.read')) await readAll(ids, signal);
  for (const id of ids) await db().$transaction((tx) => noteExpiry(tx, id));
}
