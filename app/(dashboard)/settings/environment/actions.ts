'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { environmentForm, readEnvironment, setEnvironment } from '#lib/branding/environment';
import { versionOf } from '#lib/version';
import { changedMeanwhile } from '../../meanwhile';

/** `kept` is what was typed, for another attempt. */
type EnvironmentState = {
  kept?: { name: string; colour: string };
  error?: string;
  invalid?: string;
  saved?: true;
  version?: string;
};

const typed = z.object({ name: z.string().catch(''), colour: z.string().catch('') });

/** Saves the name and colour that the frame shows. */
export async function saveEnvironment(_before: EnvironmentState, form: FormData): Promise<EnvironmentState> {
  const operator = await requireOperator('admin');
  const kept = typed.parse(Object.fromEntries(form));
  const parsed = environmentForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { kept, invalid: parsed.error.issues[0]?.message ?? 'Enter a name.' };
  const changed = changedMeanwhile(form, await readEnvironment());
  if (changed) return { kept, ...changed };
  await setEnvironment(parsed.data, operatorActor(operator));
  revalidatePath('/', 'layout');
  return { saved: true, version: versionOf(await readEnvironment()) };
}
