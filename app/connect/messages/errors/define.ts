/** What an end user reads of a failure at Microsoft, in one language. */
export type ErrorTexts = {
  byCode: ReadonlyMap<number, string>;
  /** By the OAuth error, where Microsoft gave no code that we know. */
  byError: ReadonlyMap<string, string>;
  /** What an admin reads who did not approve, or could not. */
  forAdmin: ReadonlyMap<number, string>;
  unknown: string;
};

type Grouped = readonly (readonly [codes: readonly number[], text: string])[];

function spread(groups: Grouped): ReadonlyMap<number, string> {
  return new Map(groups.flatMap(([codes, text]) => codes.map((code) => [code, text] as const)));
}

type Written = { byCode: Grouped; forAdmin: Grouped; byError: Readonly<Record<string, string>>; unknown: string };

/** Spreads groups of codes that mean the same to the person who reads it. */
export function defineErrors({ byCode, byError, forAdmin, unknown }: Written): ErrorTexts {
  return { byCode: spread(byCode), byError: new Map(Object.entries(byError)), forAdmin: spread(forAdmin), unknown };
}
