'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { readEventRetention, setEventRetention } from '#lib/events/events';
import { eventRetentionSchema } from '#lib/events/schema';
import type { Confirmation } from '#lib/operators/schema';
import { versionOf } from '#lib/version';
import { resend, resendSince } from '#lib/webhooks/deliveries';
import {
  changeEndpoint,
  createEndpoint,
  deleteEndpoint,
  readEndpoint,
  revealSecret,
  rotateSecret,
  testEndpoint,
} from '#lib/webhooks/endpoints';
import { isTaken } from '#lib/webhooks/schema';
import { expectedSentence, refusalOf } from '../../expected-error';
import { askToConfirm } from '../confirm';
import { changedMeanwhile } from '../meanwhile';
import type { NumberState } from '../settings/number-state';
import { saveNumber } from '../settings/save-number';
import { type EndpointErrors, type EndpointValues, parseEndpoint, readEndpointValues, valuesOf } from './form-values';

const expected = ['WebhookError', 'VaultError'];

/** `kept` is what was typed, for the form that answers; `turn` counts the answers. */
export type EndpointState = {
  turn: number;
  error?: string;
  errors?: EndpointErrors;
  confirm?: Confirmation;
  kept?: EndpointValues;
  saved?: true;
  version?: string;
  made?: { id: string; url: string; secret: string };
};

export async function addEndpoint(before: EndpointState, form: FormData): Promise<EndpointState> {
  const operator = await requireOperator('admin');
  const kept = readEndpointValues(form);
  const answer = { turn: before.turn + 1, kept };
  const parsed = parseEndpoint(kept, 'endpoint');
  if ('errors' in parsed) return { ...answer, errors: parsed.errors };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { ...answer, confirm };
  try {
    const { id, url, secret } = await createEndpoint(parsed.input, operatorActor(operator));
    revalidatePath('/webhooks');
    return { turn: answer.turn, made: { id, url, secret } };
  } catch (error) {
    return { ...answer, errors: { url: [expectedSentence(error, expected)] } };
  }
}

const rowForm = z.object({ id: z.uuid() });
const gone = 'This endpoint does not exist any more.';

export async function saveEndpoint(before: EndpointState, form: FormData): Promise<EndpointState> {
  const operator = await requireOperator('admin');
  const kept = readEndpointValues(form);
  const answer = { turn: before.turn + 1, kept };
  const row = rowForm.safeParse({ id: form.get('id') });
  if (!row.success) return { ...answer, error: gone };
  const { id } = row.data;
  let version: string;
  try {
    const stored = await readEndpoint(id);
    const { kind } = stored;
    const parsed = parseEndpoint(kept, kind === 'endpoint' ? 'endpoint' : 'overrides');
    if ('errors' in parsed) return { ...answer, errors: parsed.errors };
    const confirm = await askToConfirm(operator, form);
    if (confirm) return { ...answer, confirm };
    const changed = changedMeanwhile(form, valuesOf(stored));
    if (changed) return { ...answer, ...changed };
    const { url, ...shared } = parsed.input;
    const change = kind === 'endpoint' ? { url, ...shared } : shared;
    version = versionOf(valuesOf(await changeEndpoint(id, change, operatorActor(operator))));
  } catch (error) {
    return { ...answer, error: expectedSentence(error, expected) };
  }
  revalidatePath(`/webhooks/${id}`);
  return { turn: answer.turn, saved: true, version };
}

export type SecretState = { error?: string; confirm?: Confirmation; secret?: string };

/** Shows the secret again, or makes a new one, to somebody who has just confirmed who they are. */
export async function showSecret(_before: SecretState, form: FormData): Promise<SecretState> {
  const operator = await requireOperator('admin');
  const row = rowForm.safeParse({ id: form.get('id') });
  if (!row.success) return { error: gone };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm };
  const actor = operatorActor(operator);
  try {
    if (form.get('do') !== 'rotate') return { secret: await revealSecret(row.data.id, actor) };
    const { secret } = await rotateSecret(row.data.id, actor);
    revalidatePath(`/webhooks/${row.data.id}`);
    return { secret };
  } catch (error) {
    return { error: expectedSentence(error, expected) };
  }
}

const switchForm = rowForm.extend({ to: z.enum(['on', 'off']) });

export async function switchEndpoint(form: FormData): Promise<{ error?: string }> {
  const operator = await requireOperator('admin');
  const parsed = switchForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: gone };
  const { id, to } = parsed.data;
  const error = await refusalOf(changeEndpoint(id, { isEnabled: to === 'on' }, operatorActor(operator)), expected);
  if (error) return { error };
  revalidatePath(`/webhooks/${id}`);
  return {};
}

export async function removeEndpoint(form: FormData): Promise<{ error?: string; confirm?: Confirmation }> {
  const operator = await requireOperator('admin');
  const parsed = rowForm.safeParse({ id: form.get('id') });
  if (!parsed.success) return { error: gone };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm };
  const error = await refusalOf(deleteEndpoint(parsed.data.id, operatorActor(operator)), expected);
  if (error) return { error };
  revalidatePath('/webhooks');
  redirect('/webhooks');
}

export type TestState = { error?: string; isTaken?: boolean; text?: string };

export async function sendTest(_before: TestState, form: FormData): Promise<TestState> {
  const operator = await requireOperator('admin');
  const parsed = rowForm.safeParse({ id: form.get('id') });
  if (!parsed.success) return { error: gone };
  try {
    const attempt = await testEndpoint(parsed.data.id, operatorActor(operator));
    const { status, error, ms, answer } = attempt;
    const shown = answer ? ` It said: ${answer.slice(0, 300)}` : '';
    const text = status === null ? (error ?? '') : `Answered ${status} after ${ms} ms.${shown}`;
    return { isTaken: isTaken(attempt), text };
  } catch (error) {
    return { error: expectedSentence(error, expected) };
  }
}

export type ResendState = { error?: string; message?: string };

export async function resendDelivery(_before: ResendState, form: FormData): Promise<ResendState> {
  const operator = await requireOperator('admin');
  const parsed = rowForm.safeParse({ id: form.get('id') });
  if (!parsed.success) return { error: 'This delivery does not exist any more.' };
  const error = await refusalOf(resend(parsed.data.id, operatorActor(operator)), expected);
  if (error) return { error };
  revalidatePath('/webhooks/deliveries');
  return { message: 'It is sent again now.' };
}

const sinceForm = rowForm.extend({
  hours: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 365),
});

export async function resendFailed(_before: ResendState, form: FormData): Promise<ResendState> {
  const operator = await requireOperator('admin');
  const parsed = sinceForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'Choose a period.' };
  const { id, hours } = parsed.data;
  const since = new Date(Date.now() - hours * 3_600_000);
  try {
    const count = await resendSince(id, since, operatorActor(operator));
    revalidatePath(`/webhooks/${id}`);
    const events = count === 1 ? '1 event is' : `${count} events are`;
    return { message: count === 0 ? 'There is nothing to resend.' : `${events} sent again now.` };
  } catch (error) {
    return { error: expectedSentence(error, expected) };
  }
}

export async function saveEventRetention(_before: NumberState, form: FormData): Promise<NumberState> {
  const operator = await requireOperator('admin');
  const days = eventRetentionSchema.safeParse(form.get('days') || undefined);
  if (!days.success) return { error: days.error.issues[0]?.message ?? 'Give a number of days.' };
  const store = (value: number) => setEventRetention(value, operatorActor(operator));
  const answer = await saveNumber(form, days.data, { stored: readEventRetention, store });
  revalidatePath('/webhooks');
  return answer;
}
