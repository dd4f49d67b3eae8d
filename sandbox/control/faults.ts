import { Hono } from 'hono';
import { z } from 'zod';
import { aadsts } from '../entra/aadsts/codes.ts';
import type { FaultOrder } from '../faults.ts';
import { faultOrder } from '../faults.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { readBody } from './input.ts';

const errorOrder = faultOrder.pick({ times: true, error: true, suberror: true, claims: true, as: true }).extend({
  code: z.number().int().min(1),
  /** By default, the endpoint at which Microsoft returns this code, or else the sign-in. */
  on: z.enum(['authorize', 'token', 'adminconsent']).optional(),
  client_id: z.string().optional(),
  grant_type: z.string().optional(),
  resource: faultOrder.shape.match.unwrap().shape.resource,
});

/** Makes the next calls fail, with a fault or an Entra error code, and reports the calls that were made. */
export function faultControl({ faults, recorder }: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.get('/faults', (context) => context.json({ faults: faults.list() }));
  app.post('/faults', async (context) => {
    faults.add(await readBody(context, faultOrder));
    return context.json({ faults: faults.list() }, 201);
  });
  app.delete('/faults', (context) => {
    faults.clear();
    return context.json({ faults: [] });
  });
  app.get('/requests', (context) => context.json(recorder.report()));
  app.delete('/requests', (context) => {
    recorder.reset();
    return context.json(recorder.report());
  });
  app.get('/errors', (context) =>
    context.json({ errors: Object.entries(aadsts).map(([code, known]) => ({ code: Number(code), ...known })) }),
  );
  app.post('/errors', async (context) => {
    const order = orderOf(await readBody(context, errorOrder));
    faults.add(order);
    return context.json(order, 201);
  });
  return app;
}

function orderOf({ on, client_id, grant_type, resource, ...said }: z.infer<typeof errorOrder>): FaultOrder {
  const path = on ?? (aadsts[said.code]?.where === 'token' ? 'token' : 'authorize');
  // A code that the table does not contain still needs an OAuth error, so it gets the endpoint's usual one.
  const error = said.error ?? (aadsts[said.code] ? undefined : path === 'token' ? 'invalid_grant' : 'access_denied');
  return { ...said, error, body: 'json', match: { path, client_id, grant_type, resource } };
}
