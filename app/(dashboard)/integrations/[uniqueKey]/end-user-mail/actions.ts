'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { readEndUserMail, setEndUserMail } from '#lib/alerts/end-users';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { findIntegration } from '#lib/integrations/integrations';
import { versionOf } from '#lib/version';
import { refusalOf } from '../../../../expected-error';
import { changedMeanwhile } from '../../../meanwhile';

/** `chosen` is what was not saved. */
type MailState = { error?: string; chosen?: string; version?: string; saved?: true };

const mailForm = z.object({ uniqueKey: z.string(), channel: z.union([z.literal(''), z.uuid()]) });

/** Switches the mails to end users of an integration on, by the mail server of a channel, or off. */
export async function saveEndUserMail(_before: MailState, form: FormData): Promise<MailState> {
  const operator = await requireOperator('admin');
  const parsed = mailForm.safeParse(Object.fromEntries(form));
  const integration = parsed.success ? await findIntegration(parsed.data.uniqueKey) : undefined;
  if (!parsed.success || !integration) return { error: 'Choose one of those listed. Nothing was changed.' };
  const { channel } = parsed.data;
  const changed = changedMeanwhile(form, (await readEndUserMail(integration.id)) ?? '');
  if (changed) return { ...changed, chosen: channel };
  const by = operatorActor(operator);
  const error = await refusalOf(setEndUserMail(integration, channel || null, by), ['AlertError']);
  if (error) return { error, chosen: channel };
  revalidatePath(`/integrations/${encodeURIComponent(integration.uniqueKey)}`);
  return { saved: true, version: versionOf(channel) };
}
