type Grouped = readonly (readonly [codes: readonly number[], text: string])[];

/** Sentences by AADSTS code, from groups of codes with the same meaning for the reader. */
export function byCode(groups: Grouped): ReadonlyMap<number, string> {
  return new Map(groups.flatMap(([codes, text]) => codes.map((code) => [code, text] as const)));
}

/** The texts for an end user about failures at Microsoft, in one language. */
export type ErrorTexts = {
  byCode: ReadonlyMap<number, string>;
  /** Texts by OAuth error, used if Microsoft gave no code that we know. */
  byError: ReadonlyMap<string, string>;
  unknown: string;
};

type Written = { byCode: Grouped; byError: Readonly<Record<string, string>>; unknown: string };

/** The sentences of one language, prepared for look-up. */
export function defineErrors({ byCode: groups, byError, unknown }: Written): ErrorTexts {
  return { byCode: byCode(groups), byError: new Map(Object.entries(byError)), unknown };
}
