import { isIP } from 'node:net';
import { forwardProxyOf } from '#lib/outgoing';
import { agent } from './agents.ts';
import { type Headers, redirectHeaders } from './headers.ts';
import { type HostCloud, isContentHost } from './preauthenticated.ts';
import { type Answer, send } from './send.ts';

const mostHops = 3;
const redirects = [301, 302, 303, 307, 308];

type Following = {
  method: string;
  /** Where the answer came from. */
  origin: string;
  path: string;
  headers: Headers;
  forwardHeaders: 'all' | 'harmless';
  /** The sandbox's other hosts are on this machine, without TLS. */
  cloud: HostCloud;
  gone: AbortSignal;
};

/** A `Location` as an address: its bytes over 7F belong percent-encoded, whatever they spell. */
const readLocation = (location: string) =>
  location.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);

/** The next address of a redirect that may be followed; undefined: the caller gets the redirect itself. */
export function nextHop(
  { status, headers }: Pick<Answer, 'status' | 'headers'>,
  from: string,
  network: 'internet' | 'sandbox',
): URL | undefined {
  if (!redirects.includes(status) || typeof headers.location !== 'string') return undefined;
  const url = URL.parse(readLocation(headers.location), from);
  if (!url || url.username || url.password) return undefined;
  const isSandboxHost = url.hostname === 'localhost' || url.hostname.endsWith('.localhost');
  if (network === 'sandbox' && url.protocol === 'http:') return isSandboxHost ? url : undefined;
  const isNamed = isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0 && url.hostname.includes('.');
  return url.protocol === 'https:' && isNamed && !isSandboxHost ? url : undefined;
}

/** A forward proxy looks names up itself, where nobody sees the addresses: then only Microsoft's own names will do. */
const isWithinReach = (url: URL, cloud: HostCloud) =>
  forwardProxyOf(url.href) === undefined || isContentHost(url, cloud);

/**
 * Follows GET and HEAD to where the content is, as Graph's preauthenticated download addresses want it: without the
 * bearer, three hops at most, never behind our own firewall. Everything else is returned as it came.
 */
export async function follow(first: Answer, { method, gone, ...following }: Following): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') return first;
  let answer = first;
  let from = `${following.origin}${following.path}`;
  const headers = redirectHeaders(following.headers, following.forwardHeaders);
  for (let hops = 0; hops < mostHops; hops += 1) {
    const url = nextHop(answer, from, following.cloud.allowsHttp ? 'sandbox' : 'internet');
    if (!url || !isWithinReach(url, following.cloud)) break;
    answer.discard();
    const isSandboxHop = following.cloud.allowsHttp && url.protocol === 'http:';
    const dispatcher = agent(isSandboxHop ? 'named' : 'outside', url.origin);
    const [origin, path] = [url.origin, `${url.pathname}${url.search}`];
    answer = await send({ dispatcher, origin, path, method, headers, body: null, gone });
    from = url.href;
  }
  return answer;
}
