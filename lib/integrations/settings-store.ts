import { z } from 'zod';
import { ACCOUNT_TYPES } from '#lib/account-types';
import { PERMISSION_TYPES } from '#lib/catalogue/types';
import { CLOUDS } from '#lib/clouds';
import { db, type Transaction } from '#lib/db';
import { type IntegrationSettings, resourceUrlsSchema } from './fields.ts';

/** The columns that hold one word of a fixed list, which the database checks too. */
export const wordsSchema = z.object({
  accountTypes: z.enum(ACCOUNT_TYPES),
  cloud: z.enum(CLOUDS),
  permissionType: z.enum(PERMISSION_TYPES),
});

/** The addresses of the resources; a stored value that cannot be read counts as none. */
export const readResourceUrls = (stored: unknown) => resourceUrlsSchema.catch({}).parse(stored);

const settingsColumns = {
  uniqueKey: true,
  displayName: true,
  provider: true,
  permissionType: true,
  cloud: true,
  accountTypes: true,
  tenantId: true,
  clientId: true,
  homeTenantId: true,
  adminSignIn: true,
  resourceUrls: true,
  presets: true,
  scopes: true,
  exactScopes: true,
  allowedOrigins: true,
} as const;

type StoredSettings = Omit<IntegrationSettings, 'accountTypes' | 'cloud' | 'permissionType' | 'resourceUrls'> & {
  accountTypes: string;
  cloud: string;
  permissionType: string;
  resourceUrls: unknown;
};

function toSettings<T extends StoredSettings>(row: T) {
  return { ...row, ...wordsSchema.parse(row), resourceUrls: readResourceUrls(row.resourceUrls) };
}

/** The settings of an integration, locked until the transaction ends; undefined when none has that id. */
export async function lockSettings(tx: Transaction, id: string): Promise<IntegrationSettings | undefined> {
  await tx.$executeRaw`select 1 from integration where id = ${id}::uuid for update`;
  const row = await tx.integration.findUnique({ where: { id }, select: settingsColumns });
  return row ? toSettings(row) : undefined;
}

// Columns are listed explicitly, because the input for a new integration contains more than its row, including a
// secret.
function changeableColumns(of: IntegrationSettings) {
  const { uniqueKey, displayName, permissionType, accountTypes, tenantId, clientId, homeTenantId } = of;
  const { adminSignIn, resourceUrls, presets, scopes, exactScopes, allowedOrigins } = of;
  const app = { uniqueKey, displayName, permissionType, accountTypes, tenantId, clientId, homeTenantId };
  return { ...app, adminSignIn, resourceUrls, presets, scopes, exactScopes, allowedOrigins };
}

export async function insertIntegration(tx: Transaction, id: string, of: IntegrationSettings): Promise<void> {
  const { provider, cloud } = of;
  const data = { id, provider, cloud, ...changeableColumns(of) };
  await tx.integration.create({ data, select: { id: true } });
}

export async function updateSettings(tx: Transaction, id: string, to: IntegrationSettings): Promise<void> {
  const data = changeableColumns(to);
  await tx.integration.update({ where: { id }, data, select: { id: true } });
}

export type StoredRegistration = IntegrationSettings & { id: string };

export async function findStoredRegistration(id: string): Promise<StoredRegistration | undefined> {
  const row = await db().integration.findUnique({ where: { id }, select: { ...settingsColumns, id: true } });
  return row ? toSettings(row) : undefined;
}
