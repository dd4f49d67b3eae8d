import { audit } from '#lib/audit/audit';
import { db, type Transaction } from '#lib/db';
import { createAdminLink } from './admin-link.ts';
import { type Approval, updateApproved } from './admin-store.ts';
import { closeOthers } from './connection-store.ts';
import { recordStep, recordTripOutcome } from './link-activity.ts';
import { eventOf, reasonOf, tellExpired, tellLink } from './link-events.ts';
import type { LinkForAttempt } from './schema.ts';
import {
  type Consumption,
  type RecordedOutcome,
  readSealedLink,
  updateConsumed,
  updateExpired,
  updateOutcome,
  updateStarted,
} from './store.ts';
import { openLinkToken } from './token.ts';

/**
 * A link with its token, whatever its state; the caller decides whether it can still be used.
 * @throws LinkError `not_found`; VaultError when its token cannot be opened.
 */
export async function readLinkForAttempt(id: string): Promise<LinkForAttempt> {
  const link = await readSealedLink(id);
  const { kind, status, integrationIds, connectionId, parentId } = link;
  const { endUser, tags, expectedTenant, expectedEmail, consumedAt, expiresAt } = link;
  const { adminSignIn, configDefaults, webhookUrlOverride, presets, outcome } = link;
  const facts = {
    endUser,
    tags,
    expectedTenant,
    expectedEmail,
    adminSignIn,
    configDefaults,
    webhookUrlOverride,
    presets,
    outcome,
    consumedAt,
    expiresAt,
  };
  return { id, kind, status, integrationIds, connectionId, parentId, ...facts, token: openLinkToken(link) };
}

/** Records that a browser was sent to Microsoft for one of the link's integrations. */
export async function markStarted(id: string, integrationId?: string): Promise<void> {
  await updateStarted(id);
  recordStep({ linkId: id, integrationId }, 'started');
}

/**
 * Marks a link as used, in the transaction that stores the connection, and closes the other reauthorize links that
 * operators made for that connection. Returns false if it was already used or revoked. Its expiry is not checked,
 * because a sign-in that began earlier may finish.
 */
export async function consumeLink(tx: Transaction, consumption: Consumption): Promise<boolean> {
  const link = await updateConsumed(tx, consumption);
  if (!link) return false;
  await tellLink(tx, link, { type: 'link.completed' });
  const { id: used, connectionId } = link;
  if (connectionId && link.kind !== 'site_grant')
    for (const id of await closeOthers(tx, { connectionId, used }))
      await audit(tx, {
        actor: 'system',
        action: 'link.revoked',
        subject: `link:${id}`,
        detail: { reauthorizedBy: used },
      });
  return true;
}

/**
 * Stores an outcome without using the link up; only this browser sees it. If an admin must approve, it also makes the
 * link for the admin, for `integrationId` (required if the link offers several) and for `tenant`, if known.
 */
export async function recordOutcome(
  recorded: RecordedOutcome & { integrationId?: string; connectionId?: string | null; tenant?: string | undefined },
): Promise<void> {
  const { integrationId, connectionId, tenant, ...outcome } = recorded;
  await db().$transaction(async (tx) => {
    const link = await updateOutcome(tx, outcome);
    const type = eventOf(outcome.outcome);
    if (link && type) await tellLink(tx, link, { type, integrationId, reason: reasonOf(outcome.outcome) });
  });
  recordTripOutcome({ linkId: outcome.linkId, integrationId, connectionId }, outcome.outcome);
  if (outcome.status !== 'awaiting_admin') return;
  const link = await readSealedLink(outcome.linkId);
  const only = link.integrationIds.length === 1 ? link.integrationIds[0] : undefined;
  const asked = integrationId ?? only;
  if (asked) await createAdminLink({ ...link, expectedTenant: link.expectedTenant ?? tenant }, asked);
}

/** Stores that an admin approved what a link waits for. False when the link is used or revoked. */
export function approveLink(tx: Transaction, approval: Approval): Promise<boolean> {
  return updateApproved(tx, approval);
}

const expiredAtOnce = 500;

/**
 * Publishes the events of links that expired unused since the last call. Returns how many. Any number of processes may
 * do so.
 */
export async function tellExpiredLinks(): Promise<number> {
  let told = 0;
  for (;;) {
    const links = await db().$transaction(async (tx) => {
      const ended = await updateExpired(tx, expiredAtOnce);
      await tellExpired(tx, ended);
      return ended.length;
    });
    told += links;
    if (links < expiredAtOnce) return told;
  }
}
