/** A path on this site from what a stranger may have written; `/` for anything else. */
export function readLocalPath(value: unknown): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return '/';
  const base = 'http://here.invalid';
  const url = URL.parse(value, base);
  // Dots are taken out by parsing, and `/.//host` becomes `//host`: what is answered must be a path still.
  return url?.origin === base && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/';
}
