import { headers } from 'next/headers';
import { readClientAddress } from '#lib/client-address';
import { type Confirmation, givenPassword, type SignedIn } from '#lib/operators/schema';
import { confirmAgain, isConfirmed, readConfirmWays } from '#lib/operators/sign-in';
import { expectedSentence } from '../expected-error';

/**
 * What to ask before an action does what a stranger at an open browser must not: nothing when the operator proved who
 * they are within the last ten minutes, or the form brings their password. The action answers with it and does nothing.
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
