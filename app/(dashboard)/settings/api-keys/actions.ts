'use server';

import { revalidatePath } from 'next/cache';
import { operatorActor } from '#lib/audit/schema';
import { createKey, revokeKey } from '#lib/keys/keys';
import { createKeyForm, revokeKeyForm } from '#lib/keys/schema';
import { requireOperator } from '#lib/session';
import { expectedSentence } from '../../../expected-error';

/** `key` is there once, right after it was made. */
export type CreateKeyState = { error?: string; made?: { name: string; key: string } };

export async function createApiKey(_before: CreateKeyState, form: FormData): Promise<CreateKeyState> {
  const operator = await requireOperator('admin');
  const parsed = createKeyForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: parsed.error.issues[0]?.message ?? 'Give the key a name.' };
  const { name } = parsed.data;
  const { key } = await createKey({ name, by: operatorActor(operator) });
  revalidatePath('/settings/api-keys');
  return { made: { name, key } };
}

export async function revokeApiKey(form: FormData): Promise<{ error?: string }> {
  const operator = await requireOperator('admin');
  const parsed = revokeKeyForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'This key does not exist.' };
  try {
    await revokeKey({ id: parsed.data.id, by: operatorActor(operator) });
  } catch (error) {
    return { error: expectedSentence(error, ['KeyError']) };
  }
  revalidatePath('/settings/api-keys');
  return {};
}
