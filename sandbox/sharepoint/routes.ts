import { randomUUID } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { html } from 'hono/html';
import type { AccessCheck } from '../entra/access-tokens.ts';
import { checkAccessToken } from '../entra/access-tokens.ts';
import { challengeHeader } from '../entra/claims-request.ts';
import { page } from '../pages/page.ts';
import { answerPicker, pickerWeb } from '../picker/routes.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { answerDrives, answerSiblings } from './drives.ts';
import { findSharePoint, type SharePointSite } from './hosts.ts';
import { answerWeb, errorDocument } from './web.ts';

/** SharePoint's hosts, recognised by the Host header. Each accepts only tokens whose `aud` is its own origin. */
export function sharePointHosts(sandbox: Sandbox): MiddlewareHandler<SandboxEnv> {
  return async (context, next) => {
    const host = context.req.header('host')?.toLowerCase() ?? '';
    const site = findSharePoint(`http://${host}`, sandbox);
    if (!site) return next();
    const { method, path } = context.req;
    const facts = { endpoint: 'sharepoint' as const, method, path, host, resource: `http://${host}` };
    return sandbox.recorder.track(facts, () =>
      sandbox.faults.run(
        { context, facts, refuse: (_, status) => errorDocument(`-1, Status${status}`, 'Ordered by a test.') },
        () =>
          path.startsWith('/_api/')
            ? answerSiblings(context, { sandbox, site }, () => answer(context, sandbox, site.origin))
            : showPage(context, sandbox, site),
      ),
    );
  };
}

function showPage(context: Context<SandboxEnv>, sandbox: Sandbox, site: SharePointSite): Promise<Response> {
  const web = pickerWeb(context.req.path);
  if (web !== undefined) return answerPicker(context, sandbox, { ...site, web });
  return sitePage(context, site.tenant.displayName);
}

function sitePage(context: Context<SandboxEnv>, tenant: string): Promise<Response> {
  return page(context, {
    title: `SharePoint of ${tenant}`,
    body: html`<h1>SharePoint of ${tenant}</h1>
<p>This host answers only under <code>/_api</code>, and only to access tokens issued for it.</p>`,
  });
}

async function answer(context: Context<SandboxEnv>, sandbox: Sandbox, origin: string): Promise<Response> {
  const check = await checkAccessToken(sandbox, context.req.header('authorization'), origin);
  if (!check.ok && check.reason === 'challenged') return challenged(sandbox, check.demanded);
  if (!check.ok) return unauthorized(check);
  // SharePoint takes an app's own token only where a certificate proved the app.
  if (check.claims.idtyp === 'app' && check.claims.appidacr !== '2')
    return refuse('Unsupported app only token.', 'Unsupported app only token.');
  const { path } = context.req;
  if (/^\/_api\/web(\/|$)/i.test(path)) return answerWeb(context, { claims: check.claims, origin });
  if (/^\/_api\/contextinfo$/i.test(path) && context.req.method === 'POST') return tellContext(origin);
  if (path.startsWith('/_api/v2.0/')) return answerDrives(context, { sandbox, claims: check.claims, origin });
  return Response.json(errorDocument('itemNotFound', 'The resource could not be found.'), { status: 404 });
}

/** Clients fetch a digest before they write, although bearer tokens need none. */
function tellContext(origin: string): Response {
  const FormDigestValue = `0x${randomUUID().replaceAll('-', '').toUpperCase()},${new Date().toUTCString()}`;
  return Response.json({ FormDigestTimeoutSeconds: 1800, FormDigestValue, SiteFullUrl: origin, WebFullUrl: origin });
}

function challenged({ url }: Sandbox, demanded: string): Response {
  const headers = { 'www-authenticate': challengeHeader(url, demanded), sprequestguid: randomUUID() };
  return Response.json({ error_description: 'Continuous access evaluation.' }, { status: 401, headers });
}

function unauthorized(check: Exclude<AccessCheck & { ok: false }, { reason: 'challenged' }>): Response {
  if (check.reason === 'audience') {
    return refuse(
      `Invalid audience Uri '${check.audience ?? ''}'.`,
      "Exception of type 'Microsoft.IdentityModel.Tokens.AudienceUriValidationFailedException' was thrown.",
    );
  }
  const expired = check.reason === 'expired' || check.reason === 'revoked';
  return refuse(
    expired ? 'The token is expired.' : 'Invalid token.',
    expired ? 'Invalid JWT token. The token is expired.' : 'Invalid JWT token.',
  );
}

function refuse(reason: string, description: string): Response {
  const headers = {
    'x-ms-diagnostics': `3000003;reason="${reason}";category="invalid_client"`,
    'www-authenticate': 'Bearer realm="sandbox",client_id="00000003-0000-0ff1-ce00-000000000000"',
    sprequestguid: randomUUID(),
  };
  return Response.json({ error_description: description }, { status: 401, headers });
}
