'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { type Actor, operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { requestedNames, requestedScopes } from '#lib/catalogue/schema';
import { retryNow } from '#lib/connections/connections';
import { listMissing } from '#lib/connections/scopes';
import { addSecret, replaceSecret } from '#lib/integrations/credentials';
import {
  createIntegration,
  deleteIntegration,
  findIntegration,
  findIntegrationById,
  updateIntegration,
} from '#lib/integrations/integrations';
import { createSandboxIntegration as createFromSandbox, sandboxApp } from '#lib/integrations/sandbox-app';
import { type IntegrationDetail, integrationPatchSchema, newSecretSchema } from '#lib/integrations/schema';
import { verifyIntegration } from '#lib/integrations/verify';
import { createLink } from '#lib/links/create-link';
import { versionOf } from '#lib/version';
import { askToConfirm } from '../confirm';
import { linksPath } from '../links/paths';
import { changedMeanwhile } from '../meanwhile';
import {
  type AccessState,
  type FormState,
  fieldErrors,
  type NewState,
  readFailure,
  type SettingsState,
} from './form-state';
import {
  accessPatch,
  accessValues,
  integrationInput,
  missingFields,
  parseNewIntegration,
  pasteApp,
  readAccessForm,
  readAdminSignIn,
  readIntegrationForm,
  readSecret,
  settingsValues,
  wantsSandboxApp,
} from './form-values';
import { integrationPath } from './paths';

const idSchema = z.uuid();

/** Verifies what was just created, so that its page says what is proved before the first link is made. */
async function verifyNew({ id }: { id: string }, by: Actor): Promise<void> {
  await verifyIntegration(id, by).catch(readFailure);
}

/** Creates an integration from the form and opens its page. */
export async function saveNewIntegration(_before: NewState, form: FormData): Promise<NewState> {
  const operator = await requireOperator('admin');
  const values = readIntegrationForm(form);
  const missing = missingFields(form);
  if (missing) return { errors: missing, values };
  if (wantsSandboxApp(form)) {
    const roles =
      values.permissionType === 'application' ? requestedNames(requestedScopes(integrationInput(values, ''))) : [];
    const app = await sandboxApp(values.cloud, roles).catch(readFailure);
    if (!('clientId' in app)) return { ...app, values };
    pasteApp(form, app);
  }
  const parsed = parseNewIntegration(form);
  if (!parsed.success) return { errors: fieldErrors(parsed.error), values };
  const made = await createIntegration(parsed.data, operatorActor(operator)).catch(readFailure);
  if (!('uniqueKey' in made)) return { ...made, values };
  if (!form.has('noSecret')) await verifyNew(made, operatorActor(operator));
  revalidatePath('/integrations');
  redirect(integrationPath(made.uniqueKey, form.has('noSecret') ? { tab: 'credentials' } : { notice: 'created' }));
}

/** Creates an integration with the sandbox's own app and opens its page. */
export async function createSandboxIntegration(_before: FormState, _form: FormData): Promise<FormState> {
  const operator = await requireOperator('admin');
  const made = await createFromSandbox(operatorActor(operator)).catch(readFailure);
  if (!('uniqueKey' in made)) return made;
  await verifyNew(made, operatorActor(operator));
  revalidatePath('/integrations');
  redirect(integrationPath(made.uniqueKey, { notice: 'created' }));
}

/** Creates an integration with the sandbox's own app and a first link for it, and shows the link. */
export async function trySandbox(_before: FormState, _form: FormData): Promise<FormState> {
  const operator = await requireOperator('admin');
  const by = operatorActor(operator);
  const made = await createFromSandbox(by).catch(readFailure);
  if (!('uniqueKey' in made)) return made;
  const { id } = await createLink({ integrations: [made.uniqueKey] }, by);
  revalidatePath('/', 'layout');
  redirect(linksPath({ link: id }));
}

/** What a form that changes an integration would overwrite without its operator having seen it. */
async function changedSince(form: FormData, id: string, shown: (integration: IntegrationDetail) => object) {
  const integration = await findIntegrationById(id);
  return integration && changedMeanwhile(form, shown(integration));
}

/** A sentence about what a change means for existing connections, and the version of what is stored now. */
async function savedAccess(uniqueKey: string): Promise<Pick<AccessState, 'message' | 'version'>> {
  const integration = await findIntegration(uniqueKey);
  const { lacking } = integration ? await listMissing(integration) : { lacking: 0 };
  const saved = 'Saved. New links ask for this from now on';
  const stored = integration ? { version: versionOf(accessValues(integration)) } : {};
  if (lacking === 0) return { ...stored, message: `${saved}; existing connections keep what they were granted.` };
  const who = lacking === 1 ? '1 existing connection lacks' : `${lacking} existing connections lack`;
  const next = 'the tab Consent shows which and makes reauthorize links for them';
  return { ...stored, message: `${saved}. ${who} some of it: ${next}.` };
}

/** Changes the permissions that an integration requests. */
export async function saveAccess(_before: AccessState, form: FormData): Promise<AccessState> {
  const operator = await requireOperator('admin');
  const values = readAccessForm(form);
  const parsed = integrationPatchSchema
    .extend({ id: idSchema })
    .safeParse({ ...accessPatch(values), id: form.get('id') });
  if (!parsed.success) return { errors: fieldErrors(parsed.error), values };
  const { id, ...patch } = parsed.data;
  const changed = await changedSince(form, id, accessValues);
  if (changed) return { ...changed, values };
  const saved = await updateIntegration(id, patch, operatorActor(operator)).catch(readFailure);
  if (!('uniqueKey' in saved)) return { ...saved, values };
  revalidatePath('/integrations', 'layout');
  return savedAccess(saved.uniqueKey);
}

/** Adds a secret, or replaces the stored one with it. */
export async function saveSecret(_before: FormState, form: FormData): Promise<FormState> {
  const operator = await requireOperator('admin');
  const sent = { id: form.get('id'), clientSecret: readSecret(form), secretExpiresAt: form.get('secretExpiresAt') };
  const parsed = newSecretSchema.extend({ id: idSchema }).safeParse(sent);
  if (!parsed.success) return { errors: fieldErrors(parsed.error) };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm };
  const { id, ...secret } = parsed.data;
  const store = form.has('replace') ? replaceSecret : addSecret;
  const stored = await store(id, secret, operatorActor(operator)).catch(readFailure);
  if (stored && !('id' in stored)) return stored;
  await retryNow(id);
  revalidatePath('/', 'layout');
  return { message: 'The new secret is in place. Connections keep their grants and use it from now on.' };
}

/** Changes name, key and registration of an integration. */
export async function saveSettings(_before: SettingsState, form: FormData): Promise<SettingsState> {
  const operator = await requireOperator('admin');
  const { displayName, uniqueKey, accountTypes, tenantId, clientId, homeTenantId } = readIntegrationForm(form);
  const adminSignIn = readAdminSignIn(form);
  const values = { displayName, uniqueKey, accountTypes, tenantId, clientId, homeTenantId, adminSignIn };
  const missing = missingFields(form);
  if (missing) return { errors: missing, values };
  const parsed = integrationPatchSchema.extend({ id: idSchema }).safeParse({ ...values, id: form.get('id') });
  if (!parsed.success) return { errors: fieldErrors(parsed.error), values };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm, values };
  const { id, ...patch } = parsed.data;
  const changed = await changedSince(form, id, settingsValues);
  if (changed) return { ...changed, values };
  const saved = await updateIntegration(id, patch, operatorActor(operator)).catch(readFailure);
  if (!('uniqueKey' in saved)) return { ...saved, values };
  revalidatePath('/integrations', 'layout');
  redirect(integrationPath(saved.uniqueKey, { tab: 'settings', notice: 'saved' }));
}

/** Deletes an integration after its key was typed. */
export async function removeIntegration(_before: FormState, form: FormData): Promise<FormState> {
  const operator = await requireOperator('admin');
  const parsed = z.object({ id: idSchema, confirm: z.string().trim() }).safeParse(Object.fromEntries(form));
  if (!parsed.success) return { errors: fieldErrors(parsed.error) };
  const { id, confirm } = parsed.data;
  const integration = await findIntegrationById(id);
  if (integration && confirm !== integration.uniqueKey)
    return { errors: { confirm: [`Type ${integration.uniqueKey} to confirm.`] } };
  const removed = await deleteIntegration(id, operatorActor(operator)).catch(readFailure);
  if (!('connections' in removed)) return removed;
  revalidatePath('/integrations', 'layout');
  redirect('/integrations?notice=deleted');
}
