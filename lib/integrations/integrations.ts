import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { type CloudId, isSandbox } from '#lib/clouds';
import { db, isUniqueViolation, type Transaction } from '#lib/db';
import { env } from '#lib/env';
import { newId } from '#lib/ids';
import { withdrawNotices } from '#lib/notices/notices';
import { insertCredential } from './credential-store.ts';
import { secretRow } from './credentials.ts';
import { IntegrationError, type IntegrationProblem } from './errors.ts';
import type { IntegrationPatch, IntegrationSettings } from './fields.ts';
import * as origins from './origin-store.ts';
import { settingsProblems } from './rules.ts';
import type { IntegrationDetail, IntegrationRow, NewIntegration } from './schema.ts';
import { insertIntegration, lockSettings, updateSettings } from './settings-store.ts';
import {
  countConnectionsOf,
  findDetail,
  forgetVerdicts,
  listForTenants,
  listIds,
  listIntegrationRows,
  takeIntegration,
} from './store.ts';

/** All integrations, oldest first, each with the number of its connections by state. */
export function listIntegrations(): Promise<IntegrationRow[]> {
  return listIntegrationRows();
}

/** Ids of the integrations that a link offers: those it names that exist, in its order; all where it names none. */
export function listOfferedIds(named: readonly string[]): Promise<string[]> {
  return listIds(named);
}

/** Which of the integrations with these ids are for whole tenants. */
export async function findForTenants(ids: readonly string[]): Promise<Set<string>> {
  return new Set(await listForTenants(ids));
}

/** Finds an integration by its public key. */
export function findIntegration(uniqueKey: string): Promise<IntegrationDetail | undefined> {
  return findDetail({ uniqueKey });
}

/** Finds an integration by its id (a UUID). */
export function findIntegrationById(id: string): Promise<IntegrationDetail | undefined> {
  return findDetail({ id });
}

/** The origins whose pages may embed one integration or another. */
export const listAllowedOrigins = origins.listOrigins;
/** Of these integrations the ones that pages of an origin may embed, in the given order. */
export const listEmbeddable = origins.listEmbeddable;

function requireKnownCloud({ cloud }: { cloud: CloudId }): void {
  if (isSandbox(cloud) && env().sandboxLoginUrl === undefined) throw new IntegrationError('sandbox_off');
}

async function refuseDuplicates<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw isUniqueViolation(cause) ? new IntegrationError('duplicate_key', { cause }) : cause;
  }
}

/**
 * Creates an integration and seals its secret.
 * @throws IntegrationError `duplicate_key`, or `sandbox_off` when that cloud does not exist here.
 */
export async function createIntegration(
  integration: NewIntegration,
  by: Actor,
): Promise<{ id: string; uniqueKey: string }> {
  requireKnownCloud(integration);
  const { provider, cloud, clientId, uniqueKey } = integration;
  const id = newId();
  await refuseDuplicates(
    db().$transaction(async (tx) => {
      await insertIntegration(tx, id, integration);
      if (integration.clientSecret !== undefined) await insertCredential(tx, secretRow(id, integration));
      const detail = { provider, cloud, clientId };
      await audit(tx, { actor: by, action: 'integration.created', subject: `integration:${uniqueKey}`, detail });
    }),
  );
  return { id, uniqueKey };
}

/** @throws IntegrationError `not_found` */
async function requireSettings(tx: Transaction, id: string): Promise<IntegrationSettings> {
  const current = await lockSettings(tx, id);
  if (!current) throw new IntegrationError('not_found');
  return current;
}

/** Connections of one kind do not become those of the other: a person's grant is no tenant's. */
async function kindProblems(
  tx: Transaction,
  id: string,
  { current, next }: { current: IntegrationSettings; next: IntegrationSettings },
): Promise<IntegrationProblem[]> {
  if (current.permissionType === next.permissionType) return [];
  const connections = await countConnectionsOf(tx, id);
  if (connections === 0) return [];
  const message = `This integration has ${connections} connections made with ${current.permissionType} permissions. Make another integration for the other kind.`;
  return [{ field: 'permissionType', message }];
}

function changedFields(from: IntegrationSettings, to: IntegrationSettings): string[] {
  const before = new Map(Object.entries(from));
  return Object.entries(to)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before.get(name)))
    .map(([name]) => name);
}

/** Deletes results and notices that concern the previous registration. */
async function forget(tx: Transaction, integrationId: string): Promise<void> {
  await forgetVerdicts(tx, integrationId);
  for (const keyPrefix of ['integration_broken:', 'credential_refused:'])
    await withdrawNotices(tx, { integrationId, keyPrefix });
}

/**
 * Changes the given settings only, and returns the resulting key. Existing connections keep their grants.
 * @throws IntegrationError `not_found`, `duplicate_key`, or `invalid` with the fields that do not fit.
 */
export async function updateIntegration(
  id: string,
  patch: IntegrationPatch,
  by: Actor,
): Promise<{ uniqueKey: string }> {
  return refuseDuplicates(
    db().$transaction(async (tx) => {
      const current = await requireSettings(tx, id);
      const given = Object.entries(patch).filter(([, value]) => value !== undefined);
      const next: IntegrationSettings = { ...current, ...Object.fromEntries(given) };
      const changed = changedFields(current, next);
      if (changed.length === 0) return { uniqueKey: current.uniqueKey };
      const problems = [...settingsProblems(next), ...(await kindProblems(tx, id, { current, next }))];
      if (problems.length > 0) throw new IntegrationError('invalid', { problems });
      await updateSettings(tx, id, next);
      if (changed.some((field) => ['clientId', 'tenantId', 'accountTypes'].includes(field))) await forget(tx, id);
      const subject = `integration:${next.uniqueKey}`;
      await audit(tx, { actor: by, action: 'integration.updated', subject, detail: { changed } });
      return { uniqueKey: next.uniqueKey };
    }),
  );
}

/**
 * Deletes an integration with its secret and all its connections, and returns how many connections there were.
 * @throws IntegrationError `not_found`
 */
export async function deleteIntegration(id: string, by: Actor): Promise<{ connections: number }> {
  return db().$transaction(async (tx) => {
    const { uniqueKey, provider, clientId } = await requireSettings(tx, id);
    const connections = await takeIntegration(tx, id);
    const detail = { provider, clientId, connections };
    await audit(tx, { actor: by, action: 'integration.deleted', subject: `integration:${uniqueKey}`, detail });
    return { connections };
  });
}
