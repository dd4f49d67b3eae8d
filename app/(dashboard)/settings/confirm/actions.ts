'use server';

import { redirect } from 'next/navigation';
import { readLocalPath } from '#lib/auth/local-path';
import { requireOperator } from '#lib/auth/session';
import { askToConfirm } from '../../confirm';

type ConfirmState = { error?: string };

/** Checks an operator's password again, and returns to the page that asked for it. */
export async function confirmWithPassword(_before: ConfirmState, form: FormData): Promise<ConfirmState> {
  const operator = await requireOperator('viewer');
  const asked = await askToConfirm(operator, form);
  if (asked) return { error: asked.error ?? 'Enter your password.' };
  redirect(readLocalPath(form.get('then')));
}
