import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Account } from '../accounts.ts';
import { principals } from '../accounts.ts';
import type { CloudName } from '../clouds.ts';
import { CLOUD_NAMES, clouds } from '../clouds.ts';
import { isInCrowd } from '../crowd.ts';
import { aadsts } from '../entra/aadsts/codes.ts';
import { cloudOf } from '../entra/authority.ts';
import { describePolicy, policyOf } from '../entra/tenant-policies.ts';
import { sharePointOrigin } from '../sharepoint/hosts.ts';
import type { Tenant } from '../tenants.ts';
import { tenants } from '../tenants.ts';
import { enterCloud, type Sandbox, type SandboxEnv } from '../world.ts';
import type { Markup } from './page.ts';
import { page } from './page.ts';
import { describeAccount } from './sign-in.ts';

/** The sandbox's own pages: what it is, and where `error_uri` points. */
export function homeRoutes(sandbox: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.get('/favicon.ico', () => new Response(null, { status: 204 }));
  app.get('/', (context) =>
    page(context, {
      title: 'An offline stand-in for Microsoft 365 sign-in',
      width: 'wide',
      body: html`<h1>An offline stand-in for Microsoft 365 sign-in</h1>
<p>It speaks the protocols of Entra ID, Microsoft Graph and SharePoint for invented people, so that an app can be tried
without a Microsoft account. Nothing here leaves this machine.</p>
<h2>Accounts</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Accounts"><table>
<thead><tr><th scope="col">Name</th><th scope="col">User name</th><th scope="col">Part</th></tr></thead>
<tbody>${principals.filter((one) => !isInCrowd(one)).map((one) => accountRow(sandbox, one))}</tbody></table></div>
<h2>Tenants</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Tenants"><table>
<thead><tr><th scope="col">Tenant</th><th scope="col">Tenant ID</th><th scope="col">Consent</th>
<th scope="col">SharePoint</th></tr></thead>
<tbody>${tenants.map((one) => tenantRow(sandbox, one))}</tbody></table></div>
<p>What people asked of their administrators: <a href="/consent-requests">admin consent requests</a>.</p>
<h2>Endpoints</h2>
<ul>
<li>Discovery: <code>${sandbox.url}/common/v2.0/.well-known/openid-configuration</code></li>
<li>Authorize: <code>${sandbox.url}/{tenant}/oauth2/v2.0/authorize</code></li>
<li>Token: <code>${sandbox.url}/{tenant}/oauth2/v2.0/token</code></li>
<li>Admin consent: <code>${sandbox.url}/{tenant}/v2.0/adminconsent</code></li>
<li>Graph: <code>${sandbox.url}/graph/v1.0/me</code></li>
<li>Control, for tests on this machine: <code>http://localhost:${sandbox.port}/_sandbox/health</code></li>
</ul>
<h2>Clouds</h2>
<ul>${CLOUD_NAMES.map((cloud) => cloudRow(sandbox, cloud))}</ul>`,
    }),
  );
  app.get('/error', (context) => {
    const code = /^\d{1,8}$/.exec(context.req.query('code') ?? '')?.[0] ?? 'unknown';
    const known = aadsts[Number(code)];
    return page(context, {
      title: `AADSTS${code}`,
      body: html`<h1>AADSTS${code}</h1>
${known ? html`<p>${known.text}</p>` : ''}
<p>The sandbox refused a request with this code. What Microsoft means by it stands in the reference of error codes of
the Microsoft identity platform documentation.</p>`,
    });
  });
  return app;
}

function accountRow({ store }: Sandbox, account: Account): Markup {
  const part = describeAccount(store.state, account);
  return html`<tr><td>${account.name}</td><td><code>${account.username}</code></td><td>${part}</td></tr>
`;
}

function tenantRow(sandbox: Sandbox, tenant: Tenant): Markup {
  const cloud = cloudOf(tenant);
  const where = cloud === 'global' ? '' : `, ${clouds[cloud].title}`;
  return html`<tr><td>${tenant.displayName} (${tenant.domain})${where}</td><td><code>${tenant.tid}</code></td>
<td>${describePolicy(policyOf(sandbox.store.state, tenant))}</td>
<td><code>${sharePointOrigin(tenant, 'root', sandbox)}</code><br><code>${sharePointOrigin(tenant, 'my', sandbox)}</code></td></tr>
`;
}

function cloudRow(sandbox: Sandbox, cloud: CloudName): Markup {
  const { title, graph } = clouds[cloud];
  return html`<li>${title}: the endpoints above below <code>${enterCloud(sandbox, cloud).url}</code>; scopes start with
<code>${graph}</code></li>
`;
}
