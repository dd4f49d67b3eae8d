import type { IncomingHttpHeaders } from 'node:http';
import { hopByHop, namedByConnection } from './hop-by-hop.ts';

export type Headers = Record<string, string | string[]>;

/** Ours, the bearer's, or for the HTTP client to write. */
const withheld = new Set([
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
const isWithheld = (name: string) => withheld.has(name) || name.startsWith('x-forwarded-') || name.startsWith('nango-');

/** The name under which a header goes on; undefined: it does not. */
function nameUpstream(name: string): string | undefined {
  const target = name.startsWith(toForward) ? name.slice(toForward.length) : name;
  return target && !isWithheld(target) ? target : undefined;
}

/**
 * The caller's headers as they go on: `Nango-Proxy-<name>` as `<name>`, nothing that is for us, for one hop, or that
 * could stand for somebody else. With `decompress` the answer is asked for as it is.
 */
export function requestHeaders(headers: IncomingHttpHeaders, { decompress }: { decompress: boolean }): Headers {
  const passed: Headers = {};
  const named = namedByConnection(headers.connection);
  for (const name in headers) {
    const value = headers[name];
    const target = nameUpstream(name);
    if (value === undefined || target === undefined || named.includes(name)) continue;
    // What the caller names for Microsoft wins over what an HTTP client adds by itself.
    if (name !== target || passed[name] === undefined) passed[target] = value;
  }
  if (decompress) passed['accept-encoding'] = 'identity';
  return passed;
}

const harmless = ['accept', 'accept-encoding', 'accept-language', 'if-none-match', 'if-range', 'range', 'user-agent'];

/** What another host gets to see: what shapes the answer, or all of the caller's headers where the caller asked so. */
export function redirectHeaders(headers: Headers, forward: 'all' | 'harmless'): Headers {
  if (forward === 'all') return headers;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.includes(name)));
}
