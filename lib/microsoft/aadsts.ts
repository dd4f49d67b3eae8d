import { type CloudId, lookupUrl } from '#lib/clouds';
import { consentEntries } from '#lib/microsoft/aadsts/consents';
import type { AadstsEntry } from '#lib/microsoft/aadsts/define';
import { type Fallback, fallbacks, subFallbacks, unknownFailure } from '#lib/microsoft/aadsts/fallbacks';
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

// Old general codes: when Microsoft sends another code with one of these, the other one says what happened.
const wrappers = new Set([70_000, 70_001, 70_002]);

/** The most specific code of a refusal that carries several (`[70002, 70008]`). */
export function mainCode(codes: readonly number[]): number | undefined {
  const known = codes.filter((code) => byCode.has(code));
  return known.findLast((code) => !wrappers.has(code)) ?? codes.findLast((code) => !wrappers.has(code)) ?? codes.at(-1);
}

/**
 * Explains a failure by its AADSTS code, otherwise by its suberror and OAuth `error`, otherwise in general. Never
 * throws. Only an explanation by code can close anything. `cloud` decides which lookup page is linked.
 */
export function explain(
  code: number | undefined,
  oauthError?: string,
  more: { suberror?: string | undefined; cloud?: CloudId } = {},
): Explanation {
  const general = subFallbacks.get(more.suberror ?? '') ?? fallbacks.get(oauthError ?? '') ?? unknownFailure;
  if (code === undefined) return general;
  return { ...(byCode.get(code) ?? general), code, link: lookupUrl(code, more.cloud) };
}
