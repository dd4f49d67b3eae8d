import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { Agent, type Dispatcher, type ProxyAgent } from 'undici';
import { isInnerAddress } from '#lib/inner-address';
import { forwardAgent, forwardProxyOf } from '#lib/outgoing';

type Found = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;
type Lookup = (hostname: string, options: LookupOptions, found: Found) => void;

const loopback: LookupAddress[] = [{ address: '127.0.0.1', family: 4 }];

/** `*.localhost` is this machine (RFC 6761), which many resolvers do not know. */
const lookupAny: Lookup = (hostname, options, found) => {
  if (hostname.endsWith('.localhost')) found(null, loopback);
  else systemLookup(hostname, { ...options, all: true }, found);
};

/** Looks up a name from a redirect, and refuses it when any of its addresses lies in an inner network. */
const lookupOutside: Lookup = (hostname, options, found) => {
  systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
    const isInner = !error && addresses.some(({ address }) => isInnerAddress(address));
    found(isInner ? new Error(`${hostname} is an address of an inner network.`) : error, addresses);
  });
};

/** Time limits of a call in milliseconds: for the answer to begin, and for each following part of it. */
export type Patience = { headers: number; body: number };

/**
 * Limit for the headers of an answer, in bytes. Node's default of 16 KB can be too small for content security policies.
 */
const largestHeaders = 65_536;

const usual: Patience = { headers: 60_000, body: 300_000 };

function optionsOf(patience: Patience): Agent.Options {
  return {
    // With HTTP/2, one slow reader's flow-control window could hold up the other calls of its connection.
    allowH2: false,
    maxHeaderSize: largestHeaders,
    headersTimeout: patience.headers,
    bodyTimeout: patience.body,
  };
}

function createAgent(lookup: Lookup, patience: Patience): Agent {
  return new Agent({ ...optionsOf(patience), connect: { lookup, timeout: 10_000 } });
}

type Agents = { named: Agent; outside: Agent; forward: Map<string, ProxyAgent>; patience: Patience };

declare global {
  var latchkeyProxyAgents: Agents | undefined;
}

/** Opens new pools for this process. Calls in progress keep the pools they started with. */
export function openAgents(patience: Patience = usual): Agents {
  const agents: Agents = {
    named: createAgent(lookupAny, patience),
    outside: createAgent(lookupOutside, patience),
    forward: new Map(),
    patience,
  };
  globalThis.latchkeyProxyAgents = agents;
  return agents;
}

/**
 * Connections to Microsoft's hosts (`named`), or to the targets of redirects (`outside`), with one pool per origin. A
 * forward proxy resolves names itself, so through one nothing is refused here: callers must check the name of `outside`
 * hosts.
 */
export function agent(kind: 'named' | 'outside', origin: string): Dispatcher {
  const open = globalThis.latchkeyProxyAgents ?? openAgents();
  const proxy = forwardProxyOf(origin);
  if (proxy === undefined) return open[kind];
  const known = open.forward.get(proxy) ?? forwardAgent(proxy, optionsOf(open.patience));
  open.forward.set(proxy, known);
  return known;
}

/** Closes the proxy's idle connections. */
export async function closeAgents(): Promise<void> {
  const open = globalThis.latchkeyProxyAgents;
  globalThis.latchkeyProxyAgents = undefined;
  await Promise.all([open?.named, open?.outside, ...(open?.forward.values() ?? [])].map((one) => one?.destroy()));
}
