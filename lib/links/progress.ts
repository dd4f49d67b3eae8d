import type { Transaction } from '#lib/db';
import { createAdminLink } from './admin-link.ts';
import { type Approval, updateApproved } from './admin-store.ts';
import { recordStep, recordTripOutcome } from './link-activity.ts';
import type { LinkForAttempt } from './schema.ts';
import {
  type Consumption,
  type RecordedOutcome,
  readSealedLink,
  updateConsumed,
  updateOutcome,
  updateStarted,
} from './store.ts';
import { openLinkToken } from './token.ts';

/**
 * A link with its token, whatever its state: who asks decides what still counts.
 * @throws LinkError `not_found`; VaultError.
 */
export async function readLinkForAttempt(id: string): Promise<LinkForAttempt> {
  const link = await readSealedLink(id);
  const { kind, status, integrationIds, connectionId, parentId } = link;
  const { endUser, tags, expectedTenant, expectedEmail, consumedAt, expiresAt } = link;
  const { configDefaults, webhookUrlOverride, presets, outcome } = link;
  const facts = {
    endUser,
    tags,
    expectedTenant,
    expectedEmail,
    configDefaults,
    webhookUrlOverride,
    presets,
    outcome,
    consumedAt,
    expiresAt,
  };
  return { id, kind, status, integrationIds, connectionId, parentId, ...facts, token: openLinkToken(link) };
}

/** Notes that a browser was sent to Microsoft, for one of the link's integrations. */
export async function markStarted(id: string, integrationId?: string): Promise<void> {
  await updateStarted(id);
  recordStep({ linkId: id, integrationId }, 'started');
}

/**
 * Spends a link, in the transaction that stores what it brought; false when somebody was first or it was revoked.
 * Its end is not asked for: an attempt begun before it may finish.
 */
export function consumeLink(tx: Transaction, consumption: Consumption): Promise<boolean> {
  return updateConsumed(tx, consumption);
}

/**
 * Notes what happened without spending the link; only that browser sees it. When an admin must approve, the link for
 * them is made here; `integrationId` says for what (needed when the link offers several), `tenant` for whom if known.
 */
export async function recordOutcome(
  recorded: RecordedOutcome & { integrationId?: string; connectionId?: string | null; tenant?: string | undefined },
): Promise<void> {
  const { integrationId, connectionId, tenant, ...outcome } = recorded;
  await updateOutcome(outcome);
  recordTripOutcome({ linkId: outcome.linkId, integrationId, connectionId }, outcome.outcome);
  if (outcome.status !== 'awaiting_admin') return;
  const link = await readSealedLink(outcome.linkId);
  const only = link.integrationIds.length === 1 ? link.integrationIds[0] : undefined;
  const asked = integrationId ?? only;
  if (asked) await createAdminLink({ ...link, expectedTenant: link.expectedTenant ?? tenant }, asked);
}

/** Lets a link that waited for an admin go on; false when it waits no more. */
export function approveLink(tx: Transaction, approval: Approval): Promise<boolean> {
  return updateApproved(tx, approval);
}
