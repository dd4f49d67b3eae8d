import type { CloudId } from '#lib/clouds';
import { type ConnectionRow, type EndUser, failureSchema } from '#lib/connections/schema';
import type { SharePointFacts } from '#lib/connections/share-point';
import { readEndUser, readMetadata, readTags } from '#lib/connections/tokens/columns';
import type { Unrenewed } from '#lib/connections/tokens/unrenewed';
import type { Unvendable, Vended, Withheld } from '#lib/connections/tokens/vend';
import { withEndUserTags } from '#lib/end-user-tags';
import { failureShape, sharePointErrors, sharePointFactsOf, sharePointShape } from './health.ts';

/** When a connection is read, Nango writes times with `+00:00` instead of `Z`. */
const offsetTime = (date: Date) => date.toISOString().replace('Z', '+00:00');

/** Nango's word for the kind of grant: a person's, or a whole tenant's. */
const authModeOf = (accountKind: string) => (accountKind === 'tenant' ? 'OAUTH2_CC' : 'OAUTH2');

type Organization = { id: string; display_name: string | null };

function organizationOf(tags: Record<string, string>): Organization | null {
  const { organization_id: id, organization_display_name: name } = tags;
  return id ? { id, display_name: name ?? null } : null;
}

/** Whom it is for; null where no id was given. */
export function endUserShape(endUser: EndUser | null, tags: Record<string, string>) {
  if (!endUser?.id) return null;
  const { id, email = null, display_name = null, tags: own = {} } = endUser;
  return { id, display_name, email, tags: own, organization: organizationOf(tags) };
}

/** Problems of the connection as a whole. If there are none, those of its SharePoint token. */
function errorsShape(status: string, sharePoint: SharePointFacts, now: Date) {
  return status === 'healthy' ? sharePointErrors(sharePoint, now) : [{ type: 'auth', log_id: status }];
}

export type ListedRow = ConnectionRow & {
  seq: number;
  tags: Record<string, string>;
  metadata: unknown;
  tid: string;
  oid: string;
  grantedScopes: string[];
  sharePoint: SharePointFacts;
};

/** One row of `GET /connections`. */
export function connectionShape(row: ListedRow, now = new Date()) {
  const { tid, oid, username, displayName: display_name } = row;
  return {
    id: row.seq,
    connection_id: row.connectionId,
    provider_config_key: row.integrationKey,
    provider: row.provider,
    errors: errorsShape(row.status, row.sharePoint, now),
    end_user: endUserShape(row.endUser, row.tags),
    tags: withEndUserTags(row.tags, row.endUser),
    metadata: row.metadata,
    created: offsetTime(row.createdAt),
    status: row.status,
    status_reason: failureShape(row.statusReason, row.cloud),
    granted_scopes: row.grantedScopes,
    sharepoint: sharePointShape(row.sharePoint, { cloud: row.cloud, now }),
    auth_mode: authModeOf(row.sharePoint.accountKind),
    account: { oid, tid, username, display_name },
  };
}

/** How times are written: with `+00:00` for a connection that is read, with `Z` for one that was just created. */
export type Times = 'retrieved' | 'created';

function fullShape(row: Vended['row'], times: Times = 'retrieved') {
  const time = times === 'created' ? (date: Date) => date.toISOString() : offsetTime;
  const endUser = readEndUser(row.end_user);
  const tags = readTags(row.tags);
  const { oid, tid, username, display_name, now, cloud } = row;
  const sharePoint = sharePointFactsOf(row);
  return {
    id: row.seq,
    connection_id: row.connection_id,
    provider_config_key: row.unique_key,
    provider: row.provider,
    errors: errorsShape(row.status, sharePoint, now),
    end_user: endUserShape(endUser, tags),
    tags: withEndUserTags(tags, endUser),
    metadata: readMetadata(row.metadata),
    webhook_url_override: row.webhook_url_override,
    created_at: time(row.created_at),
    updated_at: time(row.updated_at),
    last_fetched_at: time(row.last_vended_at ?? row.now),
    status: row.status,
    status_reason: row.status_reason ? failureShape(failureSchema.safeParse(row.status_reason).data, row.cloud) : null,
    granted_scopes: row.granted_scopes,
    sharepoint: sharePointShape(sharePoint, { cloud, now }),
    auth_mode: authModeOf(row.account_kind),
    account: { oid, tid, username, display_name },
  };
}

/** The response header that says `failed` if a token should have been renewed, and the previous one is returned. */
export const refreshHeader = 'Latchkey-Refresh';

/**
 * The `refresh` member of an answer, which lists the tokens that could not be renewed and why. Absent if there are
 * none.
 */
export function refreshShape(unrenewed: readonly Unrenewed[], cloud?: CloudId) {
  if (unrenewed.length === 0) return {};
  const tokens = unrenewed.map(({ resource, failure, retryAt }) => {
    return { resource, failure: failureShape(failure, cloud), retry_at: retryAt?.toISOString() ?? null };
  });
  return { refresh: { status: 'failed', tokens } };
}

/** Nango's shape for client credentials, of which the secret stays here. */
function tenantCredentials(
  { client_id }: Pick<Vended['row'], 'client_id'>,
  token: { token: string; expires_at: string; raw: Record<string, unknown> },
) {
  return { type: 'OAUTH2_CC', ...token, client_id, client_secret: '' };
}

/** The whole connection with its token, as `GET /connections/{id}` answers. */
export function vendedShape(vended: Vended, times: Times = 'retrieved') {
  const { accessToken, refreshToken, expiresAt, response, config } = vended;
  const secret = { access_token: accessToken, ...(refreshToken && { refresh_token: refreshToken }) };
  const expires_at = expiresAt.toISOString();
  const raw = { ...response, ...secret };
  const credentials =
    authModeOf(vended.row.account_kind) === 'OAUTH2_CC'
      ? tenantCredentials(vended.row, { token: accessToken, expires_at, raw })
      : { type: 'OAUTH2', ...secret, expires_at, raw };
  const refresh = refreshShape(vended.unrenewed, vended.row.cloud);
  return { ...fullShape(vended.row, times), connection_config: config, credentials, ...refresh };
}

/** The connection without credentials, for the payload of an error about it. */
export function unvendableShape({ row }: Pick<Unvendable, 'row'>, times: Times = 'retrieved') {
  return { ...fullShape(row, times), connection_config: {}, credentials: {} };
}

const secretName = /token|secret|password|credential|api_?key|private/i;

/** A copy of a value without members whose names look like secrets, at any depth. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !secretName.test(name));
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutSecrets(member)]));
}

/** The connection for a key that may not see credentials. They are also removed from its config. */
export function withheldShape({ row }: Pick<Withheld, 'row'>, times: Times = 'retrieved') {
  return { ...fullShape(row, times), connection_config: withoutSecrets(row.connection_config), credentials: {} };
}
