import { z } from 'zod';
import { findAadsts } from '#lib/microsoft/aadsts';
import type { EntraTest } from './entra-schema.ts';
import { OperatorError } from './errors.ts';

/** Why a sign-in at Microsoft failed. The first codes are those of `OperatorError`. */
const problems = [
  'entra_unknown',
  'entra_taken',
  'entra_other',
  'entra_off',
  'entra_incomplete',
  'email_taken',
  'invitation_closed',
  'stale',
  'other_session',
  'declined',
  'unreachable',
  'refused',
] as const;
export type EntraProblem = (typeof problems)[number];

const problem = z.enum(problems);

/** What went wrong, why, and what to do about it. `code` is Microsoft's. */
export type ProblemWords = { title: string; message: string; fix: string; code?: number };

const again = 'Start the sign-in again, and finish it in the same browser within fifteen minutes.';
const own = (
  code: 'entra_taken' | 'entra_other' | 'entra_off' | 'entra_incomplete' | 'email_taken' | 'invitation_closed',
) => new OperatorError(code).message;

const words: Record<Exclude<EntraProblem, 'refused'>, ProblemWords> = {
  entra_unknown: {
    title: 'This Microsoft account has no access here',
    message: 'Microsoft confirmed who you are, but no operator of this Latchkey has that account.',
    fix: 'Ask an owner for an invitation, or sign in with the account you were invited with. Who has a password here can connect their Microsoft account under Your account.',
  },
  entra_taken: {
    title: 'This Microsoft account is taken',
    message: own('entra_taken'),
    fix: 'Choose another Microsoft account.',
  },
  entra_other: {
    title: 'This is another Microsoft account',
    message: own('entra_other'),
    fix: 'Choose the account that is connected to your operator account.',
  },
  entra_off: {
    title: 'Microsoft sign-in is off',
    message: own('entra_off'),
    fix: 'Sign in with your password, or ask an owner to switch it on under Settings, Sign-in.',
  },
  entra_incomplete: {
    title: 'Microsoft sign-in is not set up',
    message: 'Tenant, client ID or client secret are missing.',
    fix: 'An owner enters them under Settings, Sign-in.',
  },
  email_taken: {
    title: 'There is an operator with this e-mail address already',
    message: own('email_taken'),
    fix: 'Sign in instead.',
  },
  invitation_closed: {
    title: 'This invitation cannot be used any more',
    message: 'It was accepted, revoked or has expired.',
    fix: 'Ask the person who sent it for a new one.',
  },
  stale: {
    title: 'This sign-in is over',
    message: 'It was not begun in this browser, was finished already, or took longer than fifteen minutes.',
    fix: again,
  },
  other_session: {
    title: 'Somebody else is signed in here now',
    message: 'The Microsoft account was to be connected to an operator who is no longer signed in in this browser.',
    fix: 'Sign in as that operator and connect the account again.',
  },
  declined: {
    title: 'The sign-in was cancelled',
    message: 'Microsoft says that the sign-in was cancelled or its permissions were not accepted.',
    fix: again,
  },
  unreachable: {
    title: 'Microsoft could not be reached',
    message: 'Its sign-in did not answer, or knows no such tenant.',
    fix: 'An owner checks tenant and cloud under Settings, Sign-in. If they are right, try again in a minute.',
  },
};

const fixes = {
  operator: 'An owner checks tenant, client ID, client secret and redirect URI under Settings, Sign-in.',
  admin: 'Ask an administrator of your Microsoft tenant.',
  user: again,
  app: again,
} as const;

function refused(aadsts: number | undefined): ProblemWords {
  const known = aadsts === undefined ? undefined : findAadsts(aadsts);
  return {
    title: 'Microsoft refused the sign-in',
    message: known?.meaning ?? 'Microsoft did not say why in words that are known here.',
    fix: fixes[known?.who ?? 'operator'],
    ...(aadsts !== undefined && { code: aadsts }),
  };
}

const query = z.object({ why: problem, aadsts: z.coerce.number().int().positive().optional().catch(undefined) });

/** The texts for a problem, with Microsoft's AADSTS code. */
export function describeEntraProblem(why: EntraProblem, aadsts?: number): ProblemWords {
  return why === 'refused' ? refused(aadsts) : words[why];
}

/** Reads from a page's query why a sign-in failed (`?why=…&aadsts=…`); undefined if it says nothing. */
export function readEntraProblem(params: Record<string, unknown>): ProblemWords | undefined {
  const parsed = query.safeParse(params).data;
  return parsed && describeEntraProblem(parsed.why, parsed.aadsts);
}

/** The query string that `readEntraProblem` reads. */
export function problemQuery(why: EntraProblem, aadsts?: number): string {
  return new URLSearchParams({ why, ...(aadsts !== undefined && { aadsts: String(aadsts) }) }).toString();
}

/** The problem code of an error; undefined for an unexpected error. */
export function problemOf(error: unknown): EntraProblem | undefined {
  return problem.safeParse(error instanceof OperatorError ? error.code : undefined).data;
}

const aadstsNumber = /AADSTS(\d{4,8})/;

/**
 * The problem behind Microsoft's refusal, from the OAuth error and its description (RFC 6749 sections 4.1.2.1 and 5.2).
 */
export function readRefusal(error: string, description: string): { why: EntraProblem; aadsts: number | undefined } {
  const number = aadstsNumber.exec(description)?.[1];
  const isDeclined = error === 'access_denied' && number === undefined;
  return { why: isDeclined ? 'declined' : 'refused', aadsts: number === undefined ? undefined : Number(number) };
}

/** The texts for a failed test of the settings; undefined for a successful one. */
export function describeTest({ outcome, problem: why, aadsts }: EntraTest): ProblemWords | undefined {
  if (outcome === 'ok') return undefined;
  return describeEntraProblem(problem.catch('refused').parse(why), aadsts);
}
