import { diffScopes } from '#lib/catalogue/schema';
import { resourceOf } from '#lib/catalogue/scope-names';

/** The permissions a connection requested, and those that Graph's token contains. */
export type AskedAndGranted = { requested: readonly string[]; granted: readonly string[] };

/**
 * The permissions of `asked` that a connection lacks, spelled as in the catalogue. A token lists the permissions of its
 * own resource only. Therefore Graph's are compared with what was granted, and those of other APIs with what the
 * consent included.
 */
export function missingOf(asked: readonly string[], { requested, granted }: AskedAndGranted): string[] {
  const besides = requested.filter((scope) => resourceOf(scope) !== 'graph');
  return diffScopes(asked, [...granted, ...besides]).missing;
}

/** The permissions that were added and those that were removed. Their order does not matter. */
export function scopeChange(before: readonly string[], now: readonly string[]): { added: string[]; removed: string[] } {
  return {
    added: now.filter((scope) => !before.includes(scope)),
    removed: before.filter((scope) => !now.includes(scope)),
  };
}

/** Whether other scopes are granted now than before. */
export function isOtherScopes(before: readonly string[], now: readonly string[]): boolean {
  const { added, removed } = scopeChange(before, now);
  return added.length > 0 || removed.length > 0;
}

/** How many connections requested and were granted the same permissions. */
export type ScopeGroup = AskedAndGranted & { count: number };

/** How many connections lack some permission of `asked`. */
export function countLacking(asked: readonly string[], groups: readonly ScopeGroup[]): number {
  return groups.reduce((sum, group) => sum + (missingOf(asked, group).length > 0 ? group.count : 0), 0);
}
