import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db } from '#lib/db';
import { newId } from '#lib/ids';
import { OperatorError } from './errors.ts';
import { hashPassword } from './password.ts';
import { requireStrongPassword } from './password-strength.ts';
import { checkSetupToken, forgetSetupToken } from './setup-token.ts';
import { recordSignIn } from './sign-in.ts';
import { countOperators, insertOperator, lockOperators, type SessionOperator } from './store.ts';

type FirstOwner = { name: string; email: string; password: string };

/** Whether an operator exists. */
export async function isSetUp(): Promise<boolean> {
  return (await countOperators()) > 0;
}

/**
 * Creates the first owner. Of several simultaneous callers one succeeds.
 * @throws OperatorError `already_set_up` when any operator exists; WeakPasswordError
 */
export async function createFirstOwner(owner: FirstOwner, by: Actor = 'console'): Promise<SessionOperator> {
  const { name, email, password } = owner;
  await requireStrongPassword(password, owner);
  const passwordHash = await hashPassword(password);
  return db().$transaction(async (tx) => {
    await lockOperators(tx);
    if ((await countOperators(tx)) > 0) throw new OperatorError('already_set_up');
    const made = await insertOperator(tx, { id: newId(), name, email, role: 'owner', passwordHash });
    await audit(tx, { actor: by, action: 'operator.set-up', subject: `operator:${email}` });
    return made;
  });
}

/**
 * Makes the holder of the set-up token the first owner, and counts this as a sign-in. The token can be used once.
 * @throws OperatorError `setup_token_wrong` or `already_set_up`; WeakPasswordError; RateLimitError.
 */
export async function setUp(
  { token, ...owner }: FirstOwner & { token: string },
  address: string,
): Promise<SessionOperator> {
  await checkSetupToken({ token, address });
  const made = await createFirstOwner(owner);
  forgetSetupToken();
  await recordSignIn(made, 'password');
  return made;
}

/**
 * Creates the owner named in the settings if there is no operator yet, and returns whether it did.
 * @throws WeakPasswordError
 */
export async function seedOwner(email: string, password: string): Promise<'created' | 'kept'> {
  if (await isSetUp()) return 'kept';
  try {
    await createFirstOwner({ name: nameFrom(email), email: email.trim().toLowerCase(), password }, 'system');
    return 'created';
  } catch (error) {
    if (error instanceof OperatorError && error.code === 'already_set_up') return 'kept';
    throw error;
  }
}

function nameFrom(email: string): string {
  return email.split('@')[0] || email;
}
