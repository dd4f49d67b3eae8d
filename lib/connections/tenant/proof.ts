import { z } from 'zod';
import { db, pool } from '#lib/db';
import { IntegrationError } from '#lib/integrations/errors';
import { readRegistration } from '#lib/integrations/registration';
import type { Registration } from '#lib/integrations/schema';
import { createSiteGrantLink } from '#lib/links/create-link';
import { recordTripOutcome } from '#lib/links/link-activity';
import type { LinkForAttempt, Outcome } from '#lib/links/schema';
import { consumeLink, readLinkForAttempt, recordOutcome } from '#lib/links/use-link';
import { log } from '#lib/log';
import { asMicrosoftError } from '#lib/microsoft/errors';
import { persist } from '#lib/persist';
import type { Collected } from '../connect/grant.ts';
import { noteOutcome, refusedOutcome, type Trip } from '../connect/outcome.ts';
import { askedOf, keptConfig } from '../connect/request.ts';
import { saveConnection } from '../connect/save.ts';
import { ConnectionError } from '../errors.ts';
import { type Consent, consentSchema } from '../schema.ts';
import { collectTenant, isNotKnownYet } from './collect.ts';
import { takenOutcome, tenantConnectedOutcome, tenantOutcome } from './outcome.ts';

/** How long to wait until Microsoft knows a new service principal. After that, the admin has to start again. */
const patienceMinutes = 15;
/** Seconds until the next attempt, by the number of attempts so far. */
const waitSeconds = (tries: number) => Math.min(3 * tries, 30);

type Proof = { tid: string; consent: Consent };

/** The `connection_config` that a link sets for its connections. */
function configOf(registration: Registration, link: LinkForAttempt) {
  const defaults = link.configDefaults[registration.uniqueKey];
  return {
    config: keptConfig(defaults?.connection_config ?? {}),
    addresses: askedOf(registration, defaults).addresses,
  };
}

/** Stores connection, link and timeline in one transaction, as after the sign-in of a single person. */
async function save(collected: Collected, { link, browserHash }: Pick<Trip, 'link' | 'browserHash'>): Promise<Outcome> {
  const outcome = tenantConnectedOutcome(collected);
  const connectionId = await persist(async (tx) => {
    const id = await saveConnection(tx, collected, link);
    const spent = await consumeLink(tx, { linkId: link.id, connectionId: id, browserHash, outcome });
    if (!spent) throw new ConnectionError('link_spent');
    await tx.tenantProof.deleteMany({ where: { linkId: link.id } });
    return id;
  });
  const { integrationId } = collected;
  recordTripOutcome({ linkId: link.id, integrationId, connectionId }, outcome);
  // The app has no access to any site yet. The same admin continues on the result page.
  if (collected.requestedScopes.includes('Sites.Selected'))
    await createSiteGrantLink({ connectionId, integrationId }, 'system');
  return outcome;
}

/**
 * Asks the tenant's token endpoint once. If Microsoft does not know the app there yet, the attempt is stored and
 * repeated in the background for at most a quarter of an hour. The link's page shows the progress.
 */
export async function proveTenant(registration: Registration, trip: Trip, proof: Proof): Promise<Outcome | undefined> {
  const { link, browserHash } = trip;
  try {
    const collected = await collectTenant(registration, { ...proof, ...configOf(registration, link) });
    return await save(collected, trip);
  } catch (error) {
    if (isTaken(error)) return noteOutcome(trip, takenOutcome());
    if (error instanceof ConnectionError) return undefined;
    if (!isNotKnownYet(error)) return noteOutcome(trip, refusedOutcome(asMicrosoftError(error).facts));
    await keep({ linkId: link.id, integrationId: registration.id, browserHash, ...proof });
    return noteOutcome(trip, tenantOutcome('tenant_pending'));
  }
}

const isTaken = (error: unknown) => error instanceof ConnectionError && error.code === 'other_account';

const isGone = (error: unknown) => error instanceof IntegrationError && error.code === 'not_found';

type Kept = Proof & { linkId: string; integrationId: string; browserHash: Buffer };

async function keep({ linkId, integrationId, browserHash, tid, consent }: Kept): Promise<void> {
  await pool().query(
    `insert into tenant_proof (link_id, integration_id, tid, browser_hash, consent, next_try_at, ends_at)
     values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6), now() + make_interval(mins => $7))
     on conflict (link_id) do update set tid = excluded.tid, browser_hash = excluded.browser_hash,
       consent = excluded.consent, next_try_at = excluded.next_try_at, ends_at = excluded.ends_at, tries = 1`,
    [linkId, integrationId, tid, browserHash, JSON.stringify(consent), waitSeconds(1), patienceMinutes],
  );
}

const row = z.object({
  link_id: z.string(),
  integration_id: z.string(),
  tid: z.string(),
  browser_hash: z.instanceof(Buffer),
  consent: consentSchema,
  is_over: z.boolean(),
});

/** Claims one stored attempt that is due, so that no other process repeats it too. */
async function takeDue(): Promise<z.infer<typeof row> | undefined> {
  const { rows } = await pool().query(
    `update tenant_proof set tries = tries + 1, next_try_at = now() + make_interval(secs => least(3 * (tries + 1), 30))
      where link_id = (select link_id from tenant_proof where next_try_at <= now()
        order by next_try_at limit 1 for update skip locked)
      returning link_id, integration_id, tid, browser_hash, consent, ends_at < now() as is_over`,
  );
  return rows.length === 0 ? undefined : row.parse(rows[0]);
}

/** Repeats all attempts that are due. Called in the background. */
export async function proveWaiting(signal?: AbortSignal): Promise<void> {
  for (let due = await takeDue(); due && !signal?.aborted; due = await takeDue())
    await retry(due).catch(async (error: unknown) => {
      log().warn({ error }, 'a tenant could not be asked for; it is tried again until its time is over');
      if (due.is_over) await forget(due.link_id);
    });
}

async function retry({ link_id: linkId, integration_id: integrationId, tid, consent, ...due }: z.infer<typeof row>) {
  const link = await readLinkForAttempt(linkId);
  if (link.consumedAt || link.status === 'revoked') return forget(linkId);
  const over = async (outcome: Outcome) => {
    await forget(linkId);
    await recordOutcome({ linkId, integrationId, browserHash: due.browser_hash, outcome, status: 'opened' });
  };
  try {
    const registration = await readRegistration(integrationId);
    const collected = await collectTenant(registration, { tid, consent, ...configOf(registration, link) });
    await save(collected, { link, browserHash: due.browser_hash });
  } catch (error) {
    if (isTaken(error)) return over(takenOutcome());
    if (error instanceof ConnectionError || isGone(error)) return forget(linkId);
    if (isNotKnownYet(error) && !due.is_over) return;
    await over(refusedOutcome(asMicrosoftError(error).facts));
  }
}

async function forget(linkId: string): Promise<void> {
  await db().tenantProof.deleteMany({ where: { linkId } });
}
