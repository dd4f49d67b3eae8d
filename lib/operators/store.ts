import { noteChange } from '#lib/changes';
import { db, type Transaction } from '#lib/db';
import type { Role } from '#lib/roles';
import { OperatorError } from './errors.ts';
import type { Member, Operator } from './schema.ts';

const operatorColumns = { id: true, email: true, name: true, role: true } as const;
const memberColumns = {
  ...operatorColumns,
  createdAt: true,
  lastSignInAt: true,
  passwordHash: true,
  entraOid: true,
} as const;

const sessionColumns = { ...operatorColumns, sessionVersion: true } as const;

/** An operator together with the data that a session carries. */
export type SessionOperator = Operator & { sessionVersion: number };

/** Locks the set of operators against other changes until the transaction ends. */
export async function lockOperators(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('latchkey.operator', 0))`;
}

export function countOperators(tx: Transaction = db()): Promise<number> {
  return tx.operator.count();
}

export function countOwners(tx: Transaction): Promise<number> {
  return tx.operator.count({ where: { role: 'owner' } });
}

/** A Microsoft account, identified by the two ids that never change and are never reused. */
export type EntraAccount = { tid: string; oid: string };

/** Can sign in with a password, a Microsoft account, or both. */
export type NewOperator = Operator & { passwordHash: string | null; entra?: EntraAccount };

export async function findByEmail(email: string, tx: Transaction): Promise<{ id: string } | undefined> {
  return (await tx.operator.findUnique({ where: { email }, select: { id: true } })) ?? undefined;
}

/** @throws OperatorError `email_taken`, `entra_taken` */
export async function insertOperator(tx: Transaction, operator: NewOperator): Promise<SessionOperator> {
  if (await findByEmail(operator.email, tx)) throw new OperatorError('email_taken');
  if (operator.entra && (await findByEntra(operator.entra, tx))) throw new OperatorError('entra_taken');
  const { entra, ...columns } = operator;
  const data = { ...columns, entraTid: entra?.tid ?? null, entraOid: entra?.oid ?? null };
  return tx.operator.create({ data, select: sessionColumns });
}

export async function findPasswordHash(
  who: { email: string } | { id: string },
): Promise<(SessionOperator & { passwordHash: string }) | undefined> {
  const select = { ...sessionColumns, passwordHash: true } as const;
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
    select: sessionColumns,
  });
  if (!rows[0]) throw new OperatorError('not_found');
  await noteChange('session', '', tx);
  return rows[0];
}

type MemberRow = Omit<Member, 'hasPassword' | 'hasEntra'> & { passwordHash: string | null; entraOid: string | null };

const toMember = ({ passwordHash, entraOid, ...member }: MemberRow): Member => ({
  ...member,
  hasPassword: passwordHash !== null,
  hasEntra: entraOid !== null,
});

export async function listMembers(): Promise<Member[]> {
  const orderBy = [{ createdAt: 'asc' }, { id: 'asc' }] as const;
  const rows = await db().operator.findMany({ select: memberColumns, orderBy: [...orderBy] });
  return rows.map(toMember);
}

export async function findMember(id: string, tx: Transaction = db()): Promise<Member | undefined> {
  const row = await tx.operator.findUnique({ where: { id }, select: memberColumns });
  return row ? toMember(row) : undefined;
}

export async function findByEntra(
  { tid, oid }: EntraAccount,
  tx: Transaction = db(),
): Promise<SessionOperator | undefined> {
  const where = { entraTid_entraOid: { entraTid: tid, entraOid: oid } };
  return (await tx.operator.findUnique({ where, select: sessionColumns })) ?? undefined;
}

/** Sets or removes the Microsoft account an operator signs in with. */
export async function updateEntra(
  tx: Transaction,
  { id, entra }: { id: string; entra: EntraAccount | null },
): Promise<void> {
  const data = { entraTid: entra?.tid ?? null, entraOid: entra?.oid ?? null };
  await tx.operator.update({ where: { id }, data, select: { id: true } });
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
