import { audit } from '#lib/audit/audit';
import { db } from '#lib/db';
import { findIntegrationById, listOfferedIds } from '#lib/integrations/integrations';
import type { ConfigDefaults, EndUser, LinkKind, LinkState, Outcome, Overrides, Tags } from './schema.ts';
import { linkState } from './schema.ts';
import { findStoredLink, updateRevoked } from './store.ts';

/** A connect session as the page that holds its token may see it. */
export type Session = {
  id: string;
  kind: LinkKind;
  endUser: EndUser | null;
  tags: Tags;
  /** Unique keys of the integrations it is limited to, without deleted ones; undefined means all. */
  allowedIntegrations: string[] | undefined;
  configDefaults: ConfigDefaults;
  overrides: Overrides;
  expiresAt: Date;
};

/** The session that a token belongs to, while it can be used. */
export async function findSession(token: string): Promise<Session | undefined> {
  const link = await findStoredLink({ token });
  if (!link || link.consumedAt || link.kind === 'admin_consent') return undefined;
  if (['expired', 'revoked'].includes(linkState(link))) return undefined;
  const { id, kind, endUser, tags, expiresAt, integrationIds, configDefaults, overrides } = link;
  const found = await Promise.all(integrationIds.map(findIntegrationById));
  const keys = found.flatMap((integration) => (integration ? [integration.uniqueKey] : []));
  const allowedIntegrations = integrationIds.length > 0 ? keys : undefined;
  return { id, kind, endUser, tags, expiresAt, configDefaults, overrides, allowedIntegrations };
}

/** What has become of a session, also of one that was used or has ended. */
export type SessionState = {
  id: string;
  state: LinkState;
  /** The integrations it offers. */
  integrationIds: string[];
  /** What happened last. */
  outcome: Outcome | null;
  /** Row id of the connection that it made or that it is for. */
  connectionId: string | null;
  expiresAt: Date;
};

/** Pages ask within seconds of the end; a token that leaked should not answer for ever. */
const toldAfterEndMilliseconds = 24 * 60 * 60 * 1000;

/**
 * The state of the session that a token belongs to. Undefined when there is none, or it was used or expired more than 24
 * hours ago; for one that was revoked its expiry counts too.
 */
export async function findSessionState(token: string): Promise<SessionState | undefined> {
  const link = await findStoredLink({ token });
  if (!link || link.kind === 'admin_consent' || link.kind === 'site_grant') return undefined;
  const end = link.consumedAt ?? link.expiresAt;
  if (Date.now() - end.getTime() > toldAfterEndMilliseconds) return undefined;
  const { id, outcome, connectionId, expiresAt } = link;
  const integrationIds = await listOfferedIds(link.integrationIds);
  return { id, state: linkState(link), integrationIds, outcome, connectionId, expiresAt };
}

/** Ends a session on behalf of whoever holds its token. Does nothing if it has already ended. */
export async function endSession(id: string): Promise<void> {
  await db().$transaction(async (tx) => {
    if (await updateRevoked(tx, id))
      await audit(tx, { actor: 'system', action: 'link.revoked', subject: `link:${id}` });
  });
}
