import { z } from 'zod';
import { findCloud } from './clouds.ts';
import { MicrosoftError } from './errors.ts';
import { type GraphAccess, type GraphAnswer, readGraph } from './graph.ts';
import { parseJson, request } from './http.ts';

const site = z.object({ id: z.string(), displayName: z.string().catch(''), webUrl: z.string() });
const sites = z.object({ value: z.array(site) });
/** A SharePoint site as Graph names it. */
export type Site = z.infer<typeof site>;

function requireValue<T>(answer: GraphAnswer<T>): T {
  if ('value' in answer) return answer.value;
  const { status, retryAfterSeconds } = answer.refusal;
  throw new MicrosoftError({ status: status ?? 503, retryAfterSeconds });
}

/**
 * Sites whose name matches; for an empty text, all sites that the search contains (Graph, "Search for sites").
 * @throws MicrosoftError
 */
export async function searchSites(access: GraphAccess, words: string): Promise<Site[]> {
  const query = encodeURIComponent(words || '*');
  return requireValue(await readGraph(access, `/sites?search=${query}&$select=id,displayName,webUrl`, sites)).value;
}

/** The site at an address; undefined when there is none that the caller may see. @throws MicrosoftError */
export async function findSite(access: GraphAccess, address: string): Promise<Site | undefined> {
  const { hostname, pathname } = new URL(address);
  const path = /^\/(?:sites|teams)\/[^/]+/.exec(pathname)?.[0];
  const answer = await readGraph(
    access,
    `/sites/${hostname}${path ? `:${path}` : ''}?$select=id,displayName,webUrl`,
    site,
  );
  return 'refusal' in answer && answer.refusal.status === 404 ? undefined : requireValue(answer);
}

const permission = z.object({
  id: z.string(),
  roles: z.array(z.string()),
  grantedToIdentitiesV2: z.array(z.object({ application: z.object({ id: z.string() }).optional() })).catch([]),
});
const permissions = z.object({ value: z.array(permission) });

/** The app's own permission on a site; undefined if it has none. @throws MicrosoftError */
export async function findSitePermission(
  access: GraphAccess,
  { siteId, clientId }: { siteId: string; clientId: string },
): Promise<{ id: string; role: string } | undefined> {
  const { value } = requireValue(await readGraph(access, `/sites/${siteId}/permissions`, permissions));
  const own = value.find(({ grantedToIdentitiesV2 }) =>
    grantedToIdentitiesV2.some(({ application }) => application?.id.toLowerCase() === clientId.toLowerCase()),
  );
  return own && { id: own.id, role: own.roles[0] ?? 'read' };
}

async function write({ cloud, accessToken }: GraphAccess, path: string, init: { method: string; body?: string }) {
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
  const answer = await request(`${findCloud(cloud).graphUrl}/v1.0${path}`, { ...init, headers });
  if (answer.status >= 300) throw new MicrosoftError({ status: answer.status });
  return parseJson(answer.text);
}

type NewSitePermission = { siteId: string; clientId: string; displayName: string; role: 'read' | 'write' };

/**
 * Grants an app access to one site (Graph, "Create permission"). Returns the permission's id.
 * @throws MicrosoftError
 */
export async function addSitePermission(access: GraphAccess, ask: NewSitePermission): Promise<string> {
  const { siteId, clientId: id, displayName, role } = ask;
  const body = JSON.stringify({ roles: [role], grantedToIdentities: [{ application: { id, displayName } }] });
  const made = await write(access, `/sites/${siteId}/permissions`, { method: 'POST', body });
  return z.object({ id: z.string() }).parse(made).id;
}

/** Changes an app's role on a site, or, without a role, revokes its access. @throws MicrosoftError */
export async function changeSitePermission(
  access: GraphAccess,
  { siteId, id, role }: { siteId: string; id: string; role?: 'read' | 'write' },
): Promise<void> {
  const path = `/sites/${siteId}/permissions/${id}`;
  await write(access, path, role ? { method: 'PATCH', body: JSON.stringify({ roles: [role] }) } : { method: 'DELETE' });
}
