import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { apiKey, here, noteSecret } from './here.ts';

type Ask = { method?: 'GET' | 'POST'; body?: unknown; key?: string };

/** Calls the REST API as a backend does. */
export async function callApi(path: string, { method = 'GET', body, key = apiKey() }: Ask = {}): Promise<Response> {
  return fetch(`${here().url}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function read<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
  return schema.parse(JSON.parse(text));
}

const app = z.object({ client_id: z.string(), client_secret: z.string() });

export type Integration = { key: string; name: string; clientId: string; clientSecret: string };

export type NewIntegration = {
  name?: string;
  provider?: 'one-drive' | 'sharepoint-online' | 'outlook' | 'microsoft';
  accountTypes?: 'single-tenant' | 'organizations' | 'organizations-and-personal' | 'personal';
  presets?: string[];
  /** Exactly these are asked. */
  scopes?: string[];
  /** The cloud that the sandbox imitates. By default the worldwide one. */
  cloud?: 'us-gov' | 'us-gov-dod' | 'china';
  /** The tenant whose members and guests connect. */
  tenantId?: string;
  /** The origins of the pages that may embed it. */
  allowedOrigins?: string[];
  /** With these a whole tenant connects; its admin approves them. */
  appPermissions?: string[];
};

/** Calls the control API of the sandbox. */
export async function callSandbox(path: string, body?: unknown, method = 'POST'): Promise<unknown> {
  const response = await fetch(`${here().sandboxUrl}/_sandbox${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return read(response, z.unknown());
}

/** Registers an app in the sandbox, whose consents and grants no other test shares. */
async function registerApp(
  accountTypes: NewIntegration['accountTypes'] = 'organizations',
  more: {
    cloud?: NewIntegration['cloud'];
    tenant_id?: string;
    app_permissions?: string[];
    directory_roles?: true;
  } = {},
) {
  const order = {
    name: `App ${randomUUID().slice(0, 8)}`,
    redirect_uris: [`${here().url}/oauth/callback`],
    account_types: accountTypes,
    ...more,
  };
  const made = app.parse(await callSandbox('/apps', order));
  noteSecret(made.client_secret);
  return { clientId: made.client_id, clientSecret: made.client_secret };
}

/** An integration with an app of its own. */
export async function createIntegration(of: NewIntegration = {}): Promise<Integration> {
  const { provider = 'one-drive', accountTypes = 'organizations', presets, scopes } = of;
  const { cloud, tenantId, allowedOrigins, appPermissions } = of;
  const home = accountTypes === 'single-tenant' && tenantId ? { tenant_id: tenantId } : {};
  const { clientId, clientSecret } = await registerApp(accountTypes, {
    ...(cloud && { cloud }),
    ...(appPermissions && { app_permissions: appPermissions, directory_roles: true }),
    ...home,
  });
  const key = `${provider}-${randomUUID().slice(0, 8)}`;
  const name = of.name ?? `Files ${key.slice(-8)}`;
  const credentials = {
    type: 'OAUTH2',
    client_id: clientId,
    client_secret: clientSecret,
    ...(scopes && { scopes: scopes.join(',') }),
  };
  const integration_config = {
    cloud: cloud ? `sandbox-${cloud}` : 'sandbox',
    account_types: accountTypes,
    ...(presets && { presets }),
    ...(tenantId && { tenant_id: tenantId }),
    ...(allowedOrigins && { allowed_origins: allowedOrigins }),
    ...(appPermissions && { permission_type: 'application' }),
  };
  const body = { provider, unique_key: key, display_name: name, credentials, integration_config };
  await read(await callApi('/integrations', { method: 'POST', body }), z.unknown());
  return { key, name, clientId, clientSecret };
}

const session = z.object({ data: z.object({ token: z.string(), connect_link: z.url() }) });

export type EndUser = { id: string; email: string; display_name: string };

/** An end user whom no other test knows. */
export function newEndUser(): EndUser {
  const id = `user-${randomUUID().slice(0, 8)}`;
  return { id, email: `${id}@example.com`, display_name: `Person ${id.slice(-8)}` };
}

/** A connect link as a backend makes it. */
export async function createLink({ key }: Pick<Integration, 'key'>, endUser: EndUser, more: object = {}) {
  const body = { end_user: endUser, allowed_integrations: [key], ...more };
  const { data } = await read(await callApi('/connect/sessions', { method: 'POST', body }), session);
  return { url: data.connect_link, token: data.token };
}

const listed = z.object({
  connections: z.array(
    z.object({
      connection_id: z.string(),
      provider_config_key: z.string(),
      errors: z.array(z.object({ type: z.string(), log_id: z.string() })),
    }),
  ),
});

/** The connections of an end user, as the API lists them. */
export async function listConnections({ id }: EndUser) {
  return (await read(await callApi(`/connections?endUserId=${id}`), listed)).connections;
}

type Which = { connectionId: string; integration: Pick<Integration, 'key'> };

/** A link on which the account of a connection signs in again. */
export async function createReconnectLink({ connectionId, integration: { key } }: Which) {
  const body = { connection_id: connectionId, integration_id: key };
  const { data } = await read(await callApi('/connect/sessions/reconnect', { method: 'POST', body }), session);
  return { url: data.connect_link, token: data.token };
}

const sharePoint = z.object({ access_token: z.string(), expires_at: z.number() });

const vended = z.object({
  connection_id: z.string(),
  errors: z.array(z.object({ type: z.string(), log_id: z.string() })),
  connection_config: z.object({ tenantId: z.string().optional(), sharepointAccessToken: sharePoint.optional() }),
  credentials: z.object({ access_token: z.string(), refresh_token: z.string().optional(), expires_at: z.string() }),
});

export const vendPath = ({ connectionId, integration }: Which, more = '') =>
  `/connections/${connectionId}?provider_config_key=${integration.key}${more}`;

/** The connection with its tokens, as a backend gets it. */
export async function vend(which: Which, more = '') {
  const answer = await read(await callApi(vendPath(which, more)), vended);
  const { access_token, refresh_token } = answer.credentials;
  const sharePointToken = answer.connection_config.sharepointAccessToken?.access_token;
  for (const secret of [access_token, refresh_token, sharePointToken]) if (secret) noteSecret(secret);
  return answer;
}

const recorded = z.object({
  requests: z.array(
    z.object({
      endpoint: z.string(),
      clientId: z.string().optional(),
      grantType: z.string().optional(),
      resource: z.string().optional(),
      status: z.number().optional(),
    }),
  ),
});

/** The token requests that an app has sent to the sandbox, oldest first. */
export async function tokenRequests({ clientId }: Pick<Integration, 'clientId'>) {
  const { requests } = recorded.parse(await callSandbox('/requests', undefined, 'GET'));
  return requests.filter((request) => request.endpoint === 'token' && request.clientId === clientId);
}

/** What a token says of itself. */
export function claimsOf(token: string) {
  const body = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  return z.object({ aud: z.string(), scp: z.string().optional() }).parse(JSON.parse(body));
}
