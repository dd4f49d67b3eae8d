import { hashBrowser } from '#lib/connections/connect/browser';
import { env } from '#lib/env';
import { isToken } from '#lib/ids';
import { findIntegration, listAllowedOrigins, listEmbeddable } from '#lib/integrations/integrations';
import { findResult } from '#lib/links/open-link';
import { findSessionState, type SessionState } from '#lib/links/session';
import { hashSocket } from './socket-answers.ts';
import * as store from './store.ts';
import { type Pass, sealPass } from './ticket.ts';

/** Where the browser goes after a link, if another page opened it there: back, or nowhere because its window closes. */
export const findOpening = store.findOpening;

type Started = { linkId: string; browser: string; pass: Pass };

/** Stores that a browser starts from a connect page which another page opened, and what that page waits for. */
export async function recordOpening({ linkId, browser, pass }: Started): Promise<void> {
  const browserHash = hashBrowser(browser);
  const before = await findResult({ id: linkId }, browserHash);
  await store.insertOpening({
    linkId,
    browserHash,
    origin: pass.origin,
    returnUrl: pass.returnUrl,
    socketHash: pass.socket === null ? null : hashSocket(pass.socket),
    knownAt: before?.outcome.at ?? null,
  });
}

/** Forgets from where a browser opened a link before: it now starts from the link itself. A socket goes on waiting. */
export async function forgetOpening({ linkId, browser }: Omit<Started, 'pass'>): Promise<void> {
  await store.deleteOpening(linkId, hashBrowser(browser));
}

/** The path of a link's connect page, which hands on what the page wants that opened it. */
export function connectPath(token: string, pass: Pass | undefined): string {
  const page = `/connect/${encodeURIComponent(token)}`;
  return pass ? `${page}?${new URLSearchParams({ pass: sealPass(token, pass) })}` : page;
}

const keptDays = 7;

/** Deletes the openings of browsers that started more than a week ago; a sign-in takes an hour at most. */
export async function pruneOpenings(): Promise<void> {
  await store.deleteOpenings(keptDays);
}

export type WindowRequest = {
  token: string;
  /** The `Origin` that the browser sent. */
  origin: string | null;
  /** Unique key of the one integration to offer. */
  integration: string | undefined;
  /** Where the same tab goes afterwards; undefined for a window of its own. */
  returnUrl: string | undefined;
};

export type WindowRefusal = 'closed' | 'origin' | 'return_url';

/** Where a tab may be led back to from a session that cannot be used: to a page that may embed something here. */
async function wayBack({ origin, returnUrl }: WindowRequest): Promise<string | undefined> {
  if (origin === null || returnUrl === undefined || !(await listAllowedOrigins()).includes(origin)) return undefined;
  return readReturnUrl(returnUrl, (place) => place === origin);
}

const over = new Set(['connected', 'expired', 'revoked']);

/** Whether a session has done its work, or cannot be used any more. */
export const isOver = ({ state }: SessionState) => over.has(state);

/** Of the integrations that a session offers those that pages of this origin may embed. */
export async function offeredOn(origin: string, { integrationIds }: SessionState, only: string | undefined) {
  const embeddable = await listEmbeddable(origin, integrationIds);
  if (only === undefined) return embeddable;
  const wanted = await findIntegration(only);
  return embeddable.filter((id) => id === wanted?.id);
}

/** Of the integrations of a session those that a ticket or pass offers. */
export async function offeredByPass(
  { origin, integrationId }: Pick<Pass, 'origin' | 'integrationId'>,
  integrationIds: readonly string[],
): Promise<string[]> {
  const allowed = origin === null ? [...integrationIds] : await listEmbeddable(origin, integrationIds);
  return integrationId === null ? allowed : allowed.filter((id) => id === integrationId);
}

/** An address on an allowed origin, as the browser would write it; undefined for any other text. */
function readReturnUrl(value: string, isAllowed: (origin: string) => boolean): string | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  // Percent-encoding makes it up to nine times as long, and a pass has room for so much.
  return isAllowed(url.origin) && url.href.length <= 2_048 ? url.href : undefined;
}

type Refused = { refused: WindowRefusal; returnUrl?: string | undefined };

/**
 * The path of the connect page that a customer's page opens in a window or in its own tab, or why it may not. The page's
 * origin must be allowed by the integrations that are then offered, and the address to return to must be on it.
 */
export async function openWindow(request: WindowRequest): Promise<{ path: string } | Refused> {
  const { token, origin, returnUrl } = request;
  const session = isToken(token) ? await findSessionState(token) : undefined;
  if (!session || isOver(session)) return { refused: 'closed', returnUrl: await wayBack(request) };
  const integrationIds = origin === null ? [] : await offeredOn(origin, session, request.integration);
  const [first] = integrationIds;
  if (first === undefined) return { refused: 'origin' };
  const back = returnUrl === undefined ? null : readReturnUrl(returnUrl, (place) => place === origin);
  if (back === undefined) return { refused: 'return_url' };
  const integrationId = request.integration === undefined ? null : first;
  return { path: connectPath(token, { origin, returnUrl: back, socket: null, integrationId }) };
}

type SocketWindow = { token: string; integration: string; socket: string | undefined };

/**
 * The address of the connect page for a window of Nango's SDK, which waits on a WebSocket. Undefined when the session
 * does not offer the integration; for a session that is over the page says so.
 */
export async function openSocketWindow({ token, integration, socket }: SocketWindow): Promise<string | undefined> {
  const address = (pass?: Pass) => `${env().publicUrl}${connectPath(token, pass)}`;
  const session = isToken(token) ? await findSessionState(token) : undefined;
  if (!session || isOver(session)) return address();
  const wanted = await findIntegration(integration);
  if (!wanted || !session.integrationIds.includes(wanted.id)) return undefined;
  return address({ origin: null, returnUrl: null, socket: socket ?? null, integrationId: wanted.id });
}
