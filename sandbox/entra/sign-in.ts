import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import type { Account } from '../accounts.ts';
import { currentOf, findAccount } from '../accounts.ts';
import { consentPage, needAdminPage, troublePage } from '../pages/sign-in.ts';
import { approvalPage, requestSentPage, stepPage } from '../pages/steps.ts';
import type { App } from '../state.ts';
import { findTenant } from '../tenants.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { checkCloud, listSuitable, requireAuthority } from './authority.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import { pendingStep, signInTrouble } from './conditions.ts';
import { consentedKeys, expandDefault, missingConsent, storeConsent } from './consent.ts';
import { fileRequest, openRequest, wasDenied } from './consent-requests.ts';
import { EntraError } from './errors.ts';
import {
  declinedParams,
  needsAdminParams,
  requestSentParams,
  returnCode,
  returnToApp,
  returnUrl,
} from './returning.ts';
import type { Scope } from './scopes.ts';
import { checkScopesFor, checkServices, parseScopes } from './scopes.ts';
import { needsAdmin, takesRequests } from './tenant-policies.ts';

type Ctx = Context<SandboxEnv>;
type Answer = Response | Promise<Response>;

/**
 * The cookie that names the last account that signed in. Only `prompt=none` uses it; all other requests show the
 * picker.
 */
export const SESSION_COOKIE = 'sandbox_session';

export interface SignIn {
  app: App;
  request: AuthorizeRequest;
}

interface SignedIn extends SignIn {
  account: Account;
}

type Form = SignIn & { fields: URLSearchParams };

const CANCELLED = { error: 'access_denied', error_subcode: 'cancel' };

/** Handles the answer of the account picker. */
export async function pickAccount(context: Ctx, sandbox: Sandbox, { app, request, fields }: Form): Promise<Response> {
  if (fields.get('decision') === 'cancel') return returnToApp(context, request, CANCELLED);
  const account = requireSuitable(sandbox, { app, request }, fields.get('account'));
  return goOn(context, sandbox, { app, request, account });
}

/** Handles the answers of the pages "verify your identity" and "set up a second factor". */
export async function takeStep(context: Ctx, sandbox: Sandbox, { app, request, fields }: Form): Promise<Response> {
  const account = requireSuitable(sandbox, { app, request }, fields.get('account'));
  const step = pendingStep(sandbox.store.state, account, request);
  const decision = fields.get('decision');
  if (decision === 'cancel') return returnToApp(context, request, CANCELLED);
  if (!step) return goOn(context, sandbox, { app, request, account });
  const skipped = decision === 'skip' && maySkip(step.require, request.claimed.includes(step.id));
  if (!skipped && decision !== 'verify') return goOn(context, sandbox, { app, request, account });
  const passed = [...request.passed, step.id];
  const satisfied = skipped ? request.satisfied : [...request.satisfied, step.id];
  return goOn(context, sandbox, { app, account, request: { ...request, passed, satisfied } });
}

/** Handles the answer of the consent page. */
export async function decide(context: Ctx, sandbox: Sandbox, { app, request, fields }: Form): Promise<Response> {
  const { store } = sandbox;
  const account = requireSuitable(sandbox, { app, request }, fields.get('account'));
  if (fields.get('decision') !== 'accept') return returnToApp(context, request, declinedParams(sandbox, account));
  if (isHeldUp(sandbox, { app, request, account })) return goOn(context, sandbox, { app, request, account });
  const missing = toConsent(sandbox, { app, request, account });
  if (needsAdmin(store.state, account, missing)) {
    return returnToApp(context, request, needsAdminParams(sandbox, app));
  }
  const forEveryone = account.admin && fields.get('everyone') === 'yes';
  storeConsent(store.state, { app, account, for: forEveryone ? 'tenant' : 'user' }, missing);
  await store.save();
  return returnCode(context, sandbox, { request, account });
}

/** Handles the answers of the page "approval required": a request to the administrators, or the way back to the app. */
export async function askAdministrators(
  context: Ctx,
  sandbox: Sandbox,
  { app, request, fields }: Form,
): Promise<Response> {
  const account = requireSuitable(sandbox, { app, request }, fields.get('account'));
  const missing = toConsent(sandbox, { app, request, account });
  const wanted = takesRequests(sandbox.store.state, account) && needsAdmin(sandbox.store.state, account, missing);
  if (!wanted || isHeldUp(sandbox, { app, request, account })) return goOn(context, sandbox, { app, request, account });
  fileRequest(sandbox, { app, account, scope: request.scope, reason: fields.get('reason') ?? '' });
  await sandbox.store.save();
  return goOn(context, sandbox, { app, request, account });
}

function isHeldUp({ store }: Sandbox, { app, request, account }: SignedIn): boolean {
  if (signInTrouble(store.state, { app, account })) return true;
  return pendingStep(store.state, account, request) !== undefined;
}

/** Shows the next page of a sign-in, or finishes it with a code. */
function goOn(context: Ctx, sandbox: Sandbox, { app, request, account }: SignedIn): Answer {
  const { state } = sandbox.store;
  const trouble = signInTrouble(state, { app, account });
  if (trouble) return troublePage(context, sandbox, trouble);
  const sealed = sandbox.sealer.seal('authorize', request);
  const step = pendingStep(state, account, request);
  if (step) {
    const skippable = maySkip(step.require, request.claimed.includes(step.id));
    return stepPage(context, sandbox, { app, account, sealed, require: step.require, skippable });
  }
  setCookie(context, SESSION_COOKIE, account.username, { httpOnly: true, sameSite: 'Lax', path: '/' });
  const missing = toConsent(sandbox, { app, request, account });
  if (missing.length === 0) return returnCode(context, sandbox, { request, account });
  if (needsAdmin(state, account, missing)) return showApproval(context, sandbox, { app, request, account });
  const forTenant = account.admin ? findTenant(account.tid) : undefined;
  return consentPage(context, {
    app,
    account,
    scopes: missing,
    sealed,
    action: `${sandbox.path}/_signin/consent`,
    forTenant,
  });
}

/** A reminder to set up a second factor can be postponed, unless the app sent the claims that require it. */
function maySkip(require: string, isClaimed: boolean): boolean {
  return require === 'mfa-setup' && !isClaimed;
}

function showApproval(context: Ctx, sandbox: Sandbox, { app, request, account }: SignedIn): Answer {
  const { state } = sandbox.store;
  const address = { ...request, responseMode: 'query' as const };
  const back = returnUrl(address, needsAdminParams(sandbox, app));
  const sent = returnUrl(address, requestSentParams(sandbox));
  if (!takesRequests(state, account)) return needAdminPage(context, { app, account, back });
  const filed = openRequest(state, { app, account });
  if (filed) return requestSentPage(context, { app, account, back: sent });
  const sealed = sandbox.sealer.seal('authorize', request);
  return approvalPage(context, sandbox, { app, account, back, sealed, denied: wasDenied(state, { app, account }) });
}

/** The scopes that the consent page lists: those without consent, or all of them with `prompt=consent`. */
export function toConsent(sandbox: Sandbox, { app, request, account }: SignedIn): Scope[] {
  const { state } = sandbox.store;
  const asked = parseScopes(request.scope, app, sandbox);
  checkScopesFor(account, asked);
  checkServices(state, app, { tid: account.tid, scopes: asked });
  const granted = consentedKeys(state, app, account);
  const wanted = expandDefault(asked, granted, { app, place: sandbox });
  const missing = missingConsent(wanted, granted);
  return request.prompt === 'consent' && !needsAdmin(state, account, missing) ? wanted : missing;
}

function requireSuitable(sandbox: Sandbox, { app, request }: SignIn, username: string | null): Account {
  const authority = requireAuthority(request.segment, sandbox);
  const account = listSuitable(app, authority).find((one) => one.username === username);
  if (account) return currentOf(sandbox.store.state, account);
  const elsewhere = findAccount(username ?? '');
  if (elsewhere) checkCloud(authority, elsewhere);
  throw new EntraError({
    error: 'access_denied',
    number: 50020,
    text: `User account '{EmailHidden}' from identity provider 'sandbox' does not exist in tenant '${authority.segment}' and cannot access the application '${app.clientId}'(${app.name}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different account.`,
  });
}
