'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { copyInvitation, inviteOperator, revokeInvitation } from '#lib/operators/invitations';
import { changeRole, removeOperator } from '#lib/operators/members';
import { changeRoleForm, inviteForm, rowForm } from '#lib/operators/schema';
import { endSession } from '#lib/operators/sessions';
import { requireOperator } from '#lib/session';
import { expectedSentence } from '../../../expected-error';

type Fields = { email?: string[]; role?: string[] };

/** A link to hand over; `expiresAt` is an ISO time. */
export type Invited = { url: string; email: string; expiresAt: string };
export type InviteState = { email: string; error?: string; fields?: Fields; made?: Invited };
export type ChangeRoleState = { error?: string; saved?: boolean };

const page = '/settings/operators';
const unknownOperator = 'This operator does not exist any more.';
const typed = z.object({ email: z.string().catch('') });

export async function inviteMember(_before: InviteState, form: FormData): Promise<InviteState> {
  const operator = await requireOperator('owner');
  const sent = Object.fromEntries(form);
  const parsed = inviteForm.safeParse(sent);
  if (!parsed.success) return { ...typed.parse(sent), fields: z.flattenError(parsed.error).fieldErrors };
  try {
    const { url, email, expiresAt } = await inviteOperator(parsed.data, operatorActor(operator));
    revalidatePath(page);
    return { email: '', made: { url, email, expiresAt: expiresAt.toISOString() } };
  } catch (error) {
    return { ...typed.parse(sent), error: expectedSentence(error, ['OperatorError']) };
  }
}

export async function showInvitation(form: FormData): Promise<Invited | { error: string }> {
  const operator = await requireOperator('owner');
  const parsed = rowForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'This invitation does not exist any more.' };
  try {
    const { url, email, expiresAt } = await copyInvitation(parsed.data.id, operatorActor(operator));
    return { url, email, expiresAt: expiresAt.toISOString() };
  } catch (error) {
    return { error: expectedSentence(error, ['OperatorError', 'VaultError']) };
  }
}

export async function withdrawInvitation(form: FormData): Promise<{ error?: string }> {
  const operator = await requireOperator('owner');
  const parsed = rowForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'This invitation does not exist any more.' };
  try {
    await revokeInvitation(parsed.data.id, operatorActor(operator));
  } catch (error) {
    return { error: expectedSentence(error, ['OperatorError']) };
  }
  revalidatePath(page);
  return {};
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
  revalidatePath(page);
  return { saved: true };
}

export async function removeMember(form: FormData): Promise<{ error?: string }> {
  const operator = await requireOperator('owner');
  const parsed = rowForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: unknownOperator };
  try {
    await removeOperator(parsed.data.id, operatorActor(operator));
  } catch (error) {
    return { error: expectedSentence(error, ['OperatorError']) };
  }
  revalidatePath(page);
  return {};
}

export async function endMemberSession(form: FormData): Promise<{ error?: string }> {
  const operator = await requireOperator('owner');
  const parsed = rowForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'This session has ended already.' };
  try {
    await endSession(parsed.data.id, operator, 'anybody');
  } catch (error) {
    return { error: expectedSentence(error, ['OperatorError']) };
  }
  revalidatePath(page);
  return {};
}
