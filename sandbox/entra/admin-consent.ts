import type { Context } from 'hono';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Account } from '../accounts.ts';
import { accounts, findAccount } from '../accounts.ts';
import { clouds } from '../clouds.ts';
import type { FaultOrder } from '../faults.ts';
import { gatewayText } from '../faults.ts';
import { consentPage, needAdminPage, pickerPage, troublePage } from '../pages/sign-in.ts';
import type { App } from '../state.ts';
import { findTenant } from '../tenants.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import type { ServiceRole } from './app-roles.ts';
import { grantRoles, noteArrival, registeredRoles, roleKey } from './app-roles.ts';
import { requireApp } from './apps.ts';
import type { Authority } from './authority.ts';
import { admits, checkAccountTypes, onlyForTenants, requireAuthority, supports } from './authority.ts';
import { staleForm } from './authorize.ts';
import { requireReturnAddress } from './authorize-request.ts';
import { signInTrouble } from './conditions.ts';
import { expandDefault, storeConsent } from './consent.ts';
import { EntraError, missingParameter } from './errors.ts';
import { sayOrdered } from './ordered.ts';
import { declinedParams, needsAdminParams, refusalParams, returnToApp, returnUrl } from './returning.ts';
import type { Scope } from './scopes.ts';
import { checkServices, parseScopes, registeredScopes } from './scopes.ts';

type Ctx = Context<SandboxEnv>;

const adminRequest = z.object({
  version: z.enum(['v1', 'v2']),
  segment: z.string(),
  clientId: z.string(),
  redirectUri: z.string(),
  scope: z.string(),
  state: z.string().optional(),
});

type AdminRequest = z.infer<typeof adminRequest>;

interface Pending {
  app: App;
  request: AdminRequest;
  fields: URLSearchParams;
}

/** Microsoft's admin consent endpoints: one administrator agrees for a whole tenant. */
export function adminConsentRoutes(sandbox: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  const open = (context: Ctx, version: AdminRequest['version']) => {
    const { method, path } = context.req;
    const clientId = context.req.query('client_id');
    const facts = { endpoint: 'adminconsent' as const, method, path, clientId };
    const answer = (fault?: FaultOrder) => begin(context, sandbox, { version, fault });
    return sandbox.recorder.track({ ...facts, endpoint: 'authorize' }, () =>
      sandbox.faults.run({ context, facts, refuse: gatewayText, say: answer }, () => answer()),
    );
  };
  app.get('/:tenant/adminconsent', (context) => open(context, 'v1'));
  app.get('/:tenant/v2.0/adminconsent', (context) => open(context, 'v2'));
  app.post('/_signin/admin-account', (context) => answerForm(context, sandbox, pickAccount));
  app.post('/_signin/admin-consent', (context) => answerForm(context, sandbox, decide));
  return app;
}

async function begin(
  context: Ctx,
  sandbox: Sandbox,
  { version, fault }: { version: AdminRequest['version']; fault: FaultOrder | undefined },
): Promise<Response> {
  const params = new URL(context.req.url).searchParams;
  try {
    const clientId = params.get('client_id');
    if (!clientId) throw missingParameter('client_id');
    const authority = requireAuthority(context.req.param('tenant') ?? '', sandbox);
    const app = requireApp(sandbox, clientId, authority);
    const registered = app.redirectUris[0];
    // The old endpoint is also opened without an address, from links in mails.
    if (version === 'v1' && registered && !params.has('redirect_uri')) params.set('redirect_uri', registered);
    const { redirectUri, state } = requireReturnAddress(app, params);
    const scope = version === 'v1' ? allRegistered(sandbox, app) : (params.get('scope') ?? '');
    const request = { version, segment: authority.segment, clientId, redirectUri, scope, state };
    if (fault) {
      const address = { ...request, responseMode: 'query' as const };
      const extra = { admin_consent: 'True' };
      return await sayOrdered(context, sandbox, { ...request, fault, app, authority, address, extra });
    }
    return await withReturn(context, { sandbox, request }, () =>
      showPicker(context, sandbox, { app, authority, request }),
    );
  } catch (error) {
    if (error instanceof EntraError) return troublePage(context, sandbox, error.fault);
    throw error;
  }
}

function showPicker(
  context: Ctx,
  sandbox: Sandbox,
  { app, authority, request }: { app: App; authority: Authority; request: AdminRequest },
): Response | Promise<Response> {
  checkAccountTypes(app, authority);
  if (authority.kind === 'consumers') throw onlyForTenants();
  if (parseScopes(request.scope, app, sandbox).length === 0) throw missingParameter('scope');
  const suitable = accounts.filter((one) => one.kind === 'work' && admits(authority, one) && supports(app, one));
  const ordered = [...suitable.filter((one) => one.admin), ...suitable.filter((one) => !one.admin)];
  const sealed = sandbox.sealer.seal('admin consent', request);
  return pickerPage(context, sandbox, {
    app,
    accounts: ordered,
    hinted: undefined,
    sealed,
    action: `${sandbox.path}/_signin/admin-account`,
  });
}

async function answerForm(
  context: Ctx,
  sandbox: Sandbox,
  handler: (context: Ctx, sandbox: Sandbox, pending: Pending) => Response | Promise<Response>,
): Promise<Response> {
  const fields = new URLSearchParams(await context.req.text());
  const request = sandbox.sealer.open('admin consent', fields.get('request') ?? '', adminRequest);
  const app = request && sandbox.store.state.apps[request.clientId];
  if (!request || !app) return troublePage(context, sandbox, staleForm());
  return withReturn(context, { sandbox, request }, () => handler(context, sandbox, { app, request, fields }));
}

function pickAccount(context: Ctx, sandbox: Sandbox, { app, request, fields }: Pending): Response | Promise<Response> {
  if (fields.get('decision') === 'cancel') {
    return back(context, request, { error: 'access_denied', error_subcode: 'cancel' });
  }
  const account = requireWorkAccount(app, request, fields.get('account'));
  const trouble = signInTrouble(sandbox.store.state, { app, account });
  if (trouble) return troublePage(context, sandbox, trouble);
  if (!account.admin) {
    const address = { ...request, responseMode: 'query' as const };
    const url = returnUrl(address, { admin_consent: 'True', ...needsAdminParams(sandbox, app) });
    return needAdminPage(context, { app, account, back: url });
  }
  const scopes = wanted(sandbox, { app, request, account });
  const sealed = sandbox.sealer.seal('admin consent', request);
  const everyone = findTenant(account.tid);
  return consentPage(context, {
    app,
    account,
    scopes,
    roles: wantedRoles(sandbox, app, request),
    sealed,
    action: `${sandbox.path}/_signin/admin-consent`,
    everyone,
  });
}

async function decide(context: Ctx, sandbox: Sandbox, { app, request, fields }: Pending): Promise<Response> {
  const account = requireWorkAccount(app, request, fields.get('account'));
  if (fields.get('decision') !== 'accept') return back(context, request, adminDeclined(sandbox, request, account));
  if (!account.admin) return back(context, request, needsAdminParams(sandbox, app));
  const scopes = wanted(sandbox, { app, request, account });
  noteArrival(sandbox.store.state, { app, tid: account.tid }, sandbox.clock.now());
  storeConsent(sandbox.store.state, { app, account, for: 'tenant' }, scopes);
  grantRoles(sandbox.store.state, { app, tid: account.tid }, wantedRoles(sandbox, app, request).map(roleKey));
  await sandbox.store.save();
  const scope: Record<string, string> = request.version === 'v1' ? {} : { scope: scopes.map(fullName).join(' ') };
  return back(context, request, { tenant: account.tid, ...scope });
}

/** The scopes of the v1 endpoint: everything that the registration names. */
function allRegistered(sandbox: Sandbox, app: App): string {
  const others = registeredScopes(app, sandbox).filter((scope) => scope.resource.id !== 'graph');
  return [`${clouds[sandbox.cloud].graph}/.default`, ...others.map(fullName)].join(' ');
}

function adminDeclined(sandbox: Sandbox, { version }: AdminRequest, account: Account): Record<string, string> {
  if (version === 'v2') return declinedParams(sandbox, account);
  return { error: 'permission_denied', error_description: 'The admin canceled the request' };
}

function wanted(
  sandbox: Sandbox,
  { app, request, account }: { app: App; request: AdminRequest; account: Account },
): Scope[] {
  const asked = parseScopes(request.scope, app, sandbox);
  checkServices(sandbox.store.state, app, { tid: account.tid, scopes: asked });
  // An administrator sees every registered permission, also those consented to before.
  return expandDefault(asked, new Set(), { app, place: sandbox });
}

/** `.default` includes the registered application permissions of its resource; the v1 endpoint includes all of them. */
function wantedRoles(sandbox: Sandbox, app: App, request: AdminRequest): ServiceRole[] {
  if (request.version === 'v1') return registeredRoles(app, sandbox);
  const wholes = parseScopes(request.scope, app, sandbox).filter((scope) => scope.name === '.default');
  return registeredRoles(
    app,
    sandbox,
    wholes.map((scope) => scope.resource.id),
  );
}

function fullName(scope: Scope): string {
  return `${scope.resource.audience}/${scope.name}`;
}

function back(context: Ctx, request: AdminRequest, params: Record<string, string>): Response | Promise<Response> {
  return returnToApp(context, { ...request, responseMode: 'query' }, { admin_consent: 'True', ...params });
}

async function withReturn(
  context: Ctx,
  to: { sandbox: Sandbox; request: AdminRequest },
  handle: () => Response | Promise<Response>,
): Promise<Response> {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof EntraError) return back(context, to.request, refusalParams(to.sandbox, error.fault));
    throw error;
  }
}

function requireWorkAccount(app: App, request: AdminRequest, username: string | null): Account {
  const account = findAccount(username ?? '');
  const authority = requireAuthority(request.segment, app);
  if (account?.kind === 'work' && admits(authority, account) && supports(app, account)) return account;
  throw new EntraError({
    error: 'access_denied',
    number: 50020,
    text: `User account '{EmailHidden}' from identity provider 'sandbox' does not exist in tenant '${authority.segment}' and cannot access the application '${app.clientId}'(${app.name}) in that tenant.`,
  });
}
