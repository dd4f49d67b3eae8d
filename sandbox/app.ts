import { randomUUID } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import { CLOUD_NAMES, pathOf } from './clouds.ts';
import { controlRoutes } from './control/routes.ts';
import { adminConsentRoutes } from './entra/admin-consent.ts';
import { authorizeRoutes } from './entra/authorize.ts';
import { discoveryRoutes } from './entra/discovery.ts';
import { faultGate } from './entra/ordered.ts';
import { tokenRoutes } from './entra/token.ts';
import { issuerRoutes } from './entra/token-issuers.ts';
import { isOutlookHost, outlookHosts } from './graph/outlook.ts';
import { isContentHost, preauthenticatedHosts } from './graph/preauthenticated.ts';
import { graphRoutes } from './graph/routes.ts';
import { consentRequestRoutes } from './pages/consent-requests.ts';
import { homeRoutes } from './pages/home.ts';
import { isOneDriveHost, oneDriveHost } from './picker/consumer.ts';
import { findSharePoint } from './sharepoint/hosts.ts';
import { sharePointHosts } from './sharepoint/routes.ts';
import { enterCloud, ownHosts, refuseForeignOrigin, type Sandbox, type SandboxEnv } from './world.ts';

/** All endpoints on one port: SharePoint and file hosts are recognised by `Host`, everything else by its path. */
export function createApp(sandbox: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.use('*', async (context, next) => {
    await next();
    const id = randomUUID();
    context.header('request-id', id);
    context.header('x-ms-request-id', id);
    sandbox.log.debug(`${context.req.method} ${context.req.path} ${context.res.status}`);
  });
  app.use('*', onlyOwnHosts(sandbox));
  app.use('*', preauthenticatedHosts(sandbox));
  app.use('*', outlookHosts(sandbox));
  app.use('*', oneDriveHost(sandbox));
  app.use('*', sharePointHosts(sandbox));
  app.route('/', controlRoutes(sandbox));
  // Takes the events of demo data, which are for nobody. Without it they would count as a broken receiver.
  app.post('/demo-receiver', (context) => context.body(null, 204));
  app.route('/', issuerRoutes(sandbox));
  for (const cloud of CLOUD_NAMES.filter((name) => name !== 'global')) {
    const inner = cloudRoutes(enterCloud(sandbox, cloud));
    app.all(`${pathOf(cloud)}/*`, (context) => inner.fetch(context.req.raw, context.env));
  }
  app.route('/', cloudRoutes(sandbox));
  app.onError((error, context) => answerFailure(sandbox, context, error));
  return app;
}

/** The endpoints of one cloud; a national cloud has them below a path of its own. */
function cloudRoutes(sandbox: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>({ getPath: (request) => getPath(request).slice(sandbox.path.length) || '/' });
  app.use('/_signin/*', onlyOwnPages());
  app.route('/', homeRoutes(sandbox));
  app.route('/', consentRequestRoutes(sandbox));
  app.route('/', graphRoutes(sandbox));
  app.use('/:tenant/v2.0/.well-known/openid-configuration', faultGate(sandbox, 'discovery'));
  app.use('/:tenant/discovery/v2.0/keys', faultGate(sandbox, 'keys'));
  app.route('/', discoveryRoutes(sandbox));
  app.route('/', authorizeRoutes(sandbox));
  app.route('/', adminConsentRoutes(sandbox));
  app.route('/', tokenRoutes(sandbox));
  app.onError((error, context) => answerFailure(sandbox, context, error));
  return app;
}

/** Refuses every Host that is not ours, so that no foreign name can be pointed at this machine. */
function onlyOwnHosts(sandbox: Sandbox): MiddlewareHandler<SandboxEnv> {
  return async (context, next) => {
    const host = context.req.header('host')?.toLowerCase() ?? '';
    const isSite =
      findSharePoint(`http://${host}`, sandbox) !== undefined ||
      isContentHost(host, sandbox) ||
      isOneDriveHost(host, sandbox) ||
      isOutlookHost(host, sandbox);
    const known = isSite || ownHosts(sandbox.port).includes(host);
    return known ? next() : context.json({ error: `This sandbox does not answer as ${host}.` }, 421);
  };
}

/** Accepts sign-in forms only from our own pages. */
function onlyOwnPages(): MiddlewareHandler<SandboxEnv> {
  return async (context, next) => {
    const site = context.req.header('sec-fetch-site');
    return site === undefined || site === 'same-origin' ? next() : refuseForeignOrigin(context);
  };
}

function answerFailure(sandbox: Sandbox, context: Context<SandboxEnv>, error: Error): Response {
  sandbox.log.error(`${context.req.method} ${context.req.path} failed.`, error);
  return context.json({ error: 'server_error', error_description: 'The sandbox failed; see its standard error.' }, 500);
}
