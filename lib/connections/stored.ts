import {
  type ConnectionConfig,
  connectionConfigSchema,
  type StoredTokenResponse,
  tokenResponseSchema,
} from './schema.ts';

// JSON columns that this feature wrote by its schemas and every vend reads: checked by hand, because a schema costs
// more than everything else a vend does. What does not fit is left to the schema, which says why.

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isTokenResponse(value: unknown): value is StoredTokenResponse {
  return (
    isObject(value) &&
    typeof value.token_type === 'string' &&
    typeof value.scope === 'string' &&
    typeof value.expires_in === 'number' &&
    typeof value.ext_expires_in === 'number'
  );
}

/** Microsoft's answer as `token_response` keeps it. @throws ZodError when it is none. */
export function readTokenResponse(stored: unknown): StoredTokenResponse {
  if (!isTokenResponse(stored)) return tokenResponseSchema.parse(stored);
  const { token_type, scope, expires_in, ext_expires_in } = stored;
  return { token_type, scope, expires_in, ext_expires_in };
}

function isConfig(value: unknown): value is ConnectionConfig {
  if (!isObject(value)) return false;
  const { tenantId, sharepointAccessToken: token } = value;
  if (tenantId !== undefined && typeof tenantId !== 'string') return false;
  if (token === undefined) return true;
  return (
    isObject(token) &&
    typeof token.access_token === 'string' &&
    typeof token.expires_at === 'number' &&
    isTokenResponse(token)
  );
}

/** `connection_config`, its SharePoint token still sealed. @throws ZodError when it is none. */
export function readConfig(stored: unknown): ConnectionConfig {
  return isConfig(stored) ? stored : connectionConfigSchema.parse(stored);
}
