const word = /^[a-z][a-z._-]{0,19}$/;

/**
 * An address for people and logs that may not know what it unlocks: the receivers of Slack, Teams and others let in
 * whoever knows the path or the query. Shows the host and the path up to its first part that is not a plain word.
 */
export function maskAddress(address: string): string {
  if (!URL.canParse(address)) return '';
  const { protocol, host, pathname, search, username, hash } = new URL(address);
  const parts = pathname.split('/').slice(1);
  const first = parts.findIndex((part) => part !== '' && !word.test(part));
  const shown = first === -1 ? parts : parts.slice(0, first);
  const isWhole = first === -1 && !search && !username && !hash;
  return `${protocol}//${host}/${shown.join('/')}${isWhole ? '' : `${first > 0 ? '/' : ''}…`}`;
}
