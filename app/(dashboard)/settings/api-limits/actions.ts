'use server';

import { revalidatePath } from 'next/cache';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { setRequestLimit } from '#lib/keys/limit';
import { limitForm } from '#lib/keys/schema';

type LimitState = { error?: string; saved?: true };

export async function saveRequestLimit(_before: LimitState, form: FormData): Promise<LimitState> {
  const operator = await requireOperator('admin');
  const parsed = limitForm.safeParse({ requestsPerMinute: form.get('requestsPerMinute') });
  if (!parsed.success) return { error: parsed.error.issues[0]?.message ?? 'Enter a number.' };
  await setRequestLimit(parsed.data.requestsPerMinute, operatorActor(operator));
  revalidatePath('/settings/api-limits');
  return { saved: true };
}
