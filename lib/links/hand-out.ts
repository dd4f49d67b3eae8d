import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db, type Transaction } from '#lib/db';
import { Prisma } from '#prisma/client';
import { findOpenSiteGrant } from './admin-store.ts';
import { createSiteGrantLink, inSeconds, insertWithToken, type LinkFacts, siteGrantLife } from './create-link.ts';
import { recordStep } from './link-activity.ts';
import { linkLife, type MadeLink } from './schema.ts';
import { unused } from './store.ts';
import { openMadeLink } from './token.ts';

type Target = { connectionId: string; integrationId: string };

/** An unused link of this connection that changes nothing but its grant, and has half of its life left. */
async function findReusable(
  tx: Transaction,
  { connectionId, integrationId, life, createdBy }: Target & { life: number; createdBy?: Actor },
): Promise<MadeLink | undefined> {
  const asMade = {
    endUser: { equals: Prisma.DbNull },
    tags: { equals: {} },
    configDefaults: { equals: {} },
    overrides: { equals: {} },
    webhookUrlOverride: null,
  };
  const link = await tx.connectLink.findFirst({
    where: {
      ...unused,
      ...asMade,
      kind: 'reauthorize',
      connectionId,
      integrationIds: { equals: [integrationId] },
      expiresAt: { gt: inSeconds(life / 2) },
      ...(createdBy && { createdBy }),
    },
    orderBy: { expiresAt: 'desc' },
    select: { id: true, sealedToken: true, expiresAt: true },
  });
  return link ? openMadeLink(link) : undefined;
}

/**
 * The link on which the admin of a connected tenant picks its sites: one that lives half of its week yet is handed out
 * again, with an audit row, else a new one is made. @throws UnknownKeyError
 */
export async function handOutSiteGrantLink(target: Target, actor: Actor): Promise<MadeLink> {
  const open = await findOpenSiteGrant(target.connectionId);
  const known = open && open.expiresAt >= inSeconds(siteGrantLife / 2) ? openMadeLink(open) : undefined;
  if (!known) return createSiteGrantLink(target, actor);
  await db().$transaction((tx) => audit(tx, { actor, action: 'link.copied', subject: `link:${known.id}` }));
  return known;
}

/** Finds such a link or makes one; two that ask at once get the same. */
async function findOrMake(
  { connectionId, integrationId }: Target,
  actor: Actor,
  how: { life: number; createdBy?: Actor },
): Promise<MadeLink> {
  const { link, isNew } = await db().$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`reauthorize:${connectionId}`}, 0))`;
    const known = await findReusable(tx, { connectionId, integrationId, ...how });
    if (known) {
      if (actor !== 'system') await audit(tx, { actor, action: 'link.copied', subject: `link:${known.id}` });
      return { link: known, isNew: false };
    }
    const expiresAt = inSeconds(how.life);
    const facts: LinkFacts = { kind: 'reauthorize', connectionId, integrationIds: [integrationId], expiresAt };
    return { link: await insertWithToken(tx, facts, actor), isNew: true };
  });
  if (isNew) recordStep({ linkId: link.id, integrationId, connectionId }, 'created');
  return link;
}

/**
 * The link for an operator who has one connection signed in again: an unused one is handed out again, with an audit row,
 * so that each press does not leave one more open link behind; else a new one, valid for a day.
 */
export function handOutReauthorizeLink(target: Target, actor: Actor): Promise<MadeLink> {
  return findOrMake(target, actor, { life: linkLife.default });
}

/**
 * The same for a page of a customer's, valid for an hour. A link that an operator has made and perhaps sent is never
 * given to a page: whoever holds a link can also end it.
 */
export function handOutToPage(target: Target): Promise<MadeLink> {
  return findOrMake(target, 'system', { life: linkLife.page, createdBy: 'system' });
}
