'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { readBranding, setBranding } from '#lib/branding/branding';
import { brandingFormSchema } from '#lib/branding/schema';
import { versionOf } from '#lib/version';
import { expectedSentence } from '../../../expected-error';
import { changedMeanwhile } from '../../meanwhile';
import { readLogoOrder } from './read-logo';

type BrandingFields = Partial<Record<string, string[]>>;
/** `turn` counts answers, so that the form notices a new one. */
type BrandingState = { turn: number; saved?: true; fields?: BrandingFields; error?: string; version?: string };

export async function saveBranding({ turn }: BrandingState, form: FormData): Promise<BrandingState> {
  const operator = await requireOperator('admin');
  const parsed = brandingFormSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { turn: turn + 1, fields: z.flattenError(parsed.error).fieldErrors };
  const changed = changedMeanwhile(form, await readBranding());
  if (changed) return { turn: turn + 1, ...changed };
  try {
    await setBranding(parsed.data, await readLogoOrder(form), operatorActor(operator));
  } catch (error) {
    return { turn: turn + 1, fields: { logo: [expectedSentence(error, ['BrandingError'])] } };
  }
  revalidatePath('/settings/branding');
  return { turn: turn + 1, saved: true, version: versionOf(await readBranding()) };
}
