import { z } from 'zod';
import { hashToken } from '#lib/ids';
import { open, seal, UnknownKeyError, VaultError } from '#lib/vault';

/** As long as the form of a connect page is good. */
const lifeMilliseconds = 2 * 60 * 60 * 1000;
/** An address is kept in histories and logs of proxies; the browser follows it at once. */
const addressMilliseconds = 60 * 1000;

const ticketSchema = z.object({
  token: z.string(),
  origin: z.string(),
  /** The one integration to offer; null: all of the session that the origin may embed. A list could be too long. */
  integrationId: z.string().nullable(),
  until: z.number(),
});
const passSchema = z.object({
  /** The page that opened the connect page; null where the browser did not tell. */
  origin: z.string().nullable(),
  /** Where the browser goes afterwards; null: it is a window of its own, which closes. */
  returnUrl: z.string().nullable(),
  /** Id of the WebSocket that waits for the outcome. */
  socket: z.string().nullable(),
  /** The one integration to offer; null: all of the link that the origin may embed, if there is one. */
  integrationId: z.string().nullable(),
  until: z.number(),
});

/** A session in a frame, and the origin of the page that delivered its token and that messages go to. */
export type Ticket = Omit<z.infer<typeof ticketSchema>, 'until'>;
/** What a connect page carries from the page that opened it to its own form. */
export type Pass = Omit<z.infer<typeof passSchema>, 'until'>;

/** Where a ticket stands: in the address of a frame, or in its page, which hands it back in requests' bodies. */
export type TicketPlace = 'address' | 'page';

const framePlace = (place: TicketPlace) => ({ table: 'embed', row: 'frame', column: place });
const windowPlace = (token: string) => ({ table: 'embed', row: hashToken(token).toString('hex'), column: 'pass' });

type Place = { table: string; row: string; column: string };

function openSealed<T>(sealed: unknown, place: Place, schema: z.ZodType<T>): T | undefined {
  if (typeof sealed !== 'string' || sealed.length > 4_096) return undefined;
  try {
    return schema.parse(JSON.parse(open(sealed, place)));
  } catch (error) {
    if (error instanceof VaultError || error instanceof UnknownKeyError) return undefined;
    throw error;
  }
}

const ifFresh = <T extends { until: number }>(value: T | undefined) =>
  value && value.until > Date.now() ? value : undefined;

/**
 * A text that stands for a session in a frame: for a minute in an address, for two hours in a page. The session token
 * cannot be read from it.
 */
export function sealTicket(ticket: Ticket, place: TicketPlace): string {
  const until = Date.now() + (place === 'address' ? addressMilliseconds : lifeMilliseconds);
  return seal(JSON.stringify({ ...ticket, until }), framePlace(place));
}

/** Undefined when it was not made by `sealTicket` for this place or is too old. */
export function openTicket(sealed: unknown, place: TicketPlace): Ticket | undefined {
  return ifFresh(openSealed(sealed, framePlace(place), ticketSchema));
}

/** The origin of the page around the frame that a ticket in an address was made for, however old it is. */
export function readTicketOrigin(sealed: string): string | undefined {
  return openSealed(sealed, framePlace('address'), ticketSchema)?.origin;
}

/** A query value for the connect page of the link with this token, good for two hours and for that link only. */
export function sealPass(token: string, pass: Pass): string {
  return seal(JSON.stringify({ ...pass, until: Date.now() + lifeMilliseconds }), windowPlace(token));
}

/** Undefined when it was not made by `sealPass` for this link or is too old. */
export function openPass(token: string, sealed: unknown): Pass | undefined {
  return ifFresh(openSealed(sealed, windowPlace(token), passSchema));
}
