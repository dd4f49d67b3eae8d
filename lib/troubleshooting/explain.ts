import { type CloudId, lookupUrl } from '#lib/clouds';
import { AADSTS, explain, findAadsts } from '#lib/microsoft/aadsts';
import type { AadstsEntry, Fixer } from '#lib/microsoft/aadsts/define';

export type { Fixer };

/** A code of Microsoft's in our words, for everybody concerned; `lookup` is where Microsoft explains it. */
export type CodeExplanation = AadstsEntry & { lookup: string };

/** Who can mend a failure, if its code says so, and where Microsoft explains the code. */
export type FailureHelp = { code?: number; who?: Fixer; lookup?: string };

const described = /^\s*(?:AADSTS)?\s*(\d{4,8})\s*$/i;

/** The number in what a person typed or what is stored as a code: `AADSTS50105`, `aadsts 50105`, `50105`. */
export function readCode(text: string): number | undefined {
  const digits = described.exec(text)?.[1];
  return digits ? Number(digits) : undefined;
}

/** Explains a code; undefined when it is not known here. */
export function explainCode(code: number, cloud: CloudId): CodeExplanation | undefined {
  const known = findAadsts(code);
  if (!known) return undefined;
  return { ...known, lookup: lookupUrl(code, cloud) };
}

/** Every code that is explained, in ascending order. */
export function listCodes(): number[] {
  return AADSTS.map(({ code }) => code).toSorted((a, b) => a - b);
}

/** What is known of a failure by its stored code: `AADSTS50173`, or an OAuth error. */
export function failureHelp(code: string | null | undefined, cloud?: CloudId): FailureHelp {
  const number = readCode(code ?? '');
  const known = explain(number, number === undefined ? (code ?? undefined) : undefined, cloud ? { cloud } : {});
  if (number !== undefined) return { code: number, who: known.who, lookup: lookupUrl(number, cloud) };
  return known === explain(undefined) ? {} : { who: known.who };
}
