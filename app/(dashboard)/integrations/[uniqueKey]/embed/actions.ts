'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { findIntegrationById, updateIntegration } from '#lib/integrations/integrations';
import { integrationPatchSchema } from '#lib/integrations/schema';
import { versionOf } from '#lib/version';
import { changedMeanwhile } from '../../../meanwhile';
import { type FormState, fieldErrors, readFailure } from '../../form-state';

const originsForm = integrationPatchSchema.pick({ allowedOrigins: true }).required().extend({ id: z.uuid() });

/** Changes which pages may embed an integration: one origin a line. */
export async function saveOrigins(_before: FormState<string>, form: FormData): Promise<FormState<string>> {
  const operator = await requireOperator('admin');
  const typed = String(form.get('origins') ?? '');
  const allowedOrigins = typed.split(/[\s,]+/).filter(Boolean);
  const parsed = originsForm.safeParse({ id: form.get('id'), allowedOrigins });
  if (!parsed.success) return { errors: fieldErrors(parsed.error), values: typed };
  const { id, ...patch } = parsed.data;
  const changed = changedMeanwhile(form, (await findIntegrationById(id))?.allowedOrigins);
  if (changed) return { ...changed, values: typed };
  const saved = await updateIntegration(id, patch, operatorActor(operator)).catch(readFailure);
  if (!('uniqueKey' in saved)) return { ...saved, values: typed };
  revalidatePath('/integrations', 'layout');
  const none = 'Saved. No page may embed this integration; its links work as before.';
  const message = patch.allowedOrigins.length === 0 ? none : 'Saved. It holds for sessions that are open, too.';
  return { message, version: versionOf((await findIntegrationById(id))?.allowedOrigins) };
}
