import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { operatorActor } from '#lib/audit/schema';
import { db, type Transaction } from '#lib/db';
import { newId } from '#lib/ids';
import { OperatorError } from './errors.ts';
import { hashPassword } from './password.ts';
import type { Member, Operator, Role } from './schema.ts';
import { confirmPassword } from './sign-in.ts';
import {
  countOwners,
  deleteOperator,
  insertOperator,
  listMembers,
  lockOperators,
  readOperator,
  type SessionOperator,
  updatePassword,
  updateRole,
} from './store.ts';

/** All operators, the first one first. */
export function listOperators(): Promise<Member[]> {
  return listMembers();
}

/**
 * Adds an operator with a first password, which they can change.
 * @throws OperatorError `email_taken`
 */
export async function addOperator(
  added: { name: string; email: string; role: Role; password: string },
  by: Actor,
): Promise<void> {
  const { password, ...operator } = added;
  const passwordHash = await hashPassword(password);
  await db().$transaction(async (tx) => {
    await lockOperators(tx);
    await insertOperator(tx, { id: newId(), ...operator, passwordHash });
    const detail = { role: operator.role };
    await audit(tx, { actor: by, action: 'operator.added', subject: `operator:${operator.email}`, detail });
  });
}

async function keepAnOwner(tx: Transaction, leaving: Operator): Promise<void> {
  if (leaving.role === 'owner' && (await countOwners(tx)) === 1) throw new OperatorError('last_owner');
}

/**
 * Gives an operator another role; it counts from their next request.
 * @throws OperatorError `not_found`, or `last_owner` when nobody would be owner any more.
 */
export async function changeRole({ id, role }: { id: string; role: Role }, by: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockOperators(tx);
    const operator = await readOperator(tx, id);
    if (operator.role === role) return;
    await keepAnOwner(tx, operator);
    await updateRole(tx, { id, role });
    const detail = { from: operator.role, to: role };
    await audit(tx, { actor: by, action: 'operator.role-changed', subject: `operator:${operator.email}`, detail });
  });
}

/**
 * Removes an operator; their sessions end with it.
 * @throws OperatorError `not_found`, or `last_owner` when nobody would be owner any more.
 */
export async function removeOperator(id: string, by: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockOperators(tx);
    const operator = await readOperator(tx, id);
    await keepAnOwner(tx, operator);
    await deleteOperator(tx, id);
    await audit(tx, { actor: by, action: 'operator.removed', subject: `operator:${operator.email}` });
  });
}

/**
 * Changes an operator's own password and ends all their sessions; the returned operator fits a new one.
 * @throws OperatorError `password_wrong`; RateLimitError.
 */
export async function changePassword(
  { operator, current, password }: { operator: Operator; current: string; password: string },
  address: string,
): Promise<SessionOperator> {
  await confirmPassword({ operator, password: current }, address);
  const passwordHash = await hashPassword(password);
  return db().$transaction(async (tx) => {
    const changed = await updatePassword(tx, { id: operator.id, passwordHash });
    const actor = operatorActor(operator);
    await audit(tx, { actor, action: 'operator.password-changed', subject: actor });
    return changed;
  });
}
