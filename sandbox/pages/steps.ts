import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Account } from '../accounts.ts';
import type { Step } from '../entra/conditions.ts';
import type { App } from '../state.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { page } from './page.ts';
import { returnLink, signedInAs, tenantName } from './sign-in.ts';

type Ctx = Context<SandboxEnv>;

interface Of {
  app: App;
  account: Account;
}

const steps = {
  mfa: { title: 'Verify your identity', text: 'Your organization asks for a second factor.', button: 'Verify' },
  'mfa-setup': {
    title: 'More information required',
    text: 'Your organization needs you to set up a second factor to keep your account secure.',
    button: 'Set it up now',
  },
  'block-refresh': {
    title: 'Verify where you are',
    text: 'Your organization asks to see from where the application gets its tokens.',
    button: 'Verify',
  },
};

/** A step that an access policy puts between the account and the consent. */
export function stepPage(
  context: Ctx,
  sandbox: Sandbox,
  of: Of & { sealed: string; require: Step['require']; skippable: boolean },
): Promise<Response> {
  const { title, text, button } = steps[of.require];
  return page(context, {
    title,
    body: html`<h1>${title}</h1>
${signedInAs(of.account)}
<p>${text}</p>
<p class="soft">There is nothing to type: this is a pretend sign-in.</p>
<form method="post" action="${sandbox.path}/_signin/step">
<input type="hidden" name="request" value="${of.sealed}">
<input type="hidden" name="account" value="${of.account.username}">
<div class="actions">
<button class="main" name="decision" value="verify">${button}</button>
${of.skippable ? html`<button name="decision" value="skip">Skip for now</button>` : ''}
<button name="decision" value="cancel">Cancel</button>
</div>
</form>`,
  });
}

/** The admin consent workflow: the person may ask the administrators from here. */
export function approvalPage(
  context: Ctx,
  sandbox: Sandbox,
  of: Of & { back: string; sealed: string; denied: boolean },
): Promise<Response> {
  return page(context, {
    title: 'Approval required',
    body: html`<h1>Approval required</h1>
${signedInAs(of.account)}
<p><strong>${of.app.name}</strong> asks for permissions that only an administrator of ${tenantName(of.account)} can
grant.</p>
${of.denied ? html`<p>An administrator denied your earlier request.</p>` : ''}
<form method="post" action="${sandbox.path}/_signin/approval">
<input type="hidden" name="request" value="${of.sealed}">
<input type="hidden" name="account" value="${of.account.username}">
<label for="reason">Reason for the request</label>
<textarea id="reason" name="reason" rows="3" maxlength="500"></textarea>
<div class="actions"><button class="main" name="decision" value="ask">Request approval</button></div>
</form>
${returnLink(of.back)}
<p class="soft">AADSTS90094. Nothing reaches the app until the link is followed.</p>`,
  });
}

/** The person's request waits for an administrator. */
export function requestSentPage(context: Ctx, of: Of & { back: string }): Promise<Response> {
  return page(context, {
    title: 'Request sent',
    body: html`<h1>Request sent</h1>
${signedInAs(of.account)}
<p>An administrator of ${tenantName(of.account)} has been asked to approve <strong>${of.app.name}</strong>. You can
sign in once it is approved.</p>
${returnLink(of.back)}
<p class="soft">AADSTS90095. The app is told nothing until the link is followed. In this sandbox requests are decided
on <a href="/consent-requests">the administrators’ page</a>.</p>`,
  });
}
