import { noteChange } from '#lib/changes';
import { db, type Transaction } from '#lib/db';
import { hashToken, isToken } from '#lib/ids';
import { Prisma } from '#prisma/client';
import { LinkError } from './errors.ts';
import {
  type ConfigDefaults,
  configDefaultsSchema,
  type EndUser,
  endUserSchema,
  type LinkKind,
  type LinkLanguage,
  type LinkRow,
  type LinkStatus,
  linkLanguageSchema,
  type Outcome,
  type Overrides,
  outcomeSchema,
  overridesSchema,
  type Tags,
  tagsSchema,
} from './schema.ts';

export const rowColumns = {
  id: true,
  kind: true,
  status: true,
  integrationIds: true,
  connectionId: true,
  parentId: true,
  endUser: true,
  tags: true,
  expectedTenant: true,
  expectedEmail: true,
  adminSignIn: true,
  configDefaults: true,
  overrides: true,
  webhookUrlOverride: true,
  presets: true,
  language: true,
  outcome: true,
  createdAt: true,
  createdBy: true,
  expiresAt: true,
  openedAt: true,
  startedAt: true,
  consumedAt: true,
} as const satisfies Prisma.ConnectLinkSelect;

export type Columns = Prisma.ConnectLinkGetPayload<{ select: typeof rowColumns }>;

/** A link as stored, with its JSON columns parsed and without its secret columns. */
export type StoredLink = Omit<LinkRow, 'state' | 'account' | 'isForAdmin'> & {
  status: LinkStatus;
  adminSignIn: boolean;
  configDefaults: ConfigDefaults;
  overrides: Overrides;
  webhookUrlOverride: string | null;
};

export function readColumns(row: Columns): StoredLink {
  return {
    ...row,
    endUser: endUserSchema.nullable().catch(null).parse(row.endUser),
    tags: tagsSchema.catch({}).parse(row.tags),
    configDefaults: configDefaultsSchema.catch({}).parse(row.configDefaults),
    overrides: overridesSchema.catch({}).parse(row.overrides),
    language: linkLanguageSchema.nullable().catch(null).parse(row.language),
    outcome: outcomeSchema.nullable().catch(null).parse(row.outcome),
  };
}

export type NewLinkRow = {
  id: string;
  tokenHash: Buffer;
  sealedToken: string;
  kind: LinkKind;
  integrationIds: string[];
  connectionId?: string;
  parentId?: string;
  endUser?: EndUser | undefined;
  tags?: Tags;
  expectedTenant?: string | undefined;
  expectedEmail?: string | undefined;
  adminSignIn?: boolean;
  configDefaults?: ConfigDefaults;
  overrides?: Overrides;
  webhookUrlOverride?: string | undefined;
  presets?: string[];
  language?: LinkLanguage | undefined;
  createdBy: string;
  expiresAt: Date;
};

export async function insertLink(tx: Transaction, link: NewLinkRow): Promise<void> {
  await tx.connectLink.create({
    data: {
      id: link.id,
      tokenHash: new Uint8Array(link.tokenHash),
      sealedToken: link.sealedToken,
      kind: link.kind,
      integrationIds: link.integrationIds,
      connectionId: link.connectionId ?? null,
      parentId: link.parentId ?? null,
      ...(link.endUser && { endUser: link.endUser }),
      tags: link.tags ?? {},
      expectedTenant: link.expectedTenant ?? null,
      expectedEmail: link.expectedEmail ?? null,
      adminSignIn: link.adminSignIn ?? true,
      configDefaults: link.configDefaults ?? {},
      overrides: link.overrides ?? {},
      webhookUrlOverride: link.webhookUrlOverride ?? null,
      presets: link.presets ?? [],
      language: link.language ?? null,
      createdBy: link.createdBy,
      expiresAt: link.expiresAt,
    },
    select: { id: true },
  });
}

/** A link with its sealed token, for those who may open it. */
export async function findSealedLink(
  id: string,
  tx: Transaction = db(),
): Promise<(StoredLink & { sealedToken: string }) | undefined> {
  const row = await tx.connectLink.findUnique({ where: { id }, select: { ...rowColumns, sealedToken: true } });
  return row ? { ...readColumns(row), sealedToken: row.sealedToken } : undefined;
}

type LinkKey = { token: string } | { id: string };

/** A link by its token or id, whatever its state, with the hash of the browser that may see its outcome. */
export async function findStoredLink(
  key: LinkKey,
): Promise<(StoredLink & { outcomeBrowser: Uint8Array | null }) | undefined> {
  if ('token' in key && !isToken(key.token)) return undefined;
  const where = 'id' in key ? { id: key.id } : { tokenHash: new Uint8Array(hashToken(key.token)) };
  const row = await db().connectLink.findUnique({ where, select: { ...rowColumns, outcomeBrowser: true } });
  return row ? { ...readColumns(row), outcomeBrowser: row.outcomeBrowser } : undefined;
}

/** The last outcome of this browser's own sign-ins with a link, which itself keeps only the latest of any browser. */
export async function findOutcomeOf(linkId: string, browserHash: Buffer): Promise<Outcome | undefined> {
  const row = await db().attempt.findFirst({
    where: { linkId, browserHash: new Uint8Array(browserHash), outcome: { not: Prisma.DbNull } },
    orderBy: { finishedAt: 'desc' },
    select: { outcome: true },
  });
  return row ? outcomeSchema.parse(row.outcome) : undefined;
}

/** Locks a link until the transaction ends, after waiting for other changes of it. */
export async function lockLink(tx: Transaction, id: string): Promise<void> {
  await tx.$queryRaw`select id from connect_link where id = ${id}::uuid for update`;
}

/** The language of a connection's newest link; undefined if none was chosen. */
export async function findLanguageOf(connectionId: string): Promise<LinkLanguage | undefined> {
  const row = await db().connectLink.findFirst({
    where: { connectionId, language: { not: null } },
    orderBy: { createdAt: 'desc' },
    select: { language: true },
  });
  return linkLanguageSchema.safeParse(row?.language).data;
}

/** How many links can still be used. */
export async function countUsable(): Promise<number> {
  return db().connectLink.count({
    where: { parentId: null, consumedAt: null, status: { not: 'revoked' }, expiresAt: { gt: new Date() } },
  });
}

export const unused = { consumedAt: null, status: { not: 'revoked' } } as const;

/** Stores that a link was opened, the first time; later calls change nothing and return undefined. */
export async function updateOpened(tx: Transaction, id: string): Promise<StoredLink | undefined> {
  const [row] = await tx.connectLink.updateManyAndReturn({
    where: { id, status: 'open', consumedAt: null },
    data: { status: 'opened', openedAt: new Date() },
    select: rowColumns,
  });
  return row && readColumns(row);
}

/**
 * Marks expired unused links as published, some at a time, and returns them. Links whose person may still be at
 * Microsoft are left for later, and the link of an admin for whom another link waits has no event of its own.
 */
export async function updateExpired(tx: Transaction, limit: number): Promise<StoredLink[]> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    select id from connect_link
     where expires_at < now() and expired_at is null and consumed_at is null and status <> 'revoked' and parent_id is null
       and not exists (select 1 from attempt a where a.link_id = connect_link.id and a.expires_at > now())
     order by expires_at limit ${limit} for update skip locked`;
  const rows = await tx.connectLink.updateManyAndReturn({
    where: { id: { in: found.map(({ id }) => id) } },
    data: { expiredAt: new Date() },
    select: rowColumns,
  });
  return rows.map(readColumns);
}

export async function updateStarted(id: string): Promise<void> {
  await db().connectLink.updateMany({
    where: { id, ...unused },
    data: { status: 'at_microsoft', startedAt: new Date() },
  });
  await noteChange('link', id);
}

/** Revokes a link that was not used, with the links that belong to it; false when there was nothing to revoke. */
export async function updateRevoked(tx: Transaction, id: string): Promise<boolean> {
  const { count } = await tx.connectLink.updateMany({ where: { id, ...unused }, data: { status: 'revoked' } });
  await tx.connectLink.updateMany({ where: { parentId: id, ...unused }, data: { status: 'revoked' } });
  if (count === 1) await noteChange('link', id, tx);
  return count === 1;
}

export type Consumption = { linkId: string; connectionId?: string | null; browserHash: Buffer; outcome: Outcome };

/** Uses a link up in one conditional statement: of any number of simultaneous callers exactly one gets it. */
export async function updateConsumed(tx: Transaction, consumption: Consumption): Promise<StoredLink | undefined> {
  const { linkId, connectionId, browserHash, outcome } = consumption;
  const count = await tx.$executeRaw`
    update connect_link
       set consumed_at = now(),
           status = (case kind when 'admin_consent' then 'approved' else 'connected' end)::link_status,
           connection_id = coalesce(${connectionId ?? null}::uuid, connection_id),
           outcome = ${JSON.stringify(outcome)}::jsonb,
           outcome_browser = ${new Uint8Array(browserHash)}
     where id = ${linkId}::uuid and consumed_at is null and status <> 'revoked'`;
  if (count !== 1) return undefined;
  return findLink(tx, linkId);
}

async function findLink(tx: Transaction, id: string): Promise<StoredLink | undefined> {
  const row = await tx.connectLink.findUnique({ where: { id }, select: rowColumns });
  return row ? readColumns(row) : undefined;
}

export type RecordedOutcome = {
  linkId: string;
  browserHash: Buffer;
  outcome: Outcome;
  status: 'opened' | 'awaiting_admin' | 'approved';
};

/** An outcome for a jsonb column, without undefined members. */
export function plain(outcome: Outcome) {
  return Object.fromEntries(Object.entries(outcome).filter(([, value]) => value !== undefined));
}

/** Stores an outcome on an unused link; undefined if the link is no longer valid. */
export async function updateOutcome(tx: Transaction, recorded: RecordedOutcome): Promise<StoredLink | undefined> {
  const { linkId, browserHash, outcome, status } = recorded;
  const [row] = await tx.connectLink.updateManyAndReturn({
    where: { id: linkId, ...unused },
    data: { outcome: plain(outcome), outcomeBrowser: new Uint8Array(browserHash), status },
    select: rowColumns,
  });
  return row && readColumns(row);
}

/** @throws LinkError `not_found` */
export async function readSealedLink(id: string): Promise<StoredLink & { sealedToken: string }> {
  const link = await findSealedLink(id);
  if (!link) throw new LinkError('not_found');
  return link;
}
