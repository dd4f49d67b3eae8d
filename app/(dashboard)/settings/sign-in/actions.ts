'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { requireOperator } from '#lib/auth/session';
import { sandboxEntraApp } from '#lib/operators/entra-sandbox';
import { entraForm } from '#lib/operators/entra-schema';
import type { Confirmation } from '#lib/operators/schema';
import { saveEntraSettings, switchEntra, switchPasswords } from '#lib/operators/sign-in-settings';
import { expectedSentence } from '../../../expected-error';
import { askToConfirm } from '../../confirm';

type Fields = { cloud?: string[]; tenant?: string[]; clientId?: string[]; clientSecret?: string[] };

/** What was typed comes back, the secret apart. */
export type EntraState = {
  kept?: { cloud: string; tenant: string; clientId: string };
  error?: string;
  confirm?: Confirmation;
  fields?: Fields;
  saved?: boolean;
};

type Switched = { error?: string; confirm?: Confirmation };

const page = '/settings/sign-in';
const text = z.string().catch('');
const typed = z.object({ cloud: text, tenant: text, clientId: text });
const switchForm = z.object({ to: z.enum(['on', 'off']) });

export async function saveEntra(_before: EntraState, form: FormData): Promise<EntraState> {
  const operator = await requireOperator('owner');
  const sent = Object.fromEntries(form);
  const kept = typed.parse(sent);
  const parsed = entraForm.safeParse(sent);
  if (!parsed.success) return { kept, fields: z.flattenError(parsed.error).fieldErrors };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { kept, confirm };
  try {
    await saveEntraSettings(parsed.data, operator);
  } catch (error) {
    return { kept, error: expectedSentence(error, ['OperatorError', 'CloudUnavailable']) };
  }
  revalidatePath(page);
  return { saved: true };
}

export async function switchMicrosoft(form: FormData): Promise<Switched> {
  const operator = await requireOperator('owner');
  const parsed = switchForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'Say whether it is to be on or off. Nothing was changed.' };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm };
  try {
    await switchEntra(parsed.data.to, operator);
  } catch (error) {
    return { error: expectedSentence(error, ['OperatorError']) };
  }
  revalidatePath(page);
  return {};
}

export async function switchPasswordSignIn(form: FormData): Promise<Switched> {
  const operator = await requireOperator('owner');
  const parsed = switchForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'Say whether it is to be on or off. Nothing was changed.' };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm };
  try {
    await switchPasswords(parsed.data.to, operator);
  } catch (error) {
    return { error: expectedSentence(error, ['OperatorError']) };
  }
  revalidatePath(page);
  return {};
}

export async function enterSandboxApp(form: FormData): Promise<Switched> {
  const operator = await requireOperator('owner');
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm };
  try {
    await saveEntraSettings(await sandboxEntraApp(), operator);
  } catch (error) {
    return { error: expectedSentence(error, ['OperatorError']) };
  }
  revalidatePath(page);
  return {};
}
