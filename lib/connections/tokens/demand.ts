/**
 * What is wanted: everything that is due; the vended tokens in any case, unless they are newer than the version the
 * caller has seen; or one more host's token.
 */
export type Demand = { kind: 'due' } | { kind: 'forced'; seenVersion: number } | { kind: 'host'; resource: string };
