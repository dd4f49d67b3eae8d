import type { Context } from 'hono';
import { findConnectionIds } from '#lib/connections/changes';
import { findIntegration } from '#lib/integrations/integrations';
import type { IntegrationDetail } from '#lib/integrations/schema';
import type { Caller } from './auth.ts';
import { unknownConnection, unknownIntegration } from './vend.ts';

/** An integration by its key; undefined when there is none or the caller's key is bound to another one. */
export async function findVisible(context: Context<Caller>, uniqueKey: string): Promise<IntegrationDetail | undefined> {
  const bound = context.get('key')?.integration;
  if (bound && bound.uniqueKey !== uniqueKey) return undefined;
  const allowed = context.get('session')?.allowedIntegrations;
  return allowed && !allowed.includes(uniqueKey) ? undefined : findIntegration(uniqueKey);
}

/** The integration a request names. @throws ApiError 400 `unknown_provider_config` */
export async function requireIntegration(context: Context<Caller>, uniqueKey: string): Promise<IntegrationDetail> {
  const found = await findVisible(context, uniqueKey);
  if (!found) throw unknownIntegration();
  return found;
}

type Named = { provider_config_key: string; connectionId: string };

/** The row of the connection a request names. @throws ApiError 400 `unknown_provider_config`, 404 `not_found` */
export async function requireConnection(
  context: Context<Caller>,
  { provider_config_key, connectionId }: Named,
): Promise<string> {
  const { id } = await requireIntegration(context, provider_config_key);
  const [found] = await findConnectionIds(id, [connectionId]);
  if (!found) throw unknownConnection();
  return found.id;
}
