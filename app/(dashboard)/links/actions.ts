'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { createLink } from '#lib/links/create-link';
import { copyLinkUrl, revokeLink } from '#lib/links/links';
import { newLinkSchema } from '#lib/links/schema';
import { requireOperator } from '#lib/session';
import { expectedSentence } from '../../expected-error';
import type { NewLinkState } from './form-state';
import { fieldErrors, newLinkInput, readNewLinkForm } from './form-values';

const idForm = z.object({ id: z.uuid() });
const gone = 'This link does not exist.';

/** Makes a connect link; its URL is in the answer and nowhere else on the page. */
export async function createConnectLink(_before: NewLinkState, form: FormData): Promise<NewLinkState> {
  const operator = await requireOperator('admin');
  const values = readNewLinkForm(form);
  if (values.integrations.length === 0) return { errors: { integrations: 'Choose at least one.' }, values };
  const parsed = newLinkSchema.safeParse(newLinkInput(values));
  if (!parsed.success) return { errors: fieldErrors(parsed.error), values };
  try {
    const { id, url, expiresAt } = await createLink(parsed.data, operatorActor(operator));
    revalidatePath('/links');
    return { made: { id, url, expiresAt: expiresAt.toISOString() } };
  } catch (error) {
    return { error: expectedSentence(error, ['LinkError']), values };
  }
}

/** The URL of a link, to copy or to show; each time leaves an audit row. */
export async function copyLink(form: FormData): Promise<{ url: string } | { error: string }> {
  const operator = await requireOperator('admin');
  const parsed = idForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: gone };
  try {
    return { url: await copyLinkUrl(parsed.data.id, operatorActor(operator)) };
  } catch (error) {
    return { error: expectedSentence(error, ['LinkError', 'VaultError']) };
  }
}

/** Ends a link before it is used. */
export async function revokeConnectLink(form: FormData): Promise<{ error?: string }> {
  const operator = await requireOperator('admin');
  const parsed = idForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: gone };
  try {
    await revokeLink(parsed.data.id, operatorActor(operator));
  } catch (error) {
    return { error: expectedSentence(error, ['LinkError']) };
  }
  revalidatePath('/links');
  return {};
}
