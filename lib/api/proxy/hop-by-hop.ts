/** Headers for one connection only (RFC 9110, section 7.6.1). */
export const hopByHop = [
  'connection',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

const none: string[] = [];

/** The headers that a `Connection` header declares to be for one connection too. */
export function namedByConnection(connection: string | string[] | undefined): string[] {
  if (!connection || connection === 'keep-alive' || connection === 'close') return none;
  return String(connection)
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
}
