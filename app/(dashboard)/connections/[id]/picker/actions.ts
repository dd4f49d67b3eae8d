'use server';

import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { env } from '#lib/env';
import type { Confirmation } from '#lib/operators/schema';
import { type ItemAnswer, pickedItemSchema, readPickedItem } from '#lib/picker/item';
import { entrySchema } from '#lib/picker/schema';
import { createPickerSession } from '#lib/picker/sessions';
import { expectedSentence } from '../../../../expected-error';
import { askToConfirm } from '../../../confirm';

export type StartState = { error?: string; confirm?: Confirmation; token?: string };
export type ItemState = { error?: string; answer?: ItemAnswer };

const startForm = z.object({ id: z.uuid(), entry: entrySchema });
const expected = ['PickerError', 'ConnectionError'];

function readEntry(text: FormDataEntryValue | null): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

/** A picker session for this dashboard's own page, for an admin who has just proved who they are. */
export async function startPicker(form: FormData): Promise<StartState> {
  const operator = await requireOperator('admin');
  const parsed = startForm.safeParse({ id: form.get('id'), entry: readEntry(form.get('entry')) });
  if (!parsed.success) return { error: 'Say where it should begin: a place, or the address of a site.' };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm };
  const { id: connectionId, entry } = parsed.data;
  const origins = [new URL(env().publicUrl).origin];
  try {
    const { token } = await createPickerSession({ connectionId, origins, entry }, { actor: operatorActor(operator) });
    return { token };
  } catch (error) {
    return { error: expectedSentence(error, expected) };
  }
}

const itemForm = pickedItemSchema.extend({ id: z.uuid() });

/** Reads a picked item through Graph, as the customer's backend would. */
export async function readItem(form: FormData): Promise<ItemState> {
  await requireOperator('admin');
  const parsed = itemForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'The picker named no drive and no item, so there is no call to make.' };
  const { id, ...item } = parsed.data;
  try {
    return { answer: await readPickedItem(id, item) };
  } catch (error) {
    return { error: expectedSentence(error, expected) };
  }
}
