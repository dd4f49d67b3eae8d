import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { listenAnywhere } from './raw-http.ts';

/** A token request, with times of `performance.now()`. */
export type TokenCall = {
  /** The resource that the scopes name. */
  resource: string;
  secret: string | null;
  /** The refresh token that was sent, and the one that was answered. */
  sent: string | null;
  came: string | undefined;
  began: number;
  ended: number | undefined;
};

const answered = z.object({ refresh_token: z.string() });

function cameWith(text: string): string | undefined {
  try {
    return answered.safeParse(JSON.parse(text)).data?.refresh_token;
  } catch {
    return undefined;
  }
}

function callOf(form: URLSearchParams): TokenCall {
  const resource = /(https?:\/\/\S+)\/\.default/.exec(form.get('scope') ?? '')?.[1] ?? 'graph';
  const began = performance.now();
  const [secret, sent] = [form.get('client_secret'), form.get('refresh_token')];
  return { resource, secret, sent, came: undefined, began, ended: undefined };
}

/** A relay in front of the sandbox's token endpoint, which sees what is sent when, and may hold the answers. */
export class TokenRelay {
  readonly calls: TokenCall[] = [];
  /** Answers wait for it. */
  hold: (call: TokenCall) => Promise<void> | undefined = () => undefined;
  /** Where the sandbox is. */
  target = '';
  url = '';
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#relay(request, response));
  }

  static async start(target = ''): Promise<TokenRelay> {
    const relay = new TokenRelay();
    relay.target = target;
    relay.url = `http://127.0.0.1:${await listenAnywhere(relay.#server)}`;
    return relay;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray());
    const call = request.method === 'POST' ? callOf(new URLSearchParams(body.toString())) : undefined;
    if (call) this.calls.push(call);
    const headers = { 'content-type': request.headers['content-type'] ?? 'application/json' };
    const answer = await fetch(`${this.target}${request.url}`, call ? { method: 'POST', headers, body } : {});
    const text = await answer.text();
    if (call) await this.hold(call);
    if (call) Object.assign(call, { came: cameWith(text), ended: performance.now() });
    const here = text.replace(/("token_endpoint":\s*")https?:\/\/[^/"]+/, `$1${this.url}`);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(here);
  }
}
