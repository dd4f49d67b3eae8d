import type { MiddlewareHandler } from 'hono';
import { isOutlookHost } from './graph/outlook.ts';
import { isContentHost } from './graph/preauthenticated.ts';
import { findSharePoint } from './sharepoint/hosts.ts';
import type { Sandbox, SandboxEnv } from './world.ts';

/** The names under which the sign-in, Graph and control endpoints answer. */
function ownHosts(port: number): string[] {
  return [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`];
}

/** Refuses every Host that is not ours, so that no foreign name can be pointed at this machine. */
export function onlyOwnHosts(sandbox: Sandbox): MiddlewareHandler<SandboxEnv> {
  return async (context, next) => {
    const host = context.req.header('host')?.toLowerCase() ?? '';
    const isSite =
      findSharePoint(`http://${host}`, sandbox) !== undefined ||
      isContentHost(host, sandbox) ||
      isOutlookHost(host, sandbox);
    const known = isSite || ownHosts(sandbox.port).includes(host);
    return known ? next() : context.json({ error: `This sandbox does not answer as ${host}.` }, 421);
  };
}

/** The control API is for programs on this machine: loopback, our own host, never a page of another origin. */
export function onlyLocalPrograms(sandbox: Sandbox): MiddlewareHandler<SandboxEnv> {
  return async (context, next) => {
    const { req, env } = context;
    const hosts = ownHosts(sandbox.port);
    const remote = env.incoming.socket.remoteAddress ?? '';
    if (!/^(127\.|::1$|::ffff:127\.)/.test(remote)) return context.json({ error: 'Loopback only.' }, 403);
    if (!hosts.includes(req.header('host')?.toLowerCase() ?? '')) return context.json({ error: 'Wrong host.' }, 403);
    const origin = req.header('origin');
    if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) return foreign(context);
    const site = req.header('sec-fetch-site');
    return site === undefined || site === 'same-origin' || site === 'none' ? next() : foreign(context);
  };
}

/** The sign-in forms are posted by our own pages only. */
export function onlyOwnPages(): MiddlewareHandler<SandboxEnv> {
  return async (context, next) => {
    const site = context.req.header('sec-fetch-site');
    return site === undefined || site === 'same-origin' ? next() : foreign(context);
  };
}

function foreign(context: Parameters<MiddlewareHandler<SandboxEnv>>[0]): Response {
  return context.json({ error: 'Requests from other origins are refused.' }, 403);
}
