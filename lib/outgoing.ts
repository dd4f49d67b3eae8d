import http from 'node:http';
import https from 'node:https';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { Agent, type Dispatcher, fetch, Pool, ProxyAgent, request } from 'undici';
import { env } from './env.ts';
import { proxyFor } from './forward-proxy.ts';

const connectMilliseconds = 10_000;

/** The forward proxy for calls to an address (`HTTPS_PROXY` and similar); undefined if there is none. */
export function forwardProxyOf(url: string): string | undefined {
  return proxyFor(url, env().forwardProxies);
}

/**
 * Connections through one forward proxy: tunnels to https addresses (RFC 9110, section 9.3.6), plain requests to
 * others.
 */
export function forwardAgent(proxy: string, options: Agent.Options = {}): ProxyAgent {
  return new ProxyAgent({
    ...options,
    uri: proxy,
    allowH2: false,
    connectTimeout: connectMilliseconds,
    // A proxy that accepts a connection and then stays silent counts as unreachable.
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

/** Closes the open connections. Later calls open new ones. */
export async function closeOutgoing(): Promise<void> {
  const open = globalThis.latchkeyOutgoing;
  globalThis.latchkeyOutgoing = undefined;
  await Promise.all([open?.direct, ...(open?.forward.values() ?? [])].map((one) => one?.destroy()));
}

export type OutgoingInit = {
  method?: Dispatcher.HttpMethod;
  headers?: Record<string, string>;
  body?: string;
  signal: AbortSignal;
};

/** `fetch` through the forward proxy that is set up, if any. */
export function outgoingFetch(url: string, init: OutgoingInit & { redirect?: 'manual' | 'error' }) {
  return fetch(url, { ...init, dispatcher: dispatcherOf(url) });
}

/**
 * A call through the forward proxy that is set up, if any, which costs a fraction of what `fetch` does. It follows no
 * redirect and decodes nothing, so it asks for the plain body. Every outgoing call is made by one of the two, except the
 * streams of the API proxy.
 */
export function outgoingRequest(url: string, { headers, ...init }: OutgoingInit): Promise<Dispatcher.ResponseData> {
  const plain = { 'accept-encoding': 'identity', ...headers };
  return request(url, { ...init, headers: plain, dispatcher: dispatcherOf(url) });
}

/** The forward proxy for libraries that use Node's own client (openid-client, used by next-auth). */
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

/** Why a call got no answer: the kind, and the end of a sentence for people. */
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

/** undici's error messages when a proxy refuses to open a tunnel or to pass on a plain request. */
const refusedByProxy = /(?:Proxy response|Proxy Authentication Required) \((\d{3})\)/;

function reasonOf(facts: Facts[]): Unreachable | undefined {
  for (const { code } of facts) {
    const [, reason] = reasons.find(([pattern]) => pattern.test(code)) ?? [];
    if (reason) return reason;
  }
  return undefined;
}

/**
 * Why a call to an address got no answer; undefined if the cause is unknown. Names the forward proxy by its host, never
 * with its credentials.
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
