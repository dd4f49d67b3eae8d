import { z } from 'zod';
import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db } from '#lib/db';
import { findUsableChildren, listChildRows } from './admin-store.ts';
import { findOpenOf } from './connection-store.ts';
import { LinkError } from './errors.ts';
import { recordStep } from './link-activity.ts';
import { countByState, countLinkRows, listLinkRows, listRowsById } from './list-store.ts';
import { findLinkRow } from './row-store.ts';
import type { LinkLanguage, LinkRow, LinkState, OpenReauthorizeLink } from './schema.ts';
import { countUsable, findLanguageOf, findSealedLink, readSealedLink, updateRevoked } from './store.ts';
import { openLinkToken, urlOfToken } from './token.ts';

const pageSize = 50;

type LinkQuery = {
  status?: LinkState | undefined;
  /** Id */
  integration?: string | undefined;
  search?: string | undefined;
  /** `next` of the previous page. */
  before?: string | undefined;
};

const cursor = z
  .string()
  .transform((value) => value.split('_'))
  .pipe(z.tuple([z.iso.datetime(), z.uuid()]))
  .transform(([at, id]) => ({ createdAt: new Date(at), id }));

/** Connect links, newest first, fifty a page; admin-consent links appear with the link that waits for them. */
export async function listLinks(query: LinkQuery = {}): Promise<{ links: LinkRow[]; next: string | undefined }> {
  const before = query.before ? cursor.safeParse(query.before).data : undefined;
  const rows = await listLinkRows({ ...query, before, limit: pageSize + 1 });
  const links = rows.slice(0, pageSize);
  const last = links.at(-1);
  const next = rows.length > pageSize && last ? `${last.createdAt.toISOString()}_${last.id}` : undefined;
  return { links, next };
}

/** How many links the list has from a page's first row on; without `before`, on all pages. */
export function countListed(query: LinkQuery): Promise<number> {
  return countLinkRows({ ...query, before: query.before ? cursor.safeParse(query.before).data : undefined });
}

/** How many links the filters of the list leave in each state. */
export function countByLinkState(query: Omit<LinkQuery, 'status' | 'before'>): Promise<Record<LinkState, number>> {
  return countByState(query);
}

/** One link, without its token. */
export async function findLink(id: string): Promise<LinkRow | undefined> {
  return z.uuid().safeParse(id).success ? findLinkRow(id) : undefined;
}

/** The links with these ids that are still there, in no order. */
export function listLinksById(ids: readonly string[]): Promise<LinkRow[]> {
  return listRowsById(ids.filter((id) => z.uuid().safeParse(id).success));
}

/** The admin-consent links that were made for a link. */
export function listAdminLinks(id: string): Promise<LinkRow[]> {
  return listChildRows(id);
}

/** The id of the link for the admin, of each of these links that has one which can still be used. */
export function findAdminLinks(ids: readonly string[]): Promise<Map<string, string>> {
  return findUsableChildren(ids);
}

/** The language of the newest link for a connection; undefined if none was chosen. */
export function findPersonsLanguage(connectionId: string): Promise<LinkLanguage | undefined> {
  return findLanguageOf(connectionId);
}

/** The newest reauthorize link of each connection that an operator made and that can still be used, by connection. */
export function findOpenReauthorize(connectionIds: readonly string[]): Promise<Map<string, OpenReauthorizeLink>> {
  return findOpenOf(connectionIds);
}

/** How many links can still be used. */
export function countOpenLinks(): Promise<number> {
  return countUsable();
}

/**
 * The URL of a link, for admins.
 * @throws LinkError `not_found`; VaultError when the stored token cannot be decrypted.
 */
export async function linkUrl(id: string): Promise<string> {
  return urlOfToken(openLinkToken(await readSealedLink(id)));
}

/**
 * The URL of a link for a person to copy, with an audit row in the same transaction.
 * @throws LinkError `not_found`; VaultError when the stored token cannot be decrypted.
 */
export function copyLinkUrl(id: string, actor: Actor): Promise<string> {
  return db().$transaction(async (tx) => {
    const link = await findSealedLink(id, tx);
    if (!link) throw new LinkError('not_found');
    await audit(tx, { actor, action: 'link.copied', subject: `link:${id}` });
    return urlOfToken(openLinkToken(link));
  });
}

/**
 * Revokes an unused link. Somebody who is signing in at Microsoft at that moment returns to a closed link.
 * @throws LinkError `not_found`, or `closed` when it was already used or revoked.
 */
export async function revokeLink(id: string, actor: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    if (!(await updateRevoked(tx, id))) {
      throw new LinkError((await findSealedLink(id, tx)) ? 'closed' : 'not_found');
    }
    await audit(tx, { actor, action: 'link.revoked', subject: `link:${id}` });
  });
  recordStep({ linkId: id }, 'revoked');
}
