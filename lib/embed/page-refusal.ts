import { findIntegration, findIntegrationById } from '#lib/integrations/integrations';
import { findSessionState, type SessionState } from '#lib/links/session';
import { noteRefusal } from '#lib/refusals/refusals';
import { isOver, offeredOn } from './openings.ts';

type Asked = {
  token: string;
  /** The `Origin` that the browser sent. */
  origin: string | null;
  /** Unique key of the one integration to offer. */
  integration: string | undefined;
  address: string;
};

/** Why a page may not show a session, told to whoever builds the page. */
export type PageRefusal = { code: 'origin_not_allowed' | 'integration_not_offered'; message: string };

function notOffered(key: string): PageRefusal {
  const message = `This session does not offer ${key}: no integration has that key, or the session was made for others (allowed_integrations).`;
  return { code: 'integration_not_offered', message };
}

function notAllowed(
  origin: string | null,
  offered: { uniqueKey: string; displayName: string } | undefined,
): PageRefusal {
  const page = origin ?? 'A page without an origin';
  const where = offered
    ? `${offered.uniqueKey}. Allow it in Latchkey: Integrations, ${offered.displayName}, Embed.`
    : 'any integration that this session offers. Allow it in Latchkey: Integrations, the integration, Embed.';
  return { code: 'origin_not_allowed', message: `${page} is not among the allowed origins of ${where}` };
}

async function findOnly({ integrationIds }: SessionState, integration: string | undefined) {
  if (integration !== undefined) return findIntegration(integration);
  const [first, ...more] = integrationIds;
  return first !== undefined && more.length === 0 ? findIntegrationById(first) : undefined;
}

/**
 * Why the page that asks may not show the session whose token it holds, which is noted; undefined when it may, or when
 * the session is over or does not exist, as the page is told otherwise. It names nothing that the token does not give.
 */
export async function findPageRefusal({
  token,
  origin,
  integration,
  address,
}: Asked): Promise<PageRefusal | undefined> {
  const session = await findSessionState(token);
  if (!session || isOver(session)) return undefined;
  const only = await findOnly(session, integration);
  if (integration !== undefined && !(only && session.integrationIds.includes(only.id))) return notOffered(integration);
  if (origin !== null && (await offeredOn(origin, session, integration)).length > 0) return undefined;
  const way = `${origin ?? 'no origin'}, for ${only?.uniqueKey ?? 'any integration'}`;
  noteRefusal({ action: 'embed.refused', way, address });
  return notAllowed(origin, only);
}
