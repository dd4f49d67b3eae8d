import { everything, scopePresets } from '#lib/keys/scopes';

const sameScopes = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((scope) => b.includes(scope));

/** What a key may do, in a few words: its preset's title, or how many scopes it has. */
export function scopeWords(scopes: readonly string[]): string {
  const preset = scopePresets.find((one) => sameScopes(one.scopes, scopes));
  if (preset) return preset.title;
  return scopes.length === 1 ? '1 scope' : `${scopes.length} scopes`;
}

/** A scope as the list of a key shows it: without the part all of them share. */
export function scopeName(scope: string): string {
  return scope === everything ? 'everything' : scope.replace(/^environment:/, '');
}
