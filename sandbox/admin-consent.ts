import type { Context } from 'hono';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Account } from './accounts.ts';
import { accounts, findAccount, findTenant } from './accounts.ts';
import { requireApp } from './apps.ts';
import type { Authority } from './authority.ts';
import { admits, checkAccountTypes, requireAuthority, supports } from './authority.ts';
import { staleForm } from './authorize.ts';
import { requireReturnAddress } from './authorize-request.ts';
import { consentedKeys, expandDefault, storeConsent } from './consent.ts';
import { EntraError, missingParameter } from './errors.ts';
import { consentPage, needAdminPage, pickerPage, troublePage } from './pages.ts';
import { declinedParams, needsAdminParams, refusalParams, returnToApp, returnUrl } from './returning.ts';
import type { Scope } from './scopes.ts';
import { parseScopes } from './scopes.ts';
import type { App } from './state.ts';
import type { Sandbox, SandboxEnv } from './world.ts';

type Ctx = Context<SandboxEnv>;

const adminRequest = z.object({
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

/** Microsoft's v2 admin consent endpoint: one administrator agrees for a whole tenant. */
export function adminConsentRoutes(sandbox: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.get('/:tenant/v2.0/adminconsent', (context) => {
    const { method, path } = context.req;
    return sandbox.recorder.track({ endpoint: 'authorize', method, path }, () => begin(context, sandbox));
  });
  app.post('/_signin/admin-account', (context) => answerForm(context, sandbox, pickAccount));
  app.post('/_signin/admin-consent', (context) => answerForm(context, sandbox, decide));
  return app;
}

async function begin(context: Ctx, sandbox: Sandbox): Promise<Response> {
  const params = new URL(context.req.url).searchParams;
  try {
    const clientId = params.get('client_id');
    if (!clientId) throw missingParameter('client_id');
    const authority = requireAuthority(context.req.param('tenant') ?? '');
    const app = requireApp(sandbox, clientId, authority);
    const { redirectUri, state } = requireReturnAddress(app, params);
    const request = { segment: authority.segment, clientId, redirectUri, scope: params.get('scope') ?? '', state };
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
  return pickerPage(context, { app, accounts: ordered, hinted: undefined, sealed, action: '/_signin/admin-account' });
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
  if (!account.admin) {
    const address = { ...request, responseMode: 'query' as const };
    const url = returnUrl(address, { admin_consent: 'True', ...needsAdminParams(sandbox, app) });
    return needAdminPage(context, { app, account, back: url });
  }
  const scopes = wanted(sandbox, { app, request, account });
  const sealed = sandbox.sealer.seal('admin consent', request);
  const everyone = findTenant(account.tid);
  return consentPage(context, { app, account, scopes, sealed, action: '/_signin/admin-consent', everyone });
}

async function decide(context: Ctx, sandbox: Sandbox, { app, request, fields }: Pending): Promise<Response> {
  const account = requireWorkAccount(app, request, fields.get('account'));
  if (fields.get('decision') !== 'accept') return back(context, request, declinedParams(sandbox, account));
  if (!account.admin) return back(context, request, needsAdminParams(sandbox, app));
  const scopes = wanted(sandbox, { app, request, account });
  storeConsent(sandbox.store.state, { app, account, for: 'tenant' }, scopes);
  await sandbox.store.save();
  return back(context, request, { tenant: account.tid, scope: scopes.map(fullName).join(' ') });
}

function wanted(
  sandbox: Sandbox,
  { app, request, account }: { app: App; request: AdminRequest; account: Account },
): Scope[] {
  const granted = consentedKeys(sandbox.store.state, app, account);
  return expandDefault(parseScopes(request.scope, app, sandbox), granted, { app, place: sandbox });
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
  const authority = requireAuthority(request.segment);
  if (account?.kind === 'work' && admits(authority, account) && supports(app, account)) return account;
  throw new EntraError({
    error: 'access_denied',
    number: 50020,
    text: `User account '{EmailHidden}' from identity provider 'sandbox' does not exist in tenant '${authority.segment}' and cannot access the application '${app.clientId}'(${app.name}) in that tenant.`,
  });
}

function onlyForTenants(): EntraError {
  return new EntraError({
    error: 'invalid_request',
    number: 90124,
    text: 'The resource is not supported over the /common or /consumers endpoints. Use the /organizations or tenant-specific endpoint instead.',
  });
}
