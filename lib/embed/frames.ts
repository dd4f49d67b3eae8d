import { startAttempt } from '#lib/connections/connect/attempt';
import { findLinkByToken } from '#lib/links/open-link';
import type { OpenLink } from '#lib/links/schema';
import { findSessionState, type SessionState } from '#lib/links/session';
import { offeredByPass, offeredOn, recordOpening } from './openings.ts';
import { openTicket, sealTicket, type Ticket, type TicketPlace } from './ticket.ts';

type FrameRequest = { token: string; origin: string; integration: string | undefined };

/**
 * A ticket for the address of the page that shows a session in a frame, when the origin that delivered its token is allowed by the
 * integrations that are then offered; otherwise undefined. A session that is over gets one too: its page says so.
 */
export async function admitFrame({ token, origin, integration }: FrameRequest): Promise<string | undefined> {
  const session = await findSessionState(token);
  if (!session) return undefined;
  const integrationIds = await offeredOn(origin, session, integration);
  const [first] = integrationIds;
  if (first === undefined) return undefined;
  return sealTicket({ token, origin, integrationId: integration === undefined ? null : first }, 'address');
}

/** A session in a frame that may still be shown there: its ticket, its state, and its link while that can be used. */
export type Frame = { ticket: Ticket; session: SessionState; link: OpenLink | undefined; integrationIds: string[] };

/** Undefined when the ticket is none, too old, or the origin is no longer allowed. */
export async function findFrame(sealed: string, place: TicketPlace): Promise<Frame | undefined> {
  const ticket = openTicket(sealed, place);
  if (!ticket) return undefined;
  const session = await findSessionState(ticket.token);
  if (!session) return undefined;
  const integrationIds = await offeredByPass(ticket, session.integrationIds);
  if (integrationIds.length === 0) return undefined;
  const link = await findLinkByToken(ticket.token, { opener: 'probe' });
  return { ticket, session, link: 'closed' in link ? undefined : link, integrationIds };
}

/**
 * Starts a sign-in from the page of a frame, in the window that the frame's form opened: that is where its cookie counts. Returns
 * where to send the window; undefined when the frame may not or the link is over.
 * @throws whatever `startAttempt` does.
 */
export async function startFromFrame(
  sealed: string,
  { integrationId, browser, place }: { integrationId: string; browser: string; place: 'window' | 'same tab' },
): Promise<{ redirectTo: string } | undefined> {
  const frame = await findFrame(sealed, 'page');
  if (!frame?.link || !frame.integrationIds.includes(integrationId)) return undefined;
  const { id: linkId } = frame.link;
  const { origin } = frame.ticket;
  // A frame does not know the address of the page around it.
  const returnUrl = place === 'window' ? null : `${origin}/`;
  const pass = { origin, returnUrl, socket: null, integrationId };
  await recordOpening({ linkId, browser, pass });
  return startAttempt({ linkId, integrationId, browser });
}
