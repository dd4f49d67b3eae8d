import { Hono } from 'hono';
import { z } from 'zod';
import { signInAt } from '../pages/person.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { ownHosts } from '../world.ts';
import { ControlError, readBody, requireUser } from './input.ts';

const visitOrder = z.strictObject({
  /** The address that an app sends the browser to. */
  url: z.url(),
  username: z.string(),
  decision: z.enum(['accept', 'decline', 'leave']).default('accept'),
  needs_admin: z.enum(['return', 'request']).optional(),
  consents_for: z.enum(['person', 'everyone']).default('person'),
});

/** Has a person walk through a sign-in or an admin consent, for programs that show what an app looks like in use. */
export function visitControl({ port }: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.post('/visits', async (context) => {
    const {
      url,
      username,
      decision,
      needs_admin: needsAdmin,
      consents_for: consentsFor,
    } = await readBody(context, visitOrder);
    if (!ownHosts(port).includes(new URL(url).host))
      throw new ControlError(400, 'url: not an address of this sandbox.');
    const person = {
      account: requireUser(username).username,
      decision,
      consentsFor,
      ...(needsAdmin && { needsAdmin }),
    };
    const returned = await signInAt(url, person);
    return context.json({ returned: returned && Object.fromEntries(returned) });
  });
  return app;
}
