import { listAllowedOrigins } from '#lib/integrations/integrations';
import { isOriginOfPages } from '#lib/integrations/origins';
import { findFrame } from './frames.ts';

/** Pages that are sent before a session token is known, or without one. They show nothing of any session. */
const waiting = /^\/((embed(\/frame|\/refused)?|connect)\/?)?$/;
const shown = /^\/embed\/frame\/(?<ticket>[^/]+)\/?$/;

async function originsOf(path: string): Promise<string[]> {
  if (waiting.test(path)) return listAllowedOrigins();
  const sealed = shown.exec(path)?.groups?.ticket;
  const frame = sealed && (await findFrame(sealed));
  return frame ? [frame.ticket.origin] : [];
}

/**
 * The value of `frame-ancestors` (CSP Level 3, 6.4.2) for a path: for the page that waits for a session token the allowed
 * origins of all integrations, for a page with a session exactly the origin that delivered it, otherwise 'none'. A stored
 * text that is no origin is left out: it could add directives of its own.
 */
export async function frameAncestors(path: string): Promise<string> {
  const origins = (await originsOf(path)).filter(isOriginOfPages);
  return origins.length > 0 ? origins.join(' ') : "'none'";
}
