'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { readClientAddress } from '#lib/client-address';
import { changePassword } from '#lib/operators/members';
import { changePasswordForm } from '#lib/operators/schema';
import { requireOperator, startSession } from '#lib/session';
import { expectedSentence } from '../../../expected-error';

type Fields = { current?: string[]; password?: string[] };

export type ChangePasswordState = { error?: string; fields?: Fields; changed?: boolean };

export async function changeOwnPassword(_before: ChangePasswordState, form: FormData): Promise<ChangePasswordState> {
  const operator = await requireOperator('viewer');
  const parsed = changePasswordForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { fields: z.flattenError(parsed.error).fieldErrors };
  try {
    await startSession(await changePassword({ operator, ...parsed.data }, readClientAddress(await headers())));
  } catch (error) {
    return { error: expectedSentence(error, ['OperatorError', 'RateLimitError']) };
  }
  return { changed: true };
}
