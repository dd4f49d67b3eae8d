import type { Context } from 'hono';
import { findAccountByOid } from '../accounts.ts';
import type { AccessClaims } from '../entra/access-tokens.ts';
import { driveId } from '../graph/data.ts';
import { findLibrary, librariesOf } from '../graph/sites.ts';
import { mayRead, mayWrite } from '../picker/scopes.ts';
import { findTenant } from '../tenants.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { findSharePoint, type SharePointSite } from './hosts.ts';
import { accessDenied, errorDocument } from './web.ts';

type Asked = { sandbox: Sandbox; claims: AccessClaims; origin: string };

const notFound = () =>
  Response.json(errorDocument('itemNotFound', 'The resource could not be found.'), { status: 404 });

type Groups = Record<string, string | undefined>;
type Operation = {
  method: 'GET' | 'PUT';
  path: RegExp;
  handle: (asked: Asked, groups: Groups, context: Context<SandboxEnv>) => Response | Promise<Response>;
};

const below = '^/_api/v2\\.0';
const operations: Operation[] = [
  { method: 'GET', path: new RegExp(`${below}/drives$`), handle: listLibraries },
  {
    method: 'GET',
    path: new RegExp(`${below}/(?:me/drive|drives/(?<drive>[^/]+))/(?:root|items/(?<folder>[^/]+))/children$`),
    handle: listItems,
  },
  { method: 'GET', path: new RegExp(`${below}/drives/(?<drive>[^/]+)/items/(?<id>[^/]+)$`), handle: readItem },
  { method: 'PUT', path: new RegExp(`${below}/me/drive/root:/(?<name>[^/:]+):/content$`), handle: upload },
];

/** The part of SharePoint's files API (`/_api/v2.0`) that the picker uses: drives, their items, small uploads. */
export function answerDrives(context: Context<SandboxEnv>, asked: Asked): Response | Promise<Response> {
  const { scp } = asked.claims;
  if (!mayRead(scp)) return accessDenied();
  const path = decodeURIComponent(context.req.path);
  const found = operations.find((one) => one.method === context.req.method && one.path.test(path));
  if (!found) return notFound();
  if (found.method === 'PUT' && !mayWrite(scp)) return accessDenied();
  return found.handle(asked, { ...found.path.exec(path)?.groups }, context);
}

/** The drive with this id that the token's person may open on this host; without an id, their own. */
function driveOf({ sandbox, claims, origin }: Asked, id: string | undefined) {
  const tenant = findTenant(claims.tid);
  const library = findLibrary(tenant, id, sandbox);
  if (library) return library.webUrl.startsWith(`${origin}/`) ? sandbox.drives.ofLibrary(library) : undefined;
  const account = findAccountByOid(claims.oid ?? '');
  return account && (id === undefined || id === driveId(account)) ? sandbox.drives.of(account) : undefined;
}

function listLibraries({ sandbox, claims, origin }: Asked): Response {
  const tenant = findTenant(claims.tid);
  const libraries = tenant ? librariesOf(tenant, sandbox) : [];
  const here = libraries.filter(({ webUrl }) => webUrl.startsWith(`${origin}/`));
  const value = here.map(({ driveId: id, name, siteName, webUrl }) => ({ id, name, webUrl, siteName }));
  return Response.json({ value });
}

function listItems(asked: Asked, { drive: id, folder }: Groups): Response {
  const drive = driveOf(asked, id);
  const isThere = folder === undefined || drive?.find(folder)?.folder !== undefined;
  return drive && isThere ? Response.json({ value: drive.list(folder) }) : notFound();
}

function readItem(asked: Asked, { drive, id = '' }: Groups): Response {
  const item = driveOf(asked, drive)?.find(id);
  return item ? Response.json(item) : notFound();
}

async function upload(asked: Asked, { name = '' }: Groups, context: Context<SandboxEnv>): Promise<Response> {
  const bytes = Buffer.from(await context.req.arrayBuffer());
  const written = driveOf(asked, undefined)?.write(name, { bytes });
  return written ? Response.json(written.item, { status: written.isNew ? 201 : 200 }) : notFound();
}

/** Lets pages of the tenant's other hosts read the answers, as the picker on one host lists what is on another. */
export async function answerSiblings(
  context: Context<SandboxEnv>,
  { sandbox, site }: { sandbox: Sandbox; site: SharePointSite },
  answer: () => Promise<Response>,
): Promise<Response> {
  const from = context.req.header('origin') ?? '';
  if (findSharePoint(from, sandbox)?.tenant !== site.tenant) return answer();
  const isPreflight = context.req.method === 'OPTIONS';
  const response = isPreflight ? new Response(null, { status: 204 }) : await answer();
  response.headers.set('access-control-allow-origin', from);
  response.headers.set('access-control-allow-methods', 'GET, PUT');
  response.headers.set('access-control-allow-headers', 'authorization, content-type');
  response.headers.set('access-control-expose-headers', 'www-authenticate, x-ms-diagnostics');
  return response;
}
