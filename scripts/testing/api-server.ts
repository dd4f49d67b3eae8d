import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { api } from '../../lib/api/app.ts';
import { listenAnywhere } from './raw-http.ts';

/** Serves the REST API on its own port, for clients such as Nango's SDK. */
export async function serveApi(): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(getRequestListener(api.fetch, { overrideGlobalObjects: false }));
  const port = await listenAnywhere(server);
  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>((done) => server.close(() => done()));
  };
  return { url: `http://127.0.0.1:${port}/api`, close };
}
