import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { noteChange } from '#lib/changes';
import { db, type Transaction } from '#lib/db';
import { Prisma } from '#prisma/client';
import { findOpenSiteGrant } from './admin-store.ts';
import {
  createSiteGrantLink,
  inSeconds,
  insertWithToken,
  type LinkFacts,
  patience,
  siteGrantLife,
} from './create-link.ts';
import { recordStep } from './link-activity.ts';
import { linkLife, type MadeLink, maxLinksAtOnce, newLinkSchema } from './schema.ts';
import { unused } from './store.ts';
import { openMadeLink } from './token.ts';

type Target = { connectionId: string; integrationId: string };

/** What a link has that changes nothing of its connection but the grant. */
const asMade = {
  endUser: { equals: Prisma.DbNull },
  tags: { equals: {} },
  configDefaults: { equals: {} },
  overrides: { equals: {} },
  webhookUrlOverride: null,
};
const sealed = { id: true, sealedToken: true, expiresAt: true } as const;

const ofTarget = ({ connectionId, integrationId }: Target) => ({
  kind: 'reauthorize' as const,
  connectionId,
  integrationIds: { equals: [integrationId] },
});

const factsOf = ({ connectionId, integrationId }: Target, expiresAt: Date): LinkFacts => {
  return { kind: 'reauthorize', connectionId, integrationIds: [integrationId], expiresAt };
};

/** Two that ask at once for a link of one connection take turns, until the transaction ends. */
async function lockTarget(tx: Transaction, connectionId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`reauthorize:${connectionId}`}, 0))`;
}

/** An unused link of this connection that changes nothing but its grant, and has half of its life left. */
async function findReusable(
  tx: Transaction,
  { life, createdBy, ...target }: Target & { life: number; createdBy?: Actor },
): Promise<MadeLink | undefined> {
  const link = await tx.connectLink.findFirst({
    where: {
      ...unused,
      ...asMade,
      ...ofTarget(target),
      expiresAt: { gt: inSeconds(life / 2) },
      ...(createdBy && { createdBy }),
    },
    orderBy: { expiresAt: 'desc' },
    select: sealed,
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
    await lockTarget(tx, connectionId);
    const known = await findReusable(tx, { connectionId, integrationId, ...how });
    if (known) {
      if (actor !== 'system') await audit(tx, { actor, action: 'link.copied', subject: `link:${known.id}` });
      return { link: known, isNew: false };
    }
    const facts = factsOf({ connectionId, integrationId }, inSeconds(how.life));
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

/** Lets the newest unused link of this connection, if there is one, live as long as a new one would. */
async function extendOpen(tx: Transaction, target: Target, expiresAt: Date): Promise<MadeLink | undefined> {
  const where = { ...unused, ...asMade, ...ofTarget(target), expiresAt: { gt: new Date() } };
  const createdBy = { startsWith: 'operator:' };
  const orderBy = { expiresAt: 'desc' } as const;
  const link = await tx.connectLink.findFirst({ where: { ...where, createdBy }, orderBy, select: sealed });
  const known = link && openMadeLink(link);
  if (!known) return undefined;
  if (known.expiresAt >= expiresAt) return known;
  await tx.connectLink.update({ where: { id: known.id }, data: { expiresAt }, select: { id: true } });
  await noteChange('link', known.id, tx);
  return { ...known, expiresAt };
}

/**
 * One reauthorize link for each of these connections, in their order: all or none, each with its audit row. One that is
 * open is handed out again and lives as long as was asked, so that nobody gets two.
 * @throws RangeError beyond `maxLinksAtOnce`.
 */
export async function handOutReauthorizeLinks(
  connections: readonly Target[],
  actor: Actor,
  { life = linkLife.default }: { life?: number } = {},
): Promise<MadeLink[]> {
  if (connections.length > maxLinksAtOnce) throw new RangeError(`At most ${maxLinksAtOnce} links are made at once.`);
  const expiresAt = inSeconds(newLinkSchema.shape.life.parse(life));
  const made = await db().$transaction(async (tx) => {
    // In one order, so that two who ask for the same connections do not wait for each other.
    for (const { connectionId } of connections.toSorted((a, b) => a.connectionId.localeCompare(b.connectionId)))
      await lockTarget(tx, connectionId);
    const links: { link: MadeLink; isNew: boolean }[] = [];
    for (const target of connections) {
      const known = await extendOpen(tx, target, expiresAt);
      if (known) {
        const detail = { expiresAt: known.expiresAt.toISOString() };
        await audit(tx, { actor, action: 'link.copied', subject: `link:${known.id}`, detail });
      }
      links.push({ link: known ?? (await insertWithToken(tx, factsOf(target, expiresAt), actor)), isNew: !known });
    }
    return links;
  }, patience);
  for (const [index, { link, isNew }] of made.entries())
    if (isNew) recordStep({ linkId: link.id, ...connections[index] }, 'created');
  return made.map(({ link }) => link);
}
