import type { CloudId } from '#lib/clouds';
import { AADSTS, explain, findAadsts, lookupUrl, readCode } from '#lib/microsoft/aadsts';

/** Who can mend something: the operator, the customer's admin, the person connecting, or the app by itself. */
export type Who = 'operator' | 'admin' | 'user' | 'app';

/** What a failure ends. */
export type Ends = 'grant' | 'resource' | 'integration' | 'tenant' | 'configuration' | 'nothing';

/** A code of Microsoft's in our words, for everybody concerned. */
export type CodeExplanation = {
  code: number;
  /** Microsoft's symbolic name, where it publishes one. */
  name: string | undefined;
  meaning: string;
  operator: string;
  admin: string;
  endUser: string;
  who: Who;
  closes: Ends;
  transient: boolean;
  /** Where Microsoft explains it. */
  lookup: string;
};

/** Whose turn it is after a failure, as far as its code tells, and where the code is explained. */
export type FailureHelp = { code?: number; who?: Who; lookup?: string };

/** The number in what somebody typed: `AADSTS50105`, `aadsts 50105`, `50105`; undefined when it is none. */
export function readTypedCode(text: string): number | undefined {
  return readCode(text);
}

/** Explains a code; undefined when it is not known here. */
export function explainCode(code: number, cloud: CloudId): CodeExplanation | undefined {
  const known = findAadsts(code);
  if (!known) return undefined;
  const { name, meaning, operator, admin, endUser, who, closes, transient } = known;
  return { code, name, meaning, operator, admin, endUser, who, closes, transient, lookup: lookupUrl(code, cloud) };
}

/** Where Microsoft explains a code, known here or not. */
export function lookupAt(code: number, cloud: CloudId): string {
  return lookupUrl(code, cloud);
}

/** Every code that is explained, in ascending order. */
export function listCodes(): number[] {
  return AADSTS.map(({ code }) => code).toSorted((a, b) => a - b);
}

/** What is known of a failure by the code that was kept of it: `AADSTS50173`, or an OAuth error. */
export function failureHelp(code: string | null | undefined, cloud?: CloudId): FailureHelp {
  const number = readCode(code ?? '');
  const known = explain(number, number === undefined ? (code ?? undefined) : undefined, cloud ? { cloud } : {});
  if (number !== undefined) return { code: number, who: known.who, lookup: lookupUrl(number, cloud) };
  return known === explain(undefined) ? {} : { who: known.who };
}
