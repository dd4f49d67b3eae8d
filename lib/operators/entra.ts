import { audit } from '#lib/audit/audit';
import { operatorActor } from '#lib/audit/schema';
import { db } from '#lib/db';
import type { EntraIdentity } from './entra-schema.ts';
import { OperatorError } from './errors.ts';
import type { Operator, SignedIn } from './schema.ts';
import { updateConfirmed } from './session-store.ts';
import { recordSignIn } from './sign-in.ts';
import { arePasswordsOn, isEntraOn } from './sign-in-settings.ts';
import { findByEntra, findMember, lockOperators, type SessionOperator, updateEntra } from './store.ts';

/**
 * The operator whose Microsoft account has just signed in. Only `tid` and `oid` are compared, because a stranger can
 * have any name or e-mail address.
 * @throws OperatorError `entra_unknown`, `entra_off`
 */
export async function signInWithEntra({ tid, oid }: EntraIdentity): Promise<SessionOperator> {
  if (!(await isEntraOn())) throw new OperatorError('entra_off');
  const operator = await findByEntra({ tid, oid });
  if (!operator) throw new OperatorError('entra_unknown');
  await recordSignIn(operator, 'entra');
  return operator;
}

/**
 * Accepts a new sign-in at Microsoft as proof of the operator's identity, for the next `proofMinutes` of the session.
 * @throws OperatorError `entra_other` for an account that is not this operator's
 */
export async function confirmWithEntra(operator: SignedIn, { tid, oid }: EntraIdentity): Promise<void> {
  const holder = await findByEntra({ tid, oid });
  if (holder?.id !== operator.id) throw new OperatorError('entra_other');
  await updateConfirmed({ id: operator.sessionId, operatorId: operator.id });
}

/**
 * Lets a signed-in operator sign in with this Microsoft account from now on, instead of an earlier one.
 * @throws OperatorError `entra_taken`
 */
export async function connectEntra(operator: Operator, { tid, oid, username }: EntraIdentity): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockOperators(tx);
    const holder = await findByEntra({ tid, oid }, tx);
    if (holder && holder.id !== operator.id) throw new OperatorError('entra_taken');
    await updateEntra(tx, { id: operator.id, entra: { tid, oid } });
    const actor = operatorActor(operator);
    const detail = { tid, oid, username };
    await audit(tx, { actor, action: 'operator.entra-connected', subject: actor, detail });
  });
}

/**
 * Removes the Microsoft account that an operator signs in with.
 * @throws OperatorError `entra_only_way` when they would have no other way to sign in, `not_found`
 */
export async function disconnectEntra(operator: Operator): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockOperators(tx);
    const member = await findMember(operator.id, tx);
    if (!member) throw new OperatorError('not_found');
    if (!member.hasPassword || !(await arePasswordsOn(tx))) throw new OperatorError('entra_only_way');
    await updateEntra(tx, { id: operator.id, entra: null });
    const actor = operatorActor(operator);
    await audit(tx, { actor, action: 'operator.entra-disconnected', subject: actor });
  });
}
