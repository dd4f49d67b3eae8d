import { setTimeout as delay } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { SandboxEnv } from './world.ts';

const MEGABYTE = Buffer.alloc(1_000_000, ' ');

/** Lets a good answer go wrong on its way; anything but `cut`, `drip` and `large` passes as it is. */
export async function spoil(context: Context<SandboxEnv>, how: string, response: Response): Promise<Response> {
  if (how === 'cut') return cut(context, response);
  if (how !== 'drip' && how !== 'large') return response;
  const real = Buffer.from(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return new Response(stream(how === 'drip' ? drip(real) : swell(real)), { status: response.status, headers });
}

/** Announces the whole body, sends half of it and drops the line. */
async function cut(context: Context<SandboxEnv>, response: Response): Promise<Response> {
  const body = Buffer.from(await response.arrayBuffer());
  const { outgoing } = context.env;
  outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), 'content-length': body.length + 1 });
  outgoing.write(body.subarray(0, Math.ceil(body.length / 2)), () => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}

async function* drip(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1) {
    await delay(100);
    yield bytes.subarray(at, at + 1);
  }
}

/** JSON stays JSON with blanks after it. */
async function* swell(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
  for (let megabytes = 0; megabytes < 50; megabytes += 1) yield MEGABYTE;
}

function stream(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
