type Grouped = readonly (readonly [codes: readonly number[], text: string])[];

/** Sentences by AADSTS code, from groups of codes that mean the same to the person who reads it. */
export function byCode(groups: Grouped): ReadonlyMap<number, string> {
  return new Map(groups.flatMap(([codes, text]) => codes.map((code) => [code, text] as const)));
}

/** What an end user reads of a failure at Microsoft, in one language. */
export type ErrorTexts = {
  byCode: ReadonlyMap<number, string>;
  /** By the OAuth error, where Microsoft gave no code that we know. */
  byError: ReadonlyMap<string, string>;
  unknown: string;
};

type Written = { byCode: Grouped; byError: Readonly<Record<string, string>>; unknown: string };

/** The sentences of one language, ready to be looked up. */
export function defineErrors({ byCode: groups, byError, unknown }: Written): ErrorTexts {
  return { byCode: byCode(groups), byError: new Map(Object.entries(byError)), unknown };
}
