'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { copyInvitation, inviteOperator, revokeInvitation } from '#lib/operators/invitations';
import { changeRole, findOperatorById, removeOperator } from '#lib/operators/members';
import { type Confirmation, changeRoleForm, inviteForm, rowForm, type SignedIn } from '#lib/operators/schema';
import { endSession } from '#lib/operators/sessions';
import type { Role } from '#lib/roles';
import { versionOf } from '#lib/version';
import { expectedSentence, refusalOf } from '../../../expected-error';
import { askToConfirm } from '../../confirm';
import { changedMeanwhile } from '../../meanwhile';

type Fields = { email?: string[]; role?: string[] };

/** A link to pass on; `expiresAt` is an ISO time. */
export type Invited = { url: string; email: string; expiresAt: string };
type InviteState = {
  email: string;
  role?: string;
  error?: string;
  fields?: Fields;
  confirm?: Confirmation;
  made?: Invited;
};
/** `role` is the one that was chosen but is not yet in effect. */
type ChangeRoleState = { error?: string; confirm?: Confirmation; role?: Role; version?: string; saved?: boolean };
export type RowAnswer = { error?: string; confirm?: Confirmation };

const page = '/settings/operators';
const unknownOperator = 'This operator does not exist any more.';
const typed = z.object({ email: z.string().catch(''), role: z.string().catch('viewer') });

export async function inviteMember(_before: InviteState, form: FormData): Promise<InviteState> {
  const operator = await requireOperator('owner');
  const sent = Object.fromEntries(form);
  const parsed = inviteForm.safeParse(sent);
  if (!parsed.success) return { ...typed.parse(sent), fields: z.flattenError(parsed.error).fieldErrors };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { ...typed.parse(sent), confirm };
  try {
    const { url, email, expiresAt } = await inviteOperator(parsed.data, operatorActor(operator));
    revalidatePath(page);
    return { email: '', made: { url, email, expiresAt: expiresAt.toISOString() } };
  } catch (error) {
    return { ...typed.parse(sent), error: expectedSentence(error, ['OperatorError']) };
  }
}

export async function showInvitation(form: FormData): Promise<Invited | RowAnswer> {
  const operator = await requireOperator('owner');
  const parsed = rowForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'This invitation does not exist any more.' };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm };
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
  const error = await refusalOf(revokeInvitation(parsed.data.id, operatorActor(operator)), ['OperatorError']);
  if (error) return { error };
  revalidatePath(page);
  return {};
}

export async function changeMemberRole(_before: ChangeRoleState, form: FormData): Promise<ChangeRoleState> {
  const operator = await requireOperator('owner');
  const parsed = changeRoleForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: unknownOperator };
  const confirm = await askToConfirm(operator, form);
  const { id, role } = parsed.data;
  if (confirm) return { confirm, role };
  const member = await findOperatorById(id);
  const changed = member && changedMeanwhile(form, member.role);
  if (changed) return { ...changed, role };
  const error = await refusalOf(changeRole(parsed.data, operatorActor(operator)), ['OperatorError']);
  if (error) return { error };
  revalidatePath(page);
  return { saved: true, version: versionOf(role) };
}

type RowChange = { gone: string; change: (id: string) => Promise<unknown> };

/** Changes one row after the operator has confirmed their identity. */
async function changeRow(operator: SignedIn, form: FormData, { gone, change }: RowChange): Promise<RowAnswer> {
  const parsed = rowForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: gone };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm };
  const error = await refusalOf(change(parsed.data.id), ['OperatorError']);
  if (error) return { error };
  revalidatePath(page);
  return {};
}

export async function removeMember(form: FormData): Promise<RowAnswer> {
  const operator = await requireOperator('owner');
  return changeRow(operator, form, {
    gone: unknownOperator,
    change: (id) => removeOperator(id, operatorActor(operator)),
  });
}

export async function endMemberSession(form: FormData): Promise<RowAnswer> {
  const operator = await requireOperator('owner');
  return changeRow(operator, form, {
    gone: 'This session has ended already.',
    change: (id) => endSession(id, operator, 'anybody'),
  });
}
