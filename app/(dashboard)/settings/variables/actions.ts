'use server';

import { revalidatePath } from 'next/cache';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { removeVariableForm, setVariableForm } from '#lib/variables/schema';
import { removeVariable, setVariable } from '#lib/variables/variables';
import { refusalOf } from '../../../expected-error';

/** After a failure the name is returned for another attempt. The value is never sent back. */
type SetVariableState = { name: string; error?: string; saved?: string };

export async function saveVariable(_before: SetVariableState, form: FormData): Promise<SetVariableState> {
  const operator = await requireOperator('admin');
  const parsed = setVariableForm.safeParse(Object.fromEntries(form));
  if (!parsed.success)
    return { name: String(form.get('name') ?? ''), error: parsed.error.issues[0]?.message ?? 'Give it a name.' };
  await setVariable(parsed.data, operatorActor(operator));
  revalidatePath('/settings/variables');
  return { name: '', saved: parsed.data.name };
}

export async function deleteVariable(form: FormData): Promise<{ error?: string }> {
  const operator = await requireOperator('admin');
  const parsed = removeVariableForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'This variable does not exist.' };
  const error = await refusalOf(removeVariable(parsed.data.id, operatorActor(operator)), ['VariableError']);
  if (error) return { error };
  revalidatePath('/settings/variables');
  return {};
}
