import type { Dispatcher } from 'undici';
import { env } from '#lib/env';
import { whyUnreachable } from '#lib/outgoing';
import { callReceiver, InnerAddressError } from '#lib/receiver';
import { retryAfterMilliseconds } from '#lib/retry-after';
import type { Attempt } from './schema.ts';
import { signatureHeaders } from './sign.ts';

/** The request to send, with the valid secrets, newest first. */
export type Sending = { url: string; id: string; body: string; secrets: readonly string[] };

/** For the whole attempt: resolving the name, connecting, headers and body. */
const patienceMilliseconds = 15_000;
const keptBytes = 65_536;

/** Reads the beginning of the answer, without waiting for the rest. */
async function readBeginning(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      const bytes = Buffer.from(chunk);
      chunks.push(bytes.subarray(0, keptBytes - size));
      size += bytes.length;
      if (size >= keptBytes) break;
    }
  } catch {
    // The status was received. Missing parts of the body do not matter.
  }
  body.destroy();
  return Buffer.concat(chunks).toString().replaceAll('\0', '').toWellFormed();
}

const plainHeaders = (headers: Dispatcher.ResponseData['headers']) =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== 'set-cookie')
      .map(([name, value]) => [name, [value ?? ''].flat().join(', ').slice(0, 1_000).replaceAll('\0', '')]),
  );

function reasonOf(error: unknown, url: string): string {
  if (error instanceof InnerAddressError) return `${error.message}.`;
  if (error instanceof Error && /Timeout|Abort/.test(error.name)) return 'Nothing answered within 15 seconds.';
  const { words } = whyUnreachable(error, url) ?? { words: innerWords(error) ?? 'the call failed' };
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}

/** undici wraps errors from resolving a name. */
function innerWords(error: unknown): string | undefined {
  if (error instanceof InnerAddressError) return error.message;
  return error instanceof Error ? innerWords(error.cause) : undefined;
}

/** Sends once, signed with the current time. The result says what failed, if anything did. */
export async function send({ url, id, body, secrets }: Sending, stopping?: AbortSignal): Promise<Attempt> {
  const began = performance.now();
  const at = Date.now();
  const timeout = AbortSignal.timeout(patienceMilliseconds);
  const signal = stopping ? AbortSignal.any([timeout, stopping]) : timeout;
  const headers = {
    'content-type': 'application/json',
    'user-agent': `Latchkey (${new URL(env().publicUrl).host})`,
    ...signatureHeaders(secrets, { id, seconds: Math.floor(at / 1_000), body }),
  };
  const none = { status: null, headers: {}, answer: '', retryAfterSeconds: undefined };
  const ms = () => Math.round(performance.now() - began);
  try {
    const answer = await callReceiver(url, { headers, body, signal });
    const wait = retryAfterMilliseconds(answer.headers['retry-after']);
    const kept = await readBeginning(answer.body);
    const retryAfterSeconds = wait === undefined ? undefined : wait / 1_000;
    const { statusCode: status } = answer;
    return {
      at,
      error: null,
      ms: ms(),
      status,
      headers: plainHeaders(answer.headers),
      answer: kept,
      retryAfterSeconds,
    };
  } catch (error) {
    stopping?.throwIfAborted();
    return { at, error: reasonOf(error, url), ms: ms(), ...none };
  }
}
