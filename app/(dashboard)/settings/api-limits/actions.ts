'use server';

import { revalidatePath } from 'next/cache';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { readRequestLimit, setRequestLimit } from '#lib/keys/limit';
import { limitForm } from '#lib/keys/schema';
import type { NumberState } from '../number-state';
import { saveNumber } from '../save-number';

export async function saveRequestLimit(_before: NumberState, form: FormData): Promise<NumberState> {
  const operator = await requireOperator('admin');
  const parsed = limitForm.safeParse({ requestsPerMinute: form.get('requestsPerMinute') });
  if (!parsed.success) return { error: parsed.error.issues[0]?.message ?? 'Enter a number.' };
  const store = (value: number) => setRequestLimit(value, operatorActor(operator));
  const answer = await saveNumber(form, parsed.data.requestsPerMinute, { stored: readRequestLimit, store });
  revalidatePath('/settings/api-limits');
  return answer;
}
