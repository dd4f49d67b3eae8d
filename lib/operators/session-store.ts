import { z } from 'zod';
import { noteChange } from '#lib/changes';
import { db, pool, type Transaction } from '#lib/db';
import { roles } from '#lib/roles';
import {
  proofMinutes,
  type Session,
  type SignedIn,
  type SignInMethod,
  sessionDays,
  sessionHours,
  signInMethods,
} from './schema.ts';

const idleMilliseconds = sessionHours * 3_600_000;
const lifeMilliseconds = sessionDays * 86_400_000;

/** The oldest times that a usable session can have. */
const usableSince = () => ({
  lastSeenAt: new Date(Date.now() - idleMilliseconds),
  createdAt: new Date(Date.now() - lifeMilliseconds),
});

export type NewSession = {
  id: string;
  operatorId: string;
  method: SignInMethod;
  userAgent: string;
  address: string;
};

/** Also deletes the operator's sessions that ended longer ago than a session can last. */
export async function insertSession(tx: Transaction, session: NewSession): Promise<void> {
  const { lastSeenAt, createdAt } = usableSince();
  const over = { OR: [{ lastSeenAt: { lt: lastSeenAt } }, { createdAt: { lt: createdAt } }] };
  await tx.operatorSession.deleteMany({ where: { operatorId: session.operatorId, ...over } });
  await tx.operatorSession.create({ data: session, select: { id: true } });
}

const found = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  is_due: z.boolean(),
});

export type LiveSession = {
  operator: SignedIn;
  /** Whether the last use was noted more than a minute ago, so that it should be noted again. */
  isDue: boolean;
};

export type SessionClaims = { sessionId: string; operatorId: string; sessionVersion: number };

/** Reads operator and session in one statement, comparing all times with the database's clock. */
export async function findLiveSession(claims: SessionClaims): Promise<LiveSession | undefined> {
  const { rows } = await pool().query({
    name: 'operator-session:find',
    text: `select o.id, o.email, o.name, o.role::text,
                  s.last_seen_at < now() - interval '1 minute' as is_due
             from operator_session s join operator o on o.id = s.operator_id
            where s.id = $1 and o.id = $2 and o.session_version = $3 and s.revoked_at is null
              and s.last_seen_at > now() - make_interval(hours => $4)
              and s.created_at > now() - make_interval(days => $5)`,
    values: [claims.sessionId, claims.operatorId, claims.sessionVersion, sessionHours, sessionDays],
  });
  if (!rows[0]) return undefined;
  const { is_due: isDue, ...operator } = found.parse(rows[0]);
  return { operator: { ...operator, sessionId: claims.sessionId }, isDue };
}

const version = z.object({ id: z.uuid(), version: z.number() });

/** The version of the operator's password for each of these sessions that can still be used. */
export async function findLiveVersions(ids: readonly string[]): Promise<{ id: string; version: number }[]> {
  const { rows } = await pool().query(
    `select s.id, o.session_version as version from operator_session s join operator o on o.id = s.operator_id
      where s.id = any($1) and s.revoked_at is null and s.last_seen_at > now() - make_interval(hours => $2)
        and s.created_at > now() - make_interval(days => $3)`,
    [ids, sessionHours, sessionDays],
  );
  return version.array().parse(rows);
}

/** Whether the operator confirmed their identity in this session within the last `proofMinutes`. */
export async function isFreshSession({ id, operatorId }: { id: string; operatorId: string }): Promise<boolean> {
  const { rowCount } = await pool().query(
    `select 1 from operator_session
      where id = $1 and operator_id = $2 and confirmed_at > now() - make_interval(mins => $3)`,
    [id, operatorId, proofMinutes],
  );
  return rowCount === 1;
}

/** Records that the operator of a session has just confirmed their identity. */
export async function updateConfirmed({ id, operatorId }: { id: string; operatorId: string }): Promise<void> {
  await pool().query('update operator_session set confirmed_at = now() where id = $1 and operator_id = $2', [
    id,
    operatorId,
  ]);
}

/** Of several simultaneous requests only one writes. */
export async function updateLastSeen(sessionId: string): Promise<void> {
  await pool().query({
    name: 'operator-session:seen',
    text: `update operator_session set last_seen_at = now()
            where id = $1 and last_seen_at < now() - interval '1 minute' and revoked_at is null`,
    values: [sessionId],
  });
}

const columns = {
  id: true,
  operator: { select: { id: true, name: true, email: true } },
  method: true,
  userAgent: true,
  address: true,
  createdAt: true,
  lastSeenAt: true,
} as const;

const method = z.enum(signInMethods).catch('password');

/** Usable sessions, most recently used first, of one operator or of all. */
export async function listSessionRows(operatorId?: string): Promise<Session[]> {
  const { lastSeenAt, createdAt } = usableSince();
  const live = { revokedAt: null, lastSeenAt: { gt: lastSeenAt }, createdAt: { gt: createdAt } };
  const rows = await db().operatorSession.findMany({
    where: { ...live, ...(operatorId && { operatorId }) },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
    take: 500,
    select: columns,
  });
  return rows.map((row) => ({ ...row, method: method.parse(row.method) }));
}

export type Ended = { id: string; operator: { email: string } };

/** Ends a session, optionally only if it belongs to this operator; undefined if there was none to end. */
export async function takeSession(
  tx: Transaction,
  { id, operatorId }: { id: string; operatorId?: string | undefined },
): Promise<Ended | undefined> {
  const rows = await tx.operatorSession.updateManyAndReturn({
    where: { id, revokedAt: null, ...(operatorId && { operatorId }) },
    data: { revokedAt: new Date() },
    select: { id: true, operator: { select: { email: true } } },
  });
  if (rows[0]) await noteChange('session', id, tx);
  return rows[0];
}

/** Ends every session of an operator except one, and returns how many. */
export async function revokeOthers(
  tx: Transaction,
  { operatorId, keep }: { operatorId: string; keep: string },
): Promise<number> {
  const where = { operatorId, revokedAt: null, id: { not: keep } };
  const { count } = await tx.operatorSession.updateMany({ where, data: { revokedAt: new Date() } });
  if (count > 0) await noteChange('session', '', tx);
  return count;
}
