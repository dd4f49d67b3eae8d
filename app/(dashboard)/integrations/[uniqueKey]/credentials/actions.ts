'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { retryNow } from '#lib/connections/connections';
import {
  addFederated,
  addMadeCertificate,
  addPastedCertificate,
  listCredentials,
  removeCredential,
  retryCredential,
  setSecretExpiry,
} from '#lib/integrations/credentials';
import { findIntegrationById } from '#lib/integrations/integrations';
import { expirySchema } from '#lib/integrations/schema';
import { verdictSentence } from '#lib/integrations/verification';
import { verifyIntegration } from '#lib/integrations/verify';
import type { Confirmation } from '#lib/operators/schema';
import { versionOf } from '#lib/version';
import { askToConfirm } from '../../../confirm';
import { changedMeanwhile } from '../../../meanwhile';
import { type FormState, fieldErrors, readFailure } from '../../form-state';
import { dayOf } from './words';

type MadeState = FormState<{ months: string }>;
type FederatedState = FormState<{ source: string }>;

const idSchema = z.uuid();
const integrationSchema = z.object({ integrationId: idSchema });
const months = z.coerce.number('Choose how long it is valid.').int().min(1).max(24, 'At most 24 months.');

/** Verifies an integration after a change of its credentials and shows the result on every page. */
async function applyNow(integrationId: string): Promise<void> {
  await retryNow(integrationId);
  revalidatePath('/', 'layout');
}

/** Generates a certificate. Its key stays in the vault. */
export async function makeCertificate(_before: MadeState, form: FormData): Promise<MadeState> {
  const operator = await requireOperator('admin');
  const parsed = integrationSchema.extend({ months }).safeParse(Object.fromEntries(form));
  if (!parsed.success) return { errors: fieldErrors(parsed.error) };
  const integration = await findIntegrationById(parsed.data.integrationId);
  if (!integration) return { error: 'This integration does not exist any more.' };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm, values: { months: String(parsed.data.months) } };
  const made = await addMadeCertificate(integration, parsed.data.months, operatorActor(operator)).catch(readFailure);
  if (!('id' in made)) return made;
  revalidatePath('/', 'layout');
  return {
    message: 'The certificate is made. Download it and upload it in the portal.',
  };
}

/** Tries a credential again that Microsoft refused or that was not uploaded yet. */
export async function tryAgain(form: FormData): Promise<void> {
  const operator = await requireOperator('admin');
  const parsed = integrationSchema.extend({ id: idSchema }).safeParse(Object.fromEntries(form));
  if (!parsed.success) return;
  const { integrationId, id } = parsed.data;
  await retryCredential(integrationId, id, operatorActor(operator)).catch(readFailure);
  await applyNow(integrationId);
}

/** Stores a certificate that was made elsewhere, with its key. */
export async function pasteCertificate(_before: FormState, form: FormData): Promise<FormState> {
  const operator = await requireOperator('admin');
  const fields = { certificate: z.string().max(50_000, 'This is longer than a certificate with its key.') };
  const parsed = integrationSchema.extend(fields).safeParse(Object.fromEntries(form));
  if (!parsed.success) return { errors: fieldErrors(parsed.error) };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm };
  const { integrationId, certificate } = parsed.data;
  const added = await addPastedCertificate(integrationId, certificate, operatorActor(operator)).catch(readFailure);
  if (!('id' in added)) return added;
  await applyNow(integrationId);
  return { message: 'The certificate is stored, its key sealed. It is used first from now on.' };
}

const sourceSchema = z
  .object({
    place: z.enum(['file', 'variable']),
    source: z.string().trim().min(1, 'Say where the token is.').max(1000),
  })
  .transform(({ place, source }) => (place === 'file' ? { file: source } : { variable: source }));

/** Stores where the token of another identity provider is read. */
export async function saveFederated(_before: FederatedState, form: FormData): Promise<FederatedState> {
  const operator = await requireOperator('admin');
  const sent = Object.fromEntries(form);
  const source = sourceSchema.safeParse(sent);
  if (!source.success) return { errors: fieldErrors(source.error) };
  const parsed = integrationSchema.safeParse(sent);
  if (!parsed.success) return { errors: fieldErrors(parsed.error) };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm, values: { source: String(form.get('source')) } };
  const { integrationId } = parsed.data;
  const added = await addFederated(integrationId, source.data, operatorActor(operator)).catch(readFailure);
  if (!('id' in added)) return added;
  await applyNow(integrationId);
  return { message: 'The federated credential is stored. Its token is read anew each time it is used.' };
}

/** Removes a credential. The last one is removed only if the form confirms it. */
export async function dropCredential(form: FormData): Promise<{ error?: string; confirm?: Confirmation }> {
  const operator = await requireOperator('admin');
  const fields = { id: idSchema, evenLast: z.stringbool().default(false) };
  const parsed = integrationSchema.extend(fields).safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'This credential does not exist any more. Load the page again.' };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm };
  const failure = await removeCredential(parsed.data, operatorActor(operator)).catch(readFailure);
  if (failure && 'error' in failure) return failure;
  revalidatePath('/', 'layout');
  return {};
}

/** Stores when a client secret expires. */
export async function saveExpiry(_before: FormState<string>, form: FormData): Promise<FormState<string>> {
  const operator = await requireOperator('admin');
  if (!form.has('secretExpiresAt')) return { error: 'The form came without its date, so nothing was changed.' };
  const fields = { id: idSchema, secretExpiresAt: expirySchema };
  const values = String(form.get('secretExpiresAt'));
  const parsed = integrationSchema.extend(fields).safeParse(Object.fromEntries(form));
  if (!parsed.success) return { errors: fieldErrors(parsed.error), values };
  const { secretExpiresAt: expiresAt, ...which } = parsed.data;
  const stored = (await listCredentials(which.integrationId)).find(({ id }) => id === which.id);
  const changed = stored && changedMeanwhile(form, dayOf(stored));
  if (changed) return { ...changed, values };
  const failure = await setSecretExpiry({ ...which, expiresAt }, operatorActor(operator)).catch(readFailure);
  if (failure) return { ...failure, values };
  revalidatePath('/', 'layout');
  return { message: 'Noted.', version: versionOf(dayOf({ expiresAt })) };
}

/** Verifies as much of an integration as is possible without a user. */
export async function verify(_before: FormState, form: FormData): Promise<FormState> {
  const operator = await requireOperator('admin');
  const parsed = integrationSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { errors: fieldErrors(parsed.error) };
  const { integrationId } = parsed.data;
  const found = await verifyIntegration(integrationId, operatorActor(operator)).catch(readFailure);
  if (!('checks' in found)) return found;
  await applyNow(integrationId);
  return { message: verdictSentence(found) };
}
