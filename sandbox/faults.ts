import { setTimeout as delay } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { z } from 'zod';
import type { EntraFault } from './errors.ts';
import type { RequestFacts } from './recorder.ts';
import { GRAPH } from './scopes.ts';
import type { SandboxEnv } from './world.ts';

export const faultOrder = z.strictObject({
  match: z
    .strictObject({
      path: z.enum(['token', 'graph', 'sharepoint']).optional(),
      resource: z.enum(['graph', 'sharepoint']).optional(),
      grant_type: z.string().optional(),
    })
    .default({}),
  times: z.number().int().min(1).max(1_000_000).default(1),
  /** Absent, with no `error` either: the call is only delayed (or its real answer cut). */
  status: z.number().int().min(200).max(599).optional(),
  retry_after: z.union([z.number().int().min(0), z.string().max(100)]).optional(),
  delay_ms: z.number().int().min(0).max(600_000).optional(),
  body: z.enum(['json', 'html', 'cut', 'empty']).default('json'),
  error: z.string().max(100).optional(),
  code: z.number().int().min(0).optional(),
  suberror: z.string().max(100).optional(),
  claims: z.string().max(5000).optional(),
});

export type FaultOrder = z.infer<typeof faultOrder>;

type Refuse = (fault: FaultOrder, status: number) => unknown;

/** The misfortunes that a test ordered for the next calls. */
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

  /** Runs a call under the first order that matches it; `refuse` gives the endpoint's own error document. */
  async run(
    call: { context: Context<SandboxEnv>; facts: RequestFacts; refuse: Refuse },
    handle: () => Promise<Response>,
  ): Promise<Response> {
    const fault = this.#take(call.facts);
    if (!fault) return handle();
    if (fault.delay_ms) await delay(fault.delay_ms);
    const status =
      fault.status ?? (fault.error === undefined ? undefined : fault.error === 'invalid_client' ? 401 : 400);
    const failing = status !== undefined && status >= 300;
    const response = failing ? failure(fault, status, call.refuse) : await handle();
    return fault.body === 'cut' ? cut(call.context, response) : response;
  }

  #take(facts: RequestFacts): FaultOrder | undefined {
    const order = this.#orders.find((one) => matches(one, facts));
    if (order) order.times -= 1;
    this.#orders = this.#orders.filter((one) => one.times > 0);
    return order;
  }
}

function matches({ match }: FaultOrder, facts: RequestFacts): boolean {
  if (match.path !== undefined && match.path !== facts.endpoint) return false;
  if (match.grant_type !== undefined && match.grant_type !== facts.grantType) return false;
  return match.resource === undefined || match.resource === resourceKind(facts);
}

function resourceKind(facts: RequestFacts): 'graph' | 'sharepoint' | undefined {
  if (facts.endpoint === 'graph' || facts.endpoint === 'sharepoint') return facts.endpoint;
  if (facts.resource === undefined) return undefined;
  return facts.resource === GRAPH ? 'graph' : 'sharepoint';
}

function failure(fault: FaultOrder, status: number, refuse: Refuse): Response {
  const headers = new Headers({ 'cache-control': 'no-store' });
  if (fault.retry_after !== undefined) headers.set('retry-after', String(fault.retry_after));
  if (fault.body === 'empty') return new Response(null, { status, headers });
  if (fault.body === 'html') {
    headers.set('content-type', 'text/html; charset=utf-8');
    return new Response(`<html><body><h1>${status}</h1><p>The gateway could not reach the service.</p></body></html>`, {
      status,
      headers,
    });
  }
  return Response.json(refuse(fault, status), { status, headers });
}

/** Announces the whole body, sends half of it and drops the line. */
async function cut(context: Context<SandboxEnv>, response: Response): Promise<Response> {
  const body = Buffer.from(await response.arrayBuffer());
  const { outgoing } = context.env;
  outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), 'content-length': body.length + 1 });
  outgoing.write(body.subarray(0, Math.ceil(body.length / 2)), () => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}

/** The refusal of the token endpoint that an order stands for: throttled and overloaded unless it says otherwise. */
export function orderedFault(fault: FaultOrder, status: number): EntraFault {
  const usual = status === 429 ? 90055 : status >= 500 ? 90033 : 90023;
  const number = fault.code ?? usual;
  return {
    error: fault.error ?? (status === 429 || status >= 500 ? 'temporarily_unavailable' : 'invalid_request'),
    number,
    text: faultText(number),
    suberror: fault.suberror,
    claims: fault.claims,
  };
}

function faultText(number: number): string {
  if (number === 90055) return 'The tenant is being throttled because too many requests came in.';
  if (number === 90033) return 'A transient error has occurred. Please try again.';
  return 'This answer was ordered through the control API of the sandbox.';
}
