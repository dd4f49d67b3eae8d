import { audit } from '#lib/audit/audit';
import { type Actor, operatorActor } from '#lib/audit/schema';
import { readBranding } from '#lib/branding/branding';
import { db, type Transaction } from '#lib/db';
import type { Role } from '#lib/roles';
import { OperatorError } from './errors.ts';
import { withdrawInvitations } from './invitations.ts';
import { hashPassword } from './password.ts';
import { requireStrongPassword } from './password-strength.ts';
import type { Member, Operator, SignedIn } from './schema.ts';
import { revokeOthers } from './session-store.ts';
import { confirmPassword } from './sign-in.ts';
import {
  countOwners,
  deleteOperator,
  findMember,
  listMembers,
  lockOperators,
  readOperator,
  type SessionOperator,
  updatePassword,
  updateRole,
} from './store.ts';

/** All operators, oldest first. */
export function listOperators(): Promise<Member[]> {
  return listMembers();
}

/** One operator with the ways in which they can sign in. */
export function findOperatorById(id: string): Promise<Member | undefined> {
  return findMember(id);
}

async function keepAnOwner(tx: Transaction, leaving: Operator): Promise<void> {
  if (leaving.role === 'owner' && (await countOwners(tx)) === 1) throw new OperatorError('last_owner');
}

/** Somebody who is no longer an owner must not become one again by an invitation they wrote themselves. */
async function withdrawOwn(tx: Transaction, { email }: Operator, by: Actor): Promise<void> {
  await withdrawInvitations(tx, { createdBy: operatorActor({ email }) }, by);
}

/**
 * Gives an operator another role, effective from their next request.
 * @throws OperatorError `not_found`, or `last_owner` when there would be no owner left.
 */
export async function changeRole({ id, role }: { id: string; role: Role }, by: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockOperators(tx);
    const operator = await readOperator(tx, id);
    if (operator.role === role) return;
    await keepAnOwner(tx, operator);
    await updateRole(tx, { id, role });
    await withdrawOwn(tx, operator, by);
    const detail = { from: operator.role, to: role };
    await audit(tx, { actor: by, action: 'operator.role-changed', subject: operatorActor(operator), detail });
  });
}

/**
 * Removes an operator together with their sessions and the invitations they wrote.
 * @throws OperatorError `not_found`, or `last_owner` when there would be no owner left.
 */
export async function removeOperator(id: string, by: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockOperators(tx);
    const operator = await readOperator(tx, id);
    await keepAnOwner(tx, operator);
    await deleteOperator(tx, id);
    await withdrawOwn(tx, operator, by);
    await audit(tx, { actor: by, action: 'operator.removed', subject: operatorActor(operator) });
  });
}

/**
 * Changes an operator's own password and ends all their sessions except the current one, which continues with the
 * returned operator.
 * @throws OperatorError `password_wrong`; WeakPasswordError; RateLimitError.
 */
export async function changePassword(
  { operator, current, password }: { operator: SignedIn; current: string; password: string },
  address: string,
): Promise<SessionOperator> {
  await confirmPassword({ operator, password: current }, address);
  await requireStrongPassword(password, { ...operator, organization: (await readBranding()).name });
  const passwordHash = await hashPassword(password);
  return db().$transaction(async (tx) => {
    const changed = await updatePassword(tx, { id: operator.id, passwordHash });
    const sessions = await revokeOthers(tx, { operatorId: operator.id, keep: operator.sessionId });
    const actor = operatorActor(operator);
    await audit(tx, {
      actor,
      action: 'operator.password-changed',
      subject: actor,
      detail: { sessionsEnded: sessions },
    });
    return changed;
  });
}
