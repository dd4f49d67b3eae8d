import { z } from 'zod';
import { env } from '#lib/env';
import { outgoingFetch } from '#lib/outgoing';
import type { EntraInput } from './entra-schema.ts';
import { OperatorError } from './errors.ts';
import { entraRedirectUri } from './sign-in-settings.ts';

const timeoutMilliseconds = 5_000;
const app = z.object({ client_id: z.string(), client_secret: z.string(), tenant_id: z.string() });

async function registerApp(loginUrl: string): Promise<unknown> {
  const order = { name: 'Latchkey operators', redirect_uris: [entraRedirectUri()], account_types: 'single-tenant' };
  const response = await outgoingFetch(`${loginUrl}/_sandbox/apps`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
  return response.json();
}

/**
 * Registers an app in the sandbox's tenant, for trying out how operators sign in with Microsoft. Waits at most five
 * seconds.
 * @throws OperatorError `sandbox_off`
 */
export async function sandboxEntraApp(): Promise<EntraInput> {
  const loginUrl = env().sandboxLoginUrl;
  if (!loginUrl) throw new OperatorError('sandbox_off');
  try {
    const {
      client_id: clientId,
      client_secret: clientSecret,
      tenant_id: tenant,
    } = app.parse(await registerApp(loginUrl));
    return { cloud: 'sandbox', tenant, clientId, clientSecret };
  } catch (cause) {
    throw new OperatorError('sandbox_off', { cause });
  }
}
