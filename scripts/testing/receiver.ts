import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export type Received = { headers: IncomingHttpHeaders; body: string; at: number; path: string };

type Reaction = (...args: [...Parameters<RequestListener>, Received]) => void;

export const taking: Reaction = (_request, response) => response.writeHead(204).end();
export const failing: Reaction = (_request, response) => response.writeHead(500).end('no');

/** A server that receives webhooks and reacts as it is told. */
export class Receiver {
  readonly received: Received[] = [];
  react: Reaction = taking;
  readonly #server;
  #port = 0;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks = await Array.fromAsync(request);
      const body = Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))).toString();
      const received = { headers: request.headers, body, at: Date.now(), path: request.url ?? '' };
      this.received.push(received);
      this.react(request, response, received);
    });
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await receiver.listen();
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/hook`;
  }

  /** Ids in the order in which they arrived. */
  get ids(): string[] {
    return this.received.map(({ headers }) => String(headers['webhook-id']));
  }

  async listen(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(this.#port, '127.0.0.1', done));
    const address: AddressInfo | string | null = this.#server.address();
    if (typeof address === 'object' && address) this.#port = address.port;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    if (this.#server.listening) await new Promise((done) => this.#server.close(done));
  }
}
