import { isAdminNeeded, type LinkForAttempt, type Outcome } from '#lib/links/schema';
import { recordOutcome } from '#lib/links/use-link';
import { explain } from '#lib/microsoft/aadsts';
import { isClaims } from '#lib/microsoft/claims';
import type { MicrosoftFacts } from '#lib/microsoft/errors';
import { findAccountToReauthorize, updateClaims } from '../account.ts';
import { describeFailure, endUserSentence } from '../failure.ts';
import type { Attempt } from './attempt.ts';

const now = () => new Date().toISOString();

const notRenewable =
  'Microsoft gave no refresh token (offline_access was not granted), so the access ends with its first token.';

export function connectedOutcome(account: string, grant: 'renewable' | 'not renewable' = 'renewable'): Outcome {
  return {
    code: 'connected',
    message: 'Your Microsoft account is connected. You can close this page.',
    operatorMessage: `${account} connected.${grant === 'renewable' ? '' : ` ${notRenewable}`}`,
    account,
    at: now(),
  };
}

/** The outcome for an unexpected account or organization. Everything that came with the sign-in was discarded. */
export function wrongAccountOutcome({ account, expected }: { account: string; expected: string }): Outcome {
  return {
    code: 'wrong_account',
    message: 'You signed in with another account than the one this link is for. Nothing was connected.',
    operatorMessage: `Another account signed in than the link asks for (${expected}); its tokens were discarded.`,
    fix: 'The person can open the same link again and choose the right account.',
    account,
    expected,
    at: now(),
  };
}

/**
 * The outcome for another account with the same address in the same organization. The connection is not changed until
 * an operator allows it.
 */
export function newAccountOutcome(account: string): Outcome {
  return {
    code: 'new_account',
    message:
      'Your account was created again since this was connected: the address is the same, but to Microsoft it is another account. Nothing was connected yet. Tell whoever sent you the link; once they have allowed your new account, open the link again.',
    operatorMessage: `${account} signed in, and it is another account than before under the same address (another object id in the same tenant); its tokens were discarded.`,
    fix: 'The account was deleted and created again, or the address was given to another person. Ask who has it now; an admin can then allow the new account on the connection’s page, and the person opens the same link again.',
    account,
    at: now(),
  };
}

export function startAgainOutcome(): Outcome {
  return {
    code: 'start_again',
    message: 'The sign-in did not finish. Open your link again and start over.',
    operatorMessage: 'The sign-in came back without what belongs to it and was refused.',
    at: now(),
  };
}

const declinedCodes = new Set([65004]);

function codeOf({ aadsts = 0, oauthError, suberror }: MicrosoftFacts): Outcome['code'] {
  if (isAdminNeeded(aadsts)) return 'admin_needed';
  if (declinedCodes.has(aadsts)) return 'declined';
  if (oauthError === 'access_denied' && suberror === 'cancel') return 'cancelled';
  // Personal accounts decline without a code, and so do admins at the older consent endpoint.
  const isDeclined = oauthError === 'access_denied' || oauthError === 'permission_denied';
  return isDeclined && aadsts === 0 ? 'declined' : 'microsoft_error';
}

const messages: Partial<Record<Outcome['code'], string>> = {
  admin_needed: 'Your organization lets only an admin approve this. Send them the link below; then you can go on.',
  declined: 'You did not accept the permissions, so nothing was connected. You can open the link again.',
  cancelled: 'You cancelled, so nothing was connected. You can open the link again.',
};

const notReached = new Set(['unreachable', 'too_slow', 'cut_off', 'too_large']);

/** Adds OAuth's `temporarily_unavailable` to temporary failures that have no code. */
function inWords(facts: MicrosoftFacts): MicrosoftFacts {
  const { aadsts, oauthError = '', status = 0 } = facts;
  const isBusy = oauthError === '' && (status === 429 || status >= 500);
  const passes = aadsts === undefined && (isBusy || notReached.has(oauthError));
  return passes ? { ...facts, oauthError: 'temporarily_unavailable' } : facts;
}

/** The outcome of a refusal by Microsoft (RFC 6749 section 4.1.2.1, and the token endpoint's errors). */
export function refusedOutcome(refusal: MicrosoftFacts): Outcome {
  const failure = describeFailure({ facts: refusal });
  const facts = inWords(refusal);
  const code = codeOf(facts);
  return {
    code,
    message: messages[code] ?? endUserSentence(facts),
    operatorMessage: failure.message,
    fix: facts === refusal ? failure.fix : 'The person can open the same link again in a few minutes.',
    ...(facts.aadsts !== undefined && { aadsts: facts.aadsts }),
    ...(facts.oauthError && { oauthError: facts.oauthError.slice(0, 100) }),
    ...(facts.traceId && { traceId: facts.traceId }),
    ...(facts.correlationId && { correlationId: facts.correlationId }),
    ...(isClaims(facts.claims) && { claims: facts.claims }),
    at: now(),
  };
}

/**
 * The outcome of an admin's consent page: approved, perhaps for another tenant than that of the waiting link, or
 * declined.
 */
export function adminOutcome(result: 'consented' | 'consented_perhaps' | MicrosoftFacts): Outcome {
  const at = now();
  const message = 'Thank you. You approved the permissions for your organization.';
  const code = 'admin_consented' as const;
  if (result === 'consented')
    return { code, message, operatorMessage: 'An admin approved the permissions.', approvedAt: at, at };
  if (result === 'consented_perhaps') {
    const operatorMessage = 'An admin approved the permissions. Whether it was this person’s shows when they go on.';
    return { code, message, operatorMessage, at };
  }
  return { ...refusedOutcome(result), ...notApproved(result), code: 'admin_declined' };
}

// The admin is the one who signs in here, so they see account problems like any other person.
const ofTheirAccount = new Set([50020, 50034, 51004, 90072]);

const notAnAdmin =
  'The account you signed in with is no administrator of the organization. Choose an admin account, or pass this link on.';

function notApproved(facts: MicrosoftFacts): Pick<Outcome, 'message'> & Partial<Outcome> {
  const { oauthError, aadsts } = facts;
  const code = codeOf(facts);
  if (code === 'declined' || code === 'cancelled') {
    const operatorMessage = `The admin did not approve the permissions${aadsts ? ` (AADSTS${aadsts})` : ''}.`;
    const fix = 'Tell the admin what the permissions are for; the same link can be opened again.';
    return { message: 'The permissions were not approved.', operatorMessage, fix };
  }
  if (code === 'admin_needed') {
    const fix = 'The person can open the same link again with an administrator’s account, or pass it on.';
    const operatorMessage = `Somebody without admin rights opened the admin’s link${aadsts ? ` (AADSTS${aadsts})` : ''}.`;
    return { message: notAnAdmin, operatorMessage, fix };
  }
  const { admin, endUser } = explain(aadsts, oauthError);
  return { message: ofTheirAccount.has(aadsts ?? 0) ? endUser : admin };
}

// "After consent: propagation may take a minute or so"; some tenants need several.
const catchUpMilliseconds = 15 * 60_000;

/**
 * Replaces a refusal shortly after an approval by `approval_pending`, because Microsoft needs time to process it. Other
 * refusals, and those after an approval that may be for another tenant, stay unchanged.
 */
function afterApproval(told: Outcome, before: Outcome | null): Outcome {
  const { approvedAt } = before ?? {};
  const isConsent = told.code === 'admin_needed' || told.aadsts === 65001;
  if (!approvedAt || !isConsent || Date.now() - Date.parse(approvedAt) > catchUpMilliseconds) return told;
  return {
    ...told,
    code: 'approval_pending',
    message: 'Your admin approved this, but Microsoft needs a minute until it holds everywhere. Try again then.',
    operatorMessage: 'An admin approved this, and Microsoft has not caught up with it yet.',
    fix: 'The person can try again in a minute; the link stays open.',
    approvedAt,
  };
}

/** A finished visit to Microsoft, in the browser that made it. */
export type Trip = { attempt: Attempt; link: LinkForAttempt; browserHash: Buffer };

const statuses = { admin_needed: 'awaiting_admin', approval_pending: 'approved' } as const;

function statusAfter({ code }: Outcome): 'opened' | 'awaiting_admin' | 'approved' {
  return code === 'admin_needed' || code === 'approval_pending' ? statuses[code] : 'opened';
}

/** Microsoft does not say who was refused. The list of links finds people who wait by the account they were asked for. */
function withAccount(outcome: Outcome, asked: string | null): Outcome {
  return outcome.account || !asked ? outcome : { ...outcome, account: asked };
}

/**
 * Stores the outcome of a sign-in that made no connection. The link stays open. An outcome that rests on the redirect's
 * parameters alone, which the browser could have invented, affects only this link. Returns the stored outcome.
 */
export async function noteOutcome(
  { attempt, link, browserHash }: Trip,
  told: Outcome,
  teller: 'microsoft' | 'browser' = 'microsoft',
): Promise<Outcome> {
  const { id: linkId, connectionId } = link;
  const account = connectionId ? await findAccountToReauthorize(connectionId) : undefined;
  const outcome = withAccount(afterApproval(told, link.outcome), account?.username ?? link.expectedEmail);
  // The claims are stored with the connection too, so that a later link requests the same.
  if (connectionId && outcome.claims && teller === 'microsoft') await updateClaims(connectionId, outcome.claims);
  const { integrationId } = attempt;
  const facts = { linkId, integrationId, connectionId, browserHash, tenant: account?.tid };
  await recordOutcome({ ...facts, outcome, status: statusAfter(outcome) });
  return outcome;
}
