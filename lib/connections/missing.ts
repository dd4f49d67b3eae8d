import { diffScopes } from '#lib/catalogue/schema';
import { resourceOf } from '#lib/catalogue/scope-names';

/** What a connection asked for and what Graph's token says it got. */
export type AskedAndGranted = { requested: readonly string[]; granted: readonly string[] };

/**
 * What of `asked` a connection lacks, each in the spelling the catalogue has for it. A token names the permissions of
 * its own resource only, so Graph's are judged by what was granted and those of other APIs by what the consent covered.
 */
export function missingOf(asked: readonly string[], { requested, granted }: AskedAndGranted): string[] {
  const besides = requested.filter((scope) => resourceOf(scope) !== 'graph');
  return diffScopes(asked, [...granted, ...besides]).missing;
}

/** How many connections asked and got the same. */
export type ScopeGroup = AskedAndGranted & { count: number };

/** How many connections lack something of `asked`. */
export function countLacking(asked: readonly string[], groups: readonly ScopeGroup[]): number {
  return groups.reduce((sum, group) => sum + (missingOf(asked, group).length > 0 ? group.count : 0), 0);
}
