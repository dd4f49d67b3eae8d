import { setTimeout as sleep } from 'node:timers/promises';
import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db, type Transaction } from '#lib/db';
import { newId } from '#lib/ids';
import { type AssertionSource, sourceRefusal } from '#lib/microsoft/assertion-source';
import { withdrawNotices } from '#lib/notices/notices';
import { seal } from '#lib/vault';
import {
  type CertificatePair,
  CertificateProblem,
  makeCertificate,
  readPastedCertificate,
  thumbprints,
} from './certificate.ts';
import { isExpired } from './credential-order.ts';
import {
  deleteCredentials,
  insertCredential,
  listStoredCredentials,
  type NewCredential,
  type StoredCredential,
  unsetRefused,
  updateExpiry,
} from './credential-store.ts';
import { refusedKey } from './credential-watch.ts';
import { IntegrationError } from './errors.ts';
import { noteExpiry } from './expiry.ts';
import { credentialEndMilliseconds } from './registration.ts';
import { type CredentialDetail, credentialName, type NewSecret, NOT_UPLOADED } from './schema.ts';
import { lockSettings } from './settings-store.ts';
import { unsetBroken } from './store.ts';

const hintLength = 3;

/** How many credentials are kept at once: the current one and its replacement. */
export const MOST_CREDENTIALS = 2;

const sealFor = (id: string, secret: string) =>
  seal(secret, { table: 'integration_credential', row: id, column: 'sealed_secret' });

/** The database row for a client secret, sealed. */
export function secretRow(integrationId: string, { clientSecret, secretExpiresAt }: NewSecret): NewCredential {
  const id = newId();
  return {
    id,
    integrationId,
    kind: 'client_secret',
    sealedSecret: sealFor(id, clientSecret),
    hint: clientSecret.slice(0, hintLength),
    expiresAt: secretExpiresAt,
    expirySource: secretExpiresAt ? 'typed' : null,
  };
}

function certificateRow(integrationId: string, pair: CertificatePair): NewCredential {
  const id = newId();
  return {
    id,
    integrationId,
    kind: 'certificate',
    sealedSecret: sealFor(id, pair.privateKey),
    hint: pair.thumbprintSha256,
    certificate: pair.certificate,
    expiresAt: pair.expiresAt,
    expirySource: 'certificate',
  };
}

const sourceName = (source: AssertionSource) => ('file' in source ? source.file : source.variable);

function federatedRow(integrationId: string, source: AssertionSource): NewCredential {
  const row = { id: newId(), integrationId, kind: 'federated' } as const;
  return { ...row, sealedSecret: null, hint: sourceName(source), source, expiresAt: null, expirySource: null };
}

function toDetail(stored: StoredCredential, isInUse: boolean): CredentialDetail {
  const { id, kind, hint, source, certificate, expiresAt, expirySource, createdAt, refusedCode, refusedAt } = stored;
  return {
    id,
    kind,
    hint,
    source,
    expiresAt,
    expirySource,
    createdAt,
    isInUse,
    certificate,
    thumbprints: certificate ? thumbprints(certificate) : null,
    refused: refusedCode && refusedAt ? { code: refusedCode, at: refusedAt } : null,
    isExpired: isExpired(stored),
  };
}

/** An integration's credentials without secret values, the one in use first. */
export async function listCredentials(integrationId: string): Promise<CredentialDetail[]> {
  const stored = await listStoredCredentials(integrationId);
  return stored.map((one, index) => toDetail(one, index === 0));
}

/** The certificate of an integration in PEM format, which is public. Undefined when none has that id. */
export async function findCertificate(integrationId: string, id: string): Promise<string | undefined> {
  const stored = await listStoredCredentials(integrationId);
  return stored.find((one) => one.id === id)?.certificate ?? undefined;
}

async function requireUniqueKey(tx: Transaction, integrationId: string): Promise<string> {
  const settings = await lockSettings(tx, integrationId);
  if (!settings) throw new IntegrationError('not_found');
  return settings.uniqueKey;
}

async function requireCredential(tx: Transaction, integrationId: string, id: string): Promise<StoredCredential> {
  const stored = await listStoredCredentials(integrationId, tx);
  const found = stored.find((one) => one.id === id);
  if (!found) throw new IntegrationError('credential_gone');
  return found;
}

async function store(tx: Transaction, row: NewCredential): Promise<void> {
  const kept = await listStoredCredentials(row.integrationId, tx);
  if (kept.length >= MOST_CREDENTIALS) throw new IntegrationError('too_many_credentials');
  await insertCredential(tx, row);
  // Microsoft has not refused this credential yet.
  await unsetBroken(tx, row.integrationId);
  await withdrawNotices(tx, { integrationId: row.integrationId, keyPrefix: 'integration_broken:' });
  await noteExpiry(tx, row.integrationId);
}

/** Resolves when no refresh sends a credential any more that was taken away before the call. */
const untilUnsent = () => sleep(credentialEndMilliseconds);

async function remove(tx: Transaction, ids: string[]): Promise<void> {
  await deleteCredentials(tx, ids);
  for (const id of ids) await withdrawNotices(tx, { keyPrefix: refusedKey(id) });
}

async function add(row: NewCredential, by: Actor): Promise<{ id: string }> {
  await db().$transaction(async (tx) => {
    const uniqueKey = await requireUniqueKey(tx, row.integrationId);
    await store(tx, row);
    const detail = { credential: credentialName(row), expiresAt: row.expiresAt?.toISOString() ?? null };
    await audit(tx, { actor: by, action: 'integration.credential-added', subject: `integration:${uniqueKey}`, detail });
  });
  return { id: row.id };
}

/**
 * Adds a client secret, which is used first from then on. Other credentials are kept.
 * @throws IntegrationError `not_found`, `too_many_credentials`
 */
export function addSecret(integrationId: string, secret: NewSecret, by: Actor): Promise<{ id: string }> {
  return add(secretRow(integrationId, secret), by);
}

/**
 * Generates a certificate whose key never leaves the vault. Until Microsoft accepts it, or an operator confirms its
 * upload, it is used only when no other credential is accepted.
 * @throws IntegrationError `not_found`, `too_many_credentials`
 */
export async function addMadeCertificate(
  integration: { id: string; uniqueKey: string },
  months: number,
  by: Actor,
): Promise<{ id: string }> {
  const pair = await makeCertificate(`Latchkey ${integration.uniqueKey}`, months);
  // Other credentials are still used first, because Microsoft does not know this one yet.
  const waiting = { refusedCode: NOT_UPLOADED, refusedAt: new Date() };
  return add({ ...certificateRow(integration.id, pair), ...waiting }, by);
}

/**
 * Treats a credential that was refused, or waited for its upload, as new, so that it is tried again.
 * @throws IntegrationError `not_found`, `credential_gone`
 */
export async function retryCredential(integrationId: string, id: string, by: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    const uniqueKey = await requireUniqueKey(tx, integrationId);
    const credential = await requireCredential(tx, integrationId, id);
    if (!(await unsetRefused(tx, id))) return;
    await withdrawNotices(tx, { keyPrefix: refusedKey(id) });
    await noteExpiry(tx, integrationId);
    const detail = { credential: credentialName(credential) };
    const subject = `integration:${uniqueKey}`;
    await audit(tx, { actor: by, action: 'integration.credential-retried', subject, detail });
  });
}

function invalid(field: string, message: string, cause?: unknown): IntegrationError {
  return new IntegrationError('invalid', { problems: [{ field, message }], cause });
}

/**
 * Adds a certificate that was made elsewhere and pasted with its key.
 * @throws IntegrationError `invalid` (field `certificate`), `not_found`, `too_many_credentials`
 */
export async function addPastedCertificate(integrationId: string, pasted: string, by: Actor): Promise<{ id: string }> {
  try {
    return await add(certificateRow(integrationId, readPastedCertificate(pasted)), by);
  } catch (error) {
    throw error instanceof CertificateProblem ? invalid('certificate', error.message, error) : error;
  }
}

/**
 * Adds a federated credential: a token of another identity provider, read again for each use.
 * @throws IntegrationError `invalid` (field `source`) if this installation may not read it, `not_found`,
 * `too_many_credentials`
 */
export async function addFederated(integrationId: string, source: AssertionSource, by: Actor): Promise<{ id: string }> {
  const refusal = sourceRefusal(source);
  if (refusal) throw invalid('source', refusal);
  return add(federatedRow(integrationId, source), by);
}

/**
 * Stores a new client secret in place of all existing ones (other kinds of credential stay) and marks the integration as
 * no longer broken. Connections are kept.
 * @throws IntegrationError `not_found`, `too_many_credentials`
 */
export async function replaceSecret(integrationId: string, secret: NewSecret, by: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    const uniqueKey = await requireUniqueKey(tx, integrationId);
    const kept = await listStoredCredentials(integrationId, tx);
    const old = kept.filter(({ kind }) => kind === 'client_secret').map(({ id }) => id);
    await remove(tx, old);
    await store(tx, secretRow(integrationId, secret));
    const detail = { expiresAt: secret.secretExpiresAt?.toISOString() ?? null };
    await audit(tx, { actor: by, action: 'integration.secret-replaced', subject: `integration:${uniqueKey}`, detail });
  });
  await untilUnsent();
}

/**
 * Removes a credential. The last one is only removed with `evenLast`, because nothing works without one.
 * @throws IntegrationError `not_found`, `credential_gone`, `last_credential`
 */
export async function removeCredential(
  { integrationId, id, evenLast }: { integrationId: string; id: string; evenLast: boolean },
  by: Actor,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const uniqueKey = await requireUniqueKey(tx, integrationId);
    const credential = await requireCredential(tx, integrationId, id);
    const kept = await listStoredCredentials(integrationId, tx);
    if (kept.length === 1 && !evenLast) throw new IntegrationError('last_credential');
    await remove(tx, [id]);
    await noteExpiry(tx, integrationId);
    const detail = { credential: credentialName(credential) };
    const subject = `integration:${uniqueKey}`;
    await audit(tx, { actor: by, action: 'integration.credential-removed', subject, detail });
  });
  await untilUnsent();
}

/**
 * Stores when a client secret expires, as shown in the Entra admin center; null if unknown. (Certificates contain their
 * expiry.)
 * @throws IntegrationError `not_found`, `credential_gone`
 */
export async function setSecretExpiry(
  { integrationId, id, expiresAt }: { integrationId: string; id: string; expiresAt: Date | null },
  by: Actor,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const uniqueKey = await requireUniqueKey(tx, integrationId);
    const credential = await requireCredential(tx, integrationId, id);
    if (credential.kind !== 'client_secret') throw new IntegrationError('credential_gone');
    await updateExpiry(tx, id, { expiresAt, expirySource: expiresAt ? 'typed' : null });
    await noteExpiry(tx, integrationId);
    const detail = { credential: credentialName(credential), expiresAt: expiresAt?.toISOString() ?? null };
    const subject = `integration:${uniqueKey}`;
    await audit(tx, { actor: by, action: 'integration.credential-expiry', subject, detail });
  });
}
