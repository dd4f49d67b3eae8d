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
/** `turn` counts answers and `saves` those that saved, so that the form notices a new one. */
type BrandingState = {
  turn: number;
  saves: number;
  saved?: true;
  fields?: BrandingFields;
  error?: string;
  version?: string;
};

const notSaved = 'Nothing was saved: correct what is marked above.';

/** A page that was sent without its script has lost the file that was chosen, and cannot put it back. */
function lostLogo(form: FormData): BrandingFields {
  const file = form.get('logo');
  const isLost = file instanceof File && file.size > 0 && form.get('keepsFile') === null;
  return isLost ? { logo: ['Choose the logo again: it was not kept.'] } : {};
}

export async function saveBranding({ turn, saves }: BrandingState, form: FormData): Promise<BrandingState> {
  const operator = await requireOperator('admin');
  const next = { turn: turn + 1, saves };
  const parsed = brandingFormSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) {
    const fields = { ...z.flattenError(parsed.error).fieldErrors, ...lostLogo(form) };
    return { ...next, fields, error: notSaved };
  }
  const changed = changedMeanwhile(form, await readBranding());
  if (changed) return { ...next, ...changed, fields: lostLogo(form) };
  try {
    await setBranding(parsed.data, await readLogoOrder(form), operatorActor(operator));
  } catch (error) {
    return { ...next, fields: { logo: [expectedSentence(error, ['BrandingError'])] }, error: notSaved };
  }
  revalidatePath('/settings/branding');
  return { turn: turn + 1, saves: saves + 1, saved: true, version: versionOf(await readBranding()) };
}
