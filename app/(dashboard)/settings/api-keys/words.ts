import { everything, scopePresets } from '#lib/keys/scopes';

const sameScopes = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((scope) => b.includes(scope));

/** What a key may do, in a few words: the title of its preset, or the number of its scopes. */
export function scopeWords(scopes: readonly string[]): string {
  const preset = scopePresets.find((one) => sameScopes(one.scopes, scopes));
  if (preset) return preset.title;
  return scopes.length === 1 ? '1 scope' : `${scopes.length} scopes`;
}

/** A scope as shown in the list of keys, without the prefix that all scopes share. */
export function scopeName(scope: string): string {
  return scope === everything ? 'everything' : scope.replace(/^environment:/, '');
}
