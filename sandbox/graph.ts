import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { Hono } from 'hono';
import type { AccessCheck } from './access-tokens.ts';
import { checkAccessToken } from './access-tokens.ts';
import type { Account, Tenant } from './accounts.ts';
import { findAccountByOid, findTenant } from './accounts.ts';
import { driveOf, itemsOf, userOf } from './graph-data.ts';
import { GRAPH, sharePointOrigin } from './scopes.ts';
import type { Sandbox, SandboxEnv } from './world.ts';

interface Call {
  context: Context<SandboxEnv>;
  sandbox: Sandbox;
  account: Account | undefined;
  tenant: Tenant | undefined;
}

interface Operation {
  path: string;
  /** One of these is needed; an empty list means any token of a person. */
  scopes: RegExp;
  refusal: 'Authorization_RequestDenied' | 'accessDenied';
  handle: (call: Call) => Response;
}

const operations: Operation[] = [
  { path: '/me', scopes: /^User\.Read/, refusal: 'Authorization_RequestDenied', handle: readMe },
  { path: '/me/drive', scopes: /^(Files|Sites)\./, refusal: 'accessDenied', handle: readDrive },
  { path: '/me/drive/root/children', scopes: /^(Files|Sites)\./, refusal: 'accessDenied', handle: listChildren },
  { path: '/sites/root', scopes: /^Sites\./, refusal: 'accessDenied', handle: readRootSite },
  { path: '/organization', scopes: /^/, refusal: 'Authorization_RequestDenied', handle: listOrganizations },
];

/** Microsoft Graph v1.0, as far as a connection needs it. */
export function graphRoutes(sandbox: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.all('/graph/*', (context) => {
    const { method, path } = context.req;
    const facts = { endpoint: 'graph' as const, method, path: path.slice('/graph'.length) };
    return sandbox.recorder.track(facts, () =>
      sandbox.faults.run({ context, facts, refuse: (fault, status) => errorDocument(...ordered(fault, status)) }, () =>
        answer(context, sandbox),
      ),
    );
  });
  return app;
}

async function answer(context: Context<SandboxEnv>, sandbox: Sandbox): Promise<Response> {
  const check = await checkAccessToken(sandbox, context.req.header('authorization'), GRAPH);
  if (!check.ok) return unauthorized(sandbox, check);
  const path = context.req.path.slice('/graph/v1.0'.length);
  const found = operations.find((operation) => operation.path === path);
  if (!found || context.req.method !== 'GET' || !context.req.path.startsWith('/graph/v1.0/')) return notFound(path);
  const account = findAccountByOid(check.claims.oid ?? '');
  const allowed = check.claims.scp.split(' ').some((scope) => found.scopes.test(scope));
  if (!account || !allowed) return forbidden(found.refusal);
  return found.handle({ context, sandbox, account, tenant: findTenant(check.claims.tid) });
}

function readMe({ context, account }: Call): Response {
  if (!account) return notFound('me');
  const context_ = { '@odata.context': `${GRAPH}/v1.0/$metadata#users/$entity` };
  return Response.json({ ...context_, ...select(context, userOf(account)) });
}

function readDrive({ context, sandbox, account }: Call): Response {
  return account ? Response.json(select(context, driveOf(account, sandbox.port))) : notFound('drive');
}

function listChildren({ context, sandbox, account }: Call): Response {
  if (!account) return notFound('children');
  const items = itemsOf(account, sandbox.port);
  const top = Math.min(Math.max(Number.parseInt(context.req.query('$top') ?? '10', 10) || 10, 1), 200);
  const from = readSkipToken(context.req.query('$skiptoken'));
  const next = from + top;
  const value = items.slice(from, next).map((item) => select(context, item));
  return Response.json({
    '@odata.context': `${GRAPH}/v1.0/$metadata#users('me')/drive/root/children`,
    '@odata.count': items.length,
    ...(next < items.length ? { '@odata.nextLink': nextLink(context, sandbox, { top, next }) } : {}),
    value,
  });
}

function nextLink(context: Context<SandboxEnv>, sandbox: Sandbox, page: { top: number; next: number }): string {
  const url = new URL('/graph/v1.0/me/drive/root/children', sandbox.url);
  const chosen = context.req.query('$select');
  if (chosen) url.searchParams.set('$select', chosen);
  url.searchParams.set('$top', String(page.top));
  url.searchParams.set('$skiptoken', Buffer.from(`from ${page.next}`).toString('base64url'));
  return url.toString().replaceAll('%24', '$');
}

function readSkipToken(token: string | undefined): number {
  const text = Buffer.from(token ?? '', 'base64url').toString('utf8');
  return Number(/^from (\d{1,6})$/.exec(text)?.[1] ?? 0);
}

function readRootSite({ context, sandbox, tenant }: Call): Response {
  if (!tenant) return notForPersonal();
  const webUrl = sharePointOrigin(tenant, 'root', sandbox.port);
  const { hostname } = new URL(webUrl);
  return Response.json(
    select(context, {
      '@odata.context': `${GRAPH}/v1.0/$metadata#sites/$entity`,
      id: `${hostname},${tenant.tid},${tenant.tid}`,
      name: tenant.name,
      displayName: `${tenant.displayName} home`,
      root: {},
      siteCollection: { hostname, root: {} },
      webUrl,
    }),
  );
}

function listOrganizations({ tenant }: Call): Response {
  if (!tenant) return notForPersonal();
  const { tid, displayName, domain } = tenant;
  const verifiedDomains = [{ name: domain, isDefault: true, isInitial: true, type: 'Managed' }];
  return Response.json({
    '@odata.context': `${GRAPH}/v1.0/$metadata#organization`,
    value: [{ id: tid, displayName, verifiedDomains }],
  });
}

function select(context: Context<SandboxEnv>, value: Record<string, unknown>): Record<string, unknown> {
  const names = context.req.query('$select')?.split(',');
  if (!names) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name.startsWith('@') || names.includes(name)));
}

function unauthorized(sandbox: Sandbox, check: AccessCheck & { ok: false }): Response {
  const messages = {
    missing: 'Access token is empty.',
    malformed: 'IDX14100: JWT is not well formed, there are no dots (.). Or its signature is not valid.',
    audience: 'Access token validation failure. Invalid audience.',
    expired: 'Lifetime validation failed, the token is expired.',
    revoked: 'Access token has expired or is not yet valid.',
  };
  const headers = {
    'www-authenticate': `Bearer realm="", authorization_uri="${sandbox.url}/common/oauth2/v2.0/authorize", client_id="00000003-0000-0000-c000-000000000000"`,
  };
  const body = errorDocument('InvalidAuthenticationToken', messages[check.reason]);
  return Response.json(body, { status: 401, headers });
}

function forbidden(code: string): Response {
  const message = code === 'accessDenied' ? 'Access denied' : 'Insufficient privileges to complete the operation.';
  return Response.json(errorDocument(code, message), { status: 403 });
}

function notFound(path: string): Response {
  const segment = path.split('/').pop() ?? path;
  const body = errorDocument('BadRequest', `Resource not found for the segment '${segment}'.`);
  return Response.json(body, { status: 400 });
}

function notForPersonal(): Response {
  const body = errorDocument('BadRequest', 'This API is not supported for MSA accounts');
  return Response.json(body, { status: 400 });
}

function ordered(fault: { error?: string | undefined }, status: number): [string, string] {
  if (status === 429) return ['TooManyRequests', 'Too many requests'];
  return [fault.error ?? (status >= 500 ? 'serviceNotAvailable' : 'generalException'), 'Ordered by a test.'];
}

function errorDocument(code: string, message: string) {
  const id = randomUUID();
  const innerError = { date: new Date().toISOString().slice(0, 19), 'request-id': id, 'client-request-id': id };
  return { error: { code, message, innerError } };
}
