import type { Context } from 'hono';
import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { currentOf, findAccount, findHinted } from '../accounts.ts';
import { isInCrowd } from '../crowd.ts';
import type { FaultOrder } from '../faults.ts';
import { gatewayText } from '../faults.ts';
import { pickerPage, troublePage } from '../pages/sign-in.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { requireApp } from './apps.ts';
import { findUnder, listSuitable, requireAuthority, supports } from './authority.ts';
import type { ReturnAddress } from './authorize-request.ts';
import { authorizeRequest, readAuthorizeRequest, requireReturnAddress } from './authorize-request.ts';
import { pendingStep, signInTrouble, unsatisfied } from './conditions.ts';
import { EntraError, missingParameter, notConsented } from './errors.ts';
import { sayOrdered } from './ordered.ts';
import { refusalParams, returnCode, returnToApp } from './returning.ts';
import type { SignIn } from './sign-in.ts';
import { askAdministrators, decide, pickAccount, SESSION_COOKIE, takeStep, toConsent } from './sign-in.ts';

type Ctx = Context<SandboxEnv>;

/** The authorization endpoint (RFC 6749 section 3.1) and the pages that follow it. */
export function authorizeRoutes(sandbox: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  const begin = (context: Ctx, params: URLSearchParams) => {
    const { method, path } = context.req;
    const clientId = params.get('client_id') ?? undefined;
    const facts = { endpoint: 'authorize' as const, method, path, clientId };
    const answer = (fault?: FaultOrder) => answerAuthorize(context, sandbox, { params, fault });
    return sandbox.recorder.track(facts, () =>
      sandbox.faults.run({ context, facts, refuse: gatewayText, say: answer }, () => answer()),
    );
  };
  app.get('/:tenant/oauth2/v2.0/authorize', (context) => begin(context, new URL(context.req.url).searchParams));
  app.post('/:tenant/oauth2/v2.0/authorize', async (context) =>
    begin(context, new URLSearchParams(await context.req.text())),
  );
  app.post('/_signin/account', (context) => answerForm(context, sandbox, pickAccount));
  app.post('/_signin/step', (context) => answerForm(context, sandbox, takeStep));
  app.post('/_signin/consent', (context) => answerForm(context, sandbox, decide));
  app.post('/_signin/approval', (context) => answerForm(context, sandbox, askAdministrators));
  return app;
}

interface AuthorizeInput {
  params: URLSearchParams;
  /** An error code that a test ordered. */
  fault: FaultOrder | undefined;
}

async function answerAuthorize(context: Ctx, sandbox: Sandbox, { params, fault }: AuthorizeInput): Promise<Response> {
  try {
    const clientId = params.get('client_id');
    if (!clientId) throw missingParameter('client_id');
    const authority = requireAuthority(context.req.param('tenant') ?? '', sandbox);
    const app = requireApp(sandbox, clientId, authority);
    const address = requireReturnAddress(app, params);
    if (fault) {
      const scope = params.get('scope') ?? '';
      return await sayOrdered(context, sandbox, { fault, app, authority, address, scope });
    }
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

/** Sends refusals to the redirect URI, which is known to be the app's own by now. */
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

function showPicker(context: Ctx, sandbox: Sandbox, { app, request }: SignIn): Response | Promise<Response> {
  const authority = requireAuthority(request.segment, sandbox);
  const { state } = sandbox.store;
  const known = findHinted(request.loginHint);
  const suitable = listSuitable(app, authority)
    .filter((one) => !isInCrowd(one) || one.oid === known?.oid)
    .map((one) => currentOf(state, one));
  const person = known && findUnder(authority, known);
  const hinted = person && currentOf(state, person);
  const ordered = suitable.toSorted(
    (one, other) => Number(other.oid === hinted?.oid) - Number(one.oid === hinted?.oid),
  );
  const sealed = sandbox.sealer.seal('authorize', request);
  return pickerPage(context, sandbox, {
    app,
    accounts: ordered,
    hinted,
    sealed,
    action: `${sandbox.path}/_signin/account`,
  });
}

function signInSilently(context: Ctx, sandbox: Sandbox, { app, request }: SignIn): Response | Promise<Response> {
  const { state } = sandbox.store;
  const signedIn = findAccount(getCookie(context, SESSION_COOKIE) ?? '');
  const wanted = findHinted(request.loginHint) ?? signedIn;
  const known = wanted && findUnder(requireAuthority(request.segment, sandbox), wanted);
  const account = known && currentOf(state, known);
  if (!account || account.username !== signedIn?.username || !supports(app, account)) {
    throw new EntraError({
      error: 'login_required',
      number: 50058,
      text: 'A silent sign-in request was sent but no user is signed in.',
    });
  }
  const trouble = signInTrouble(state, { app, account });
  if (trouble) throw new EntraError({ ...trouble, error: 'interaction_required' });
  const step = pendingStep(state, account, request);
  if (step) throw new EntraError(unsatisfied(step));
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

export function staleForm() {
  return { error: 'invalid_request', number: 90023, text: 'This page belongs to no sign-in. Start again at the app.' };
}
