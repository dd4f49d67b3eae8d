'use server';

import { revalidatePath } from 'next/cache';
import { setRetentionDays } from '#lib/activity/activity';
import { retentionDaysSchema } from '#lib/activity/schema';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';

type RetentionState = { error?: string; saved?: true };

export async function saveRetention(_before: RetentionState, form: FormData): Promise<RetentionState> {
  const operator = await requireOperator('admin');
  const days = retentionDaysSchema.safeParse(form.get('days') || undefined);
  if (!days.success) return { error: days.error.issues[0]?.message ?? 'Give a number of days.' };
  await setRetentionDays(days.data, operatorActor(operator));
  revalidatePath('/settings/activity');
  return { saved: true };
}
