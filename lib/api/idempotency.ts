import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'hono';
import type { Caller } from './auth.ts';
import { ApiError } from './errors.ts';
import { readText } from './input.ts';
import { type Claim, type ClaimInput, claimAnswer, dropAnswer, keepAnswer } from './store.ts';

const pollMilliseconds = 100;
const patienceMilliseconds = 10_000;

async function readClaimInput(context: Context<Caller>): Promise<ClaimInput | undefined> {
  const key = context.req.header('idempotency-key');
  const keyId = context.get('key')?.id;
  if (!key || !keyId) return undefined;
  if (key.length > 255 || !/^[\x20-\x7e]+$/.test(key))
    throw new ApiError(400, 'invalid_headers', { message: 'An Idempotency-Key has at most 255 plain characters.' });
  const { method, path } = context.req;
  const hash = createHash('sha256')
    .update(`${method} ${path}\n`)
    .update(await readText(context));
  return { keyId, key, requestHash: hash.digest() };
}

/**
 * Claims the key, waiting while the first request with it is being processed.
 * @throws ApiError 409 when that takes too long, 422
 */
async function claim(input: ClaimInput): Promise<Extract<Claim, { kind: 'first' | 'answered' }>> {
  for (const until = Date.now() + patienceMilliseconds; ; ) {
    const claimed = await claimAnswer(input);
    if (claimed.kind === 'first' || claimed.kind === 'answered') return claimed;
    if (claimed.kind === 'other_request')
      throw new ApiError(422, 'idempotency_key_reused', {
        message: 'This Idempotency-Key was used for another request. Make a new one for every request.',
      });
    if (Date.now() > until)
      throw new ApiError(409, 'idempotency_in_progress', {
        message: 'The first request with this Idempotency-Key is still at work. Ask again in a second.',
        retryAfterSeconds: 1,
      });
    await sleep(pollMilliseconds);
  }
}

/**
 * Processes a request with an Idempotency-Key once. Repeating the same request returns the first answer, waiting for it
 * if necessary. Only successful answers are stored, so a refused request can be corrected and sent again.
 * @throws ApiError 400, 409, 422
 */
export async function answerOnce(context: Context<Caller>, work: () => Promise<Response>): Promise<Response> {
  const input = await readClaimInput(context);
  if (!input) return work();
  const claimed = await claim(input);
  if (claimed.kind === 'answered')
    return new Response(claimed.body, {
      status: claimed.status,
      headers: { 'content-type': 'application/json', 'idempotent-replayed': 'true' },
    });
  const response = await work().catch(async (error: unknown) => {
    await dropAnswer(claimed.id);
    throw error;
  });
  await keepAnswer(claimed.id, { status: response.status, body: await response.clone().text() });
  return response;
}
