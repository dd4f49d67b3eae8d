import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import { z } from 'zod';
import { closeAgents } from '../../lib/api/proxy/agents.ts';
import { handleProxy } from '../../lib/api/proxy/proxy.ts';
import { listenAnywhere } from './raw-http.ts';
import type { Known } from './world.ts';

export type Sent = {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
};
export type Got = { status: number; headers: IncomingHttpHeaders; text: string };

/** Serves the API proxy on Node's own server, as server.ts does, for one connection. */
export class ProxyServer {
  readonly #server: Server;
  readonly port: number;
  readonly #known: Pick<Known, 'connectionId' | 'uniqueKey'>;
  readonly #key: string;

  private constructor(parts: { server: Server; port: number; known: Known; key: string }) {
    this.#server = parts.server;
    this.port = parts.port;
    this.#known = parts.known;
    this.#key = parts.key;
  }

  static async start(known: Known, key: string): Promise<ProxyServer> {
    const server = createServer((request, response) => {
      handleProxy(request, response).catch((error) => response.destroy(error));
    });
    return new ProxyServer({ server, port: await listenAnywhere(server), known, key });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/api`;
  }

  get headers(): Record<string, string> {
    const { connectionId, uniqueKey } = this.#known;
    return { authorization: `Bearer ${this.#key}`, 'connection-id': connectionId, 'provider-config-key': uniqueKey };
  }

  /** Sends one request with exactly this target: nothing is normalized on the way. */
  call(path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Got> {
    return send(this.port, `/api/proxy${path}`, { method, headers: { ...this.headers, ...headers }, body });
  }

  async stop(): Promise<void> {
    await closeAgents();
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}

type Raw = { method: string; headers: Record<string, string>; body: string | Buffer | undefined };

function send(port: number, path: string, { method, headers, body }: Raw): Promise<Got> {
  return new Promise((resolve, reject) => {
    const length: Record<string, string> = body === undefined ? {} : { 'content-length': `${Buffer.byteLength(body)}` };
    const sent = httpRequest(
      { host: '127.0.0.1', port, path, method, headers: { ...length, ...headers } },
      async (response) => {
        try {
          const chunks = await Array.fromAsync(response, (chunk) => Buffer.from(chunk));
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        } catch (error) {
          reject(error);
        }
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const refusal = z.object({ error: z.object({ code: z.string() }) });

/** The code of a refusal. */
export function codeOf({ text }: Pick<Got, 'text'>): string {
  return refusal.parse(JSON.parse(text)).error.code;
}

const echoed = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  body: z.string(),
});

/** What the far side says it received. */
export function heard({ text }: Pick<Got, 'text'>): z.infer<typeof echoed> {
  return echoed.parse(JSON.parse(text));
}
