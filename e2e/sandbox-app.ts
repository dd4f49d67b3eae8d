import { z } from 'zod';
import { noteSecret } from './here.ts';
import { callSandbox } from './rest.ts';

const app = z.object({ client_id: z.string(), client_secret: z.string() });

/** The app behind "Use the sandbox app". */
export async function sandboxAppOf({ url }: { url: string }): Promise<{ clientId: string }> {
  const made = app.parse(await callSandbox('/apps/demo', { redirect_uri: `${url}/oauth/callback` }));
  noteSecret(made.client_secret);
  return { clientId: made.client_id };
}
