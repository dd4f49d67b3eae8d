import type { Context } from 'hono';
import { Hono } from 'hono';
import { findAccountByOid } from '../accounts.ts';
import { clouds } from '../clouds.ts';
import type { AccessCheck } from '../entra/access-tokens.ts';
import { checkAccessToken } from '../entra/access-tokens.ts';
import { challengeHeader } from '../entra/claims-request.ts';
import { findTenant } from '../tenants.ts';
import { benchOperations } from '../testing/graph-bench.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { errorDocument, forbidden, graphError, notFound } from './answers.ts';
import { runBatch } from './batch.ts';
import { type AnyCall, type AnyOperation, type Call, contextOf, type Operation, select } from './call.ts';
import { userOf } from './data.ts';
import { applicationOperations } from './directory-apps.ts';
import { consentOperations } from './directory-consents.ts';
import { principalOperations } from './directory-principals.ts';
import { driveOperations } from './drive.ts';
import { mailOperations } from './mail.ts';
import { resourceNotFound } from './odata.ts';
import { siteOperations } from './sites.ts';
import { findUser, mailboxRoles, readsUser, readUser, userOperations } from './users.ts';

const directory = { refusal: 'Authorization_RequestDenied' } as const;

const personal: Operation[] = [
  { ...directory, methods: ['GET'], path: /^\/me$/, scopes: /^User\.Read/, handle: readMe },
  ...driveOperations,
  ...mailOperations,
  ...benchOperations,
];

const operations: AnyOperation[] = [
  ...personal.map(onlyPeople),
  { ...directory, methods: ['GET'], path: /^\/organization$/, scopes: /^/, handle: listOrganizations },
  ...applicationOperations,
  ...principalOperations,
  ...consentOperations,
  ...siteOperations,
  ...userOperations,
];

function onlyPeople(operation: Operation): AnyOperation {
  const handle = (call: AnyCall) => {
    const { account } = call;
    if (account) return operation.handle({ ...call, account });
    return graphError(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');
  };
  return { ...operation, handle };
}

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
  const check = await checkAccessToken(sandbox, context.req.header('authorization'), clouds[sandbox.cloud].graph);
  if (!check.ok) return unauthorized(sandbox, check);
  const isApp = check.claims.idtyp === 'app';
  const account = isApp ? undefined : findAccountByOid(check.claims.oid ?? '');
  const path = decode(context.req.path.slice('/graph/v1.0'.length));
  if (!context.req.path.startsWith('/graph/v1.0/')) return notFound(path);
  if (!account && !isApp) return forbidden('Authorization_RequestDenied');
  const call: AnyCall = {
    method: context.req.method,
    path,
    query: new URL(context.req.url).searchParams,
    headers: context.req.raw.headers,
    body: async () => Buffer.from(await context.req.arrayBuffer()),
    groups: {},
    context,
    sandbox,
    account,
    tenant: findTenant(check.claims.tid),
    clientId: check.claims.appid,
    scopes: isApp ? check.claims.roles : check.claims.scp.split(' '),
  };
  return path === '/$batch' && call.method === 'POST' ? runBatch(call, operate) : operate(call);
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Finds what a method means on a path, and runs it if the token's scopes allow. */
async function operate(call: AnyCall): Promise<Response> {
  const named = /^\/users\/(?<user>[^/]+)(?<rest>\/.*)?$/.exec(call.path)?.groups;
  return named ? onUser(call, { user: named.user ?? '', rest: named.rest ?? '' }) : run(call, call.path);
}

/** What lies below `/users/{id}` is for an app what it is for that person below `/me`. */
async function onUser(call: AnyCall, { user, rest }: { user: string; rest: string }): Promise<Response> {
  const account = findUser(call, user);
  const isOther = call.account !== undefined && call.account.oid !== account?.oid;
  if (rest === '' && isOther && !call.scopes.some((scope) => readsUser.test(scope)))
    return forbidden('Authorization_RequestDenied');
  if (!account) return resourceNotFound(user);
  if (rest !== '' && isOther) return forbidden('accessDenied');
  if (rest !== '')
    return run({ ...call, account, scopes: [...call.scopes, ...mailboxRoles(call, account)] }, `/me${rest}`);
  const isAllowed = call.account !== undefined || call.scopes.some((scope) => readsUser.test(scope));
  return isAllowed ? readUser(call, account) : forbidden('Authorization_RequestDenied');
}

async function run(call: AnyCall, path: string): Promise<Response> {
  const { method, scopes, account } = call;
  const matching = operations.filter((operation) => operation.path.test(path));
  const found = matching.find(({ methods }) => methods.includes(method));
  if (matching.length > 0 && !found) return graphError(405, 'methodNotAllowed', 'The method is not allowed here.');
  if (!found) return notFound(path);
  const mayNot = found.onlyAdmins && account?.admin === false;
  if (mayNot || !scopes.some((scope) => found.scopes.test(scope))) return forbidden(found.refusal);
  return found.handle({ ...call, groups: { ...found.path.exec(path)?.groups } });
}

function readMe(call: Call): Response {
  const context = { '@odata.context': contextOf(call, 'users/$entity') };
  return Response.json({ ...context, ...select(call, userOf(call.account)) });
}

function listOrganizations(call: AnyCall): Response {
  const { tenant } = call;
  if (!tenant) return notForPersonal();
  const { tid, displayName, domain } = tenant;
  const verifiedDomains = [{ name: domain, isDefault: true, isInitial: true, type: 'Managed' }];
  return Response.json({
    '@odata.context': contextOf(call, 'organization'),
    value: [{ id: tid, displayName, verifiedDomains }],
  });
}

function unauthorized(sandbox: Sandbox, check: AccessCheck & { ok: false }): Response {
  const messages = {
    missing: 'Access token is empty.',
    malformed: 'IDX14100: JWT is not well formed, there are no dots (.). Or its signature is not valid.',
    audience: 'Access token validation failure. Invalid audience.',
    expired: 'Lifetime validation failed, the token is expired.',
    revoked: 'Access token has expired or is not yet valid.',
    challenged: 'Continuous access evaluation resulted in challenge with result: InteractionRequired.',
  };
  const usual = `Bearer realm="", authorization_uri="${sandbox.url}/common/oauth2/v2.0/authorize", client_id="00000003-0000-0000-c000-000000000000"`;
  const isChallenge = check.reason === 'challenged';
  const headers = { 'www-authenticate': isChallenge ? challengeHeader(sandbox.url, check.demanded) : usual };
  const body = errorDocument('InvalidAuthenticationToken', messages[check.reason]);
  return Response.json(body, { status: 401, headers });
}

function notForPersonal(): Response {
  return graphError(400, 'BadRequest', 'This API is not supported for MSA accounts');
}

function ordered(fault: { error?: string | undefined }, status: number): [string, string] {
  if (status === 429) return ['TooManyRequests', 'Too many requests'];
  return [fault.error ?? (status >= 500 ? 'serviceNotAvailable' : 'generalException'), 'Ordered by a test.'];
}
