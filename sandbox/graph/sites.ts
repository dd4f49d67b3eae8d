import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Hosting, rootSiteRefusal, sharePointOrigin } from '../sharepoint/hosts.ts';
import type { Tenant } from '../tenants.ts';
import { forbidden, graphError } from './answers.ts';
import { type AnyCall, type AnyOperation, contextOf, select } from './call.ts';
import { createdAnswer, entityAnswer, withBody } from './odata.ts';

const reads = { refusal: 'accessDenied', scopes: /^Sites\./ } as const;
const readsFiles = { refusal: 'accessDenied', scopes: /^(Sites|Files)\./ } as const;
const searches = { refusal: 'accessDenied', scopes: /^Sites\.(Read|ReadWrite|Manage|FullControl)\.All$/ } as const;
const grants = { refusal: 'accessDenied', scopes: /^Sites\.FullControl\.All$/, onlyAdmins: true } as const;
// By id, by the name of the root site's host, or by host and path.
const one = `^/sites/(?:(?<host>[^/:]+):(?<path>/[^:]+?):?|(?<id>[^/:]+))`;
const permissions = `${one}/permissions`;

/** The sites of a tenant, and what single apps may do in them (Graph `site`, `permission`). */
export const siteOperations: AnyOperation[] = [
  { ...searches, methods: ['GET'], path: /^\/sites$/, handle: searchSites },
  { ...grants, methods: ['GET'], path: new RegExp(`${permissions}$`), handle: onSite(listPermissions) },
  { ...grants, methods: ['POST'], path: new RegExp(`${permissions}$`), handle: onSite(addPermission) },
  {
    ...grants,
    methods: ['PATCH', 'DELETE'],
    path: new RegExp(`${permissions}/(?<permission>[^/]+)$`),
    handle: onSite(changePermission),
  },
  { ...readsFiles, methods: ['GET'], path: new RegExp(`${one}/drive$`), handle: onSite(within(readDrive)) },
  { ...reads, methods: ['GET'], path: new RegExp(`${one}$`), handle: onSite(within(readSite)) },
];

type Site = { id: string; name: string; displayName: string; webUrl: string; isRoot: boolean };

function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

const invented = ['Marketing', 'Finance', 'Projects'];

/** The document library of a site, and its drive. */
export type Library = { driveId: string; name: string; siteName: string; webUrl: string };

const libraryOf = ({ id, displayName, webUrl }: Site): Library => ({
  driveId: `b!${guidOf(id)}`,
  name: 'Documents',
  siteName: displayName,
  webUrl: `${webUrl}/Shared%20Documents`,
});

/** The document libraries of a tenant's sites. */
export function librariesOf(tenant: Tenant, at: Hosting): Library[] {
  return sitesOf(tenant, at).map(libraryOf);
}

/** The document library with this drive, in a tenant. */
export function findLibrary(tenant: Tenant | undefined, drive: string | undefined, at: Hosting): Library | undefined {
  return tenant && librariesOf(tenant, at).find(({ driveId }) => driveId === drive);
}

function sitesOf(tenant: Tenant, sandbox: Hosting): Site[] {
  const { tid, name, displayName } = tenant;
  const root = sharePointOrigin(tenant, 'root', sandbox);
  const { hostname } = new URL(root);
  const others = invented.map((title) => ({
    id: `${hostname},${guidOf(`${tid} ${title}`)},${guidOf(`${title} ${tid}`)}`,
    name: title.toLowerCase(),
    displayName: title,
    webUrl: `${root}/sites/${title.toLowerCase()}`,
    isRoot: false,
  }));
  const home = { id: `${hostname},${tid},${tid}`, name, displayName: `${displayName} home`, webUrl: root };
  return [{ ...home, isRoot: true }, ...others];
}

function entityOf({ isRoot, ...site }: Site) {
  const { hostname } = new URL(site.webUrl);
  return { ...site, ...(isRoot ? { root: {} } : {}), siteCollection: { hostname, ...(isRoot ? { root: {} } : {}) } };
}

function onSite(handle: (call: AnyCall, site: Site) => Response | Promise<Response>) {
  return (call: AnyCall): Response | Promise<Response> => {
    const { tenant, sandbox, groups } = call;
    if (!tenant) return graphError(400, 'BadRequest', 'This API is not supported for MSA accounts');
    const isRoot = groups.id === 'root' || groups.id === new URL(sharePointOrigin(tenant, 'root', sandbox)).hostname;
    const refused = isRoot ? rootSiteRefusal(sandbox, tenant.tid) : undefined;
    if (refused !== undefined) return refuseRootSite(refused);
    const sites = sitesOf(tenant, sandbox);
    const found = sites.find((site) =>
      isRoot ? site.isRoot : site.id === groups.id || new URL(site.webUrl).pathname === groups.path,
    );
    return found ? handle(call, found) : graphError(404, 'itemNotFound', 'Requested site could not be found');
  };
}

/**
 * The refusal that a test requested for the root site: 403 is access denied, 404 not found, any other status a locked
 * site.
 */
function refuseRootSite(status: number): Response {
  if (status === 403) return graphError(403, 'accessDenied', 'Access denied');
  if (status === 404) return graphError(404, 'itemNotFound', 'Requested site could not be found');
  return graphError(status, 'resourceLocked', 'Access to this site has been blocked.');
}

const permissionsOf = ({ sandbox, tenant }: AnyCall, { id }: Site) =>
  sandbox.store.state.sitePermissions[`${tenant?.tid} ${id}`] ?? [];

/** An app that only has the Selected permission reaches the sites on which it was given one of its own. */
function within(handle: (call: AnyCall, site: Site) => Response) {
  return (call: AnyCall, site: Site): Response => {
    const isWide = call.scopes.some((scope) => readsFiles.scopes.test(scope) && !scope.endsWith('.Selected'));
    const isGranted = permissionsOf(call, site).some(({ clientId }) => clientId === call.clientId);
    // The sandbox does not imitate a person's own rights to sites.
    if (isWide || isGranted || call.account) return handle(call, site);
    return forbidden('accessDenied');
  };
}

function searchSites(call: AnyCall): Response {
  const { tenant, sandbox, query } = call;
  const words = (query.get('search') ?? '').toLowerCase().replaceAll(/^"|"$|\*/g, '');
  const sites = tenant ? sitesOf(tenant, sandbox) : [];
  const found = sites.filter(({ displayName, name }) => `${displayName} ${name}`.toLowerCase().includes(words));
  const value = found.map((site) => select(call, entityOf(site)));
  return Response.json({ '@odata.context': contextOf(call, 'sites'), value });
}

function readSite(call: AnyCall, site: Site): Response {
  return entityAnswer(call, 'sites', entityOf(site));
}

function readDrive(call: AnyCall, site: Site): Response {
  const { driveId: id, name, webUrl } = libraryOf(site);
  return entityAnswer(call, 'drives', { id, driveType: 'documentLibrary', name, webUrl });
}

type Permission = ReturnType<typeof permissionsOf>[number];

function permissionEntity({ id, roles, clientId, displayName }: Permission) {
  const identities = [{ application: { id: clientId, displayName } }];
  return { id, roles, grantedToIdentitiesV2: identities, grantedToIdentities: identities };
}

function listPermissions(call: AnyCall, site: Site): Response {
  const value = permissionsOf(call, site).map(permissionEntity);
  return Response.json({ '@odata.context': contextOf(call, 'permissions'), value });
}

const identity = z.object({ application: z.object({ id: z.string(), displayName: z.string().default('') }) });
const roles = z.array(z.enum(['read', 'write', 'owner', 'fullcontrol'])).min(1);
const order = z.object({
  roles,
  grantedTo: z.union([identity, z.array(identity)]).optional(),
  grantedToIdentities: z.array(identity).optional(),
  grantedToIdentitiesV2: z.array(identity).optional(),
});

function addPermission(call: AnyCall, site: Site): Promise<Response> {
  return withBody(call, order, async (given) => {
    const named = given.grantedToIdentitiesV2 ?? given.grantedToIdentities ?? [given.grantedTo ?? []].flat();
    const [first] = named;
    if (!first) return graphError(400, 'invalidRequest', 'grantedToIdentities is missing.');
    const { id: clientId, displayName } = first.application;
    const permission = {
      id: Buffer.from(randomUUID()).toString('base64url'),
      clientId,
      displayName,
      roles: given.roles,
    };
    await store(call, site, [...permissionsOf(call, site), permission]);
    return createdAnswer(call, 'permissions', permissionEntity(permission));
  });
}

async function store({ sandbox, tenant }: AnyCall, { id }: Site, kept: Permission[]): Promise<void> {
  sandbox.store.state.sitePermissions[`${tenant?.tid} ${id}`] = kept;
  await sandbox.store.save();
}

async function changePermission(call: AnyCall, site: Site): Promise<Response> {
  const all = permissionsOf(call, site);
  const found = all.find(({ id }) => id === call.groups.permission);
  if (!found) return graphError(404, 'itemNotFound', 'Item not found');
  if (call.method === 'DELETE') {
    await store(
      call,
      site,
      all.filter((one) => one !== found),
    );
    return new Response(null, { status: 204 });
  }
  return withBody(call, z.object({ roles }), async (given) => {
    const changed = { ...found, roles: given.roles };
    await store(
      call,
      site,
      all.map((one) => (one === found ? changed : one)),
    );
    return Response.json(permissionEntity(changed));
  });
}
