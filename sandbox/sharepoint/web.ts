import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { z } from 'zod';
import type { AccessClaims } from '../entra/access-tokens.ts';
import type { SandboxEnv } from '../world.ts';

type Site = { claims: AccessClaims; origin: string };
type Listed = { Id: number; Title: string };

const titles = ['Documents', 'Site Pages', 'Tasks'];
const itemOrder = z.looseObject({ Title: z.string() });

/** Items added to lists, by origin and title; kept in memory only. */
const added = new Map<string, Listed[]>();

/** The part of SharePoint's REST API that the sandbox plays: a site's web, its lists and their items. */
export async function answerWeb(context: Context<SandboxEnv>, site: Site): Promise<Response> {
  const { scp, roles } = site.claims;
  if (![...scp.split(' '), ...roles].some((name) => /^(Sites|AllSites|MyFiles|Files)\./.test(name)))
    return accessDenied();
  const path = decodeURIComponent(context.req.path).slice('/_api/web'.length).replace(/\/$/, '');
  if (path === '') return reply(context, webOf(site));
  if (/^\/currentuser$/i.test(path))
    return reply(context, { Id: 7, LoginName: `i:0#.f|membership|${site.claims.oid}`, Title: 'Signed-in person' });
  if (/^\/lists$/i.test(path)) return reply(context, { value: titles.map((title) => listOf(site, title)) });
  const [, wanted, rest = ''] = /^\/lists\/getbytitle\('([^']+)'\)(\/items)?$/i.exec(path) ?? [];
  const title = titles.find((one) => one === wanted);
  if (!title) return Response.json(errorDocument('-1, ListNotFound', 'The list does not exist.'), { status: 404 });
  if (rest === '') return reply(context, listOf(site, title));
  return context.req.method === 'POST' ? addItem(context, site, title) : reply(context, { value: items(site, title) });
}

function reply(context: Context<SandboxEnv>, value: Record<string, unknown>): Response {
  const names = context.req.query('$select')?.split(',');
  const chosen = names && !value.value ? Object.fromEntries(names.map((name) => [name, value[name]])) : value;
  return Response.json(chosen);
}

function webOf({ claims, origin }: Site) {
  const title = origin.includes('-my.') ? 'OneDrive' : 'Home';
  return { 'odata.type': 'SP.Web', Id: claims.tid, Title: title, Url: origin, WebTemplate: 'STS' };
}

function listOf(site: Site, title: string) {
  const hex = createHash('sha256').update(`${site.origin} ${title}`).digest('hex');
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
  const type = title === 'Documents' ? 101 : 100;
  return { 'odata.type': 'SP.List', Id: id, Title: title, BaseTemplate: type, ItemCount: items(site, title).length };
}

function items({ origin }: Site, title: string): Listed[] {
  const first = { Id: 1, Title: `First of ${title}` };
  return [first, ...(added.get(`${origin} ${title}`) ?? [])];
}

async function addItem(context: Context<SandboxEnv>, site: Site, title: string): Promise<Response> {
  const order = itemOrder.safeParse(JSON.parse((await context.req.text()) || '{}'));
  if (!order.success) return Response.json(errorDocument('-1, InvalidClientQuery', 'Invalid JSON.'), { status: 400 });
  const known = items(site, title);
  const item = { Id: known.length + 1, Title: order.data.Title };
  added.set(`${site.origin} ${title}`, [...known.slice(1), item]);
  return Response.json(item, { status: 201 });
}

/** SharePoint's answer to a token without the permission. */
export function accessDenied(): Response {
  const text = 'Access denied. You do not have permission to perform this action or access this resource.';
  return Response.json(errorDocument('-2147024891, System.UnauthorizedAccessException', text), { status: 403 });
}

/** SharePoint's error document. */
export function errorDocument(code: string, message: string) {
  return { error: { code, message: { lang: 'en-US', value: message } } };
}
