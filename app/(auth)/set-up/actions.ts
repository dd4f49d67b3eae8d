'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { startSession } from '#lib/auth/session';
import { readClientAddress } from '#lib/client-address';
import { setUpForm } from '#lib/operators/schema';
import { setUp } from '#lib/operators/set-up';
import { expectedSentence, weakPassword } from '../../expected-error';

type Fields = { token?: string[]; name?: string[]; email?: string[]; password?: string[] };

type SetUpState = { name: string; email: string; error?: string; fields?: Fields };

const typed = z.object({ name: z.string().catch(''), email: z.string().catch('') });

export async function setUpOwner(_before: SetUpState, form: FormData): Promise<SetUpState> {
  const sent = Object.fromEntries(form);
  const parsed = setUpForm.safeParse(sent);
  if (!parsed.success) return { ...typed.parse(sent), fields: z.flattenError(parsed.error).fieldErrors };
  try {
    await startSession(await setUp(parsed.data, readClientAddress(await headers())));
  } catch (error) {
    const fields = weakPassword(error);
    if (fields) return { ...typed.parse(sent), fields };
    return { ...typed.parse(sent), error: expectedSentence(error, ['OperatorError', 'RateLimitError']) };
  }
  redirect('/');
}
