import { Readable } from 'node:stream';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Call, Operation } from '../graph/call.ts';

// None of these operations exist at Microsoft. They show what a proxy in between passes on, and how fast.
const anyone = { scopes: /^/, refusal: 'accessDenied' } as const;

export const benchOperations: Operation[] = [
  { ...anyone, methods: ['GET'], path: /^\/_big$/, handle: sendMuch },
  { ...anyone, methods: ['PUT', 'POST'], path: /^\/_sink$/, handle: takeMuch },
  { ...anyone, methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'], path: /^\/_echo$/, handle: echo },
  { ...anyone, methods: ['GET'], path: /^\/_redirect$/, handle: redirect },
];

const block = Buffer.alloc(65_536, 'x');

async function sendMuch({ query, context }: Call): Promise<Response> {
  const bytes = Number(query.get('bytes') ?? 1024);
  const { outgoing } = context.env;
  const headers = { 'content-type': 'application/octet-stream' };
  outgoing.writeHead(200, { ...headers, ...(query.has('chunked') ? {} : { 'content-length': bytes }) });
  Readable.from(blocks(bytes))
    .on('error', () => outgoing.destroy())
    .pipe(outgoing);
  return RESPONSE_ALREADY_SENT;
}

function* blocks(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= block.length) yield left < block.length ? block.subarray(0, left) : block;
}

async function takeMuch({ context }: Call): Promise<Response> {
  let bytes = 0;
  for await (const chunk of context.env.incoming) bytes += chunk.length;
  return Response.json({ bytes });
}

/** Returns the received request, with response headers that must not reach browsers of other sites. */
async function echo({ method, context, body, query }: Call): Promise<Response> {
  const { incoming } = context.env;
  const text = (await body()).toString();
  const headers = new Headers({
    'access-control-allow-origin': '*',
    'strict-transport-security': 'max-age=31536000',
    etag: '"echo"',
    'client-request-id': context.req.header('client-request-id') ?? 'none',
    'ratelimit-remaining': '7',
    'preference-applied': 'return=minimal',
  });
  headers.append('set-cookie', 'session=foreign');
  const heard = { method, url: incoming.url, headers: incoming.headers, body: text };
  const status = Number(query.get('status') ?? 200);
  return status === 204 ? new Response(null, { status, headers }) : Response.json(heard, { status, headers });
}

function redirect({ query }: Call): Response {
  const status = Number(query.get('status') ?? 302);
  return new Response(null, { status, headers: { location: query.get('to') ?? '' } });
}
