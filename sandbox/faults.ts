import { setTimeout as delay } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { z } from 'zod';
import { aadsts, fillText } from './entra/aadsts/codes.ts';
import { challengeHeader } from './entra/claims-request.ts';
import type { EntraFault } from './entra/errors.ts';
import type { ServiceId } from './entra/services.ts';
import { SERVICE_IDS } from './entra/services.ts';
import type { Endpoint, RequestFacts } from './recorder.ts';
import { ENDPOINTS } from './recorder.ts';

export const faultOrder = z.strictObject({
  match: z
    .strictObject({
      /** By default: the token endpoint, Graph and SharePoint. */
      path: z.enum(ENDPOINTS).optional(),
      resource: z.enum(SERVICE_IDS).optional(),
      grant_type: z.string().optional(),
      client_id: z.string().optional(),
      /** The beginning of the request's path: `/v1.0/sites/root`. */
      under: z.string().startsWith('/').optional(),
    })
    .default({}),
  times: z.number().int().min(1).max(1_000_000).default(1),
  /** If `status`, `error` and `code` are all absent, the call is only delayed, or its real answer damaged. */
  status: z.number().int().min(200).max(599).optional(),
  retry_after: z.union([z.number().int().min(0), z.string().max(100)]).optional(),
  delay_ms: z.number().int().min(0).max(600_000).optional(),
  /** `cut` breaks off half-way, `drip` sends a byte every tenth of a second, `large` adds 50 MB. */
  body: z.enum(['json', 'html', 'cut', 'empty', 'drip', 'large']).default('json'),
  error: z.string().max(100).optional(),
  /** An AADSTS number; fields that the order leaves out come from the table of codes. */
  code: z.number().int().min(0).optional(),
  suberror: z.string().max(100).optional(),
  claims: z.string().max(5000).optional(),
  /** At the sign-in: a page that never returns, or a redirect with the error. */
  as: z.enum(['page', 'redirect']).optional(),
});

export type FaultOrder = z.infer<typeof faultOrder>;

type Refuse = (fault: FaultOrder, status: number) => unknown;

interface Faultable {
  context: { env: Pick<HttpBindings, 'outgoing'> };
  facts: RequestFacts;
  refuse: Refuse;
  say?: (fault: FaultOrder) => Promise<Response>;
}

const MEGABYTE = Buffer.alloc(1_000_000, ' ');
const APIS: readonly Endpoint[] = ['token', 'graph', 'sharepoint'];
const CLAIMS = { access_token: { polids: { essential: true, values: ['5ae3f4c1-8db6-4f9c-a135-a074e8db2904'] } } };

/** The faults that a test ordered for the next calls. */
export class Faults {
  #orders: FaultOrder[] = [];

  add(order: FaultOrder): void {
    this.#orders.push({ ...order });
  }

  list(): FaultOrder[] {
    return this.#orders;
  }

  clear(): void {
    this.#orders = [];
  }

  /**
   * Runs a call under the first order that matches it. `refuse` builds the endpoint's own error document. `say` answers
   * instead if the code belongs on a page or in a redirect.
   */
  async run(call: Faultable, handle: () => Promise<Response>): Promise<Response> {
    const fault = this.#take(call.facts);
    if (!fault) return handle();
    if (fault.delay_ms) await delay(fault.delay_ms);
    const response = await answerFor(fault, call, handle);
    return spoil(call, fault.body, response);
  }

  #take(facts: RequestFacts): FaultOrder | undefined {
    const order = this.#orders.find((one) => matches(one, facts));
    if (order) order.times -= 1;
    this.#orders = this.#orders.filter((one) => one.times > 0);
    return order;
  }
}

function answerFor(fault: FaultOrder, call: Faultable, handle: () => Promise<Response>): Promise<Response> | Response {
  const isCoded = fault.code !== undefined || fault.error !== undefined;
  if (isCoded && call.say && fault.status === undefined) return call.say(fault);
  const status = fault.status ?? (isCoded ? codedStatus(fault) : undefined);
  const isReplaced = status !== undefined && (status >= 300 || fault.body === 'html' || fault.body === 'empty');
  return isReplaced ? failure(fault, status, call.refuse) : handle();
}

function codedStatus({ code, error }: FaultOrder): number {
  const known = aadsts[code ?? 0];
  if (known?.status !== undefined) return known.status;
  return (error ?? known?.error) === 'invalid_client' ? 401 : 400;
}

function matches({ match }: FaultOrder, facts: RequestFacts): boolean {
  const endpoints: readonly Endpoint[] = match.path === undefined ? APIS : [match.path];
  if (!endpoints.includes(facts.endpoint)) return false;
  if (match.client_id !== undefined && match.client_id !== facts.clientId) return false;
  if (match.under !== undefined && !facts.path.startsWith(match.under)) return false;
  if (match.grant_type !== undefined && match.grant_type !== facts.grantType) return false;
  return match.resource === undefined || match.resource === resourceKind(facts);
}

function resourceKind(facts: RequestFacts): ServiceId | undefined {
  if (facts.endpoint === 'graph' || facts.endpoint === 'sharepoint') return facts.endpoint;
  return facts.service;
}

/** The page that a gateway shows for a service that is down; endpoints without an error document answer with it. */
export function gatewayText(_: FaultOrder, status: number): string {
  return `<html><body><h1>${status}</h1><p>The gateway could not reach the service.</p></body></html>`;
}

function failure(fault: FaultOrder, status: number, refuse: Refuse): Response {
  const headers = new Headers({ 'cache-control': 'no-store' });
  if (fault.claims !== undefined && fault.code === undefined && [401, 403].includes(status))
    headers.set('www-authenticate', challengeHeader('https://login.sandbox', fault.claims));
  if (fault.retry_after !== undefined) headers.set('retry-after', String(fault.retry_after));
  if (fault.body === 'empty') return new Response(null, { status, headers });
  if (fault.body === 'html' || refuse === gatewayText) {
    headers.set('content-type', 'text/html; charset=utf-8');
    return new Response(gatewayText(fault, status), { status, headers });
  }
  return Response.json(refuse(fault, status), { status, headers });
}

/** Entra's refusal for an order. Without a code, 429 becomes AADSTS90055 and 5xx AADSTS90033. */
export function orderedFault(
  fault: FaultOrder,
  status: number,
  about: Record<string, string | undefined> = {},
): EntraFault {
  const usual = status === 429 ? 90055 : status >= 500 ? 90033 : undefined;
  const number = fault.code ?? usual ?? 90023;
  const known = aadsts[number];
  const claims = known?.claims ? JSON.stringify(CLAIMS) : undefined;
  return {
    error: fault.error ?? known?.error ?? (usual ? 'temporarily_unavailable' : 'invalid_request'),
    number,
    text: known ? fillText(known.text, about) : 'This answer was ordered through the control API of the sandbox.',
    suberror: fault.suberror ?? known?.suberror,
    claims: fault.claims ?? claims,
  };
}

/** Damages a successful answer as `cut`, `drip` or `large` say. Any other `how` leaves it unchanged. */
async function spoil(call: Faultable, how: FaultOrder['body'], response: Response): Promise<Response> {
  if (how === 'cut') return cut(call, response);
  if (how !== 'drip' && how !== 'large') return response;
  const real = Buffer.from(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return new Response(stream(how === 'drip' ? drip(real) : swell(real)), { status: response.status, headers });
}

/** Announces the whole body, sends half of it and closes the connection. */
async function cut({ context }: Faultable, response: Response): Promise<Response> {
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

/** Adds 50 MB of blanks, after which JSON still parses. */
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
