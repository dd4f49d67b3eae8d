import { type OutgoingInit, outgoingRequest, type Unreachable, whyUnreachable } from '#lib/outgoing';

/** An answer of Microsoft's, read whole. */
export type HttpAnswer = { status: number; headers: Record<string, string>; text: string };

/** Microsoft could not be reached, or sent something unusable. A later attempt may succeed. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';
  readonly code: 'unreachable' | 'too_slow' | 'too_large' | 'cut_off' | 'keys_unreadable';
  /** What caused it, if known. */
  readonly why: Unreachable['kind'] | undefined;
  constructor(code: HttpFailure['code'], message: string, options: ErrorOptions & { why?: Unreachable['kind'] } = {}) {
    super(message, options);
    this.code = code;
    this.why = options.why;
  }
}

const totalMilliseconds = 20_000;
const largestBody = 1_048_576;

type Response = Awaited<ReturnType<typeof outgoingRequest>>;

async function readBody({ body }: Response): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Buffer)) continue;
    size += chunk.byteLength;
    if (size > largestBody) throw new HttpFailure('too_large', 'Microsoft answered with more than 1 MB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readHeaders({ headers }: Response): Record<string, string> {
  const entries = Object.entries(headers);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

type Phase = 'asking' | 'reading';

function failure(cause: unknown, url: string, phase: Phase): HttpFailure {
  const { host } = new URL(url);
  if (cause instanceof HttpFailure) return cause;
  if (cause instanceof Error && cause.name === 'TimeoutError')
    return new HttpFailure('too_slow', `${host} did not answer within 20 seconds.`, { cause, why: 'timeout' });
  if (phase === 'reading') return new HttpFailure('cut_off', `The answer of ${host} broke off.`, { cause });
  const why = whyUnreachable(cause, url);
  if (!why) return new HttpFailure('unreachable', `${host} could not be reached.`, { cause });
  return new HttpFailure('unreachable', `${host} could not be reached: ${why.words}.`, { cause, why: why.kind });
}

/**
 * One request. It takes at most 20 seconds and 1 MB of body, and follows no redirects, because token endpoints never
 * redirect.
 * @throws HttpFailure
 */
export async function request(url: string, init: Omit<OutgoingInit, 'signal'> = {}): Promise<HttpAnswer> {
  let phase: Phase = 'asking';
  try {
    const signal = AbortSignal.timeout(totalMilliseconds);
    const response = await outgoingRequest(url, { ...init, signal });
    phase = 'reading';
    return { status: response.statusCode, headers: readHeaders(response), text: await readBody(response) };
  } catch (cause) {
    throw failure(cause, url, phase);
  }
}

/** The JSON of a text, or undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
