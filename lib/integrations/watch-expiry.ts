import { db } from '#lib/db';
import { log } from '#lib/log';
import { MicrosoftError } from '#lib/microsoft/errors';
import { HttpFailure } from '#lib/microsoft/http';
import { claimDailyReading } from './credential-store.ts';
import { credentialRefusal } from './credential-watch.ts';
import { IntegrationError } from './errors.ts';
import { noteExpiry } from './expiry.ts';
import { saveGraphExpiry } from './graph-expiry.ts';
import { findApplication, homeTenantOf } from './registered-app.ts';
import { markBroken, readRegistration } from './registration.ts';
import { listIds } from './store.ts';

/** Reads the ends of one integration's secrets, where the home tenant is known and lets the app read itself. */
async function readFromGraph(id: string): Promise<void> {
  const registration = await readRegistration(id);
  const home = homeTenantOf(registration);
  if (!home) return;
  try {
    const application = await findApplication(registration, home);
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
 * Tells operators of credentials near their end, and once a day reads the ends from Graph first. Any number of
 * processes may do this at once: one of them reads, and a notice is put once.
 */
export async function watchExpiry(signal: AbortSignal): Promise<void> {
  const ids = await listIds();
  if (await claimDailyReading()) await readAll(ids, signal);
  for (const id of ids) await db().$transaction((tx) => noteExpiry(tx, id));
}
