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
  /** The origin that sent the answer. */
  origin: string;
  path: string;
  headers: Headers;
  forwardHeaders: 'all' | 'harmless';
  /** The cloud of the call, needed because the sandbox's other hosts are on this machine and without TLS. */
  cloud: HostCloud;
  gone: AbortSignal;
};

/** A `Location` header as a URL, with bytes above 7F percent-encoded. */
const readLocation = (location: string) =>
  location.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);

/** The next URL of a redirect that may be followed. Undefined if the caller should get the redirect itself. */
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

/**
 * A forward proxy resolves names itself, so IP addresses cannot be checked here. Therefore only Microsoft's names are
 * followed.
 */
const isWithinReach = (url: URL, cloud: HostCloud) =>
  forwardProxyOf(url.href) === undefined || isContentHost(url, cloud);

/**
 * Follows the redirects of GET and HEAD to the content, as Graph's download URLs require: without the bearer token, at
 * most three, and never into a private network. Answers to other methods are returned unchanged.
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
    answer = await send({
      dispatcher: agent(isSandboxHop ? 'named' : 'outside', url.origin),
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method,
      headers,
      body: null,
      gone,
    });
    from = url.href;
  }
  return answer;
}
