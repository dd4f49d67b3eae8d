'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { readDevice } from '#lib/auth/device';
import { readLocalPath } from '#lib/auth/local-path';
import { startSession } from '#lib/auth/session';
import { readClientAddress } from '#lib/client-address';
import { OperatorError } from '#lib/operators/errors';
import { signInForm } from '#lib/operators/schema';
import { verifyPassword } from '#lib/operators/sign-in';
import { expectedSentence } from '../../expected-error';

type SignInState = { email: string; error?: string };

export async function signIn(before: SignInState, form: FormData): Promise<SignInState> {
  const parsed = signInForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { email: before.email, error: new OperatorError('credentials_wrong').message };
  try {
    await startSession(await verifyPassword(parsed.data, readClientAddress(await headers()), await readDevice()));
  } catch (error) {
    return { email: parsed.data.email, error: expectedSentence(error, ['OperatorError', 'RateLimitError']) };
  }
  redirect(readLocalPath(form.get('callbackUrl')));
}
