'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { readClientAddress } from '#lib/client-address';
import { allowNewAccount as allow } from '#lib/connections/account';
import { replaceMetadata } from '#lib/connections/changes';
import { deleteConnection, findConnection, listConnections, revealToken as reveal } from '#lib/connections/connections';
import { findToAsk } from '#lib/connections/scopes';
import { handOutReauthorizeLink, handOutReauthorizeLinks } from '#lib/links/hand-out';
import { maxLinksAtOnce } from '#lib/links/schema';
import type { Confirmation } from '#lib/operators/schema';
import { versionOf } from '#lib/version';
import { expectedSentence, refusalOf } from '../../expected-error';
import { askToConfirm } from '../confirm';
import type { MadeLinkRow } from './links-csv';
import { toMadeRow } from './made-row';
import { deletedHref, filterOf, readFilters } from './query';
import { chosenForLinks, manyIds, newAccountForm, oneId, readMetadata, revealForm } from './read-input';

export type MadeLinkState = { error?: string; url?: string; expiresAt?: Date };
type MadeLinksState = { error?: string; links?: MadeLinkRow[] };
type MetadataState = {
  error?: string;
  saved?: boolean;
  typed?: string;
  /** What somebody else has saved since. */
  stored?: { json: string; version: string };
};
export type RevealState = { error?: string; token?: string; expiresAt?: Date };

type NewAccountState = { error?: string; confirm?: Confirmation };

const gone = 'This connection does not exist any more.';
const changedMeanwhile = 'It was changed since you began to type. Nothing was saved or overwritten.';

const shownMetadata = (stored: object) => ({
  json: JSON.stringify(stored, null, 2),
  version: versionOf(stored),
});

/** Hands out a reauthorize link: an unused one where there is one. */
export async function makeReauthorizeLink(form: FormData): Promise<MadeLinkState> {
  const operator = await requireOperator('admin');
  const parsed = oneId.safeParse(Object.fromEntries(form));
  const connection = parsed.success ? await findConnection(parsed.data.id) : undefined;
  if (!connection) return { error: gone };
  const { id: connectionId, integrationId } = connection;
  const { url, expiresAt } = await handOutReauthorizeLink({ connectionId, integrationId }, operatorActor(operator));
  revalidatePath('/links');
  return { url, expiresAt };
}

/** The connections that the filters of a list match, as many as links are made at once. */
async function idsMatching(filters: string): Promise<string[]> {
  const query = readFilters(filters);
  const rows = await listConnections(filterOf(query), { limit: maxLinksAtOnce, order: query.sort });
  return rows.map(({ id }) => id);
}

/** Creates one reauthorize link for each selected connection. */
export async function makeReauthorizeLinks(_before: MadeLinksState, form: FormData): Promise<MadeLinksState> {
  const operator = await requireOperator('admin');
  const parsed = chosenForLinks.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: `Select between 1 and ${maxLinksAtOnce} connections.` };
  const { ids, filters, life } = parsed.data;
  const found = await findToAsk(ids ?? (await idsMatching(filters ?? '')));
  if (found.length === 0) return { error: 'None of these connections exists any more.' };
  const asked = found.map(({ id, integrationId }) => ({ connectionId: id, integrationId }));
  const made = await handOutReauthorizeLinks(asked, operatorActor(operator), life ? { life } : {});
  revalidatePath('/links');
  return { links: made.flatMap((link, index) => (found[index] ? [toMadeRow(found[index], link)] : [])) };
}

/** Deletes the selected connections. Those already deleted are not counted. */
export async function removeConnections(form: FormData): Promise<{ error?: string }> {
  const operator = await requireOperator('admin');
  const parsed = manyIds.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'Select at least one connection.' };
  for (const id of parsed.data.ids) {
    await deleteConnection(id, operatorActor(operator)).catch((error) => expectedSentence(error, ['ConnectionError']));
  }
  revalidatePath('/connections');
  return {};
}

/** Deletes one connection and returns to the list that it was opened from. */
export async function removeConnection(form: FormData): Promise<{ error?: string }> {
  const operator = await requireOperator('admin');
  const parsed = oneId.safeParse(Object.fromEntries(form));
  const connection = parsed.success ? await findConnection(parsed.data.id) : undefined;
  if (!connection) return { error: gone };
  const error = await refusalOf(deleteConnection(connection.id, operatorActor(operator)), ['ConnectionError']);
  if (error) return { error };
  revalidatePath('/connections');
  redirect(deletedHref(connection.connectionId, String(form.get('list') ?? '')));
}

/** Replaces a connection's metadata with the typed text. */
export async function saveMetadata(_before: MetadataState, form: FormData): Promise<MetadataState> {
  const operator = await requireOperator('admin');
  const parsed = oneId.safeParse(Object.fromEntries(form));
  const typed = String(form.get('metadata') ?? '');
  if (!parsed.success) return { error: gone, typed };
  if (!form.has('metadata')) return { error: 'The form came without its metadata, so nothing was changed.', typed };
  const read = readMetadata(typed);
  if ('error' in read) return { error: read.error, typed };
  const wanted = { metadata: read.metadata, seen: String(form.get('version')) };
  try {
    const stored = await replaceMetadata(parsed.data.id, wanted, operatorActor(operator));
    if (stored) return { error: changedMeanwhile, typed, stored: shownMetadata(stored) };
  } catch (error) {
    return { error: expectedSentence(error, ['ConnectionError']), typed };
  }
  revalidatePath(`/connections/${parsed.data.id}`);
  return { saved: true };
}

/** Lets a connection continue with the new account that was created under its address, and with no other account. */
export async function allowNewAccount(_before: NewAccountState, form: FormData): Promise<NewAccountState> {
  const operator = await requireOperator('admin');
  const parsed = newAccountForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'Tick the box once you know who has this address now. Nothing was changed.' };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm };
  const { id, oid } = parsed.data;
  const error = await refusalOf(allow(id, oid, operator), ['ConnectionError']);
  if (error) return { error };
  revalidatePath(`/connections/${id}`);
  return {};
}

/** Shows a token to an admin who has just typed their password. */
export async function revealToken(form: FormData): Promise<RevealState> {
  const operator = await requireOperator('admin');
  const parsed = revealForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: parsed.error.issues[0]?.message ?? gone };
  const address = readClientAddress(await headers());
  try {
    const revealed = await reveal({ ...parsed.data, operator, address });
    revalidatePath(`/connections/${parsed.data.id}`);
    return revealed;
  } catch (error) {
    return { error: expectedSentence(error, ['OperatorError', 'ConnectionError', 'RateLimitError']) };
  }
}
