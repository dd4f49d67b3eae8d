'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { z } from 'zod';
import { continueSession, requireOperator } from '#lib/auth/session';
import { readClientAddress } from '#lib/client-address';
import { disconnectEntra } from '#lib/operators/entra';
import { changePassword } from '#lib/operators/members';
import { type Confirmation, changePasswordForm, rowForm } from '#lib/operators/schema';
import { endOtherSessions, endSession } from '#lib/operators/sessions';
import { expectedSentence, refusalOf, weakPassword } from '../../../expected-error';
import { askToConfirm } from '../../confirm';

type Fields = { current?: string[]; password?: string[] };

type ChangePasswordState = { error?: string; fields?: Fields; changed?: boolean };

const page = '/settings/account';

export async function changeOwnPassword(_before: ChangePasswordState, form: FormData): Promise<ChangePasswordState> {
  const operator = await requireOperator('viewer');
  const parsed = changePasswordForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { fields: z.flattenError(parsed.error).fieldErrors };
  try {
    const changed = await changePassword({ operator, ...parsed.data }, readClientAddress(await headers()));
    await continueSession(changed, operator.sessionId);
  } catch (error) {
    const fields = weakPassword(error);
    if (fields) return { fields };
    return { error: expectedSentence(error, ['OperatorError', 'RateLimitError']) };
  }
  revalidatePath(page);
  return { changed: true };
}

export async function endOwnSession(form: FormData): Promise<{ error?: string }> {
  const operator = await requireOperator('viewer');
  const parsed = rowForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'This session has ended already.' };
  const error = await refusalOf(endSession(parsed.data.id, operator, 'own'), ['OperatorError']);
  if (error) return { error };
  revalidatePath(page);
  return {};
}

export async function endMyOtherSessions(): Promise<{ error?: string }> {
  const operator = await requireOperator('viewer');
  await endOtherSessions(operator);
  revalidatePath(page);
  return {};
}

export async function disconnectMicrosoft(form: FormData): Promise<{ error?: string; confirm?: Confirmation }> {
  const operator = await requireOperator('viewer');
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm };
  const error = await refusalOf(disconnectEntra(operator), ['OperatorError']);
  if (error) return { error };
  revalidatePath(page);
  return {};
}
