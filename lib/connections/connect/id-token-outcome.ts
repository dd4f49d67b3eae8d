import type { IdTokenFault, Outcome } from '#lib/links/schema';
import type { Fixer } from '#lib/microsoft/aadsts/define';
import type { IdTokenError } from '#lib/microsoft/id-token';

const now = () => new Date().toISOString();

const notAccepted =
  'Nothing was connected. You can open the link again; if it happens once more, tell whoever sent it.';

/** What the person and the operator read of each thing that can be wrong with an ID token. */
const idTokenTexts: Readonly<Record<IdTokenFault, { message: string; operatorMessage: string; fix: string }>> = {
  missing: {
    message: `Microsoft’s answer did not say who signed in. ${notAccepted}`,
    operatorMessage: 'Microsoft sent no ID token, so nobody knows who signed in; the tokens were discarded.',
    fix: 'Look for a proxy in between that changes Microsoft’s answers, and try the link again.',
  },
  signature: {
    message: `It cannot be proved that the answer came from Microsoft: its signature fits none of Microsoft’s keys. ${notAccepted}`,
    operatorMessage:
      'The signature of the ID token fits none of the keys that Microsoft publishes, also after these were read again; its tokens were discarded.',
    fix: 'Try the link again. If it stays, something between this server and Microsoft changes the answers, or the cloud of the integration is another one than the account’s.',
  },
  issuer: {
    message: `The answer was issued by another place than the one that was asked. ${notAccepted}`,
    operatorMessage: 'The ID token names another issuer than the tenant it is for; its tokens were discarded.',
    fix: 'Compare the cloud and the tenant of the integration with the app registration in Entra.',
  },
  audience: {
    message: `The answer was meant for another app. ${notAccepted}`,
    operatorMessage: 'The ID token is for another app than this integration’s client ID; its tokens were discarded.',
    fix: 'Compare the client ID of the integration with the app registration in Entra.',
  },
  nonce: {
    message: `The answer belongs to another sign-in than the one you began. ${notAccepted}`,
    operatorMessage:
      'The ID token belongs to another sign-in (its nonce is another one), as if an answer had been put in place of the right one; its tokens were discarded.',
    fix: 'The person can open the same link again. If it happens often, somebody may be tampering with sign-ins.',
  },
  claims: {
    message: `Microsoft’s answer lacks what identifies your account. ${notAccepted}`,
    operatorMessage:
      'The ID token lacks a claim that identifies the account (tid, oid, iss, aud, exp); its tokens were discarded.',
    fix: 'Look in the app registration for a token configuration or claims mapping that removes claims.',
  },
  times: {
    message: `Microsoft’s answer is out of date. ${notAccepted}`,
    operatorMessage:
      'The ID token is not valid at this time, though Microsoft’s clock and this server’s agree; its tokens were discarded.',
    fix: 'The person can open the same link again. If it stays, look for a proxy in between that repeats old answers.',
  },
};

/** The outcome of a refused ID token. Everything that came with it was discarded. */
export function idTokenOutcome({ fault, minutesAhead = 0 }: Pick<IdTokenError, 'fault' | 'minutesAhead'>): Outcome {
  if (fault !== 'clock') return { code: 'id_token_refused', idTokenFault: fault, ...idTokenTexts[fault], at: now() };
  const minutes = Math.abs(minutesAhead);
  const by = `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  return {
    code: 'clock_off',
    message: `The clock of this server differs by ${by} from Microsoft’s, so Microsoft’s answer could not be accepted. Nothing was connected. Tell whoever sent you the link; it works again once the clock is right.`,
    operatorMessage: `This server’s clock is ${by} ${minutesAhead < 0 ? 'behind' : 'ahead of'} Microsoft’s, so the ID token was not valid here; its tokens were discarded.`,
    fix: 'Set the server’s clock right (NTP), also that of the virtual machine’s host. The person can then open the same link again.',
    clockMinutes: minutesAhead,
    at: now(),
  };
}

/** The outcome if Microsoft's signing keys could not be fetched. It is temporary, and nobody's fault. */
export function keysUnavailableOutcome(): Outcome {
  return {
    code: 'keys_unavailable',
    message:
      'Microsoft’s keys cannot be read now, so its answer cannot be checked. Nothing was connected. Try again in a minute.',
    operatorMessage:
      'Microsoft’s keys cannot be read now (the address of its signing keys did not answer as it should), so the ID token could not be checked; its tokens were discarded.',
    fix: 'The person can open the same link again in a minute. If it stays, see whether this server reaches Microsoft’s sign-in address.',
    at: now(),
  };
}

/** Reasons for which a sign-in is refused here although Microsoft accepted it, and what to do about each. */
export type IdTokenReason = {
  reason: IdTokenFault | 'clock_off' | 'keys_unavailable';
  /** What happened. */
  meaning: string;
  /** The sentence for the person who connects. */
  told: string;
  who: Fixer;
  fix: string;
};

const fixers: Readonly<Record<IdTokenFault, Fixer>> = {
  signature: 'operator',
  issuer: 'operator',
  audience: 'operator',
  claims: 'operator',
  missing: 'operator',
  nonce: 'user',
  times: 'user',
};

const reasonOf = ({ message, operatorMessage, fix = '' }: Pick<Outcome, 'message' | 'operatorMessage' | 'fix'>) => ({
  meaning: operatorMessage ?? message,
  told: message,
  fix,
});

const faults: IdTokenFault[] = ['signature', 'issuer', 'audience', 'claims', 'missing', 'nonce', 'times'];

/** Every reason, the most likely first. */
export function listIdTokenReasons(): IdTokenReason[] {
  const { fix = '' } = idTokenOutcome({ fault: 'clock', minutesAhead: 1 });
  const clock = {
    meaning:
      'This server’s clock differs from Microsoft’s, so the ID token was not valid here; its tokens were discarded. The link says by how many minutes.',
    told: 'The clock of this server differs from Microsoft’s, so Microsoft’s answer could not be accepted.',
    fix,
  };
  return [
    { reason: 'clock_off', who: 'operator', ...clock },
    { reason: 'keys_unavailable', who: 'app', ...reasonOf(keysUnavailableOutcome()) },
    ...faults.map((reason) => ({ reason, who: fixers[reason], ...reasonOf(idTokenTexts[reason]) })),
  ];
}
