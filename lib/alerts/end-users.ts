import { z } from 'zod';
import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { readBranding } from '#lib/branding/branding';
import { findConnection } from '#lib/connections/connections';
import type { ConnectionDetail } from '#lib/connections/schema';
import { db, type Transaction } from '#lib/db';
import { env } from '#lib/env';
import { findIntegration } from '#lib/integrations/integrations';
import { createReauthorizeLink } from '#lib/links/create-link';
import { findPersonsLanguage, revokeLink } from '#lib/links/links';
import { log } from '#lib/log';
import {
  type ClaimedNote,
  claimNote,
  findMailChannel,
  insertNotes,
  saveMailChannel,
  updateNote,
} from './end-user-store.ts';
import { endUserWords } from './end-user-words.ts';
import { AlertError } from './errors.ts';
import type { Mail } from './mail.ts';
import { sendsMail } from './schema.ts';
import { mailerOf } from './send.ts';
import { findChannelRow } from './store.ts';

/** A connection that needs reauthorization, and the event that reported it. */
export type Closed = { eventId: string; connectionId: string; uniqueKey: string };

const linkSeconds = 7 * 86_400;
/**
 * Minutes until the next attempt, by the number of failures. After the last one the mail is given up, because it is
 * outdated by then.
 */
const retryMinutes = [5, 30, 120, 720] as const;

/** The channel through which the end users of an integration get mail; undefined if they get none. */
export function readEndUserMail(integrationId: string): Promise<string | undefined> {
  return findMailChannel(integrationId);
}

/**
 * Sets through which channel's mail server the end users of an integration get their reauthorize links, if any.
 * @throws AlertError `not_found`
 */
export async function setEndUserMail(
  { id, uniqueKey }: { id: string; uniqueKey: string },
  channelId: string | null,
  by: Actor,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const channel = channelId === null ? undefined : await findChannelRow(channelId, tx);
    if (channelId !== null && !(channel && sendsMail(channel.kind))) throw new AlertError('not_found');
    await saveMailChannel(tx, id, channelId);
    const detail = { channel: channel?.name ?? 'none' };
    await audit(tx, { actor: by, action: 'integration.end-user-mail', subject: `integration:${uniqueKey}`, detail });
  });
}

/** Stores one mail for each connection that was closed, in the transaction that found the closed connections. */
export async function noteClosed(tx: Transaction, closed: readonly Closed[], at: Date): Promise<void> {
  const channels = new Map<string, string | undefined>();
  for (const { uniqueKey } of closed) {
    if (channels.has(uniqueKey)) continue;
    const integration = await findIntegration(uniqueKey);
    channels.set(uniqueKey, integration && (await findMailChannel(integration.id, tx)));
  }
  const notes = closed.flatMap(({ eventId, connectionId, uniqueKey }) => {
    const channelId = channels.get(uniqueKey);
    return channelId ? [{ id: eventId, connectionId, channelId, at }] : [];
  });
  await insertNotes(tx, notes);
}

/** The recipient of a mail about a connection; undefined if no single address is known, as for a whole tenant. */
function addresseeOf({ endUser, username }: ConnectionDetail): string | undefined {
  return z.email().safeParse(endUser?.email ?? username).data;
}

type Letter = { connection: ConnectionDetail; to: string; noteId: string };

async function write(send: (mail: Mail) => Promise<void>, { connection, to, noteId }: Letter): Promise<void> {
  const { id: connectionId, integrationId, integrationName: what } = connection;
  const { name, contact } = await readBranding();
  const operator = name ?? new URL(env().publicUrl).host;
  const words = endUserWords[(await findPersonsLanguage(connectionId)) ?? 'en'];
  const link = await createReauthorizeLink({ connectionId, integrationId }, 'system', { life: linkSeconds });
  const facts = { operator, what, url: link.url };
  const replyTo = contact?.address.includes('@') ? contact.address : undefined;
  const mail = {
    subject: words.subject(facts),
    text: `${words.text(facts)}\n`,
    id: noteId,
    fromName: operator,
    replyTo,
  };
  try {
    await send({ ...mail, to: [to] });
  } catch (error) {
    // The mail was not sent, so its link must not stay usable.
    await revokeLink(link.id, 'system').catch(() => undefined);
    throw error;
  }
}

async function handle({ id, connectionId, channelId, tries }: ClaimedNote, now: Date): Promise<void> {
  const connection = await findConnection(connectionId);
  const isStillClosed = connection?.status === 'needs_reauthorization';
  try {
    const channel = isStillClosed ? await findChannelRow(channelId) : undefined;
    const mailer = channel && mailerOf(channel);
    const to = connection && addresseeOf(connection);
    if (mailer && to) await write(mailer.send, { connection, to, noteId: id });
    await updateNote(id, { doneAt: now });
  } catch (error) {
    const minutes = retryMinutes[tries - 1];
    log().warn({ error, connection: connectionId, tries }, 'a person could not be written to');
    await updateNote(id, minutes ? { nextAt: new Date(now.getTime() + minutes * 60_000) } : { doneAt: now });
  }
}

/** Sends the mails that are due. A mail whose connection works again is dropped. Each mail is sent by one process. */
export async function mailEndUsers(now = new Date()): Promise<void> {
  for (let note = await claimNote(now); note; note = await claimNote(now)) await handle(note, now);
}
