import { type CloudId, lookupUrl } from '#lib/clouds';
import { AADSTS, explain, findAadsts } from '#lib/microsoft/aadsts';
import type { AadstsEntry, Fixer } from '#lib/microsoft/aadsts/define';

export type { AadstsEntry as CodeEntry, Fixer };

/** The explanation of a Microsoft error code. `lookup` is Microsoft's own page about it. */
export type CodeExplanation = AadstsEntry & { lookup: string };

/** Who can fix a failure, if its code tells, and Microsoft's page about the code. */
export type FailureHelp = { code?: number; who?: Fixer; lookup?: string };

const described = /^\s*(?:AADSTS)?\s*(\d{4,8})\s*$/i;

/** The number in a code that was typed or stored: `AADSTS50105`, `aadsts 50105`, `50105`. */
export function readCode(text: string): number | undefined {
  const digits = described.exec(text)?.[1];
  return digits ? Number(digits) : undefined;
}

/** Explains a code; undefined for codes we have no explanation for. */
export function explainCode(code: number, cloud: CloudId): CodeExplanation | undefined {
  const known = findAadsts(code);
  if (!known) return undefined;
  return { ...known, lookup: lookupUrl(code, cloud) };
}

const fixers = ['operator', 'admin', 'user', 'app'] as const satisfies readonly Fixer[];

/** All codes with an explanation by who can fix them, each group in ascending order. */
export function codesByFixer(): { who: Fixer; entries: AadstsEntry[] }[] {
  const sorted = AADSTS.toSorted((a, b) => a.code - b.code);
  return fixers.map((who) => ({ who, entries: sorted.filter((entry) => entry.who === who) }));
}

const leastWord = 3;

/**
 * The explained codes that a text is about, in ascending order: those that begin with a typed number, or whose
 * explanation contains every typed word of at least three letters. Empty without a number or such a word.
 */
export function findCodes(text: string): AadstsEntry[] {
  const begun = /^\s*(?:AADSTS)?\s*(\d{2,8})\s*$/i.exec(text)?.[1];
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word.length >= leastWord);
  if (!begun && words.length === 0) return [];
  const about = ({ name, meaning, operator }: AadstsEntry) => `${name ?? ''} ${meaning} ${operator}`.toLowerCase();
  return AADSTS.filter((entry) =>
    begun ? String(entry.code).startsWith(begun) : words.every((word) => about(entry).includes(word)),
  ).toSorted((a, b) => a.code - b.code);
}

/** What is known about a failure from its stored code: `AADSTS50173`, or an OAuth error. */
export function failureHelp(code: string | null | undefined, cloud?: CloudId): FailureHelp {
  const number = readCode(code ?? '');
  const known = explain(number, number === undefined ? (code ?? undefined) : undefined, cloud ? { cloud } : {});
  if (number !== undefined) return { code: number, who: known.who, lookup: lookupUrl(number, cloud) };
  return known === explain(undefined) ? {} : { who: known.who };
}
