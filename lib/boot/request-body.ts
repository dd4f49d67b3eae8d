import { IncomingMessage } from 'node:http';
import { hasBody } from './listener.ts';

/** Limit in bytes for a form, an upload or a next-auth request. The API and the proxy have their own limits. */
const largestBody = 1_048_576;
const bodyMilliseconds = 30_000;
/** Limit in bytes for all bodies arriving at the same time, since their senders are not authenticated yet. */
const largestTogether = 64 * 1_048_576;

/** Why a body was refused. Its rest may still be arriving. */
export type BodyRefusal = { status: 400 | 408 | 413 | 503; sentence: string };

const refusals = {
  large: { status: 413, sentence: 'This request is too large: a form or an upload may hold at most 1 MB.' },
  slow: { status: 408, sentence: 'This request took longer than 30 seconds to arrive. Send it again.' },
  many: { status: 503, sentence: 'Too much is being sent to this server at once. Try again in a minute.' },
  broken: { status: 400, sentence: 'This request broke off before its end.' },
} as const satisfies Record<string, BodyRefusal>;

let heldTogether = 0;

/** Reads the body, up to the size and time limits. */
function collect(request: IncomingMessage): Promise<Buffer | BodyRefusal> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (outcome: Buffer | BodyRefusal) => {
      clearTimeout(timer);
      heldTogether -= size;
      request.off('data', take).off('end', finish).off('error', breakOff).off('close', breakOff);
      // The caller decides what to do with the rest of the body. A connection that breaks now is no longer an error.
      request.on('error', () => {}).pause();
      resolve(outcome);
    };
    const take = (chunk: Buffer) => {
      size += chunk.byteLength;
      heldTogether += chunk.byteLength;
      if (size > largestBody) return settle(refusals.large);
      if (heldTogether > largestTogether) return settle(refusals.many);
      chunks.push(chunk);
    };
    const finish = () => settle(Buffer.concat(chunks));
    const breakOff = () => settle(refusals.broken);
    const timer = setTimeout(() => settle(refusals.slow), bodyMilliseconds);
    request.on('data', take).on('end', finish).on('error', breakOff).on('close', breakOff);
  });
}

/** A copy of the request whose body is already in memory. */
function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  const whole = new IncomingMessage(request.socket);
  Object.assign(whole, { method, url, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, complete: true });
  whole.headers = headers;
  whole.push(body);
  whole.push(null);
  return whole;
}

/**
 * Reads the whole body of a request before anything else does: at most 1 MB within 30 seconds, whether its length was
 * announced or not. Returns a request to read it from (the same one if there is no body), or the refusal. This is
 * needed because Next and next-auth would buffer a body of any size.
 */
export async function takeWholeBody(request: IncomingMessage): Promise<IncomingMessage | BodyRefusal> {
  if (!hasBody(request)) return request;
  if (Number(request.headers['content-length'] ?? 0) > largestBody) return refusals.large;
  const body = await collect(request);
  return Buffer.isBuffer(body) ? withBody(request, body) : body;
}
