import type { Context } from 'hono';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { findAccountByOid } from '../accounts.ts';
import { administratorOf, decideRequest, listRequests } from '../entra/consent-requests.ts';
import { parseScopes } from '../entra/scopes.ts';
import { policyOf } from '../entra/tenant-policies.ts';
import type { App, ConsentRequest } from '../state.ts';
import { findTenant, tenants } from '../tenants.ts';
import { enterCloud, type Sandbox, type SandboxEnv } from '../world.ts';
import type { Markup } from './page.ts';
import { page } from './page.ts';
import { describeScope } from './wording.ts';

/** Where administrators see what their people asked for: Entra's "Admin consent requests", all tenants on one page. */
export function consentRequestRoutes(sandbox: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.get('/consent-requests', (context) => listPage(context, sandbox));
  app.post('/_signin/consent-requests', async (context) => {
    const fields = new URLSearchParams(await context.req.text());
    const request = sandbox.store.state.consentRequests[fields.get('id') ?? ''];
    const decision = fields.get('decision');
    if (request?.status === 'open' && (decision === 'approved' || decision === 'denied')) {
      decideRequest(sandbox, request, decision);
      await sandbox.store.save();
    }
    return context.redirect('/consent-requests', 303);
  });
  return app;
}

function listPage(context: Context<SandboxEnv>, sandbox: Sandbox): Promise<Response> {
  const { state } = sandbox.store;
  const requests = listRequests(state);
  const taking = tenants.filter((tenant) => policyOf(state, tenant).consentRequests).map((one) => one.displayName);
  return page(context, {
    title: 'Admin consent requests',
    width: 'wide',
    body: html`<h1>Admin consent requests</h1>
<p>What people asked of the administrators of their tenants. Requests are taken by: ${taking.join(', ') || 'no tenant'}.</p>
${requests.length === 0 ? html`<p>Nobody has asked for anything.</p>` : ''}
${requests.map((request) => requestItem(sandbox, request))}
<p><a href="/">About this sandbox</a></p>`,
  });
}

function requestItem(sandbox: Sandbox, request: ConsentRequest): Markup {
  const app = sandbox.store.state.apps[request.clientId];
  const person = findAccountByOid(request.oid);
  const admin = administratorOf(request.tid);
  return html`<section>
<h2>${app?.name ?? 'An app that is gone'} for ${findTenant(request.tid)?.displayName}</h2>
<p>${person?.name} (<code>${person?.username}</code>) asked on ${new Date(sandbox.clock.outward(request.at)).toUTCString()}.</p>
${request.reason === '' ? '' : html`<p>“${request.reason}”</p>`}
<ul>${app ? describeAsked(sandbox, app, request) : ''}</ul>
${
  request.status === 'open'
    ? html`<form method="post" action="/_signin/consent-requests">
<input type="hidden" name="id" value="${request.id}">
<div class="actions">
<button class="main" name="decision" value="approved">Approve as ${admin?.name}</button>
<button name="decision" value="denied">Deny as ${admin?.name}</button>
</div></form>`
    : html`<p><strong>${request.status === 'approved' ? 'Approved' : 'Denied'}</strong></p>`
}
</section>`;
}

function describeAsked(sandbox: Sandbox, app: App, { scope }: ConsentRequest): Markup[] {
  return parseScopes(scope, app, enterCloud(sandbox, app.cloud)).map(
    (one) => html`<li>${describeScope(one)} <span class="soft"><code>${one.name}</code></span></li>`,
  );
}
