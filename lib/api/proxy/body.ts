import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { ApiError } from '../errors.ts';

const largestReplayable = 1_048_576;

/** A request body. Empty and small ones can be sent again; all others are streamed once. */
export type Body = {
  content: Buffer | Readable | null;
  /** In bytes, if the caller announced it. */
  length: number | undefined;
  isReplayable: boolean;
};

/**
 * Reads a body whole when its announced length is at most 1 MB, else passes it on as a stream. @throws ApiError 400
 * when it breaks off
 */
export async function takeBody(source: Readable | undefined, headers: IncomingHttpHeaders): Promise<Body> {
  const announced = headers['content-length'];
  const isChunked = headers['transfer-encoding'] !== undefined;
  if (!source || (!isChunked && (announced === undefined || announced === '0')))
    return { content: null, length: announced === '0' ? 0 : undefined, isReplayable: true };
  if (isChunked || Number(announced) > largestReplayable)
    return { content: flowing(source), length: isChunked ? undefined : Number(announced), isReplayable: false };
  return { content: await readWhole(source), length: Number(announced), isReplayable: true };
}

/** A stream whose early end does not close the caller's connection, because the answer is still sent on it. */
function flowing(source: Readable): Readable {
  return Readable.from(source.iterator({ destroyOnReturn: false }), { objectMode: false });
}

async function readWhole(source: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of source.iterator({ destroyOnReturn: false })) chunks.push(Buffer.from(chunk));
  } catch (cause) {
    const message = 'The request body broke off.';
    throw new ApiError(400, 'invalid_body', { message, cause });
  }
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks);
}
