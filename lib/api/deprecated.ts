import { type Context, Hono } from 'hono';
import { readJson } from './input.ts';

type Forward = (request: Request) => Response | Promise<Response>;

/** The path that took the place of `/connection…`; the id stays as it was encoded. */
function successor(address: string): URL {
  const url = new URL(address);
  url.pathname = url.pathname.replace(/^\/api\/connection(?=\/|$)/, '/api/connections');
  return url;
}

async function setMetadata(context: Context, forward: Forward): Promise<Response> {
  const key = context.req.header('provider-config-key') ?? context.req.query('provider_config_key');
  const metadata = await readJson(context);
  const body = JSON.stringify({ connection_id: context.req.param('id'), provider_config_key: key, metadata });
  const headers = new Headers(context.req.raw.headers);
  headers.delete('content-length');
  const { method } = context.req;
  return forward(new Request(new URL('/api/connections/metadata', context.req.url), { method, headers, body }));
}

/** Nango's paths of before, which older SDKs still call: the endpoints that took their place answer. */
export function deprecatedPaths(forward: Forward): Hono {
  const app = new Hono();
  app.on(['POST', 'PATCH'], '/connection/:id{.+}/metadata', (context) => setMetadata(context, forward));
  app.on(['GET', 'DELETE'], ['/connection', '/connection/:id{.+}'], ({ req }) => {
    const { method, headers } = req.raw;
    return forward(new Request(successor(req.url), { method, headers }));
  });
  return app;
}
