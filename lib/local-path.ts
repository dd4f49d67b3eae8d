/** A path on this site from what a stranger may have written; `/` for anything else. */
export function readLocalPath(value: unknown): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return '/';
  const base = 'http://here.invalid';
  const url = URL.parse(value, base);
  return url?.origin === base ? `${url.pathname}${url.search}` : '/';
}
