import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isRestPath } from '#lib/api/paths';
import { isTrustedProxy, resolveClientAddress } from '#lib/client-address';
import { type Env, isLoopback, isLoopbackName } from '#lib/env';

/** Where this process reaches itself. */
export const innerHost = '127.0.0.1';

/** Goes along with what Next sends to itself, and comes from nowhere else. */
const innerHeader = 'latchkey-inner';

/** By these a proxy says whose request it passes on. */
const forwarding = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto'];

/** How a request is answered that does not come in. */
type Refusal = { status: 307 | 400 | 421; sentence: string; location?: string };

/**
 * Who a request says it is for, once proxies we do not trust have been disregarded. `admit` leaves only forwarding
 * headers that can be believed, and says why when a request stays outside.
 */
export type Gate = { admit: (request: IncomingMessage) => Refusal | undefined };

type Authority = { name: string; port: string };

/** Host and port as one authority is compared with another (RFC 3986, 6.2.2 and 6.2.3): case, default port, last dot. */
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
  // A backend calls under one name, thousands of times a second.
  let last: { host: string; place: Place } = { host: ownHost, place: 'own' };
  return (host) => {
    if (host !== last.host) last = { host, place: find(host) };
    return last.place;
  };
}

/** Only a path, starting with one slash: everything else could be read as an address at another host. */
function isPath(target: string): boolean {
  return /^\/(?![/\\])[^?\\]*(\?|$)/.test(target);
}

function unreadable({ url = '', headers, httpVersion }: IncomingMessage): Refusal | undefined {
  if (!isPath(url))
    return { status: 400, sentence: 'The target of this request is no path. It must begin with one slash.' };
  if (headers.host === undefined && httpVersion === '1.1')
    return { status: 400, sentence: 'This request names no host.' };
  return undefined;
}

/**
 * Refuses foreign `Host` headers, and leads the other names of this machine to PUBLIC_URL while that is one of them.
 * `onUntrusted` hears of neighbours that send forwarding headers and are no trusted proxy.
 */
export function createGate(env: Env, onUntrusted: (address: string) => void = () => {}): Gate {
  const own = new URL(env.publicUrl);
  const placeOf = placesOf(env);
  const innerMark = randomBytes(16).toString('base64url');
  const elsewhere = ({ method, url = '/', headers }: IncomingMessage): Refusal | undefined => {
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
      const refusal = unreadable(request);
      if (refusal) return refusal;
      if (request.headers[innerHeader] === innerMark && isFromThisMachine(request)) return undefined;
      const untrusted = untrustedNeighbour(request, env);
      prepare(request, env, own);
      const stays = elsewhere(request);
      if (untrusted !== undefined && !stays) onUntrusted(untrusted);
      // The proxy passes headers on.
      if (!isRestPath(request.url ?? '/')) request.headers[innerHeader] = innerMark;
      return stays;
    },
  };
}

/** The address of a neighbour that speaks for others and is no trusted proxy; what it says is not believed. */
function untrustedNeighbour({ headers, socket }: IncomingMessage, { trustedProxies }: Env): string | undefined {
  if (!forwarding.some((name) => headers[name] !== undefined)) return undefined;
  const address = resolveClientAddress({ socketAddress: socket.remoteAddress, forwardedFor: '', trustedProxies });
  return isTrustedProxy(address, trustedProxies) || address === 'unknown' ? undefined : address;
}

function prepare(request: IncomingMessage, { trustedProxies }: Env, own: URL): void {
  const { headers, socket } = request;
  const address = resolveClientAddress({
    socketAddress: socket.remoteAddress,
    forwardedFor: String(headers['x-forwarded-for'] ?? ''),
    trustedProxies,
  });
  delete headers[innerHeader];
  delete headers.forwarded;
  headers['x-forwarded-for'] = address;
  // Server Actions compare Origin with this one; PUBLIC_URL is the only origin there is.
  headers['x-forwarded-host'] = own.host;
  headers['x-forwarded-proto'] = own.protocol.slice(0, -1);
}

function isFromThisMachine({ socket }: IncomingMessage): boolean {
  return socket.remoteAddress === innerHost || socket.remoteAddress === `::ffff:${innerHost}`;
}

/** Whether an address can be read: Next fails on broken percent-encoding, and the database on U+0000. */
export function isDecodable(url: string): boolean {
  try {
    return !decodeURIComponent(url).includes('\0');
  } catch {
    return false;
  }
}
