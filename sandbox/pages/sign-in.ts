import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Account } from '../accounts.ts';
import type { ServiceRole } from '../entra/app-roles.ts';
import { describeCondition } from '../entra/conditions.ts';
import type { EntraFault } from '../entra/errors.ts';
import { errorBody } from '../entra/errors.ts';
import type { Scope } from '../entra/scopes.ts';
import { describePolicy, policyOf } from '../entra/tenant-policies.ts';
import type { App, State } from '../state.ts';
import type { Tenant } from '../tenants.ts';
import { findTenant } from '../tenants.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import type { Markup } from './page.ts';
import { page } from './page.ts';
import { describeScope } from './wording.ts';

type Ctx = Context<SandboxEnv>;

/** The account picker: one button per account, no passwords. */
export function pickerPage(
  context: Ctx,
  { store }: Sandbox,
  of: { app: App; accounts: Account[]; hinted: Account | undefined; sealed: string; action: string },
): Promise<Response> {
  return page(context, {
    title: 'Pick an account',
    body: html`<h1>Pick an account</h1>
<p>Pretend sign-in to <strong>${of.app.name}</strong>. These people do not exist and have no passwords.</p>
${of.accounts.length === 0 ? html`<p>No account of this sandbox fits what the app asked for.</p>` : ''}
<form method="post" action="${of.action}">
<input type="hidden" name="request" value="${of.sealed}">
${of.accounts.map((account) => accountButton(account, { state: store.state, hinted: of.hinted }))}
<div class="actions"><button name="decision" value="cancel">Cancel</button></div>
</form>`,
  });
}

function accountButton(account: Account, { state, hinted }: { state: State; hinted: Account | undefined }): Markup {
  return html`<button class="account${account.oid === hinted?.oid ? ' hinted' : ''}" name="account" value="${account.username}">
<span><strong>${account.name}</strong></span> <span>${account.username}</span>
<span class="soft">${describeAccount(state, account)}${account.oid === hinted?.oid ? ', suggested by the app' : ''}</span></button>
`;
}

/** A person's part in the sandbox, in a few words. */
export function describeAccount(state: State, account: Account): string {
  const tenant = findTenant(account.tid);
  if (!tenant) return 'Personal account';
  const { displayName } = tenant;
  if (account.admin) return `Administrator of ${displayName}`;
  if (account.guest) {
    const home = findTenant(account.guest.home.tid)?.displayName ?? 'a personal account';
    return `Guest of ${displayName}, from ${home}`;
  }
  const what = describeCondition(state, account);
  if (what) return `Member of ${displayName}, ${what}`;
  const policy = policyOf(state, tenant);
  return policy.userConsent === 'everyone'
    ? `Member of ${displayName}`
    : `Member of ${displayName}, where ${describePolicy(policy)}`;
}

interface ConsentContent {
  app: App;
  account: Account;
  scopes: Scope[];
  sealed: string;
  action: string;
  /** The tenant for which the administrator may consent as a whole, as an additional choice. */
  forTenant?: Tenant | undefined;
  /** The tenant, if the consent is for all of its people. */
  everyone?: Tenant | undefined;
  /** Application permissions, which only administrators are asked for. */
  roles?: ServiceRole[];
}

export function consentPage(context: Ctx, of: ConsentContent): Promise<Response> {
  const title = of.everyone ? `Permissions requested for ${of.everyone.displayName}` : 'Permissions requested';
  return page(context, {
    title,
    body: html`<h1>${title}</h1>
${signedInAs(of.account)}
<p><strong>${of.app.name}</strong> would like to${of.everyone ? `, for everyone in ${of.everyone.displayName}` : ''}:</p>
<ul>
${of.scopes.map(
  (scope) => html`<li>${describeScope(scope)} <span class="soft"><code>${scope.name}</code></span></li>
`,
)}
${(of.roles ?? []).map(roleRow)}</ul>
${of.scopes.length === 0 && !of.roles?.length ? html`<p>Nothing that was not agreed to before.</p>` : ''}
<p class="soft">This is a pretend sign-in. Accepting gives the app access to invented data of this sandbox only.</p>
<form method="post" action="${of.action}">
<input type="hidden" name="request" value="${of.sealed}">
<input type="hidden" name="account" value="${of.account.username}">
${of.forTenant ? html`<label><input type="checkbox" name="everyone" value="yes"> Consent on behalf of your organization</label>` : ''}
<div class="actions">
<button class="main" name="decision" value="accept">Accept</button>
<button name="decision" value="cancel">Cancel</button>
</div>
</form>`,
  });
}

function roleRow({ service, role: { name } }: ServiceRole): Markup {
  return html`<li>With nobody signed in: ${describeScope({ name, resource: service })} <span class="soft"><code>${name}</code></span></li>
`;
}

export function needAdminPage(context: Ctx, of: { app: App; account: Account; back: string }): Promise<Response> {
  return page(context, {
    title: 'Need admin approval',
    body: html`<h1>Need admin approval</h1>
${signedInAs(of.account)}
<p><strong>${of.app.name}</strong> asks for permissions that only an administrator of
${tenantName(of.account)} can grant. Ask one to approve the app, then try again.</p>
${returnLink(of.back)}
<p class="soft">AADSTS90094. Microsoft shows a page like this one and sends nothing to the app until the link is followed.</p>`,
  });
}

/** Errors that never reach the app: the browser stays here. */
export function troublePage(
  context: Ctx,
  sandbox: Sandbox,
  fault: EntraFault & { back?: string | undefined },
): Promise<Response> {
  const { error_description, trace_id, correlation_id, timestamp } = errorBody(fault, {
    url: sandbox.url,
    correlationId: randomUUID(),
  });
  const [sentence = ''] = error_description.split('\r\n');
  return page(context, {
    title: 'This sign-in cannot go on',
    status: 400,
    body: html`<h1>This sign-in cannot go on</h1>
<p>${sentence}</p>
${fault.back === undefined ? '' : returnLink(fault.back)}
<p class="soft">Trace ID: <code>${trace_id}</code><br>Correlation ID: <code>${correlation_id}</code><br>Timestamp: ${timestamp}</p>
<p class="soft">As at Microsoft, the app is not told. Close this page and start again once the cause is fixed.</p>`,
  });
}

export function signedInAs(account: Account): Markup {
  return html`<p>Signed in as <strong>${account.username}</strong></p>`;
}

export function tenantName(account: Account): string {
  return findTenant(account.tid)?.displayName ?? 'your organization';
}

export function returnLink(back: string): Markup {
  return html`<p><a class="button" href="${back}">Return to the application without granting consent</a></p>`;
}

/** OAuth 2.0 Form Post Response Mode, with a button where Microsoft's page submits itself by script. */
export function formPostPage(context: Ctx, action: string, params: Record<string, string>): Promise<Response> {
  return page(context, {
    title: 'Return to the application',
    body: html`<h1>Return to the application</h1>
<form method="post" action="${action}">
${Object.entries(params).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<div class="actions"><button class="main">Continue</button></div>
</form>`,
  });
}
