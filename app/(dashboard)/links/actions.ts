'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { findConnection } from '#lib/connections/connections';
import { findIntegration } from '#lib/integrations/integrations';
import { createAdminConsentLink, plainConsentUrl } from '#lib/links/admin-link';
import { createLink } from '#lib/links/create-link';
import { copyLinkUrl, findLink, revokeLink } from '#lib/links/links';
import { newAdminLinkSchema, newLinkSchema } from '#lib/links/schema';
import { expectedSentence, refusalOf } from '../../expected-error';
import { composeMessages } from './compose';
import type { LinkProgressState, NewAdminLinkState, NewLinkState } from './form-state';
import {
  adminFieldErrors,
  adminLinkInput,
  fieldErrors,
  missingAdminLimit,
  missingLimits,
  newLinkInput,
  readAdminLinkForm,
  readNewLinkForm,
} from './form-values';
import { handOver } from './hand-over';
import { fillMessage } from './message';
import { linksPath } from './paths';
import { fineOutcomes } from './words';

const idForm = z.object({ id: z.uuid() });
const firstLinkForm = z.object({ integration: z.string().min(1).max(255) });
const gone = 'This link does not exist.';

/** Creates a connect link. Its URL is returned once and shown nowhere else on the page. */
export async function createConnectLink(_before: NewLinkState, form: FormData): Promise<NewLinkState> {
  const operator = await requireOperator('admin');
  const values = readNewLinkForm(form);
  const missing = missingLimits(form);
  if (missing) return { errors: missing, values };
  if (values.integrations.length === 0) return { errors: { integrations: 'Choose at least one.' }, values };
  const parsed = newLinkSchema.safeParse(newLinkInput(values));
  if (!parsed.success) return { errors: fieldErrors(parsed.error, values), values };
  try {
    const made = await createLink(parsed.data, operatorActor(operator));
    revalidatePath('/links');
    return { made: await handOver(made) };
  } catch (error) {
    const sentence = expectedSentence(error, ['LinkError']);
    const isAboutAddress = error instanceof Error && 'code' in error && error.code === 'resource_url_missing';
    return isAboutAddress ? { errors: { environmentUrl: sentence }, values } : { error: sentence, values };
  }
}

/** Creates a link for anyone with the usual settings, and shows it. */
export async function createFirstLink(form: FormData): Promise<{ error?: string }> {
  const operator = await requireOperator('admin');
  const parsed = firstLinkForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'This integration does not exist any more.' };
  const made = await createLink({ integrations: [parsed.data.integration] }, operatorActor(operator)).catch(
    (error: unknown) => ({ error: expectedSentence(error, ['LinkError']) }),
  );
  if ('error' in made) return made;
  revalidatePath('/links');
  redirect(linksPath({ link: made.id }));
}

/** Creates a link for an admin's approval. Its URL is returned once and shown nowhere else on the page. */
export async function createAdminLink(_before: NewAdminLinkState, form: FormData): Promise<NewAdminLinkState> {
  const operator = await requireOperator('admin');
  const values = readAdminLinkForm(form);
  const missing = missingAdminLimit(form);
  if (missing) return { errors: missing, values };
  const parsed = newAdminLinkSchema.safeParse(adminLinkInput(values));
  if (!parsed.success) return { errors: adminFieldErrors(parsed.error), values };
  const integration = await findIntegration(parsed.data.integration);
  if (!integration) return { errors: { integration: 'Choose an integration.' }, values };
  try {
    const made = await createAdminConsentLink(parsed.data, operatorActor(operator));
    revalidatePath('/links');
    const plainUrl = plainConsentUrl(integration, parsed.data.tenant);
    return { made: { ...(await handOver(made)), plainUrl } };
  } catch (error) {
    return { error: expectedSentence(error, ['LinkError']), values };
  }
}

/** The URL of a link, for copying or showing. Each call writes an audit row. */
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

/** The message to send with a link, in the link's language and with its URL, which writes an audit row. */
export async function copyMessage(form: FormData): Promise<{ text: string } | { error: string }> {
  await requireOperator('admin');
  const answer = await copyLink(form);
  const link = 'url' in answer ? await findLink(String(form.get('id'))) : undefined;
  if ('error' in answer || !link) return 'error' in answer ? answer : { error: gone };
  const { language, texts } = await composeMessages(link);
  return { text: fillMessage(texts[language], answer.url).body };
}

/** How far a link has come, for the panel that is shown after it was made. */
export async function readProgress(form: FormData): Promise<LinkProgressState | { error: string }> {
  await requireOperator('admin');
  const parsed = idForm.safeParse(Object.fromEntries(form));
  const link = parsed.success ? await findLink(parsed.data.id) : undefined;
  if (!link) return { error: gone };
  const { state, outcome, connectionId } = link;
  const connection = state === 'connected' && connectionId ? await findConnection(connectionId) : undefined;
  return {
    state,
    ...(outcome && { message: outcome.operatorMessage, isFine: fineOutcomes.has(outcome.code) }),
    ...(connection && { connection: { id: connection.id, name: connection.displayName || connection.username } }),
  };
}

/** Revokes an unused link. */
export async function revokeConnectLink(form: FormData): Promise<{ error?: string }> {
  const operator = await requireOperator('admin');
  const parsed = idForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: gone };
  const error = await refusalOf(revokeLink(parsed.data.id, operatorActor(operator)), ['LinkError']);
  if (error) return { error };
  revalidatePath('/links');
  return {};
}
