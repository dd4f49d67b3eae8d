'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { requireOperator } from '#lib/auth/session';
import { sandboxEntraApp } from '#lib/operators/entra-sandbox';
import { enteredOf, entraForm } from '#lib/operators/entra-schema';
import type { Confirmation, SignedIn } from '#lib/operators/schema';
import { readEntraSettings, saveEntraSettings, switchEntra, switchPasswords } from '#lib/operators/sign-in-settings';
import { versionOf } from '#lib/version';
import { refusalOf } from '../../../expected-error';
import { askToConfirm } from '../../confirm';
import { changedMeanwhile } from '../../meanwhile';

type Fields = { cloud?: string[]; tenant?: string[]; clientId?: string[]; clientSecret?: string[] };

/** `kept` contains the typed values without the secret. */
type EntraState = {
  kept?: { cloud: string; tenant: string; clientId: string };
  error?: string;
  confirm?: Confirmation;
  fields?: Fields;
  saved?: boolean;
  version?: string;
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
  const changed = changedMeanwhile(form, enteredOf(await readEntraSettings()));
  if (changed) return { kept, ...changed };
  const error = await refusalOf(saveEntraSettings(parsed.data, operator), ['OperatorError', 'CloudUnavailable']);
  if (error) return { kept, error };
  revalidatePath(page);
  return { saved: true, version: versionOf(enteredOf(await readEntraSettings())) };
}

/** Changes how operators sign in, after the operator has confirmed their identity. */
async function change(operator: SignedIn, form: FormData, run: () => Promise<void>): Promise<Switched> {
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm };
  const error = await refusalOf(run(), ['OperatorError']);
  if (error) return { error };
  revalidatePath(page);
  return {};
}

const unclear = { error: 'Say whether it is to be on or off. Nothing was changed.' } as const;

export async function switchMicrosoft(form: FormData): Promise<Switched> {
  const operator = await requireOperator('owner');
  const { data } = switchForm.safeParse(Object.fromEntries(form));
  return data ? change(operator, form, () => switchEntra(data.to, operator)) : unclear;
}

export async function switchPasswordSignIn(form: FormData): Promise<Switched> {
  const operator = await requireOperator('owner');
  const { data } = switchForm.safeParse(Object.fromEntries(form));
  return data ? change(operator, form, () => switchPasswords(data.to, operator)) : unclear;
}

export async function enterSandboxApp(form: FormData): Promise<Switched> {
  const operator = await requireOperator('owner');
  return change(operator, form, async () => saveEntraSettings(await sandboxEntraApp(), operator));
}
