'use server';

import { revalidatePath } from 'next/cache';
import { readRetentionDays, setRetentionDays } from '#lib/activity/activity';
import { retentionDaysSchema } from '#lib/activity/schema';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import type { NumberState } from '../number-state';
import { saveNumber } from '../save-number';

export async function saveRetention(_before: NumberState, form: FormData): Promise<NumberState> {
  const operator = await requireOperator('admin');
  const days = retentionDaysSchema.safeParse(form.get('days') || undefined);
  if (!days.success) return { error: days.error.issues[0]?.message ?? 'Give a number of days.' };
  const store = (value: number) => setRetentionDays(value, operatorActor(operator));
  const answer = await saveNumber(form, days.data, { stored: readRetentionDays, store });
  revalidatePath('/settings/activity');
  return answer;
}
