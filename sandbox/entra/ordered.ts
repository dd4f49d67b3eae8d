import { randomUUID } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { FaultOrder } from '../faults.ts';
import { orderedFault } from '../faults.ts';
import { troublePage } from '../pages/sign-in.ts';
import type { Endpoint } from '../recorder.ts';
import type { App } from '../state.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { aadsts } from './aadsts/codes.ts';
import type { Authority } from './authority.ts';
import type { ReturnAddress } from './authorize-request.ts';
import { errorBody } from './errors.ts';
import { refusalParams, returnToApp, returnUrl } from './returning.ts';

interface OrderedRefusal {
  fault: FaultOrder;
  app: App;
  authority: Authority;
  address: ReturnAddress;
  scope: string;
  /** Parameters that the endpoint adds to every redirect to the app. */
  extra?: Record<string, string>;
}

/**
 * Answers with an ordered error code like Entra: on its own page or by a redirect to the app, depending on the code.
 */
export function sayOrdered(
  context: Context<SandboxEnv>,
  sandbox: Sandbox,
  of: OrderedRefusal,
): Response | Promise<Response> {
  const { fault, address, extra } = of;
  const known = aadsts[fault.code ?? 0];
  const refusal = orderedFault(fault, 400, about(sandbox, of));
  const params = { ...extra, ...refusalParams(sandbox, refusal) };
  if ((fault.as ?? known?.where) !== 'page') return returnToApp(context, address, params);
  const back = known?.returns ? returnUrl({ ...address, responseMode: 'query' }, params) : undefined;
  return troublePage(context, sandbox, { ...refusal, back });
}

function about(sandbox: Sandbox, { app, authority, address, scope }: OrderedRefusal): Record<string, string> {
  return {
    appId: app.clientId,
    appName: app.name,
    tenant: authority.kind === 'tenant' ? authority.tenant.displayName : authority.segment,
    redirectUri: address.redirectUri,
    scope,
    resource: '00000003-0000-0000-c000-000000000000',
    now: new Date(sandbox.clock.outward(sandbox.clock.now())).toISOString(),
  };
}

/** Middleware that applies ordered faults to endpoints whose own code does not check for them. */
export function faultGate(sandbox: Sandbox, endpoint: Endpoint): MiddlewareHandler<SandboxEnv> {
  return async (context, next) => {
    const { method, path } = context.req;
    const at = { url: sandbox.url, correlationId: randomUUID() };
    const response = await sandbox.faults.run(
      {
        context,
        facts: { endpoint, method, path },
        refuse: (fault, status) => errorBody(orderedFault(fault, status), at),
      },
      async () => {
        await next();
        return context.res;
      },
    );
    if (response === context.res) return;
    // Hono prefers a response that is already set to the one a middleware returns, so it is removed first.
    context.res = undefined;
    context.res = response;
  };
}
