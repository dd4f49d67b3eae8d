import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { adminConsentRoutes } from './admin-consent.ts';
import { authorizeRoutes } from './authorize.ts';
import { controlRoutes } from './control.ts';
import { discoveryRoutes } from './discovery.ts';
import { graphRoutes } from './graph.ts';
import { onlyOwnHosts, onlyOwnPages } from './guard.ts';
import { homeRoutes } from './home.ts';
import { preauthenticatedHosts } from './preauthenticated.ts';
import { sharePointHosts } from './sharepoint.ts';
import { tokenRoutes } from './token.ts';
import type { Sandbox, SandboxEnv } from './world.ts';

/** All endpoints on one port: Host tells SharePoint apart, the path tells the rest apart. */
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
  app.use('*', sharePointHosts(sandbox));
  app.use('/_signin/*', onlyOwnPages());
  app.route('/', controlRoutes(sandbox));
  app.route('/', homeRoutes(sandbox));
  app.route('/', graphRoutes(sandbox));
  app.route('/', discoveryRoutes(sandbox));
  app.route('/', authorizeRoutes(sandbox));
  app.route('/', adminConsentRoutes(sandbox));
  app.route('/', tokenRoutes(sandbox));
  app.onError((error, context) => {
    sandbox.log.error(`${context.req.method} ${context.req.path} failed.`, error);
    return context.json(
      { error: 'server_error', error_description: 'The sandbox failed; see its standard error.' },
      500,
    );
  });
  return app;
}
