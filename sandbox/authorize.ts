import type { Context } from 'hono';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Account } from './accounts.ts';
import { accounts, findAccount, findHinted, findTenant } from './accounts.ts';
import { requireApp } from './apps.ts';
import { admits, requireAuthority, supports } from './authority.ts';
import type { AuthorizeRequest, ReturnAddress } from './authorize-request.ts';
import { authorizeRequest, readAuthorizeRequest, requireReturnAddress } from './authorize-request.ts';
import { consentedKeys, expandDefault, missingConsent, needsAdmin, storeConsent } from './consent.ts';
import { EntraError, missingParameter, notConsented } from './errors.ts';
import { consentPage, needAdminPage, pickerPage, troublePage } from './pages.ts';
import { declinedParams, needsAdminParams, refusalParams, returnCode, returnToApp, returnUrl } from './returning.ts';
import type { Scope } from './scopes.ts';
import { checkScopesFor, parseScopes } from './scopes.ts';
import type { App } from './state.ts';
import type { Sandbox, SandboxEnv } from './world.ts';

type Ctx = Context<SandboxEnv>;

/** Holds who signed in last, for `prompt=none` only: every other request shows the picker. */
export const SESSION_COOKIE = 'sandbox_session';

/** The authorization endpoint (RFC 6749 section 3.1) and the pages behind it. */
export function authorizeRoutes(sandbox: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  const begin = (context: Ctx, params: URLSearchParams) => {
    const { method, path } = context.req;
    const clientId = params.get('client_id') ?? undefined;
    return sandbox.recorder.track({ endpoint: 'authorize', method, path, clientId }, () =>
      answerAuthorize(context, sandbox, params),
    );
  };
  app.get('/:tenant/oauth2/v2.0/authorize', (context) => begin(context, new URL(context.req.url).searchParams));
  app.post('/:tenant/oauth2/v2.0/authorize', async (context) =>
    begin(context, new URLSearchParams(await context.req.text())),
  );
  app.post('/_signin/account', (context) => answerForm(context, sandbox, pickAccount));
  app.post('/_signin/consent', (context) => answerForm(context, sandbox, decide));
  return app;
}

async function answerAuthorize(context: Ctx, sandbox: Sandbox, params: URLSearchParams): Promise<Response> {
  try {
    const clientId = params.get('client_id');
    if (!clientId) throw missingParameter('client_id');
    const authority = requireAuthority(context.req.param('tenant') ?? '');
    const app = requireApp(sandbox, clientId, authority);
    const address = requireReturnAddress(app, params);
    return await withReturn(context, { sandbox, address }, async () => {
      const request = readAuthorizeRequest(params, { app, authority, address, place: sandbox });
      if (request.prompt === 'none') return signInSilently(context, sandbox, { app, request });
      return showPicker(context, sandbox, { app, request });
    });
  } catch (error) {
    if (error instanceof EntraError) return troublePage(context, sandbox, error.fault);
    throw error;
  }
}

/** Once the address is known to be the app's own, refusals go there. */
async function withReturn(
  context: Ctx,
  to: { sandbox: Sandbox; address: ReturnAddress },
  handle: () => Response | Promise<Response>,
): Promise<Response> {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof EntraError) return returnToApp(context, to.address, refusalParams(to.sandbox, error.fault));
    throw error;
  }
}

interface SignIn {
  app: App;
  request: AuthorizeRequest;
}

function showPicker(context: Ctx, sandbox: Sandbox, { app, request }: SignIn): Response | Promise<Response> {
  const authority = requireAuthority(request.segment);
  const suitable = accounts.filter((account) => admits(authority, account) && supports(app, account));
  const hinted = findHinted(request.loginHint);
  const ordered = [...suitable.filter((one) => one === hinted), ...suitable.filter((one) => one !== hinted)];
  const sealed = sandbox.sealer.seal('authorize', request);
  return pickerPage(context, { app, accounts: ordered, hinted, sealed, action: '/_signin/account' });
}

function signInSilently(context: Ctx, sandbox: Sandbox, { app, request }: SignIn): Response | Promise<Response> {
  const account = findHinted(request.loginHint) ?? findAccount(getCookie(context, SESSION_COOKIE) ?? '');
  const signedIn = account?.username === getCookie(context, SESSION_COOKIE);
  if (!account || !signedIn || !admits(requireAuthority(request.segment), account) || !supports(app, account)) {
    throw new EntraError({
      error: 'login_required',
      number: 50058,
      text: 'A silent sign-in request was sent but no user is signed in.',
    });
  }
  if (toConsent(sandbox, { app, request, account }).length > 0) {
    throw new EntraError({ ...notConsented(app).fault, error: 'interaction_required' });
  }
  return returnCode(context, sandbox, { request, account });
}

type FormHandler = (context: Ctx, sandbox: Sandbox, form: SignIn & { fields: URLSearchParams }) => Promise<Response>;

async function answerForm(context: Ctx, sandbox: Sandbox, handler: FormHandler): Promise<Response> {
  const fields = new URLSearchParams(await context.req.text());
  const request = sandbox.sealer.open('authorize', fields.get('request') ?? '', authorizeRequest);
  const app = request && sandbox.store.state.apps[request.clientId];
  if (!request || !app) return troublePage(context, sandbox, staleForm());
  return withReturn(context, { sandbox, address: request }, () => handler(context, sandbox, { app, request, fields }));
}

async function pickAccount(
  context: Ctx,
  sandbox: Sandbox,
  { app, request, fields }: SignIn & { fields: URLSearchParams },
): Promise<Response> {
  if (fields.get('decision') === 'cancel') {
    return returnToApp(context, request, { error: 'access_denied', error_subcode: 'cancel' });
  }
  const account = requireSuitable(app, request, fields.get('account'));
  setCookie(context, SESSION_COOKIE, account.username, { httpOnly: true, sameSite: 'Lax', path: '/' });
  const missing = toConsent(sandbox, { app, request, account });
  if (missing.length === 0) return returnCode(context, sandbox, { request, account });
  if (needsAdmin(account, missing)) {
    const back = returnUrl({ ...request, responseMode: 'query' }, needsAdminParams(sandbox, app));
    return needAdminPage(context, { app, account, back });
  }
  const sealed = sandbox.sealer.seal('authorize', request);
  const forTenant = account.admin ? findTenant(account.tid) : undefined;
  return consentPage(context, { app, account, scopes: missing, sealed, action: '/_signin/consent', forTenant });
}

async function decide(
  context: Ctx,
  sandbox: Sandbox,
  { app, request, fields }: SignIn & { fields: URLSearchParams },
): Promise<Response> {
  const account = requireSuitable(app, request, fields.get('account'));
  if (fields.get('decision') !== 'accept') return returnToApp(context, request, declinedParams(sandbox, account));
  const missing = toConsent(sandbox, { app, request, account });
  if (needsAdmin(account, missing)) return returnToApp(context, request, needsAdminParams(sandbox, app));
  const forEveryone = account.admin && fields.get('everyone') === 'yes';
  storeConsent(sandbox.store.state, { app, account, for: forEveryone ? 'tenant' : 'user' }, missing);
  await sandbox.store.save();
  return returnCode(context, sandbox, { request, account });
}

/** What the consent page has to list: nothing agreed to before, unless `prompt=consent` wants it all again. */
function toConsent(sandbox: Sandbox, { app, request, account }: SignIn & { account: Account }): Scope[] {
  const asked = parseScopes(request.scope, app, sandbox);
  checkScopesFor(account, asked);
  const granted = consentedKeys(sandbox.store.state, app, account);
  const wanted = expandDefault(asked, granted, { app, place: sandbox });
  const missing = missingConsent(wanted, granted);
  return request.prompt === 'consent' && !needsAdmin(account, missing) ? wanted : missing;
}

function requireSuitable(app: App, request: AuthorizeRequest, username: string | null): Account {
  const authority = requireAuthority(request.segment);
  const account = findAccount(username ?? '');
  if (account && admits(authority, account) && supports(app, account)) return account;
  throw new EntraError({
    error: 'access_denied',
    number: 50020,
    text: `User account '{EmailHidden}' from identity provider 'sandbox' does not exist in tenant '${authority.segment}' and cannot access the application '${app.clientId}'(${app.name}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different account.`,
  });
}

export function staleForm() {
  return { error: 'invalid_request', number: 90023, text: 'This page belongs to no sign-in. Start again at the app.' };
}
