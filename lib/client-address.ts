import { BlockList, isIP } from 'node:net';

const mappedPrefix = '::ffff:';

function plain(address: string): string {
  const trimmed = address.trim();
  return trimmed.toLowerCase().startsWith(mappedPrefix) ? trimmed.slice(mappedPrefix.length) : trimmed;
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

function blockList(entries: string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    if (isIP(address) === 0) continue;
    if (bits === undefined) list.addAddress(address, family(address));
    else list.addSubnet(address, Number(bits), family(address));
  }
  return list;
}

const lists = new WeakMap<string[], BlockList>();

/** One list per setting: every request asks for it. */
function trustedBy(entries: string[]): BlockList {
  const known = lists.get(entries);
  if (known) return known;
  const made = blockList(entries);
  lists.set(entries, made);
  return made;
}

/**
 * The address a request came from: the socket's, or, when that is a trusted proxy (addresses or CIDR ranges),
 * the last one in `X-Forwarded-For` that is none. What stands before it was written by strangers.
 */
export function resolveClientAddress(request: {
  socketAddress: string | undefined;
  forwardedFor: string | undefined;
  trustedProxies: string[];
}): string {
  const socketAddress = plain(request.socketAddress ?? '');
  const trusted = trustedBy(request.trustedProxies);
  const isTrusted = (address: string) => isIP(address) !== 0 && trusted.check(address, family(address));
  if (!isTrusted(socketAddress)) return socketAddress || 'unknown';
  const hops = (request.forwardedFor ?? '').split(',').map(plain);
  const client = hops.findLast((hop) => !isTrusted(hop));
  return client && isIP(client) !== 0 ? client : socketAddress;
}

/** The caller's address inside Next, where `X-Forwarded-For` holds exactly what the server found out. */
export function readClientAddress(headers: { get(name: string): string | null }): string {
  return plain(headers.get('x-forwarded-for')?.split(',').at(-1) ?? '') || 'unknown';
}
