'use server';

import { revalidatePath } from 'next/cache';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { findIntegrationById } from '#lib/integrations/integrations';
import { createKey, revokeKey } from '#lib/keys/keys';
import { revokeKeyForm } from '#lib/keys/schema';
import type { Confirmation } from '#lib/operators/schema';
import { refusalOf } from '../../../expected-error';
import { askToConfirm } from '../../confirm';
import { type KeyChoices, readKeyChoices, readKeyOrder } from './read-order';

/** `made` is present only right after the key was created; `kept` is what to correct. `turn` counts the answers. */
type CreateKeyState = {
  turn: number;
  error?: string;
  confirm?: Confirmation;
  kept?: KeyChoices;
  made?: { name: string; key: string };
};

export async function createApiKey(before: CreateKeyState, form: FormData): Promise<CreateKeyState> {
  const operator = await requireOperator('admin');
  const turn = before.turn + 1;
  const parsed = readKeyOrder(form);
  const kept = readKeyChoices(form);
  if (!parsed.success) return { turn, kept, error: parsed.error.issues[0]?.message ?? 'Give the key a name.' };
  const { name, scopes, integrationId } = parsed.data;
  if (integrationId && !(await findIntegrationById(integrationId)))
    return { turn, kept, error: 'This integration does not exist any more. Choose another one.' };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { turn, kept, confirm };
  const { key } = await createKey({
    name,
    scopes,
    integrationId: integrationId || null,
    by: operatorActor(operator),
  });
  revalidatePath('/settings/api-keys');
  return { turn, made: { name, key } };
}

export async function revokeApiKey(form: FormData): Promise<{ error?: string }> {
  const operator = await requireOperator('admin');
  const parsed = revokeKeyForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'This key does not exist.' };
  const error = await refusalOf(revokeKey({ id: parsed.data.id, by: operatorActor(operator) }), ['KeyError']);
  if (error) return { error };
  revalidatePath('/settings/api-keys');
  return {};
}
