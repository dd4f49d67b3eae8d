import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { clouds } from '../clouds.ts';
import { conditionOf } from '../entra/conditions.ts';
import { graphError, itemNotFound } from './answers.ts';
import { type Call, type Operation, select } from './call.ts';
import { driveId, driveOf } from './data.ts';
import type { Drive, DriveItem } from './drives.ts';
import { preauthenticatedOrigin } from './preauthenticated.ts';
import { findLibrary } from './sites.ts';

const reads = { scopes: /^(Files|Sites)\./, refusal: 'accessDenied' } as const;
const writes = { scopes: /^(Files|Sites)\.(ReadWrite|Manage|FullControl)/, refusal: 'accessDenied' } as const;

const drive = '^/(?:me/drive|drives/(?<drive>[^/]+))';
const item = `${drive}/(?:items/(?<id>[^/:]+)|root:/(?<name>[^:]+):?)`;
const newFile = `${drive}/(?:root|items/[^/:]+):/(?<name>[^:]+):`;

/** The drive of the signed-in person: items in one folder, their contents, upload sessions. */
export const driveOperations: Operation[] = [
  { ...reads, methods: ['GET'], path: new RegExp(`${drive}$`), handle: readDrive },
  { ...reads, methods: ['GET'], path: new RegExp(`${drive}/root/children$`), handle: listRoot },
  { ...writes, methods: ['POST'], path: new RegExp(`${drive}/root/children$`), handle: createFolder },
  { ...reads, methods: ['GET'], path: new RegExp(`${item}/children$`), handle: withItem(listChildren) },
  { ...reads, methods: ['GET'], path: new RegExp(`${item}$`), handle: withItem(readItem) },
  { ...writes, methods: ['PATCH'], path: new RegExp(`${item}$`), handle: withItem(changeItem) },
  { ...writes, methods: ['DELETE'], path: new RegExp(`${item}$`), handle: withItem(deleteItem) },
  { ...reads, methods: ['GET', 'HEAD'], path: new RegExp(`${item}/content$`), handle: withItem(redirectToContent) },
  { ...writes, methods: ['PUT'], path: new RegExp(`${item}/content$`), handle: writeContent },
  { ...writes, methods: ['POST'], path: new RegExp(`${item}/copy$`), handle: withItem(startCopy) },
  { ...writes, methods: ['POST'], path: new RegExp(`${newFile}/createUploadSession$`), handle: createUpload },
];

/** The drive that a path names: the person's own, or that of a document library of their organization. */
function ownDrive({ sandbox, account, tenant, groups }: Call): Drive | undefined {
  const library = findLibrary(tenant, groups.drive, sandbox);
  if (library) return sandbox.drives.ofLibrary(library);
  if (!conditionOf(sandbox.store.state, account).drive) return undefined;
  return !groups.drive || groups.drive === driveId(account) ? sandbox.drives.of(account) : undefined;
}

/** Graph's 404 for a drive; `ResourceNotFound` means an account without OneDrive: no licence, or never visited. */
function driveMissing({ sandbox, account }: Call): Response {
  if (conditionOf(sandbox.store.state, account).drive) return itemNotFound();
  return graphError(404, 'ResourceNotFound', "User's mysite not found.");
}

function withItem(handle: (call: Call, drive: Drive, item: DriveItem) => Response | Promise<Response>) {
  return (call: Call): Response | Promise<Response> => {
    const found = ownDrive(call);
    const { id, name } = call.groups;
    const item = id ? found?.find(id) : found?.findByName(name ?? '');
    if (!found || !item) return itemNotFound();
    const ifMatch = call.headers.get('if-match');
    if (ifMatch && ifMatch !== '*' && ifMatch !== item.eTag)
      return graphError(412, 'resourceModified', 'The resource has changed since the caller last read it.');
    return handle(call, found, item);
  };
}

function readDrive(call: Call): Response {
  const { tenant, sandbox, groups } = call;
  const library = findLibrary(tenant, groups.drive, sandbox);
  if (library)
    return Response.json(select(call, { id: library.driveId, driveType: 'documentLibrary', name: library.name }));
  if (!ownDrive(call)) return driveMissing(call);
  return Response.json(select(call, driveOf(call.account, call.sandbox)));
}

function listRoot(call: Call): Response {
  const found = ownDrive(call);
  return found ? answerItems(call, found.list()) : itemNotFound();
}

function listChildren(call: Call, found: Drive, { id }: DriveItem): Response {
  return answerItems(call, found.list(id));
}

function answerItems(call: Call, items: DriveItem[]): Response {
  const { query, sandbox } = call;
  const top = Math.min(Math.max(Number.parseInt(query.get('$top') ?? '10', 10) || 10, 1), 200);
  const from = readSkipToken(query.get('$skiptoken'));
  const next = from + top;
  return Response.json({
    '@odata.context': `${clouds[sandbox.cloud].graph}/v1.0/$metadata#users('me')/drive/root/children`,
    '@odata.count': items.length,
    ...(next < items.length ? { '@odata.nextLink': nextLink(call, sandbox.url, { top, next }) } : {}),
    value: items.slice(from, next).map((item) => select(call, item)),
  });
}

function nextLink({ path, query }: Call, base: string, page: { top: number; next: number }): string {
  const url = new URL(`${base}/graph/v1.0${path}`);
  const chosen = query.get('$select');
  if (chosen) url.searchParams.set('$select', chosen);
  url.searchParams.set('$top', String(page.top));
  url.searchParams.set('$skiptoken', Buffer.from(`from ${page.next}`).toString('base64url'));
  return url.toString().replaceAll('%24', '$');
}

function readSkipToken(token: string | null): number {
  const text = Buffer.from(token ?? '', 'base64url').toString('utf8');
  return Number(/^from (\d{1,6})$/.exec(text)?.[1] ?? 0);
}

const itemOrder = z.looseObject({ name: z.string().min(1) });

async function readOrder(call: Call): Promise<z.infer<typeof itemOrder> | undefined> {
  return itemOrder.safeParse(JSON.parse((await call.body()).toString() || '{}')).data;
}

const badRequest = () => graphError(400, 'invalidRequest', 'The request is malformed or incorrect.');

async function createFolder(call: Call): Promise<Response> {
  const order = await readOrder(call);
  const found = ownDrive(call);
  if (!order || !found) return badRequest();
  if (found.findByName(order.name)) return graphError(409, 'nameAlreadyExists', 'The name already exists.');
  return created(call, found.createFolder(order.name));
}

function created({ sandbox }: Call, item: DriveItem): Response {
  const location = `${sandbox.url}/graph/v1.0/me/drive/items/${item.id}`;
  return Response.json(item, { status: 201, headers: { location, etag: item.eTag } });
}

function readItem(call: Call, _: Drive, item: DriveItem): Response {
  const headers = { etag: item.eTag };
  if (call.headers.get('if-none-match') === item.eTag) return new Response(null, { status: 304, headers });
  return Response.json(select(call, item), { headers });
}

async function changeItem(call: Call, drive: Drive, item: DriveItem): Promise<Response> {
  const order = await readOrder(call);
  return order ? Response.json(drive.rename(item, order.name)) : badRequest();
}

function deleteItem(_: Call, drive: Drive, item: DriveItem): Response {
  drive.remove(item);
  return new Response(null, { status: 204 });
}

/** Graph sends readers to an address of another host that needs no token for a few minutes. */
function redirectToContent({ sandbox, account }: Call, _: Drive, item: DriveItem): Response {
  if (!item.file) return graphError(400, 'invalidRequest', 'You cannot get content for a folder.');
  const until = sandbox.clock.now() + 300_000;
  const { driveId: drive } = item.parentReference;
  const tempauth = sandbox.sealer.seal('download', { oid: account.oid, drive, id: item.id, until });
  const query = new URLSearchParams({ UniqueId: item.id, tempauth });
  const location = `${preauthenticatedOrigin(sandbox, account)}/_layouts/15/download.aspx?${query}`;
  return new Response(null, { status: 302, headers: { location } });
}

async function writeContent(call: Call): Promise<Response> {
  const found = ownDrive(call);
  const name = call.groups.id ? found?.find(call.groups.id)?.name : call.groups.name;
  if (!found || !name) return itemNotFound();
  const { item, isNew } = found.write(name, { bytes: await call.body() });
  return isNew ? created(call, item) : Response.json(item, { headers: { etag: item.eTag } });
}

function startCopy({ sandbox, account }: Call, _: Drive, item: DriveItem): Response {
  const location = `${preauthenticatedOrigin(sandbox, account)}/_api/v2.0/monitor/${item.id}`;
  return new Response(null, { status: 202, headers: { location } });
}

const uploadOrder = z.object({
  item: z.object({ '@microsoft.graph.conflictBehavior': z.string().optional() }).optional(),
});

async function createUpload(call: Call): Promise<Response> {
  const found = ownDrive(call);
  if (!found) return itemNotFound();
  const order = uploadOrder.safeParse(JSON.parse((await call.body()).toString() || '{}')).data;
  const conflict = order?.item?.['@microsoft.graph.conflictBehavior'] ?? 'fail';
  const tempauth = randomBytes(24).toString('base64url');
  const name = call.groups.name?.split('/').pop() ?? '';
  if (conflict === 'fail' && found.findByName(name))
    return graphError(409, 'nameAlreadyExists', 'An item with the same name already exists.');
  call.sandbox.drives.uploads.set(tempauth, { drive: found, name, conflict, parts: [], received: 0 });
  const uploadUrl = `${preauthenticatedOrigin(call.sandbox, call.account)}/_api/v2.0/uploadSession?tempauth=${tempauth}`;
  const expirationDateTime = new Date(Date.now() + 3_600_000).toISOString();
  return Response.json({ uploadUrl, expirationDateTime, nextExpectedRanges: ['0-'] });
}
