'use server';

import { revalidatePath } from 'next/cache';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { environmentForm, setEnvironment } from '#lib/branding/environment';

type EnvironmentState = { error?: string; saved?: true };

/** Saves the name and colour that the frame shows. */
export async function saveEnvironment(_before: EnvironmentState, form: FormData): Promise<EnvironmentState> {
  const operator = await requireOperator('admin');
  const parsed = environmentForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: parsed.error.issues[0]?.message ?? 'Enter a name.' };
  await setEnvironment(parsed.data, operatorActor(operator));
  revalidatePath('/', 'layout');
  return { saved: true };
}
