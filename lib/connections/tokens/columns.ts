import type { z } from 'zod';
import {
  type ConnectionConfig,
  connectionConfigSchema,
  type EndUser,
  failureSchema,
  type metadataSchema,
  type StoredTokenResponse,
  tokenResponseSchema,
} from '../schema.ts';
import type { HostFacts } from '../share-point.ts';

// JSON columns that are written with our schemas and read for every token request. They are checked by hand, because a
// schema would take longer than everything else. Unexpected values are passed to the schema, which says what is wrong.

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

/** A token response without its secrets. */
export function withoutToken({ token_type, scope, expires_in, ext_expires_in }: StoredTokenResponse) {
  return { token_type, scope, expires_in, ext_expires_in };
}

/**
 * Microsoft's answer as stored in `token_response`.
 * @throws ZodError when the value is not one.
 */
export function readTokenResponse(stored: unknown): StoredTokenResponse {
  return isTokenResponse(stored) ? withoutToken(stored) : tokenResponseSchema.parse(stored);
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

/**
 * `connection_config`, with its SharePoint token still sealed.
 * @throws ZodError when the value is not one.
 */
export function readConfig(stored: unknown): ConnectionConfig {
  return isConfig(stored) ? stored : connectionConfigSchema.parse(stored);
}

const isText = (value: unknown): value is string | undefined => value === undefined || typeof value === 'string';

function isTags(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((member) => typeof member === 'string');
}

function isEndUser(value: unknown): value is EndUser {
  if (!isObject(value)) return false;
  const { id, email, display_name, tags } = value;
  return isText(id) && isText(email) && isText(display_name) && (tags === undefined || isTags(tags));
}

/** The end user of a connection; null when it has none. */
export function readEndUser(stored: unknown): EndUser | null {
  if (!isEndUser(stored)) return null;
  const { id, email, display_name, tags } = stored;
  return {
    ...(id !== undefined && { id }),
    ...(email !== undefined && { email }),
    ...(display_name !== undefined && { display_name }),
    ...(tags !== undefined && { tags }),
  };
}

/** The tags of a connection. */
export function readTags(stored: unknown): Record<string, string> {
  return isTags(stored) ? stored : {};
}

type Metadata = z.infer<typeof metadataSchema>;

/** A jsonb column always contains JSON, and the size was checked when it was written. */
const isMetadata = (value: unknown): value is Metadata => isObject(value);

/** The metadata of a connection. */
export function readMetadata(stored: unknown): Metadata {
  return isMetadata(stored) ? stored : {};
}

const dateOf = (value: unknown) => (typeof value === 'string' ? new Date(value) : null);

/** The SharePoint hosts in the row of a token request, without their tokens. */
export function readHosts(stored: unknown): HostFacts[] {
  if (!Array.isArray(stored)) return [];
  return stored.filter(isObject).flatMap(({ resource, kind, expiresAt, failure, retryAt }) => {
    if (typeof resource !== 'string' || typeof kind !== 'string') return [];
    const known = failure ? (failureSchema.safeParse(failure).data ?? null) : null;
    return [{ resource, kind, expiresAt: dateOf(expiresAt), failure: known, retryAt: dateOf(retryAt) }];
  });
}
