import { findIntegration, listAllowedOrigins } from '#lib/integrations/integrations';
import { isOriginOfPages } from '#lib/integrations/origins';
import { readTicketOrigin } from './ticket.ts';

/** Pages that are sent before a session token is known, or without one. They show nothing of any session. */
const waiting = /^\/((embed(\/frame|\/refused)?|connect)\/?)?$/;
const shown = /^\/embed\/frame\/(?<ticket>[^/]+)\/?$/;
/** Of the dashboard, for operators. */
const preview = /^\/embed\/preview\/[^/]+\/?$/;

type Framed = { url: Pick<URL, 'pathname' | 'searchParams'>; referrer: string | null };

/** The origin that a request says is around the frame: in its address, or as browsers tell by `Referer`. */
function claimedOrigin({ url: { pathname, searchParams }, referrer }: Framed): string | undefined {
  const ticket = shown.exec(pathname)?.groups?.ticket;
  if (ticket) return readTicketOrigin(ticket);
  const claimed = searchParams.get('origin') ?? referrer;
  return claimed !== null && URL.canParse(claimed) ? new URL(claimed).origin : undefined;
}

async function originsOf(framed: Framed): Promise<string[]> {
  const { pathname, searchParams } = framed.url;
  const isWaiting = waiting.test(pathname);
  const key = searchParams.get('integration');
  if (isWaiting && key !== null) return (await findIntegration(key))?.allowedOrigins ?? [];
  const claimed = isWaiting || shown.test(pathname) ? claimedOrigin(framed) : undefined;
  return claimed === undefined ? [] : (await listAllowedOrigins()).filter((origin) => origin === claimed);
}

/**
 * The value of `frame-ancestors` (CSP Level 3, 6.4.2) for a request: the allowed origins of the integration that its
 * address names, otherwise the one origin that it says is around the frame if some integration allows it, otherwise
 * 'none'. So nobody reads from it which origins are allowed without naming one or the other. A stored text that is no
 * origin is left out: it could add directives of its own.
 */
export async function frameAncestors(framed: Framed): Promise<string> {
  if (preview.test(framed.url.pathname)) return "'self'";
  const origins = (await originsOf(framed)).filter(isOriginOfPages);
  return origins.length > 0 ? origins.join(' ') : "'none'";
}
