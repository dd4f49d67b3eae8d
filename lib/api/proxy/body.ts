import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { ApiError } from '../errors.ts';

const largestReplayable = 1_048_576;

/** A request body: none or small ones can be sent again, all others flow through once. */
export type Body = {
  content: Buffer | Readable | null;
  /** Bytes, when the caller announced them. */
  length: number | undefined;
  isReplayable: boolean;
};

/** Takes the body: read whole when it is announced as at most 1 MB, else left to flow. @throws ApiError 400 when cut */
export async function takeBody(source: Readable | undefined, headers: IncomingHttpHeaders): Promise<Body> {
  const announced = headers['content-length'];
  const isChunked = headers['transfer-encoding'] !== undefined;
  if (!source || (!isChunked && (announced === undefined || announced === '0')))
    return { content: null, length: announced === '0' ? 0 : undefined, isReplayable: true };
  if (isChunked || Number(announced) > largestReplayable)
    return { content: flowing(source), length: isChunked ? undefined : Number(announced), isReplayable: false };
  return { content: await readWhole(source), length: Number(announced), isReplayable: true };
}

/** Ending it early must not destroy the caller's connection: the answer still has to go there. */
function flowing(source: Readable): Readable {
  return Readable.from(source.iterator({ destroyOnReturn: false }), { objectMode: false });
}

async function readWhole(source: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of source.iterator({ destroyOnReturn: false })) chunks.push(Buffer.from(chunk));
  } catch (cause) {
    const message = 'The request body broke off.';
    throw Object.assign(new ApiError(400, 'invalid_body', { message }), { cause });
  }
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks);
}
