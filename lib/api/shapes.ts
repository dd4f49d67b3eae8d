import type { ConnectionRow, EndUser } from '#lib/connections/schema';
import { endUserSchema, metadataSchema, tagsSchema } from '#lib/connections/schema';
import type { Unvendable, Vended } from '#lib/connections/vend';
import { env } from '#lib/env';
import type { IntegrationDetail, IntegrationRow } from '#lib/integrations/schema';

/** Nango writes the offset out. */
const time = (date: Date) => date.toISOString().replace('Z', '+00:00');

/** An integration in Nango's shape; never with its secret. */
export function integrationShape({
  uniqueKey,
  provider,
  displayName,
  createdAt,
  updatedAt,
}: IntegrationRow | IntegrationDetail) {
  return {
    unique_key: uniqueKey,
    provider,
    display_name: displayName,
    logo: `${env().publicUrl}/icon.svg`,
    forward_webhooks: false,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}

function endUserShape(endUser: EndUser | null) {
  if (!endUser?.id) return null;
  const { id, email = null, display_name = null } = endUser;
  return { id, display_name, email, tags: {}, organization: null };
}

/** Tags that Nango derives from the end user, so that its filters find them. */
function tagsShape(tags: Record<string, string>, endUser: EndUser | null): Record<string, string> {
  const { id, email, display_name } = endUser ?? {};
  return {
    ...(id && { end_user_id: id }),
    ...(email && { end_user_email: email }),
    ...(display_name && { end_user_display_name: display_name }),
    ...tags,
  };
}

const errorsShape = (status: string) => (status === 'healthy' ? [] : [{ type: 'auth', log_id: status }]);

/** One row of `GET /connections`. */
export function connectionShape(row: ConnectionRow & { seq: number; tags: Record<string, string>; metadata: unknown }) {
  return {
    id: row.seq,
    connection_id: row.connectionId,
    provider_config_key: row.integrationKey,
    provider: row.provider,
    errors: errorsShape(row.status),
    end_user: endUserShape(row.endUser),
    tags: tagsShape(row.tags, row.endUser),
    metadata: row.metadata,
    created: time(row.createdAt),
  };
}

function fullShape({ row }: { row: Vended['row'] }) {
  const endUser = endUserSchema.safeParse(row.end_user).data ?? null;
  return {
    id: row.seq,
    connection_id: row.connection_id,
    provider_config_key: row.unique_key,
    provider: row.provider,
    errors: errorsShape(row.status),
    end_user: endUserShape(endUser),
    tags: tagsShape(tagsSchema.safeParse(row.tags).data ?? {}, endUser),
    metadata: metadataSchema.safeParse(row.metadata).data ?? {},
    webhook_url_override: null,
    created_at: time(row.created_at),
    updated_at: time(row.updated_at),
    last_fetched_at: time(row.last_vended_at ?? row.now),
  };
}

/** The whole connection with its token, as `GET /connections/{id}` answers. */
export function vendedShape(vended: Vended) {
  const { accessToken, refreshToken, expiresAt, response, config } = vended;
  const secret = { access_token: accessToken, ...(refreshToken && { refresh_token: refreshToken }) };
  const credentials = {
    type: 'OAUTH2',
    ...secret,
    expires_at: expiresAt.toISOString(),
    raw: { ...response, ...secret },
  };
  return { ...fullShape(vended), connection_config: config, credentials };
}

/** The connection beside an error that concerns it: without any credential. */
export function unvendableShape({ row }: Unvendable) {
  return { ...fullShape({ row }), connection_config: {}, credentials: {} };
}
