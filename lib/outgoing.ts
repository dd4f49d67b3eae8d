import http from 'node:http';
import https from 'node:https';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { Agent, type Dispatcher, fetch, Pool, ProxyAgent } from 'undici';
import { env } from './env.ts';
import { proxyFor } from './forward-proxy.ts';

const connectMilliseconds = 10_000;

/** The forward proxy that calls to an address have to go through (`HTTPS_PROXY` and its like); undefined: none. */
export function forwardProxyOf(url: string): string | undefined {
  return proxyFor(url, env().forwardProxies);
}

/** Connections through one forward proxy: tunnels to https addresses (RFC 9110, section 9.3.6), plain calls to others. */
export function forwardAgent(proxy: string, options: Agent.Options = {}): ProxyAgent {
  return new ProxyAgent({
    ...options,
    uri: proxy,
    allowH2: false,
    connectTimeout: connectMilliseconds,
    // A proxy that takes a call and then says nothing is as good as none.
    clientFactory: (origin, given) => new Pool(origin, { ...given, headersTimeout: connectMilliseconds }),
  });
}

type Agents = { direct: Agent; forward: Map<string, ProxyAgent> };

declare global {
  var latchkeyOutgoing: Agents | undefined;
}

function dispatcherOf(url: string): Dispatcher {
  globalThis.latchkeyOutgoing ??= {
    direct: new Agent({ allowH2: false, connect: { timeout: connectMilliseconds } }),
    forward: new Map(),
  };
  const { direct, forward } = globalThis.latchkeyOutgoing;
  const proxy = forwardProxyOf(url);
  if (proxy === undefined) return direct;
  const agent = forward.get(proxy) ?? forwardAgent(proxy);
  forward.set(proxy, agent);
  return agent;
}

/** Closes the connections that are kept open; calls that are made later open new ones. */
export async function closeOutgoing(): Promise<void> {
  const open = globalThis.latchkeyOutgoing;
  globalThis.latchkeyOutgoing = undefined;
  await Promise.all([open?.direct, ...(open?.forward.values() ?? [])].map((one) => one?.destroy()));
}

export type OutgoingInit = {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  redirect?: 'manual' | 'error';
  signal: AbortSignal;
};

/** `fetch` by the way out that is set up: every call of ours goes through here, but for the proxy's own streams. */
export function outgoingFetch(url: string, init: OutgoingInit) {
  return fetch(url, { ...init, dispatcher: dispatcherOf(url) });
}

/** The same way out for what calls with Node's own client (openid-client, below next-auth). */
export function outgoingAgent(url: string): http.Agent {
  const proxy = forwardProxyOf(url);
  if (proxy !== undefined) return new HttpsProxyAgent(proxy, { timeout: connectMilliseconds });
  return url.startsWith('https:') ? https.globalAgent : http.globalAgent;
}

type Facts = { code: string; message: string };

function factsOf(error: unknown): Facts[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return [{ code, message: error.message }, ...factsOf(error.cause)];
}

/** Why a call got no answer: the kind, and the end of a sentence. */
export type Unreachable = {
  kind: 'dns' | 'refused' | 'network' | 'timeout' | 'tls' | 'cut' | 'proxy-credentials' | 'proxy-refusal';
  words: string;
};

const reasons: readonly [RegExp, Unreachable][] = [
  [/^(ENOTFOUND|EAI_AGAIN|EAI_FAIL|ENODATA)$/, { kind: 'dns', words: 'its name could not be looked up (DNS)' }],
  [/^ECONNREFUSED$/, { kind: 'refused', words: 'the connection was refused' }],
  [
    /^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM)$/,
    { kind: 'network', words: 'no network leads there' },
  ],
  [
    /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT|UND_ERR_HEADERS_TIMEOUT)$/,
    { kind: 'timeout', words: 'nothing answered in time' },
  ],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, { kind: 'tls', words: 'its certificate is for another name (TLS)' }],
  [/^CERT_|SELF_SIGNED|UNABLE_TO_|^ERR_TLS_/, { kind: 'tls', words: 'its certificate is not trusted here (TLS)' }],
  [/^(ERR_SSL_|EPROTO)/, { kind: 'tls', words: 'no TLS connection came about' }],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_PRX_CONN)$/, { kind: 'cut', words: 'the connection was cut' }],
];

/** What undici says of a proxy that would not open a tunnel, or pass a plain call on. */
const refusedByProxy = /(?:Proxy response|Proxy Authentication Required) \((\d{3})\)/;

function reasonOf(facts: Facts[]): Unreachable | undefined {
  for (const { code } of facts) {
    const [, reason] = reasons.find(([pattern]) => pattern.test(code)) ?? [];
    if (reason) return reason;
  }
  return undefined;
}

/**
 * Why a call to an address got no answer; undefined when nobody knows. Names the forward proxy by its host, never by its
 * credentials.
 */
export function whyUnreachable(error: unknown, url: string): Unreachable | undefined {
  const facts = factsOf(error);
  const proxy = forwardProxyOf(url);
  if (proxy === undefined) return reasonOf(facts);
  const way = `the forward proxy ${new URL(proxy).host}`;
  const status = facts.map(({ message }) => refusedByProxy.exec(message)?.[1]).find(Boolean);
  if (status === '407')
    return { kind: 'proxy-credentials', words: `${way} wants a name and password, or other ones (407)` };
  if (status) return { kind: 'proxy-refusal', words: `${way} would not let the call through (HTTP ${status})` };
  const reason = reasonOf(facts);
  return reason && { ...reason, words: `${reason.words}, by way of ${way}` };
}
