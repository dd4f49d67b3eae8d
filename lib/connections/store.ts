import { z } from 'zod';
import { CLOUDS } from '#lib/clouds';
import { db, escapeLike } from '#lib/db';
import type { Prisma } from '#prisma/client';
import {
  type ConnectionDetail,
  type ConnectionRow,
  type ConnectionStatus,
  connectionConfigSchema,
  consentSchema,
  endUserSchema,
  type Failure,
  failureSchema,
  hostLookupSchema,
  metadataSchema,
  newAccountSchema,
  probeSchema,
  tagsSchema,
} from './schema.ts';
import { type StoredGroup, whereScopeGroups } from './scopes.ts';
import type { SharePointFacts } from './share-point.ts';
import { describeStepUp, tokenCards } from './token-cards.ts';

const rowSelect = {
  id: true,
  connectionId: true,
  integrationId: true,
  status: true,
  statusReason: true,
  username: true,
  displayName: true,
  tenantName: true,
  accountKind: true,
  endUser: true,
  tokenExpiresAt: true,
  connectionConfig: true,
  lastVendedAt: true,
  createdAt: true,
  integration: { select: { uniqueKey: true, displayName: true, provider: true, cloud: true } },
} as const satisfies Prisma.ConnectionSelect;

type StoredRow = Prisma.ConnectionGetPayload<{ select: typeof rowSelect }>;

const cloudSchema = z.enum(CLOUDS);
const readFailure = (value: unknown): Failure | null => failureSchema.safeParse(value).data ?? null;

function toRow({ integration, statusReason, endUser, connectionConfig, ...row }: StoredRow): ConnectionRow {
  const token = connectionConfigSchema.safeParse(connectionConfig).data?.sharepointAccessToken;
  return {
    ...row,
    integrationKey: integration.uniqueKey,
    integrationName: integration.displayName,
    provider: integration.provider,
    cloud: cloudSchema.parse(integration.cloud),
    statusReason: readFailure(statusReason),
    endUser: endUserSchema.safeParse(endUser).data ?? null,
    hasSharePointToken: token !== undefined && token.expires_at > Date.now(),
  };
}

export type ConnectionFilter = {
  search?: string | undefined;
  /** Unique key of an integration. */
  integration?: string | undefined;
  /** Id of the only integration to include. */
  integrationId?: string | undefined;
  status?: ConnectionRow['status'] | undefined;
  endUserId?: string | undefined;
  connectionId?: string | undefined;
  tags?: Record<string, string> | undefined;
  /** Only connections with one of these combinations of requested and granted permissions. */
  scopeGroups?: readonly Omit<StoredGroup, 'count'>[] | undefined;
};

function whereOf({
  search,
  integration,
  integrationId,
  status,
  endUserId,
  connectionId,
  tags,
  scopeGroups,
}: ConnectionFilter): Prisma.ConnectionWhereInput {
  const contains = { contains: escapeLike(search?.trim() ?? ''), mode: 'insensitive' } as const;
  const searched = ['username', 'displayName', 'connectionId', 'endUserId', 'tenantName'] as const;
  const endUserPaths = [['email'], ['display_name']].map((path) => ({
    endUser: { path, string_contains: contains.contains, mode: 'insensitive' as const },
  }));
  return {
    ...(integration && { integration: { uniqueKey: { in: integration.split(',') } } }),
    ...(integrationId && { integrationId }),
    ...(status && { status }),
    ...(endUserId && { endUserId }),
    ...(connectionId && { connectionId }),
    ...(contains.contains && { OR: [...searched.map((field) => ({ [field]: contains })), ...endUserPaths] }),
    AND: [...Object.entries(tags ?? {}).map(whereTag), ...(scopeGroups ? [whereScopeGroups(scopeGroups)] : [])],
  };
}

/** Tags that are derived from the end user and not stored separately. */
const endUserMembers = new Map([
  ['end_user_id', 'id'],
  ['end_user_email', 'email'],
  ['end_user_display_name', 'display_name'],
]);

function whereTag([name, value]: [string, string]): Prisma.ConnectionWhereInput {
  const stored = { tags: { path: [name], equals: value } };
  const member = endUserMembers.get(name);
  return member ? { OR: [stored, { endUser: { path: [member], equals: value } }] } : stored;
}

/** The row after which a page begins. */
export type Cursor = { createdAt: Date; id: string };

/** Newest first where nothing else is asked for. */
export type ListOrder = 'oldest' | undefined;

function beyond({ after, order }: { after?: Cursor | undefined; order?: ListOrder }): Prisma.ConnectionWhereInput {
  if (!after) return {};
  const { createdAt, id } = after;
  const further = <T>(value: T) => (order === 'oldest' ? { gt: value } : { lt: value });
  return { OR: [{ createdAt: further(createdAt) }, { createdAt, id: further(id) }] };
}

/** How many connections there are from a page's first row on; without a cursor, on all pages. */
export function countListed(
  filter: ConnectionFilter,
  from: { after?: Cursor | undefined; order?: ListOrder } = {},
): Promise<number> {
  return db().connection.count({ where: { AND: [whereOf(filter), beyond(from)] } });
}

/** How many connections that match there are in each state and of each integration, by its key. */
export async function countGroups(
  filter: ConnectionFilter,
): Promise<{ status: ConnectionStatus; integrationKey: string; count: number }[]> {
  const rows = await db().connection.groupBy({
    by: ['status', 'integrationId'],
    where: whereOf(filter),
    _count: { _all: true },
  });
  const where = { id: { in: rows.map(({ integrationId }) => integrationId) } };
  const keys = await db().integration.findMany({ where, select: { id: true, uniqueKey: true } });
  const keyOf = new Map(keys.map(({ id, uniqueKey }) => [id, uniqueKey]));
  return rows.map(({ status, integrationId, _count }) => {
    return { status, integrationKey: keyOf.get(integrationId) ?? '', count: _count._all };
  });
}

/** One page of connections, by the time they were made. It uses keyset paging, so every page costs the same. */
export async function listConnections(
  filter: ConnectionFilter,
  { limit, after, order }: { limit: number; after?: Cursor | undefined; order?: ListOrder },
): Promise<ConnectionRow[]> {
  const direction = order === 'oldest' ? 'asc' : 'desc';
  const rows = await db().connection.findMany({
    where: { AND: [whereOf(filter), beyond({ after, order })] },
    select: rowSelect,
    orderBy: [{ createdAt: direction }, { id: direction }],
    take: limit,
  });
  return rows.map(toRow);
}

const hostsSelect = {
  grantedScopes: true,
  requestedScopes: true,
  hostLookup: true,
  hostRetryAt: true,
  tokens: {
    select: { resource: true, kind: true, expiresAt: true, failure: true, retryAt: true },
    where: { kind: { startsWith: 'sharepoint-' } },
    orderBy: [{ kind: 'desc' }, { resource: 'asc' }],
  },
} as const satisfies Prisma.ConnectionSelect;

type StoredHosts = Prisma.ConnectionGetPayload<{ select: typeof hostsSelect }> & { accountKind: string };

/** One page for the REST API, newest first. */
export async function listForApi(filter: ConnectionFilter, { limit, skip }: { limit: number; skip: number }) {
  const rows = await db().connection.findMany({
    where: whereOf(filter),
    select: { ...rowSelect, ...hostsSelect, seq: true, tags: true, metadata: true, tid: true, oid: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip,
    take: limit,
  });
  return rows.map(({ seq, tags, metadata, tid, oid, requestedScopes, hostLookup, hostRetryAt, tokens, ...row }) => ({
    ...toRow(row),
    seq,
    tid,
    oid,
    grantedScopes: row.grantedScopes,
    sharePoint: factsOf({ ...row, requestedScopes, hostLookup, hostRetryAt, tokens }),
    tags: tagsSchema.safeParse(tags).data ?? {},
    metadata: metadataSchema.safeParse(metadata).data ?? {},
  }));
}

/** The facts that decide about a row's SharePoint hosts. */
function factsOf(row: StoredHosts): SharePointFacts {
  const { accountKind, grantedScopes, requestedScopes, hostRetryAt } = row;
  return {
    accountKind,
    grantedScopes,
    requestedScopes,
    hostRetryAt,
    tokens: row.tokens.map(({ failure, ...token }) => ({ ...token, failure: readFailure(failure) })),
    hostLookup: hostLookupSchema.safeParse(row.hostLookup).data ?? null,
  };
}

const detailSelect = {
  ...rowSelect,
  tid: true,
  oid: true,
  requestedScopes: true,
  grantedScopes: true,
  tokenResponse: true,
  tokenLife: true,
  tags: true,
  metadata: true,
  newAccount: true,
  lastFailure: true,
  retryAt: true,
  lastRefreshedAt: true,
  claims: true,
  consent: true,
  probe: true,
  hostLookup: true,
  hostRetryAt: true,
  tokens: {
    select: { resource: true, kind: true, response: true, expiresAt: true, life: true, failure: true, retryAt: true },
    orderBy: { kind: 'desc' },
  },
} as const satisfies Prisma.ConnectionSelect;

/** Everything that may be shown of one connection; undefined if it does not exist. */
export async function findConnection(id: string): Promise<ConnectionDetail | undefined> {
  const row = await db().connection.findUnique({ where: { id }, select: detailSelect });
  if (!row) return undefined;
  const { tokens, tokenResponse, tokenLife, lastFailure, tags, metadata, claims, ...rest } = row;
  const { tid, oid, requestedScopes, grantedScopes, retryAt, lastRefreshedAt, hostRetryAt } = rest;
  return {
    ...toRow(rest),
    tid,
    oid,
    requestedScopes,
    grantedScopes,
    retryAt,
    lastRefreshedAt,
    hostRetryAt,
    hostLookup: hostLookupSchema.safeParse(rest.hostLookup).data ?? null,
    stepUp: describeStepUp(claims, readFailure(rest.statusReason)) ?? null,
    consent: consentSchema.safeParse(rest.consent).data ?? null,
    probe: probeSchema.safeParse(rest.probe).data ?? null,
    newAccount: newAccountSchema.safeParse(rest.newAccount).data ?? null,
    lastFailure: readFailure(lastFailure),
    tags: tagsSchema.safeParse(tags).data ?? {},
    metadata: metadataSchema.safeParse(metadata).data ?? {},
    tokens: tokenCards({
      cloud: cloudSchema.parse(rest.integration.cloud),
      tokenResponse,
      tokenLife,
      tokenExpiresAt: rest.tokenExpiresAt,
      lastFailure: readFailure(lastFailure),
      retryAt,
      tokens,
    }),
  };
}
