import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { listenAnywhere } from '../scripts/testing/raw-http.ts';

// A stand-in for Microsoft that costs next to nothing: discovery, a token endpoint with a delay, and a Graph of two
// answers, a small one and a large one.

let delay = 0;
let issued = 0;
/** Token requests by the connection that the refresh token names. */
const asked = new Map<string, number>();
let inFlight = 0;
let inFlightMost = 0;

const kilobyte = JSON.stringify({ value: 'x'.repeat(1_024 - 12) });
const block = Buffer.alloc(65_536, 'x');
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function send(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function discovery(response: ServerResponse, origin: string, tenant: string): void {
  const at = `${origin}/${tenant}`;
  send(
    response,
    JSON.stringify({
      authorization_endpoint: `${at}/oauth2/v2.0/authorize`,
      token_endpoint: `${at}/oauth2/v2.0/token`,
      issuer: `${at}/v2.0`,
      jwks_uri: `${at}/discovery/v2.0/keys`,
    }),
  );
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return new URLSearchParams(text);
}

/** Tokens of the usual size. A refresh token is `name.generation`; each answer raises the generation. */
function tokens(name: string, { nonce, scope }: { nonce: string | null; scope: string | null }) {
  issued += 1;
  const aud = /https:\/\/\S+\.sharepoint\.com/.exec(scope ?? '')?.[0] ?? 'https://graph.microsoft.com';
  const claims = { aud, name, issued, fill: 'x'.repeat(1_300) };
  const who = { oid: 'o', tid: 't', preferred_username: 'bench@example.com', ...(nonce && { nonce }) };
  return {
    token_type: 'Bearer',
    scope: 'Files.Read User.Read profile openid email',
    expires_in: 3_599,
    ext_expires_in: 3_599,
    access_token: `${encode({ alg: 'none' })}.${encode(claims)}.x`,
    refresh_token: `${name}.${issued}`,
    id_token: `${encode({ alg: 'none' })}.${encode({ ...who, exp: 4_000_000_000, iat: 1 })}.x`,
    client_info: encode({ uid: 'o', utid: 't' }),
  };
}

async function token(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = await bodyOf(request);
  const name = form.get('refresh_token')?.split('.')[0] ?? 'seed';
  asked.set(name, (asked.get(name) ?? 0) + 1);
  inFlight += 1;
  inFlightMost = Math.max(inFlightMost, inFlight);
  if (delay > 0) await sleep(delay);
  inFlight -= 1;
  send(response, JSON.stringify(tokens(name, { nonce: form.get('code'), scope: form.get('scope') })));
}

function large(response: ServerResponse, bytes: number): void {
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes });
  let left = bytes;
  const more = () => {
    while (left > 0) {
      const chunk = left >= block.length ? block : block.subarray(0, left);
      left -= chunk.length;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    response.end();
  };
  more();
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  const { pathname } = url;
  if (pathname.endsWith('/token')) return token(request, response);
  if (pathname.endsWith('/openid-configuration'))
    return discovery(response, url.origin, pathname.split('/')[1] ?? 'common');
  if (pathname.endsWith('/kilobyte')) return send(response, kilobyte);
  if (pathname.endsWith('/large')) return large(response, Number(url.searchParams.get('bytes')));
  response.writeHead(404).end();
});

process.on('message', (order: { delay?: number }) => {
  if (order.delay !== undefined) {
    delay = order.delay;
    asked.clear();
    inFlightMost = 0;
  }
  const counts = [...asked.values()];
  process.send?.({
    names: asked.size,
    most: Math.max(0, ...counts),
    total: counts.reduce((a, b) => a + b, 0),
    inFlightMost,
  });
});
process.send?.({ port: await listenAnywhere(server) });
