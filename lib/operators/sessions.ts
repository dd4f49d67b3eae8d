import { audit } from '#lib/audit/audit';
import { operatorActor } from '#lib/audit/schema';
import { db } from '#lib/db';
import { newId } from '#lib/ids';
import { log } from '#lib/log';
import { OperatorError } from './errors.ts';
import type { Session, SignedIn, SignInMethod } from './schema.ts';
import {
  findLiveSession,
  findLiveVersions,
  insertSession,
  listSessionRows,
  revokeOthers,
  type SessionClaims,
  takeSession,
  updateLastSeen,
} from './session-store.ts';

const longestUserAgent = 400;

/** The browser that signs in. `before` is the session that its cookie has named until now. */
export type Browser = { userAgent: string; address: string; before: string | undefined };

/**
 * Creates a session for a browser that has just signed in, and returns the id for its cookie. The browser's previous
 * session ends: nobody could end it there any more, while copies of its cookie would still work.
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
 * The operator of a session, unless the session was ended or the operator removed. Asks the database each time, and
 * records the use once a minute at most.
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

/**
 * Which of these sessions can still be used, without counting as a use, each with a number that changes when its cookie
 * is no longer valid.
 */
export async function readLiveSessions(ids: readonly string[]): Promise<Map<string, number>> {
  return new Map((await findLiveVersions(ids)).map(({ id, version }) => [id, version]));
}

/** Usable sessions, most recently used first: one operator's, or everybody's. */
export function listSessions(operatorId?: string): Promise<Session[]> {
  return listSessionRows(operatorId);
}

/** Ends the session for a sign-out, so that copies of its cookie stop working too. */
export async function signOutSession(sessionId: string): Promise<void> {
  await db().$transaction((tx) => takeSession(tx, { id: sessionId }));
}

/**
 * Ends a session: the operator's own, or anybody's if `whose` says so.
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

/** Ends all other sessions of the operator, and returns how many there were. */
export async function endOtherSessions(by: SignedIn): Promise<number> {
  return db().$transaction(async (tx) => {
    const count = await revokeOthers(tx, { operatorId: by.id, keep: by.sessionId });
    const actor = operatorActor(by);
    if (count > 0)
      await audit(tx, { actor, action: 'operator.sessions-ended', subject: actor, detail: { sessions: count } });
    return count;
  });
}
