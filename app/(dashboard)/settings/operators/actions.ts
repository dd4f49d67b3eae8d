'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { addOperator, changeRole, removeOperator } from '#lib/operators/members';
import { addOperatorForm, changeRoleForm, removeOperatorForm } from '#lib/operators/schema';
import { requireOperator } from '#lib/session';
import { expectedSentence } from '../../../expected-error';

type Fields = { name?: string[]; email?: string[]; role?: string[]; password?: string[] };

export type AddOperatorState = { name: string; email: string; error?: string; fields?: Fields; added?: string };
export type ChangeRoleState = { error?: string; saved?: boolean };

const unknownOperator = 'This operator does not exist any more.';
const typed = z.object({ name: z.string().catch(''), email: z.string().catch('') });

export async function addMember(_before: AddOperatorState, form: FormData): Promise<AddOperatorState> {
  const operator = await requireOperator('owner');
  const sent = Object.fromEntries(form);
  const parsed = addOperatorForm.safeParse(sent);
  if (!parsed.success) return { ...typed.parse(sent), fields: z.flattenError(parsed.error).fieldErrors };
  try {
    await addOperator(parsed.data, operatorActor(operator));
  } catch (error) {
    return { ...typed.parse(sent), error: expectedSentence(error, ['OperatorError']) };
  }
  revalidatePath('/settings/operators');
  return { name: '', email: '', added: parsed.data.email };
}

export async function changeMemberRole(_before: ChangeRoleState, form: FormData): Promise<ChangeRoleState> {
  const operator = await requireOperator('owner');
  const parsed = changeRoleForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: unknownOperator };
  try {
    await changeRole(parsed.data, operatorActor(operator));
  } catch (error) {
    return { error: expectedSentence(error, ['OperatorError']) };
  }
  revalidatePath('/settings/operators');
  return { saved: true };
}

export async function removeMember(form: FormData): Promise<{ error?: string }> {
  const operator = await requireOperator('owner');
  const parsed = removeOperatorForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: unknownOperator };
  try {
    await removeOperator(parsed.data.id, operatorActor(operator));
  } catch (error) {
    return { error: expectedSentence(error, ['OperatorError']) };
  }
  revalidatePath('/settings/operators');
  return {};
}
