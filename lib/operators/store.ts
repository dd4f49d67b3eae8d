import { db, type Transaction } from '#lib/db';
import { OperatorError } from './errors.ts';
import type { Member, Operator, Role } from './schema.ts';

const operatorColumns = { id: true, email: true, name: true, role: true } as const;
const memberColumns = { ...operatorColumns, createdAt: true, lastSignInAt: true } as const;

/** An operator together with what a session carries. */
export type SessionOperator = Operator & { sessionVersion: number };

/** Waits for every other change of the set of operators; held until the transaction ends. */
export async function lockOperators(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('latchkey.operator', 0))`;
}

export function countOperators(tx: Transaction = db()): Promise<number> {
  return tx.operator.count();
}

export function countOwners(tx: Transaction): Promise<number> {
  return tx.operator.count({ where: { role: 'owner' } });
}

export type NewOperator = Operator & { passwordHash: string };

/** @throws OperatorError `email_taken` */
export async function insertOperator(tx: Transaction, operator: NewOperator): Promise<SessionOperator> {
  const taken = await tx.operator.findUnique({ where: { email: operator.email }, select: { id: true } });
  if (taken) throw new OperatorError('email_taken');
  return tx.operator.create({ data: operator, select: { ...operatorColumns, sessionVersion: true } });
}

export async function findOperatorForSession(id: string, sessionVersion: number): Promise<Operator | undefined> {
  const row = await db().operator.findUnique({ where: { id, sessionVersion }, select: operatorColumns });
  return row ?? undefined;
}

export async function findPasswordHash(
  who: { email: string } | { id: string },
): Promise<(SessionOperator & { passwordHash: string }) | undefined> {
  const select = { ...operatorColumns, sessionVersion: true, passwordHash: true } as const;
  const row = await db().operator.findUnique({ where: who, select });
  return row?.passwordHash ? { ...row, passwordHash: row.passwordHash } : undefined;
}

export async function updateLastSignIn(tx: Transaction, id: string): Promise<void> {
  await tx.operator.updateMany({ where: { id }, data: { lastSignInAt: new Date() } });
}

/** Stores a password and ends every session of the operator. */
export async function updatePassword(
  tx: Transaction,
  { id, passwordHash }: { id: string; passwordHash: string },
): Promise<SessionOperator> {
  const rows = await tx.operator.updateManyAndReturn({
    where: { id },
    data: { passwordHash, sessionVersion: { increment: 1 } },
    select: { ...operatorColumns, sessionVersion: true },
  });
  if (!rows[0]) throw new OperatorError('not_found');
  return rows[0];
}

export function listMembers(): Promise<Member[]> {
  return db().operator.findMany({ select: memberColumns, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
}

/** @throws OperatorError `not_found` */
export async function readOperator(tx: Transaction, id: string): Promise<Operator> {
  const row = await tx.operator.findUnique({ where: { id }, select: operatorColumns });
  if (!row) throw new OperatorError('not_found');
  return row;
}

export async function updateRole(tx: Transaction, { id, role }: { id: string; role: Role }): Promise<void> {
  await tx.operator.update({ where: { id }, data: { role }, select: { id: true } });
}

export async function deleteOperator(tx: Transaction, id: string): Promise<void> {
  await tx.operator.delete({ where: { id }, select: { id: true } });
}
