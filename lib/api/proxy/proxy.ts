import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { readClaimsChallenge } from '#lib/microsoft/claims';
import { type Cloud, findCloud } from '#lib/microsoft/clouds';
import { retryAfterMilliseconds } from '#lib/retry-after';
import { ApiError } from '../errors.ts';
import { countCall } from '../limits.ts';
import { agent } from './agents.ts';
import { type Bearer, bearerFor, noteFutileRenewal, requireCallable } from './bearer.ts';
import { type Body, takeBody } from './body.ts';
import { proxyPrefix, readEndpoint } from './endpoint.ts';
import { type HeaderLines, type Headers, requestHeaders, responseHeaders } from './headers.ts';
import { type ProxyInput, readInput } from './input.ts';
import { record } from './record.ts';
import { follow } from './redirects.ts';
import { noAnswer, refusalOf } from './refusals.ts';
import { type Answer, send } from './send.ts';
import { resolveTarget, type Target } from './target.ts';

/** A call as received, from either kind of server. */
export type Call = {
  method: string;
  /** Request target: path and query as sent. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Readable | undefined;
  /** Aborted when the caller disconnects before the answer is complete. */
  gone: AbortSignal;
  /** Starts the answer and returns the stream for its body. */
  begin: (status: number, headers: HeaderLines) => Writable;
};

type Job = {
  call: Call;
  input: ProxyInput;
  cloud: Cloud;
  target: Target;
  bearer: Bearer;
  connection: string;
  headers: Headers;
  body: Body;
};

/**
 * Makes one call to Microsoft with a connection's token, and streams the answer: neither body is kept in memory.
 * @throws ApiError before the answer has begun. Afterwards, the answer breaks off if Microsoft's does.
 */
export async function proxy(call: Call): Promise<void> {
  const began = performance.now();
  const input = readInput(call.headers);
  const endpoint = readEndpoint(call.url);
  const callable = await requireCallable(input);
  const { id: connection, cloud: cloudId, integration_id: integration } = callable.row;
  await countCall(callable.row.key_id, { method: call.method, path: proxyPrefix });
  const cloud = findCloud(cloudId);
  const target = resolveTarget({ endpoint, override: input.baseUrlOverride, cloud });
  const noted = { method: call.method, target, cloud, connection, integration, began };
  let answer: Answer | undefined;
  try {
    const bearer = await bearerFor(target, input, callable);
    const body = await takeBody(call.body, call.headers);
    const headers = requestHeaders(call.headers, input);
    answer = await answerOf({ call, input, cloud, target, bearer, connection, headers, body });
    await answer.relay(call.begin(answer.status, responseHeaders(answer)));
    record({ ...noted, answer });
  } catch (error) {
    answer?.discard();
    record({ ...noted, answer, error: call.gone.aborted ? 'caller_gone' : error });
    throw error;
  }
}

async function answerOf(job: Job): Promise<Answer> {
  const { call, input, cloud, target, headers } = job;
  try {
    const answer = await firstGoodAnswer(job);
    return await follow(answer, {
      method: call.method,
      origin: target.origin,
      path: target.path,
      headers,
      forwardHeaders: input.forwardHeadersOnRedirect ? 'all' : 'harmless',
      cloud,
      gone: call.gone,
    });
  } catch (cause) {
    if (call.gone.aborted || cause instanceof ApiError) throw cause;
    throw noAnswer(cause, target.origin);
  }
}

async function firstGoodAnswer(job: Job): Promise<Answer> {
  const first = await answerWithRetries(job, job.bearer.accessToken);
  const claims = claimsDemanded(first);
  // A token that Microsoft refuses with claims may live for another day: the next one is asked for in any case.
  if (!claims && !(first.status === 401 && job.body.isReplayable)) return first;
  const accessToken = await renewOrDiscard(job, first, claims);
  if (!accessToken || !job.body.isReplayable) return first;
  first.discard();
  const second = await answerWithRetries(job, accessToken);
  if (second.status === 401 || claimsDemanded(second)) noteFutileRenewal(job.target, job.connection, claims);
  return second;
}

/** Continuous access evaluation answers 401, step-up authentication 403 (Microsoft identity platform). */
function claimsDemanded({ status, headers }: Answer): string | undefined {
  return status === 401 || status === 403 ? readClaimsChallenge(headers['www-authenticate']) : undefined;
}

async function renewOrDiscard(job: Job, refused: Answer, claims: string | undefined): Promise<string | undefined> {
  try {
    return await job.bearer.renew(claims);
  } catch (error) {
    refused.discard();
    throw error;
  }
}

async function answerWithRetries(job: Job, accessToken: string | undefined): Promise<Answer> {
  for (let made = 0; ; made += 1) {
    const outcome = await attempt(job, accessToken);
    const answer = 'answer' in outcome ? outcome.answer : undefined;
    const wait = job.body.isReplayable ? delayAfter(job, answer, made) : undefined;
    if (wait === undefined) {
      if ('answer' in outcome) return outcome.answer;
      throw outcome.error;
    }
    answer?.discard();
    await sleep(wait, undefined, { signal: job.call.gone });
  }
}

const idempotent = ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'];
const firstMilliseconds = 500;
const longestBackOff = 30_000;
/** If Microsoft asks for a longer wait, the caller gets the answer with its `Retry-After`. */
const longestWait = 60_000;

/** The result of one attempt. `status` is undefined if there was no answer. */
export type Attempt = {
  method: string;
  path: string;
  status: number | undefined;
  retryAfter: string | string[] | undefined;
  /** Retries made so far. */
  made: number;
};

function isWorthRetrying({ method, path, status }: Attempt, retryOn: number[]): boolean {
  // The requests in a batch succeed or fail separately. Sending the batch again would repeat those that succeeded.
  if (/\/\$batch(\?|$)/i.test(path)) return false;
  if (status !== undefined && retryOn.includes(status)) return true;
  if (!idempotent.includes(method)) return false;
  return status === undefined || status === 429 || status >= 500;
}

/** Milliseconds to wait before the next attempt; undefined if there should be none. */
export function retryDelay(attempt: Attempt, { retries, retryOn }: { retries: number; retryOn: number[] }) {
  if (attempt.made >= retries || !isWorthRetrying(attempt, retryOn)) return undefined;
  const asked = retryAfterMilliseconds(attempt.retryAfter);
  if (asked !== undefined) return asked > longestWait ? undefined : asked + Math.random() * 250;
  return Math.min(firstMilliseconds * 2 ** attempt.made, longestBackOff) * (0.5 + Math.random() / 2);
}

function delayAfter({ call, input, target }: Job, answer: Answer | undefined, made: number): number | undefined {
  const retryAfter = answer?.headers['retry-after'];
  return retryDelay({ method: call.method, path: target.path, status: answer?.status, retryAfter, made }, input);
}

async function attempt(job: Job, accessToken: string | undefined): Promise<{ answer: Answer } | { error: unknown }> {
  const { call, cloud, target, headers, body } = job;
  // A pre-authenticated URL may have any host name below Microsoft's domains, so its IP address is checked like that of
  // a redirect.
  const reach = target.audience === 'none' && !cloud.allowsHttp ? 'outside' : 'named';
  const added: Headers = body.length === undefined ? {} : { 'content-length': String(body.length) };
  if (accessToken) added.authorization = `Bearer ${accessToken}`;
  try {
    const answer = await send({
      dispatcher: agent(reach, target.origin),
      origin: target.origin,
      path: target.path,
      method: call.method,
      headers: { ...headers, ...added },
      body: body.content,
      gone: call.gone,
    });
    return { answer };
  } catch (error) {
    if (call.gone.aborted) throw error;
    return { error };
  }
}

/** Answers `/api/proxy/*` on Node's own request and response, without web streams in between. */
export async function handleProxy(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const begin = (status: number, lines: HeaderLines) => response.writeHead(status, lines);
  try {
    await proxy({ method, url, headers, body: request, gone: gone.signal, begin });
  } catch (error) {
    if (response.headersSent || response.destroyed) return;
    const refusal = refusalOf(error, url);
    response.writeHead(refusal.status, refusal.headers).end(method === 'HEAD' ? undefined : refusal.body);
  }
}
