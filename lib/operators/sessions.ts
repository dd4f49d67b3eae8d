import { audit } from '#lib/audit/audit';
import { operatorActor } from '#lib/audit/schema';
import { db } from '#lib/db';
import { newId } from '#lib/ids';
import { log } from '#lib/log';
import { OperatorError } from './errors.ts';
import type { Session, SignedIn, SignInMethod } from './schema.ts';
import {
  findLiveSession,
  insertSession,
  listSessionRows,
  revokeOthers,
  type SessionClaims,
  takeSession,
  updateLastSeen,
} from './session-store.ts';

const longestUserAgent = 400;

/** Where a sign-in comes from; `before` is the session its cookie named until now. */
export type Browser = { userAgent: string; address: string; before: string | undefined };

/**
 * Notes a browser that has just signed in; its session's id goes into the cookie. The session this browser had before
 * ends: nobody could end it from there any more, and copies of its cookie would stay good.
 */
export async function openSession(
  operatorId: string,
  { method, userAgent, address, before }: Browser & { method: SignInMethod },
): Promise<string> {
  const id = newId();
  const session = { id, operatorId, method, userAgent: userAgent.slice(0, longestUserAgent), address };
  await db().$transaction(async (tx) => {
    if (before) await takeSession(tx, { id: before });
    await insertSession(tx, session);
  });
  return id;
}

/**
 * The operator of a session, unless they were removed or the session was ended since; asks the database each time.
 * That the session was used is noted once a minute at most.
 */
export async function findSessionOperator(claims: SessionClaims): Promise<SignedIn | undefined> {
  const live = await findLiveSession(claims);
  if (!live) return undefined;
  if (live.isDue)
    await updateLastSeen(claims.sessionId).catch((error: unknown) =>
      log().warn({ error }, 'the use of a session could not be noted'),
    );
  return live.operator;
}

/** Sessions that can be used, the one used last first: one operator's, or everybody's. */
export function listSessions(operatorId?: string): Promise<Session[]> {
  return listSessionRows(operatorId);
}

/** What a sign-out does: the session ends, also in copies of its cookie. */
export async function endOwnSession(sessionId: string): Promise<void> {
  await db().$transaction((tx) => takeSession(tx, { id: sessionId }));
}

/**
 * Ends a session: one's own, or anybody's where `whose` says so.
 * @throws OperatorError `session_gone`
 */
export async function endSession(id: string, by: SignedIn, whose: 'own' | 'anybody'): Promise<void> {
  await db().$transaction(async (tx) => {
    const ended = await takeSession(tx, { id, operatorId: whose === 'own' ? by.id : undefined });
    if (!ended) throw new OperatorError('session_gone');
    const subject = `operator:${ended.operator.email}`;
    await audit(tx, { actor: operatorActor(by), action: 'operator.session-ended', subject, detail: { session: id } });
  });
}

/** Ends every session of an operator but the one they ask from; returns how many there were. */
export async function endOtherSessions(by: SignedIn): Promise<number> {
  return db().$transaction(async (tx) => {
    const count = await revokeOthers(tx, { operatorId: by.id, keep: by.sessionId });
    const actor = operatorActor(by);
    if (count > 0)
      await audit(tx, { actor, action: 'operator.sessions-ended', subject: actor, detail: { sessions: count } });
    return count;
  });
}
