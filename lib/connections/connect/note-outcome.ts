import { recordOutcome } from '#lib/links/progress';
import type { LinkForAttempt, Outcome } from '#lib/links/schema';
import { findAccountToReauthorize, updateClaims } from '../account.ts';
import type { Attempt } from './attempt-store.ts';
import { afterApproval } from './outcome.ts';

/** A trip that came back, in the browser that made it. */
export type Trip = { attempt: Attempt; link: LinkForAttempt; browserHash: Buffer };

const statuses = { admin_needed: 'awaiting_admin', approval_pending: 'approved' } as const;

function statusAfter({ code }: Outcome): 'opened' | 'awaiting_admin' | 'approved' {
  return code === 'admin_needed' || code === 'approval_pending' ? statuses[code] : 'opened';
}

/**
 * Notes what came of a trip that brought no connection; the link stays open. What only the browser told, which may
 * have written it itself, goes no further than its link. Returns it as it was noted.
 */
export async function noteOutcome(
  { attempt, link, browserHash }: Trip,
  told: Outcome,
  teller: 'microsoft' | 'browser' = 'microsoft',
): Promise<Outcome> {
  const { id: linkId, connectionId } = link;
  const outcome = afterApproval(told, link.outcome);
  const account = connectionId ? await findAccountToReauthorize(connectionId) : undefined;
  // Also there, so that a link made anew asks Microsoft for the same.
  if (connectionId && outcome.claims && teller === 'microsoft') await updateClaims(connectionId, outcome.claims);
  const { integrationId } = attempt;
  const facts = { linkId, integrationId, connectionId, browserHash, tenant: account?.tid };
  await recordOutcome({ ...facts, outcome, status: statusAfter(outcome) });
  return outcome;
}
