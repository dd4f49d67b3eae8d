import type { Actor } from '#lib/audit/schema';
import { db } from '#lib/db';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { createLink } from '#lib/links/create-link';
import { adminLinkLife, endUserSchema, expectedTenant, type MadeLink, type NewLink } from '#lib/links/schema';
import { type Cloud, findCloud, lookUpTenant } from '#lib/microsoft/clouds';
import { HttpFailure } from '#lib/microsoft/http';

/** The most tenants for which links are made in one call. */
export const mostTenantsAtOnce = 200;

const problems = {
  malformed: 'A tenant is named by its id (a GUID) or one of its domains, such as contoso.com.',
  repeated: 'This tenant was named before; it has one link.',
  unknown_tenant: 'Microsoft knows no such tenant in this cloud.',
  other_tenant: 'The app is registered for one organization only, and this is another one.',
  connected: 'This tenant is connected. To ask its admin again, make a reauthorize link on its connection.',
  malformed_id: 'Your own id for a tenant has at most 255 characters.',
  unreachable: 'Microsoft could not be asked about this tenant. Try this one again in a minute.',
} as const;

type Problem = { code: keyof typeof problems; message: string; connectionId?: string };

/** A tenant whose admin gets a link, by id or domain, and the operator's own data about it. */
type TenantToAsk = { tenant: string; endUser?: NewLink['endUser'] };

/** The result for one tenant: a link for its admin, or why there is none. */
export type AskedTenant = TenantToAsk & { tid: string | null; link: MadeLink | null; problem: Problem | null };

const problem = (code: keyof typeof problems): Problem => ({ code, message: problems[code] });

type Found = TenantToAsk & ({ tid: string; problem?: undefined } | { tid?: undefined; problem: Problem });

async function find(cloud: Cloud, asked: TenantToAsk): Promise<Found> {
  const named = expectedTenant.safeParse(asked.tenant);
  if (!named.success) return { ...asked, problem: problem('malformed') };
  if (asked.endUser && !endUserSchema.safeParse(asked.endUser).success)
    return { ...asked, problem: problem('malformed_id') };
  const one = { ...asked, tenant: named.data };
  try {
    const tid = await lookUpTenant(cloud, named.data);
    return tid ? { ...one, tid } : { ...one, problem: problem('unknown_tenant') };
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    return { ...one, problem: problem('unreachable') };
  }
}

const atOnce = 8;

/** Looks up all tenants, a few at a time, and returns them in the same order. */
async function findAll(cloud: Cloud, asked: readonly TenantToAsk[]): Promise<Found[]> {
  const found: Found[] = [];
  for (let start = 0; start < asked.length; start += atOnce)
    found.push(...(await Promise.all(asked.slice(start, start + atOnce).map((one) => find(cloud, one)))));
  return found;
}

/** Why an existing tenant gets no link. Each checked tenant counts as listed, so that a repetition is found. */
async function refusals({ id: integrationId, accountTypes, tenantId }: IntegrationDetail, cloud: Cloud) {
  const where = { integrationId, accountKind: 'tenant' };
  const rows = await db().connection.findMany({ where, select: { id: true, tid: true } });
  const connected = new Map(rows.map(({ id, tid }) => [tid, id]));
  const only = accountTypes === 'single-tenant' && tenantId ? await lookUpTenant(cloud, tenantId) : undefined;
  const named = new Set<string>();
  return (tid: string): Problem | undefined => {
    const isRepeated = named.has(tid);
    named.add(tid);
    if (isRepeated) return problem('repeated');
    const connectionId = connected.get(tid);
    if (connectionId) return { ...problem('connected'), connectionId };
    return only && tid !== only ? problem('other_tenant') : undefined;
  };
}

type AdminLinksInput = {
  integration: IntegrationDetail;
  tenants: readonly TenantToAsk[];
  /** In seconds. */
  life?: number | undefined;
};

/**
 * Creates one link for the admin of each of these tenants, in their order. A tenant that gets no link has a `problem`
 * and does not stop the others. `life` is in seconds, a week by default.
 * @throws RangeError beyond `mostTenantsAtOnce`; LinkError as `createLink` does.
 */
export async function createTenantLinks(
  { integration, tenants, life = adminLinkLife }: AdminLinksInput,
  actor: Actor,
): Promise<AskedTenant[]> {
  if (tenants.length > mostTenantsAtOnce) throw new RangeError(`At most ${mostTenantsAtOnce} tenants at once.`);
  const cloud = findCloud(integration.cloud);
  const [found, refusalOf] = await Promise.all([findAll(cloud, tenants), refusals(integration, cloud)]);
  const made: AskedTenant[] = [];
  for (const { tenant, endUser, ...one } of found) {
    const tid = one.tid ?? null;
    const refused = one.problem ?? refusalOf(one.tid) ?? null;
    const order = { integrations: [integration.id], expectedTenant: tenant, life, endUser };
    const link = refused ? null : await createLink(order, actor);
    made.push({ tenant, ...(endUser && { endUser }), tid, link, problem: refused });
  }
  return made;
}
