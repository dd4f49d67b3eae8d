import dns, { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { Agent, type Dispatcher, type ProxyAgent, request } from 'undici';
import { isInNetworks } from './client-address.ts';
import { env, isLoopback, isLoopbackName } from './env.ts';
import { isInnerAddress } from './inner-address.ts';
import { forwardAgent, forwardProxyOf } from './outgoing.ts';

/** An address is in a network that must not be called. The message is the end of a sentence. */
export class InnerAddressError extends Error {
  override readonly name = 'InnerAddressError';
  readonly code = 'inner_address';
  constructor(host: string) {
    super(`${host} leads into a private network (WEBHOOK_NETWORKS names those that may be called)`);
  }
}

/** Includes the time for resolving the name. */
const connectMilliseconds = 10_000;
const headersMilliseconds = 15_000;

/** This machine may be called only if the installation itself is reachable from this machine only. */
function mayCall(address: string): boolean {
  if (!isInnerAddress(address) || isInNetworks(address, env().webhookNetworks)) return true;
  const host = isIP(address) === 6 ? `[${address}]` : address;
  return isLoopback(env().publicUrl) && isLoopbackName(host);
}

type Found = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;

/**
 * Resolves a name and checks its addresses. The connection is made to a checked address, without resolving the name
 * again.
 */
function lookupAllowed(hostname: string, options: LookupOptions, found: Found): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const isRefused = !error && !addresses.every(({ address }) => mayCall(address));
    found(isRefused ? new InnerAddressError(hostname) : error, addresses);
  });
}

type Agents = { direct: Agent; forward: Map<string, ProxyAgent> };

declare global {
  var latchkeyReceivers: Agents | undefined;
}

const options: Agent.Options = { allowH2: false, headersTimeout: headersMilliseconds, keepAliveTimeout: 2_000 };

function agents(): Agents {
  globalThis.latchkeyReceivers ??= {
    direct: new Agent({ ...options, connect: { lookup: lookupAllowed, timeout: connectMilliseconds } }),
    forward: new Map(),
  };
  return globalThis.latchkeyReceivers;
}

function dispatcherOf(url: string): Dispatcher {
  const { direct, forward } = agents();
  const proxy = forwardProxyOf(url);
  if (proxy === undefined) return direct;
  const agent = forward.get(proxy) ?? forwardAgent(proxy, options);
  forward.set(proxy, agent);
  return agent;
}

/** Top-level names that the public DNS does not have: RFC 6762 (with appendix G), RFC 8375, and ICANN's .internal. */
const privateName = /\.(corp|home|home\.arpa|internal|intranet|lan|local|localdomain|private)$/i;

/** The host of a URL. A trailing dot is removed, because it only marks the name as complete (RFC 1034, section 3.1). */
const hostOf = (url: string) => new URL(url).hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');

/** Whether a URL must not be called, as far as that can be seen without resolving its name. */
export function isInnerUrl(url: string): boolean {
  const host = hostOf(url);
  if (isIP(host) !== 0) return !mayCall(host);
  if (isLoopbackName(host)) return !isLoopback(env().publicUrl);
  // A forward proxy resolves names itself, and a name without a dot belongs to its own network.
  return forwardProxyOf(url) !== undefined && (!host.includes('.') || privateName.test(host));
}

/** Milliseconds. Behind a forward proxy there is often no DNS server that answers. */
const askMilliseconds = 1_000;

/**
 * Refuses URLs that must not be called, by their spelling and, if a forward proxy will resolve the name, by what DNS
 * answers here. A name that cannot be resolved here is left to the proxy.
 */
async function requireOutside(url: string): Promise<void> {
  const host = hostOf(url);
  if (isInnerUrl(url)) throw new InnerAddressError(new URL(url).hostname);
  if (forwardProxyOf(url) === undefined || isIP(host) !== 0 || isLoopbackName(host)) return;
  const resolver = new Resolver({ timeout: askMilliseconds, tries: 1 });
  // This is not a named import, because Node replaces the functions of the module when DNS servers are configured.
  resolver.setServers(dns.getServers());
  const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const addresses = found.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  if (!addresses.every(mayCall)) throw new InnerAddressError(host);
}

export type ReceiverCall = { headers: Record<string, string>; body: string; signal: AbortSignal };

/**
 * POSTs to an address that an operator or a backend named: follows no redirect, and connects only to public addresses,
 * to those of WEBHOOK_NETWORKS and, while the installation is for this machine only, to this machine.
 * @throws InnerAddressError
 */
export async function callReceiver(url: string, call: ReceiverCall): Promise<Dispatcher.ResponseData> {
  await requireOutside(url);
  return request(url, { ...call, method: 'POST', dispatcher: dispatcherOf(url) });
}

/**
 * Opens a connection to a server that does not speak HTTP, under the same rules as `callReceiver`; undefined if a
 * forward proxy has to open it.
 * @throws InnerAddressError, and network errors
 */
export async function connectReceiver({ host, port }: { host: string; port: number }): Promise<Socket | undefined> {
  const url = `https://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  await requireOutside(url);
  if (forwardProxyOf(url) !== undefined) return undefined;
  const socket = connect({ host, port, lookup: lookupAllowed, autoSelectFamily: true });
  socket.setTimeout(connectMilliseconds, () => socket.destroy(Object.assign(new Error('slow'), { code: 'ETIMEDOUT' })));
  await once(socket, 'connect');
  socket.setTimeout(0);
  socket.removeAllListeners('timeout');
  return socket;
}

/** Closes the open connections to receivers. */
export async function closeReceivers(): Promise<void> {
  const open = globalThis.latchkeyReceivers;
  globalThis.latchkeyReceivers = undefined;
  await Promise.all([open?.direct, ...(open?.forward.values() ?? [])].map((one) => one?.destroy()));
}
