import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { Account } from '../accounts.ts';
import { formPostPage } from '../pages/sign-in.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import type { AuthorizeRequest, ReturnAddress } from './authorize-request.ts';
import { issueCode } from './codes.ts';
import type { EntraFault } from './errors.ts';
import { errorParams } from './errors.ts';
import { clientInfo } from './id-tokens.ts';

/** Sends the browser back to the app in the response mode it asked for. */
export function returnToApp(
  context: Context<SandboxEnv>,
  address: ReturnAddress,
  params: Record<string, string>,
): Response | Promise<Response> {
  const answer = address.state === undefined ? params : { ...params, state: address.state };
  if (address.responseMode === 'form_post') return formPostPage(context, address.redirectUri, answer);
  return context.redirect(returnUrl(address, params), context.req.method === 'GET' ? 302 : 303);
}

export function returnUrl(address: ReturnAddress, params: Record<string, string>): string {
  const url = new URL(address.redirectUri);
  const answer = address.state === undefined ? params : { ...params, state: address.state };
  if (address.responseMode === 'fragment') {
    url.hash = new URLSearchParams(answer).toString();
    return url.toString();
  }
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  return url.toString();
}

export function returnCode(
  context: Context<SandboxEnv>,
  sandbox: Sandbox,
  signedIn: { request: AuthorizeRequest; account: Account },
): Response | Promise<Response> {
  const { request, account } = signedIn;
  return returnToApp(context, request, {
    code: issueCode(sandbox, request, account),
    ...(request.clientInfo ? { client_info: clientInfo(account) } : {}),
    session_state: randomUUID(),
  });
}

/** The redirect parameters when a person declines; work and personal accounts get different texts. */
export function declinedParams(sandbox: Sandbox, account: Account): Record<string, string> {
  if (account.kind === 'personal') {
    return {
      error: 'access_denied',
      error_description: 'The user has denied access to the scope requested by the client application.',
    };
  }
  const fault = { error: 'access_denied', number: 65004, text: 'User declined to consent to access the app.' };
  return refusalParams(sandbox, fault);
}

export function needsAdminParams(sandbox: Sandbox, app: { clientId: string; name: string }): Record<string, string> {
  return refusalParams(sandbox, {
    error: 'access_denied',
    number: 90094,
    text: `Admin consent is required for the permissions requested by the application '${app.clientId}'(${app.name}). An administrator has to approve it first.`,
  });
}

/** The redirect parameters when a person who sent a request to the administrators follows the link back. */
export function requestSentParams(sandbox: Sandbox): Record<string, string> {
  return refusalParams(sandbox, {
    error: 'access_denied',
    number: 90095,
    text: 'Admin consent is required. A request for admin consent has been sent.',
  });
}

export function refusalParams(sandbox: Sandbox, fault: EntraFault): Record<string, string> {
  return errorParams(fault, { url: sandbox.url, correlationId: randomUUID() });
}
