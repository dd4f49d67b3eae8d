/** A path on this site from untrusted input; `/` for anything else. */
export function readLocalPath(value: unknown): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return '/';
  const base = 'http://here.invalid';
  const url = URL.parse(value, base);
  // The URL parser removes dot segments, which turns `/.//host` into `//host`, so the result is checked again.
  return url?.origin === base && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/';
}
