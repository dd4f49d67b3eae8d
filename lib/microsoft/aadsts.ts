import { consentEntries } from '#lib/microsoft/aadsts/consents';
import type { AadstsEntry } from '#lib/microsoft/aadsts/define';
import { type Fallback, fallbacks, unknownFailure } from '#lib/microsoft/aadsts/fallbacks';
import { grantEntries } from '#lib/microsoft/aadsts/grants';
import { policyEntries } from '#lib/microsoft/aadsts/policies';
import { registrationEntries } from '#lib/microsoft/aadsts/registrations';
import { requestEntries } from '#lib/microsoft/aadsts/requests';

/** What a failure at Microsoft means and who does what; `code` and `link` are absent when none was given. */
export type Explanation = Fallback & { code?: number; name?: string; link?: string };

/** Every AADSTS code Latchkey can explain. */
export const AADSTS: readonly AadstsEntry[] = [
  ...grantEntries,
  ...policyEntries,
  ...consentEntries,
  ...registrationEntries,
  ...requestEntries,
];

const byCode = new Map(AADSTS.map((entry) => [entry.code, entry]));

/** Finds what is known about a code. */
export function findAadsts(code: number): AadstsEntry | undefined {
  return byCode.get(code);
}

/**
 * Explains a failure by its AADSTS code, else by its OAuth `error`, else in general; never throws. An explanation
 * that rests on the OAuth error alone closes nothing.
 */
export function explain(code: number | undefined, oauthError?: string): Explanation {
  const general = fallbacks.get(oauthError ?? '') ?? unknownFailure;
  if (code === undefined) return general;
  const link = `https://login.microsoftonline.com/error?code=${code}`;
  return { ...(byCode.get(code) ?? general), code, link };
}
