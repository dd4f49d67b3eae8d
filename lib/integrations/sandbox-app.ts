import { z } from 'zod';
import type { Actor } from '#lib/audit/schema';
import { defaultPresets } from '#lib/catalogue/schema';
import { type CloudId, realCloud } from '#lib/clouds';
import { env } from '#lib/env';
import { outgoingFetch } from '#lib/outgoing';
import { IntegrationError } from './errors.ts';
import { createIntegration } from './integrations.ts';
import { redirectUri } from './registration.ts';
import { newIntegrationSchema } from './schema.ts';
import { keyExists } from './store.ts';

const timeoutMs = 5_000;
const sandboxName = 'OneDrive (sandbox)';
const sandboxKey = 'one-drive-sandbox';

const answerSchema = z
  .object({ client_id: z.string().min(1), client_secret: z.string().min(1), tenant_id: z.string().nullish() })
  .transform(({ client_id: clientId, client_secret: clientSecret, tenant_id: tenantId }) => ({
    clientId,
    clientSecret,
    tenantId: tenantId ?? null,
  }));

export type SandboxApp = z.output<typeof answerSchema>;

async function askForApp(loginUrl: string, cloud: CloudId, roles: readonly string[]): Promise<unknown> {
  const response = await outgoingFetch(`${loginUrl}/_sandbox/apps/demo`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ redirect_uri: redirectUri(), cloud: realCloud(cloud), app_permissions: roles }),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  // This is not our sandbox: it has no control API.
  if (response.status === 404 || response.status === 405) throw new IntegrationError('sandbox_without_app');
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
  return response.json();
}

/**
 * The sandbox's own app registration in one of its clouds, created on first use with this installation's redirect URI.
 * `roles` are application permissions that it registers as well, named as integrations ask for them. Its secret must not
 * leave the server. Waits at most 5 seconds.
 * @throws IntegrationError `sandbox_off`, `sandbox_unreachable`, `sandbox_without_app`
 */
export async function sandboxApp(cloud: CloudId = 'sandbox', roles: readonly string[] = []): Promise<SandboxApp> {
  const loginUrl = env().sandboxLoginUrl;
  if (loginUrl === undefined) throw new IntegrationError('sandbox_off');
  try {
    return answerSchema.parse(await askForApp(loginUrl, cloud, roles));
  } catch (cause) {
    if (cause instanceof IntegrationError) throw cause;
    throw new IntegrationError('sandbox_unreachable', { cause });
  }
}

async function freeKey(): Promise<string> {
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? sandboxKey : `${sandboxKey}-${number}`;
    if (!(await keyExists(key))) return key;
  }
}

/**
 * Creates an integration with the sandbox's own app, ready to connect, and returns its key (`one-drive-sandbox`, `…-2`,
 * …).
 * @throws IntegrationError as `sandboxApp` does, or `duplicate_key` if two callers did this at once.
 */
export async function createSandboxIntegration(by: Actor): Promise<{ id: string; uniqueKey: string }> {
  const { clientId, clientSecret, tenantId } = await sandboxApp();
  const accountTypes = 'organizations-and-personal';
  const integration = newIntegrationSchema.parse({
    uniqueKey: await freeKey(),
    displayName: sandboxName,
    provider: 'one-drive',
    cloud: 'sandbox',
    accountTypes,
    clientId,
    clientSecret,
    homeTenantId: tenantId,
    presets: defaultPresets('one-drive', accountTypes),
  });
  return createIntegration(integration, by);
}
