'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { changeChannel, createChannel, deleteChannel, listChannels, testChannel } from '#lib/alerts/channels';
import { channelInputSchema } from '#lib/alerts/schema';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import type { Confirmation } from '#lib/operators/schema';
import { expectedSentence, refusalOf } from '../../../expected-error';
import { askToConfirm } from '../../confirm';
import { changedMeanwhile } from '../../meanwhile';
import {
  type ChannelFields,
  type ChannelValues,
  channelErrors,
  channelOrder,
  readChannelForm,
  valuesOf,
} from './form-values';

/** `turn` counts answers; `kept` holds what was typed, without the secret. */
export type ChannelState = {
  turn: number;
  kept?: ChannelValues;
  fields?: ChannelFields;
  error?: string;
  confirm?: Confirmation;
  version?: string;
  saved?: true;
};

const page = '/settings/alerts';
const idForm = z.object({ id: z.uuid() });
const gone = 'This channel does not exist any more.';

/** Makes a channel, or changes the one whose id the form holds. */
export async function saveChannel({ turn: before }: ChannelState, form: FormData): Promise<ChannelState> {
  const operator = await requireOperator('admin');
  const turn = before + 1;
  const kept = readChannelForm(form);
  const parsed = channelInputSchema.safeParse(channelOrder(kept, form.get('secret')));
  if (!parsed.success) return { turn, kept, fields: channelErrors(parsed.error) };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { turn, kept, confirm };
  const id = idForm.safeParse(Object.fromEntries(form)).data?.id;
  const stored = id && (await listChannels()).find((channel) => channel.id === id);
  const changed = stored && changedMeanwhile(form, valuesOf(stored));
  if (changed) return { turn, kept, ...changed };
  const by = operatorActor(operator);
  const saving = id ? changeChannel(id, parsed.data, by) : createChannel(parsed.data, by);
  const error = await refusalOf(saving, ['AlertError']);
  if (error) return { turn, kept, error };
  revalidatePath(page);
  return { turn, saved: true };
}

export async function removeChannel(form: FormData): Promise<{ error?: string; confirm?: Confirmation }> {
  const operator = await requireOperator('admin');
  const parsed = idForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: gone };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm };
  const error = await refusalOf(deleteChannel(parsed.data.id, operatorActor(operator)), ['AlertError']);
  if (error) return { error };
  revalidatePath(page);
  return {};
}

/** Sends a test message at once, and says what came of it. */
export async function sendTest(
  _before: { error?: string; sent?: true },
  form: FormData,
): Promise<{ error?: string; sent?: true }> {
  const operator = await requireOperator('admin');
  const parsed = idForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: gone };
  try {
    const reason = await testChannel(parsed.data.id, operatorActor(operator));
    return reason ? { error: reason } : { sent: true };
  } catch (error) {
    return { error: expectedSentence(error, ['AlertError']) };
  }
}
