import { z } from 'zod';
import { env } from '#lib/env';
import { IntegrationError } from '#lib/integrations/errors';
import { redirectUri } from '#lib/integrations/registration';
import { outgoingFetch } from '#lib/outgoing';
import type { Closing } from './people.ts';

const timeoutMs = 20_000;

/** @throws IntegrationError `sandbox_off`, `sandbox_unreachable` */
async function control(method: string, path: string, body?: unknown): Promise<unknown> {
  const loginUrl = env().sandboxLoginUrl;
  if (loginUrl === undefined) throw new IntegrationError('sandbox_off');
  try {
    const response = await outgoingFetch(`${loginUrl}/_sandbox${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body ?? {}),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${method} ${path}`);
    return await response.json();
  } catch (cause) {
    throw new IntegrationError('sandbox_unreachable', { cause });
  }
}

const registered = z
  .object({ client_id: z.string(), client_secret: z.string() })
  .transform(({ client_id: clientId, client_secret: clientSecret }) => ({ clientId, clientSecret }));

/** Registers an app at the sandbox with this installation's redirect URI. */
export async function registerApp(app: {
  name: string;
  accountTypes: 'organizations' | 'organizations-and-personal';
  roles: readonly string[];
}): Promise<z.infer<typeof registered>> {
  const body = {
    name: app.name,
    redirect_uris: [redirectUri()],
    account_types: app.accountTypes,
    app_permissions: app.roles,
    directory_roles: true,
  };
  return registered.parse(await control('POST', '/apps', body));
}

/** Deletes a registration. One that is gone already stays gone. */
export async function deleteApp(clientId: string): Promise<void> {
  await control('DELETE', `/apps/${clientId}`).catch(() => undefined);
}

const visited = z.object({ returned: z.record(z.string(), z.string()) });

export type Visitor = {
  username: string;
  decision?: 'accept' | 'decline';
  needs_admin?: 'return';
  consents_for?: 'everyone';
};

/** Has a person sign in at an address, and returns what their browser brings back. */
export async function visit(url: string, visitor: Visitor): Promise<URLSearchParams> {
  return new URLSearchParams(visited.parse(await control('POST', '/visits', { url, ...visitor })).returned);
}

/** Closes a person's grants to one app. */
export async function revokeGrants(username: string, why: Closing, clientId: string): Promise<void> {
  await control('POST', '/grants/revoke', { username, reason: why, client_id: clientId });
}

/** Has a tenant's administrator switch one app off. */
export async function switchAppOff(clientId: string, domain: string): Promise<void> {
  await control('PUT', `/apps/${clientId}/tenants/${domain}`, { state: 'disabled' });
}
