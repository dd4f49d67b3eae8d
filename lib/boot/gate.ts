import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isInNetworks, resolveClientAddress } from '#lib/client-address';
import { type Env, isLoopback, isLoopbackName } from '#lib/env';

/** Host name under which this process reaches itself. */
export const innerHost = '127.0.0.1';

/** Marks requests that Next sends to this server itself. Its value is random and never leaves the process. */
const innerHeader = 'latchkey-inner';

/** Headers in which a reverse proxy states whose request it is passing on. */
const forwarding = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto'];

/** The answer to a request that is refused or redirected. */
type Refusal = { status: 307 | 400 | 421; sentence: string; location?: string };

/**
 * Checks which host a request is for. `admit` removes forwarding headers that do not come from a trusted proxy, and
 * returns an answer when the request must be refused or redirected.
 */
export type Gate = { admit: (request: IncomingMessage) => Refusal | undefined };

const notRest = ['/api/auth/', '/api/dashboard/'];

/** Whether a request belongs to the REST API rather than to next-auth or the dashboard. */
export function isRestPath(url: string): boolean {
  const path = url.split('?')[0] ?? '/';
  if (path !== '/api' && !path.startsWith('/api/')) return false;
  return !notRest.some((prefix) => path.startsWith(prefix));
}

type Authority = { name: string; port: string };

/**
 * Host and port in a form that can be compared (RFC 3986, 6.2.2 and 6.2.3): lower case, with the default port, without
 * a trailing dot.
 */
function readAuthority(host: string, protocol: string): Authority | undefined {
  if (!/^[^\s/?#@\\%]+$/.test(host) || !URL.canParse(`${protocol}//${host}`)) return undefined;
  const { hostname, port } = new URL(`${protocol}//${host}`);
  return { name: hostname.replace(/(?<=[^.])\.$/, ''), port: port || (protocol === 'https:' ? '443' : '80') };
}

type Place = 'own' | 'loopback' | 'foreign';

function placesOf({ publicUrl, port }: Env): (host: string) => Place {
  const { protocol, host: ownHost } = new URL(publicUrl);
  const own = readAuthority(ownHost, protocol);
  const loopbackPorts = isLoopback(publicUrl) ? [own?.port, String(port)] : [];
  const find = (host: string): Place => {
    const authority = readAuthority(host, protocol);
    if (!authority) return 'foreign';
    if (authority.name === own?.name && authority.port === own.port) return 'own';
    return isLoopbackName(authority.name) && loopbackPorts.includes(authority.port) ? 'loopback' : 'foreign';
  };
  // Remembers the last host: a backend sends thousands of requests a second under the same name.
  let last: { host: string; place: Place } = { host: ownHost, place: 'own' };
  return (host) => {
    if (host !== last.host) last = { host, place: find(host) };
    return last.place;
  };
}

/**
 * Only a path that starts with exactly one slash is accepted. Anything else could be read as an address on another
 * host.
 */
function isPath(target: string): boolean {
  return /^\/(?![/\\])[^?\\]*(\?|$)/.test(target);
}

function refuseMalformed({ url = '', headers, httpVersion }: IncomingMessage): Refusal | undefined {
  if (!isPath(url))
    return { status: 400, sentence: 'The target of this request is no path. It must begin with one slash.' };
  if (headers.host === undefined && httpVersion === '1.1')
    return { status: 400, sentence: 'This request names no host.' };
  return undefined;
}

/**
 * Creates the gate. It refuses requests for unknown hosts. While PUBLIC_URL is a loopback address, it redirects
 * requests for other loopback names to it. `onUntrusted` is called with the address of each neighbour that sends
 * forwarding headers without being a trusted proxy.
 */
export function createGate(env: Env, onUntrusted: (address: string) => void = () => {}): Gate {
  const own = new URL(env.publicUrl);
  const placeOf = placesOf(env);
  const innerMark = randomBytes(16).toString('base64url');
  const refuseByHost = ({ method, url = '/', headers }: IncomingMessage): Refusal | undefined => {
    const place = placeOf(headers.host ?? '');
    const mayHaveAnyName = url.split('?')[0] === '/api/health';
    if (place === 'own' || mayHaveAnyName || (place === 'loopback' && isRestPath(url))) return undefined;
    if (place === 'foreign')
      return { status: 421, sentence: 'This address is not the one Latchkey is set up for (PUBLIC_URL).' };
    const sentence = `Latchkey is set up for ${env.publicUrl} (PUBLIC_URL). Open it there.`;
    const isNavigation = method === 'GET' || method === 'HEAD';
    return isNavigation ? { status: 307, sentence, location: `${env.publicUrl}${url}` } : { status: 421, sentence };
  };
  return {
    admit: (request) => {
      const refusal = refuseMalformed(request);
      if (refusal) return refusal;
      if (request.headers[innerHeader] === innerMark && isFromThisMachine(request)) return undefined;
      const untrusted = untrustedNeighbour(request, env);
      setForwardingHeaders(request, env, own);
      const refusedHost = refuseByHost(request);
      if (untrusted !== undefined && !refusedHost) onUntrusted(untrusted);
      // The mark is not set on REST requests, because the REST proxy passes headers on to Microsoft.
      if (!isRestPath(request.url ?? '/')) request.headers[innerHeader] = innerMark;
      return refusedHost;
    },
  };
}

/** The address of a neighbour that sends forwarding headers without being a trusted proxy; its headers are ignored. */
function untrustedNeighbour({ headers, socket }: IncomingMessage, { trustedProxies }: Env): string | undefined {
  if (!forwarding.some((name) => headers[name] !== undefined)) return undefined;
  const address = resolveClientAddress({ socketAddress: socket.remoteAddress, forwardedFor: '', trustedProxies });
  return isInNetworks(address, trustedProxies) || address === 'unknown' ? undefined : address;
}

function setForwardingHeaders(request: IncomingMessage, { trustedProxies }: Env, own: URL): void {
  const { headers, socket } = request;
  const address = resolveClientAddress({
    socketAddress: socket.remoteAddress,
    forwardedFor: String(headers['x-forwarded-for'] ?? ''),
    trustedProxies,
  });
  delete headers[innerHeader];
  delete headers.forwarded;
  headers['x-forwarded-for'] = address;
  // Server Actions compare `Origin` with this header, and PUBLIC_URL is the only origin we serve.
  headers['x-forwarded-host'] = own.host;
  headers['x-forwarded-proto'] = own.protocol.slice(0, -1);
}

function isFromThisMachine({ socket }: IncomingMessage): boolean {
  return socket.remoteAddress === innerHost || socket.remoteAddress === `::ffff:${innerHost}`;
}

/** Whether an address can be decoded safely: Next fails on broken percent-encoding, and the database on U+0000. */
export function isDecodable(url: string): boolean {
  try {
    return !decodeURIComponent(url).includes('\0');
  } catch {
    return false;
  }
}
