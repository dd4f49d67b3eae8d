import type { IncomingHttpHeaders } from 'node:http';

export type Headers = Record<string, string | string[]>;

/** Names and values alternating, as `writeHead` takes them. Each character of a value stands for one byte (latin1). */
export type HeaderLines = string[];

/** Headers for one connection only (RFC 9110, section 7.6.1). */
const hopByHop = [
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

/** Further headers that a `Connection` header declares as valid for one connection only. */
function namedByConnection(connection: string | string[] | undefined): string[] {
  if (!connection || connection === 'keep-alive' || connection === 'close') return none;
  return String(connection)
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
}

/** Never forwarded: our control headers, the caller's credentials, and what the HTTP client writes by itself. */
const keptFromMicrosoft = new Set([
  ...hopByHop,
  'authorization',
  'cookie',
  'host',
  'content-length',
  'expect',
  'forwarded',
  'via',
  'x-real-ip',
  'provider-config-key',
  'connection-id',
  'retries',
  'retry-on',
  'base-url-override',
  'decompress',
  'forward-headers-on-redirect',
]);

const toForward = 'nango-proxy-';
const isWithheld = (name: string) =>
  keptFromMicrosoft.has(name) || name.startsWith('x-forwarded-') || name.startsWith('nango-');

/** The name under which a header is forwarded; undefined when it is not forwarded. */
function nameUpstream(name: string): string | undefined {
  const target = name.startsWith(toForward) ? name.slice(toForward.length) : name;
  return target && !isWithheld(target) ? target : undefined;
}

/**
 * The caller's headers for Microsoft: `Nango-Proxy-<name>` becomes `<name>`, and those that are never forwarded are left
 * out. With `decompress` Microsoft is asked not to compress its answer.
 */
export function requestHeaders(headers: IncomingHttpHeaders, { decompress }: { decompress: boolean }): Headers {
  const passed: Headers = {};
  const named = namedByConnection(headers.connection);
  for (const name in headers) {
    const value = headers[name];
    const target = nameUpstream(name);
    if (value === undefined || target === undefined || named.includes(name)) continue;
    // A header that the caller names for Microsoft takes precedence over the one that an HTTP client adds by itself.
    if (name !== target || passed[name] === undefined) passed[target] = value;
  }
  if (decompress) passed['accept-encoding'] = 'identity';
  return passed;
}

const harmless = ['accept', 'accept-encoding', 'accept-language', 'if-none-match', 'if-range', 'range', 'user-agent'];

/** The headers for the target of a redirect: only those that affect the answer, or all if the caller wants that. */
export function redirectHeaders(headers: Headers, forward: 'all' | 'harmless'): Headers {
  if (forward === 'all') return headers;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.includes(name)));
}

/**
 * Never passed back: what would bind the browser to settings of another host, and the headers that we set ourselves.
 */
const keptFromCaller = new Set([
  ...hopByHop,
  'alt-svc',
  'cache-control',
  'set-cookie',
  'set-cookie2',
  'strict-transport-security',
  'x-content-type-options',
]);

/** Microsoft's header lines as returned to the caller: unchanged bytes, in the same order, including repeated ones. */
export function responseHeaders({ headers, lines }: { headers: IncomingHttpHeaders; lines: string[] }): HeaderLines {
  const passed = ['cache-control', 'no-store', 'x-content-type-options', 'nosniff'];
  const named = namedByConnection(headers.connection);
  const lengths: string[] = [];
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const line = lines[at] ?? '';
    const value = lines[at + 1] ?? '';
    const name = line.toLowerCase();
    if (keptFromCaller.has(name) || name.startsWith('access-control-') || named.includes(name)) continue;
    // Once Node knows a length it reads the bytes of a Content-Disposition as UTF-8, and refuses what it then finds.
    (name === 'content-length' ? lengths : passed).push(line, value);
  }
  return [...passed, ...lengths];
}
