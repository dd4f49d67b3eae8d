import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { findConnection } from '#lib/connections/connections';
import { ConnectionError } from '#lib/connections/errors';
import type { ConnectionDetail } from '#lib/connections/schema';
import { db } from '#lib/db';
import { hashToken, isToken, newId, newToken } from '#lib/ids';
import { isLiveKey } from '#lib/keys/keys';
import { placeOf } from './place.ts';
import { type NewSession, newSessionSchema, type PickerSession, type Place } from './schema.ts';
import * as store from './store.ts';

/**
 * Makes a picker session for a connection (its row id): whoever holds its token, on a page of one of the origins, gets
 * tokens for the hosts of the connection's picker until it ends, or the API key that made it is revoked. Only the
 * result holds its token in plain text.
 * @throws ConnectionError `not_found`; PickerError as `placeOf`; ZodError when the input is not what `newSessionSchema`
 *   asks for
 */
export async function createPickerSession(
  { connectionId: row, ...input }: NewSession & { connectionId: string },
  { actor, apiKeyId }: { actor: Actor; apiKeyId?: string | undefined },
): Promise<{ token: string; expiresAt: Date }> {
  const { origins, life, entry } = newSessionSchema.parse(input);
  const connection = await findConnection(row);
  if (!connection) throw new ConnectionError('not_found');
  placeOf(connection, entry);
  const token = newToken();
  const session = { id: newId(), connectionId: row, origins, entry, createdBy: actor, apiKeyId, life };
  const expiresAt = await db().$transaction(async (tx) => {
    const expiresAt = await store.insertSession(tx, { ...session, tokenHash: hashToken(token) });
    const detail = { session: session.id, origins, expiresAt: expiresAt.toISOString() };
    const subject = `connection:${connection.connectionId}`;
    await audit(tx, { actor, action: 'picker-session.created', subject, detail });
    return expiresAt;
  });
  return { token, expiresAt };
}

/** The session of a token, also one that has ended; undefined when there is none, or it ended more than a week ago. */
export async function findPickerSession(token: string): Promise<PickerSession | undefined> {
  const found = isToken(token) ? await store.findByHash(hashToken(token)) : undefined;
  if (!found) return undefined;
  const { apiKeyId, ...session } = found;
  const isRevoked = apiKeyId !== null && !(await isLiveKey(apiKeyId));
  return { ...session, hasEnded: session.hasEnded || isRevoked };
}

/** @throws ConnectionError `not_found` */
export async function findSessionConnection({
  connectionId,
}: Pick<PickerSession, 'connectionId'>): Promise<ConnectionDetail> {
  const connection = await findConnection(connectionId);
  if (!connection) throw new ConnectionError('not_found');
  return connection;
}

/** A session's connection and where its picker opens. @throws ConnectionError `not_found`; PickerError as `placeOf` */
export async function openPickerSession(
  session: Pick<PickerSession, 'connectionId' | 'entry'>,
): Promise<{ connection: ConnectionDetail; place: Place }> {
  const connection = await findSessionConnection(session);
  return { connection, place: placeOf(connection, session.entry) };
}

/** Ends a session: its token gets nothing any more. Ending it twice changes nothing. */
export async function endPickerSession({ id }: Pick<PickerSession, 'id'>): Promise<void> {
  await store.endSession(id);
}

const keptDays = 7;

/** Deletes sessions that ended more than a week ago. Until then, a page that asks is told that its session has ended. */
export async function prunePickerSessions(): Promise<void> {
  await store.deleteEnded(keptDays);
}
