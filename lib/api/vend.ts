import { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import { readClientAddress } from '#lib/client-address';
import { findConnectionIds } from '#lib/connections/changes';
import { findConnection } from '#lib/connections/connections';
import { ConnectionError } from '#lib/connections/errors';
import { type Unvendable, type Vended, type VendInput, vend, type Withheld } from '#lib/connections/tokens/vend';
import { findIntegration } from '#lib/integrations/integrations';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { noteKeyUse } from '#lib/keys/record-use';
import { admitKey, type Caller, insufficientScope, refuseKey } from './auth.ts';
import { ApiError } from './errors.ts';
import { failureShape, sharePointShape } from './health.ts';
import { isLimited } from './limits.ts';
import { unvendableShape } from './shapes.ts';

function refusal({ error, row }: Unvendable): ApiError {
  const { failure, retryAfterSeconds } = error;
  const reason = { status: error.code, ...failureShape(failure, row.cloud) };
  const payload = { connection: unvendableShape({ row }), reason };
  return new ApiError(424, 'invalid_credentials', {
    message: error.message,
    payload,
    retryAfterSeconds,
    cause: error,
  });
}

/** The answer when the requested integration does not exist, or the caller may not see it. */
const unknownIntegration = () =>
  new ApiError(400, 'unknown_provider_config', { message: 'No integration has this provider_config_key.' });

/** The answer when the integration has no such connection. */
export const unknownConnection = () =>
  new ApiError(404, 'not_found', { message: 'No such connection in this integration.' });

/** An integration by its key; undefined if it does not exist, or the caller's key or session is limited to others. */
export async function findVisible(context: Context<Caller>, uniqueKey: string): Promise<IntegrationDetail | undefined> {
  const bound = context.get('key')?.integration;
  if (bound && bound.uniqueKey !== uniqueKey) return undefined;
  const allowed = context.get('session')?.allowedIntegrations;
  return allowed && !allowed.includes(uniqueKey) ? undefined : findIntegration(uniqueKey);
}

/** The integration that a request names. @throws ApiError 400 `unknown_provider_config` */
export async function requireIntegration(context: Context<Caller>, uniqueKey: string): Promise<IntegrationDetail> {
  const found = await findVisible(context, uniqueKey);
  if (!found) throw unknownIntegration();
  return found;
}

/**
 * The internal id of the connection that a request names. @throws ApiError 400 `unknown_provider_config`, 404
 * `not_found`
 */
export async function requireConnection(
  context: Context<Caller>,
  { provider_config_key, connectionId }: { provider_config_key: string; connectionId: string },
): Promise<string> {
  const { id } = await requireIntegration(context, provider_config_key);
  const [found] = await findConnectionIds(id, [connectionId]);
  if (!found) throw unknownConnection();
  return found.id;
}

const notThere = {
  integration_unknown: unknownIntegration,
  connection_unknown: unknownConnection,
  scope_missing: () => insufficientScope('environment:connections:read_credentials'),
} as const;

type VendOutcome = ReturnType<typeof vend>;

/** What was already asked for a request on Node's own server. */
const asked = new WeakMap<IncomingMessage, VendOutcome>();

/**
 * Vends for a request on Node's own server. Where there is no token to answer with, whoever answers the request next gets
 * the same outcome.
 */
export async function vendFirst(request: IncomingMessage, input: VendInput): Promise<Vended | undefined> {
  const outcome = vend(input);
  const answer = await outcome.catch((error: unknown) => {
    asked.set(request, outcome);
    throw error;
  });
  if ('accessToken' in answer) return answer;
  asked.set(request, outcome);
  return undefined;
}

function vendForContext({ env }: Context, input: VendInput): VendOutcome {
  const request: unknown = env?.incoming;
  return (request instanceof IncomingMessage && asked.get(request)) || vend(input);
}

/**
 * Returns a connection with its token, or without it for a key that may not see credentials. Key, scope and connection
 * are read in one round trip. Where requests per key are limited, the key is read and counted first.
 * @throws ApiError 400, 401, 403, 404, 424, 429
 */
export async function vendFor(context: Context, input: VendInput): Promise<Vended | Withheld> {
  if (await isLimited()) await admitKey(context);
  const answer = await vendForContext(context, input);
  if ('found' in answer)
    throw answer.found === 'key_unknown'
      ? refuseKey(readClientAddress(context.req.raw.headers))
      : notThere[answer.found]();
  noteKeyUse(answer.row.key_id);
  if ('error' in answer) throw refusal(answer);
  return answer;
}

/**
 * Returns a connection with its token for a request that requires the token. A key without the credentials scope is
 * refused.
 * @throws ApiError as `vendFor`, 403
 */
export async function vendTokenFor(context: Context, input: Omit<VendInput, 'credentials'>): Promise<Vended> {
  const vended = await vendFor(context, { ...input, credentials: 'required' });
  if ('withheld' in vended) throw notThere.scope_missing();
  return vended;
}

/**
 * Turns an error about a resource's token into an answer whose payload contains the SharePoint state of the connection.
 * @throws ApiError 400, 424, or the error itself if it is not a ConnectionError
 */
export async function tokenRefused(error: unknown, { id, cloud }: Pick<Vended['row'], 'id' | 'cloud'>): Promise<never> {
  if (!(error instanceof ConnectionError)) throw error;
  const { code, message, failure, retryAfterSeconds } = error;
  const connection = await findConnection(id);
  const sharepoint = connection && sharePointShape(connection, { cloud, now: new Date() });
  const reason = failure && { status: code, ...failureShape(failure, cloud) };
  if (code === 'resource_unknown')
    throw new ApiError(400, 'unknown_resource', {
      message,
      payload: { ...(reason && { reason }), sharepoint },
      cause: error,
    });
  const payload = { reason: reason ?? { status: code }, sharepoint };
  throw new ApiError(424, 'invalid_credentials', { message, payload, retryAfterSeconds, cause: error });
}
