import { BlockList, isIP } from 'node:net';

/** Forward proxies for outgoing calls. Their addresses may contain a name and a password. */
export type ForwardProxies = {
  /** The proxies for `https` and `http` addresses; undefined means a direct connection. */
  https: string | undefined;
  http: string | undefined;
  /** Entries of NO_PROXY: hosts that are called directly. */
  direct: string[];
};

/** Completes a proxy's address: without a scheme it is `http`, as in curl. Undefined if it is not a valid address. */
export function readProxyAddress(value: string): string | undefined {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`);
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname || url.pathname !== '/' || url.search || url.hash)
    return undefined;
  try {
    // The proxy receives the credentials decoded, so they must be decodable.
    decodeURIComponent(url.username + url.password);
    return url.href;
  } catch {
    return undefined;
  }
}

type Entry = { matches: (host: string) => boolean; port: string | undefined };

const name = /^(\*?\.)?([a-z0-9_-]+(\.[a-z0-9_-]+)*)\.?$/;

function readNetwork(address: string, bits: string): Entry['matches'] | undefined {
  const family = isIP(address);
  const most = family === 6 ? 128 : 32;
  if (family === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > most) return undefined;
  const type = family === 6 ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  list.addSubnet(address, Number(bits), type);
  return (host) => isIP(host) === family && list.check(host, type);
}

function readHost(host: string): Entry['matches'] | undefined {
  const [address = '', bits] = host.split('/');
  if (bits !== undefined) return readNetwork(address, bits);
  if (isIP(host)) return readNetwork(host, isIP(host) === 6 ? '128' : '32');
  const suffix = name.exec(host)?.[2];
  // As in curl and Python, a name also matches its subdomains.
  return suffix === undefined ? undefined : (given) => given === suffix || given.endsWith(`.${suffix}`);
}

/**
 * Reads one entry: `*`, a name, a suffix (`.example.com`, `*.example.com`), an address or a network, each with or
 * without a port.
 */
function readEntry(entry: string): Entry | undefined {
  const text = entry.toLowerCase();
  if (text === '*') return { matches: () => true, port: undefined };
  const isPlainIpv6 = text.split(':').length > 2 && !text.startsWith('[');
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const matches = readHost(isPlainIpv6 ? text : (bracketed ?? plain ?? ''));
  const isMisplaced = bracketed !== undefined && isIP(bracketed) !== 6;
  return matches && !isMisplaced ? { matches, port } : undefined;
}

/** Whether an entry of NO_PROXY is valid. */
export function isBypassEntry(entry: string): boolean {
  return readEntry(entry) !== undefined;
}

const isThisMachine = (host: string) =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host === '::1' ||
  (isIP(host) === 4 && host.startsWith('127.'));

const parsed = new WeakMap<string[], Entry[]>();

function entriesOf(direct: string[]): Entry[] {
  const known = parsed.get(direct) ?? direct.flatMap((entry) => readEntry(entry) ?? []);
  parsed.set(direct, known);
  return known;
}

/** The proxy for calls to an address. Undefined means a direct connection, which is always used for this machine. */
export function proxyFor(url: string, { https, http, direct }: ForwardProxies): string | undefined {
  const { protocol, hostname, port } = new URL(url);
  const proxy = protocol === 'https:' ? https : http;
  if (proxy === undefined) return undefined;
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isThisMachine(host)) return undefined;
  const at = port || (protocol === 'https:' ? '443' : '80');
  const isDirect = entriesOf(direct).some((entry) => (entry.port ?? at) === at && entry.matches(host));
  return isDirect ? undefined : proxy;
}
