import { headers } from 'next/headers';
import { readClientAddress } from '#lib/client-address';
import { type Confirmation, givenPassword, type SignedIn } from '#lib/operators/schema';
import { confirmAgain, isConfirmed, readConfirmWays } from '#lib/operators/sign-in';
import { expectedSentence } from '../expected-error';

/**
 * Whether an operator must first confirm their identity, so that a stranger at an open browser cannot do this action.
 * Undefined when they confirmed it within the last ten minutes, or the form contains their password. Otherwise the
 * action must return the result and do nothing.
 */
export async function askToConfirm(operator: SignedIn, form: FormData): Promise<Confirmation | undefined> {
  if (await isConfirmed(operator)) return undefined;
  const ways = await readConfirmWays(operator.id);
  const password = givenPassword.safeParse(form.get('confirmPassword'));
  if (!password.success) return ways;
  try {
    await confirmAgain({ operator, password: password.data }, readClientAddress(await headers()));
    return undefined;
  } catch (error) {
    return { ...ways, error: expectedSentence(error, ['OperatorError', 'RateLimitError']) };
  }
}
