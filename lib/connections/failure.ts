import { explain, findAadsts } from '#lib/microsoft/aadsts';
import { classify, type MicrosoftError, type MicrosoftFacts } from '#lib/microsoft/errors';
import type { Failure } from './schema.ts';

const ownSentences: Record<string, { message: string; fix: string }> = {
  unreachable: { message: 'Microsoft could not be reached.', fix: 'Nothing to do: it is tried again by itself.' },
  too_slow: {
    message: 'Microsoft did not answer within 20 seconds.',
    fix: 'Nothing to do: it is tried again by itself.',
  },
  cut_off: { message: "Microsoft's answer broke off.", fix: 'Nothing to do: it is tried again by itself.' },
  too_large: {
    message: "Microsoft's answer was larger than any token response.",
    fix: 'Look for a proxy in between that answers in its place.',
  },
  keys_unreadable: {
    message: "Microsoft's keys cannot be read now, so its answer could not be checked.",
    fix: 'Try again in a minute.',
  },
  secret_unusable: {
    message: "The integration's credential is missing or cannot be opened, so Microsoft was not asked.",
    fix: 'Add a new credential on the page of the integration.',
  },
  assertion_unreadable: {
    message: 'The token of the federated credential could not be read, so Microsoft was not asked.',
    fix: 'Verify the integration: it says what is missing where the token should be.',
  },
  needs_certificate: {
    message: "SharePoint's own API refuses an app on its own that proved itself by a client secret.",
    fix: 'Add a certificate or a federated credential on the Credentials tab of the integration. Graph works either way.',
  },
  wrong_audience: {
    message: 'Microsoft gave a token for another host than the one asked, so it was refused.',
    fix: 'Nothing to do: it is tried again by itself. If it stays, reauthorize.',
  },
};

/** An answer that is not one of Microsoft's errors: a gateway's page, or an empty body. */
function unreadable({ aadsts, oauthError, status }: MicrosoftFacts) {
  if (aadsts !== undefined || oauthError !== undefined || status === undefined) return undefined;
  const message =
    status === 429
      ? 'Microsoft asks to wait before the next call (HTTP 429).'
      : `Microsoft's answer could not be read (HTTP ${status}).`;
  return { message, fix: 'Nothing to do: it is tried again by itself.' };
}

/** Describes a failed call to Microsoft for operators and timelines. Contains no secrets. */
export function describeFailure({ facts }: Pick<MicrosoftError, 'facts'>, now = new Date()): Failure {
  const { aadsts, oauthError, suberror, traceId, correlationId, status } = facts;
  const own = aadsts === undefined ? (ownSentences[oauthError ?? ''] ?? unreadable(facts)) : undefined;
  const known = explain(aadsts, oauthError, { suberror });
  const code = aadsts ? `AADSTS${aadsts}` : (oauthError ?? `http_${status ?? 0}`);
  return {
    code,
    message: own?.message ?? (aadsts ? `${known.meaning.replace(/\.$/, '')} (AADSTS${aadsts}).` : known.meaning),
    fix: own?.fix ?? known.operator,
    ...(aadsts !== undefined && { aadsts }),
    ...(traceId && { traceId }),
    ...(correlationId && { correlationId }),
    at: now.toISOString(),
  };
}

const removedApp = {
  message: 'Microsoft no longer knows the app in this tenant: an admin there removed it (AADSTS700016).',
  fix: 'Send the reauthorize link to the admin of the tenant, who approves it again. If other tenants are refused too, look at the app registration.',
};

/** Describes why a grant that worked before was refused. Contains no secrets. */
export function describeRefusal(error: Pick<MicrosoftError, 'facts'>): Failure {
  return { ...describeFailure(error), ...(error.facts.aadsts === 700016 && removedApp) };
}

/** Seconds until the next attempt: Microsoft's `Retry-After`, or doubling from 5 seconds to 15 minutes, with jitter. */
export function backOff(failures: number, retryAfterSeconds?: number): number {
  if (retryAfterSeconds !== undefined) return retryAfterSeconds + Math.round(Math.random() * 2);
  const base = Math.min(5 * 2 ** failures, 900);
  return Math.round(base * (0.75 + Math.random() / 2));
}

/**
 * Seconds until the next attempt after a resource's claims were refused, which only a sign-in meets. A refresh without
 * the claims succeeds in between and ends the count of failures, so a doubling would begin again each time.
 */
export function claimsBackOff(failures: number, retryAfterSeconds?: number): number {
  return Math.max(60, backOff(failures, retryAfterSeconds));
}

/** The sentence about a failure for the person who connects. */
export function endUserSentence({ aadsts, oauthError, suberror }: MicrosoftFacts): string {
  return explain(aadsts, oauthError, { suberror }).endUser;
}

/**
 * Whether a failure of one resource is one that a sign-in ends. A code that is not known is taken for one: resources
 * that demand claims have such. A known one that closes nothing (a malformed request) is not.
 */
export function isForPerson({ code, aadsts }: Pick<Failure, 'code' | 'aadsts'>): boolean {
  const isHarmless = aadsts !== undefined && findAadsts(aadsts)?.closes === 'nothing';
  return !isHarmless && classify({ oauthError: aadsts === undefined ? code : 'invalid_grant', aadsts }) === 'resource';
}
