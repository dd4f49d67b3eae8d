import type { State } from '../state.ts';
import { findTenant, type Tenant, tenants } from '../tenants.ts';

/** What the address of a tenant's SharePoint depends on. */
export interface Hosting {
  port: number;
  store: { readonly state: Pick<State, 'sharePoint'> };
}

export type SharePointSite = { tenant: Tenant; host: 'root' | 'my' | 'geo'; origin: string };

const originOf = (label: string, port: number) => `http://${label}.sharepoint.localhost:${port}`;

/** The origin of a tenant's root or `-my` host under the tenant's current name. */
export function sharePointOrigin(tenant: Tenant, host: 'root' | 'my', { port, store }: Hosting): string {
  const name = store.state.sharePoint[tenant.tid]?.name ?? tenant.name;
  return originOf(host === 'my' ? `${name}-my` : name, port);
}

function sitesOf(tenant: Tenant, at: Hosting): SharePointSite[] {
  const geos = at.store.state.sharePoint[tenant.tid]?.geos ?? [];
  const labels = geos.flatMap((name) => [name, `${name}-my`]);
  return [
    { tenant, host: 'root', origin: sharePointOrigin(tenant, 'root', at) },
    { tenant, host: 'my', origin: sharePointOrigin(tenant, 'my', at) },
    ...labels.map((label) => ({ tenant, host: 'geo' as const, origin: originOf(label, at.port) })),
  ];
}

/** Finds the tenant and kind of a SharePoint host by its origin. */
export function findSharePoint(origin: string, at: Hosting): SharePointSite | undefined {
  const wanted = origin.toLowerCase();
  return tenants.flatMap((tenant) => sitesOf(tenant, at)).find((site) => site.origin === wanted);
}

/** The status with which Graph refuses to name a tenant's root site, where the control API ordered one. */
export function rootSiteRefusal({ store }: Hosting, tid: string): number | undefined {
  const tenant = findTenant(tid);
  return (tenant && store.state.sharePoint[tenant.tid]?.rootSite) ?? undefined;
}
