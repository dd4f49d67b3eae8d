import { BlockList, isIP } from 'node:net';

/**
 * An IP address in canonical form: IPv6 shortened as in URLs and without a zone, IPv4-mapped addresses as IPv4 (RFC
 * 4291, 2.5.5.2). Undefined for anything else.
 */
function readAddress(text: string): string | undefined {
  const [address = ''] = text.split('%');
  const version = isIP(address);
  if (version !== 6) return version === 4 ? address : undefined;
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [, high = '', low = ''] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(short) ?? [];
  if (!high) return short;
  const bytes = [high, low].flatMap((word) => [Number.parseInt(word, 16) >> 8, Number.parseInt(word, 16) & 255]);
  return bytes.join('.');
}

/** One entry of `X-Forwarded-For`. Gateways may add ports, brackets and quotes to addresses. */
function readHop(entry: string): string | undefined {
  const bare = entry.trim().replace(/^"(.*)"$/, '$1');
  const [, bracketed, plain] = /^(?:\[([^\]]*)\]|(\d+\.\d+\.\d+\.\d+))(?::\d{1,5})?$/.exec(bare) ?? [];
  return readAddress(bracketed ?? plain ?? bare);
}

type Network = { address: string; bits: number; family: 'ipv4' | 'ipv6' };

/** An address, or a network in CIDR notation (RFC 4632, 3.1; RFC 4291, 2.3). Undefined for anything else. */
export function readNetwork(entry: string): Network | undefined {
  const [, text = '', length] = /^([^/]+)(?:\/(0|[1-9]\d{0,2}))?$/.exec(entry) ?? [];
  const address = readAddress(text);
  if (address === undefined) return undefined;
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const whole = family === 'ipv6' ? 128 : 32;
  // The prefix length of an IPv4-mapped network includes the 96 bits before the IPv4 address.
  const before = family === 'ipv4' && text.includes(':') ? 96 : 0;
  const bits = length === undefined ? whole : Number(length) - before;
  return bits >= 0 && bits <= whole ? { address, bits, family } : undefined;
}

const lists = new WeakMap<string[], BlockList>();

/** Builds one list per setting and keeps it, because every request needs it. */
function listOf(entries: string[]): BlockList {
  const known = lists.get(entries);
  if (known) return known;
  const list = new BlockList();
  for (const entry of entries) {
    const network = readNetwork(entry);
    if (network) list.addSubnet(network.address, network.bits, network.family);
  }
  lists.set(entries, list);
  return list;
}

/** Whether an address is in one of the networks of a setting (addresses or CIDR networks). */
export function isInNetworks(address: string, networks: string[]): boolean {
  const known = readAddress(address);
  return known !== undefined && listOf(networks).check(known, isIP(known) === 6 ? 'ipv6' : 'ipv4');
}

/** The other end of a socket, and whether it may say whose request it passes on. */
type Neighbour = { from: string; networks: string[]; address: string; isTrusted: boolean };

let last: Neighbour | undefined;

/** Remembers the last one: a backend or a reverse proxy sends thousands of requests a second. */
function neighbourOf(from: string, networks: string[]): Neighbour {
  if (last?.from === from && last.networks === networks) return last;
  const address = readAddress(from) ?? 'unknown';
  last = { from, networks, address, isTrusted: isInNetworks(address, networks) };
  return last;
}

/**
 * The address a request came from: the socket's address, or, if that is a trusted proxy, the last entry of
 * `X-Forwarded-For` that is not one. Earlier entries are ignored, because anybody could have written them.
 */
export function resolveClientAddress(request: {
  socketAddress: string | undefined;
  forwardedFor: string | undefined;
  trustedProxies: string[];
}): string {
  const neighbour = neighbourOf(request.socketAddress ?? '', request.trustedProxies);
  if (!neighbour.isTrusted) return neighbour.address;
  const isTrusted = (address: string) => isInNetworks(address, request.trustedProxies);
  const entries = (request.forwardedFor ?? '').split(',').filter((entry) => entry.trim() !== '');
  const client = entries.map(readHop).findLast((hop) => hop === undefined || !isTrusted(hop));
  return client ?? neighbour.address;
}

/** The caller's address inside Next, where the server has already put the verified address into `X-Forwarded-For`. */
export function readClientAddress(headers: { get(name: string): string | null }): string {
  return readHop(headers.get('x-forwarded-for')?.split(',').at(-1) ?? '') ?? 'unknown';
}

/**
 * The network by which callers are limited: a single IPv4 address, or the /64 of an IPv6 address, since its owner can
 * use all of its 2^64 addresses.
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const front = head.split(':').filter(Boolean);
  const back = (tail ?? '').split(':').filter(Boolean);
  // The last two groups may be written as an IPv4 address.
  const groups = back.length + (back.at(-1)?.includes('.') ? 1 : 0);
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - groups) }, () => '0');
  const whole = tail === undefined ? front : [...front, ...zeros, ...back];
  const prefix = whole.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${prefix.join(':')}::/64`;
}
