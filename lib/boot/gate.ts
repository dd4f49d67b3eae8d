import type { IncomingMessage, ServerResponse } from 'node:http';
import { resolveClientAddress } from '#lib/client-address';
import { type Env, isLoopback } from '#lib/env';

/** Where this process reaches itself. */
export const innerHost = '127.0.0.1';

const loopbackHosts = (port: number) => [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`];

/** Who a request says it is for, once proxies we do not trust have been disregarded. */
export type Gate = { admits: (request: IncomingMessage) => boolean; prepare: (request: IncomingMessage) => void };

/** Refuses foreign `Host` headers and leaves only forwarding headers that can be believed. */
export function createGate(env: Env): Gate {
  const own = new URL(env.publicUrl);
  const hosts = new Set([own.host, ...(isLoopback(env.publicUrl) ? loopbackHosts(env.port) : [])]);
  const addressOf = (request: IncomingMessage) =>
    resolveClientAddress({
      socketAddress: request.socket.remoteAddress,
      forwardedFor: String(request.headers['x-forwarded-for'] ?? ''),
      trustedProxies: env.trustedProxies,
    });
  return {
    admits: (request) =>
      hosts.has(request.headers.host ?? '') || request.url === '/api/health' || comesFromItself(request, env.port),
    prepare: (request) => {
      const address = addressOf(request);
      delete request.headers.forwarded;
      request.headers['x-forwarded-for'] = address;
      // Server Actions compare Origin with this one; PUBLIC_URL is the only origin there is.
      request.headers['x-forwarded-host'] = own.host;
      request.headers['x-forwarded-proto'] = own.protocol.slice(0, -1);
    },
  };
}

function comesFromItself({ headers, socket }: IncomingMessage, port: number): boolean {
  const isLocal = socket.remoteAddress === '127.0.0.1' || socket.remoteAddress === '::ffff:127.0.0.1';
  return isLocal && headers.host === `${innerHost}:${port}`;
}

/** Whether an address can be read: Next fails on broken percent-encoding, and the database on U+0000. */
export function isDecodable(url: string): boolean {
  try {
    return !decodeURIComponent(url).includes('\0');
  } catch {
    return false;
  }
}

/** One plain sentence as an answer, for what never reaches a page. */
export function answer(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${sentence}\n`);
}
