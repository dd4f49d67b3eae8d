'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { findConnection } from '#lib/connections/connections';
import { checkMailboxes, type MailboxCheck, mailboxSchema } from '#lib/connections/tenant/mailboxes';
import { handOutSiteGrantLink } from '#lib/links/hand-out';
import { expectedSentence } from '../../../../expected-error';

export type SiteGrantState = { error?: string; url?: string; expiresAt?: Date };

const siteForm = z.object({ id: z.uuid(), site: z.string().max(300).optional() });
const gone = 'This connection does not exist any more.';

/** The link on which a tenant's admin picks its sites, or takes back the one that is named. */
export async function makeSiteGrantLink(form: FormData): Promise<SiteGrantState> {
  const operator = await requireOperator('admin');
  const parsed = siteForm.safeParse(Object.fromEntries(form));
  const connection = parsed.success ? await findConnection(parsed.data.id) : undefined;
  if (!parsed.success || connection?.accountKind !== 'tenant') return { error: gone };
  const { id: connectionId, integrationId } = connection;
  try {
    const { url, expiresAt } = await handOutSiteGrantLink({ connectionId, integrationId }, operatorActor(operator));
    revalidatePath('/links');
    const address = new URL(url);
    if (parsed.data.site) address.searchParams.set('site', parsed.data.site);
    return { url: address.href, expiresAt };
  } catch (error) {
    return { error: expectedSentence(error, ['VaultError']) };
  }
}

export type MailboxState = {
  error?: string;
  errors?: { works?: string; refused?: string };
  values?: { works: string; refused: string };
  checks?: MailboxCheck[];
};

const mailboxForm = z.object({ works: mailboxSchema, refused: mailboxSchema });

/** Calls one mailbox that should be open to the app and one that should not. */
export async function tryMailboxes(_before: MailboxState, form: FormData): Promise<MailboxState> {
  const operator = await requireOperator('admin');
  const values = { works: String(form.get('works') ?? ''), refused: String(form.get('refused') ?? '') };
  const id = z.uuid().safeParse(form.get('id')).data;
  const parsed = mailboxForm.safeParse(values);
  if (!parsed.success) {
    const { works, refused } = z.flattenError(parsed.error).fieldErrors;
    return { errors: { ...(works?.[0] && { works: works[0] }), ...(refused?.[0] && { refused: refused[0] }) }, values };
  }
  if (!id) return { error: gone, values };
  try {
    return { values, checks: (await checkMailboxes(id, parsed.data, operatorActor(operator))) ?? [] };
  } catch (error) {
    return { error: expectedSentence(error, ['ConnectionError']), values };
  }
}
