import { z } from 'zod';
import type { CredentialKind } from '#lib/catalogue/types';
import { db, type Transaction } from '#lib/db';
import type { AssertionSource } from '#lib/microsoft/assertion-source';
import { inOrderOfUse, kindSchema } from './credential-order.ts';
import { NOT_UPLOADED } from './schema.ts';

const sourceSchema = z.union([
  z.object({ file: z.string() }).strict(),
  z.object({ variable: z.string() }).strict(),
]) satisfies z.ZodType<AssertionSource>;

const columns = {
  id: true,
  kind: true,
  sealedSecret: true,
  hint: true,
  certificate: true,
  source: true,
  keyId: true,
  expiresAt: true,
  expirySource: true,
  refusedCode: true,
  refusedAt: true,
  createdAt: true,
} as const;

export type StoredCredential = {
  id: string;
  kind: CredentialKind;
  sealedSecret: string | null;
  hint: string;
  certificate: string | null;
  source: AssertionSource | null;
  /** Its id in the registration, once read from Graph. */
  keyId: string | null;
  expiresAt: Date | null;
  expirySource: string | null;
  refusedCode: string | null;
  refusedAt: Date | null;
  createdAt: Date;
};

type Row = Omit<StoredCredential, 'kind' | 'source'> & { kind: string; source: unknown };

function toStored({ kind, source, ...row }: Row): StoredCredential {
  return { ...row, kind: kindSchema.parse(kind), source: sourceSchema.nullable().catch(null).parse(source) };
}

type Reader = Pick<Transaction, 'integrationCredential'>;

/** Every credential of an integration, in the order of use. */
export async function listStoredCredentials(integrationId: string, from: Reader = db()): Promise<StoredCredential[]> {
  const rows = await from.integrationCredential.findMany({ where: { integrationId }, select: columns });
  return inOrderOfUse(rows.map(toStored));
}

const unrefused = { OR: [{ refusedCode: null }, { refusedCode: NOT_UPLOADED }] };

/**
 * Records that Microsoft refused a credential. Undefined if that was already recorded, the certificate is still waiting
 * for its upload, or the credential is gone.
 */
export async function setRefused(
  tx: Transaction,
  { id, code }: { id: string; code: string },
): Promise<{ integrationId: string; kind: CredentialKind; hint: string } | undefined> {
  const [row] = await tx.integrationCredential.updateManyAndReturn({
    where: { id, refusedCode: null },
    data: { refusedCode: code, refusedAt: new Date() },
    select: { integrationId: true, kind: true, hint: true },
  });
  return row && { ...row, kind: kindSchema.parse(row.kind) };
}

/** Records that a credential is accepted again; false if it was not marked as refused. */
export async function unsetRefused(tx: Transaction, id: string): Promise<boolean> {
  const { count } = await tx.integrationCredential.updateMany({
    where: { id, refusedCode: { not: null } },
    data: { refusedCode: null, refusedAt: null },
  });
  return count > 0;
}

/** How many credentials of an integration are not marked as refused, and the integration's name. */
export async function countUnrefused(
  tx: Transaction,
  integrationId: string,
): Promise<{ count: number; uniqueKey: string; displayName: string }> {
  const { _count, uniqueKey, displayName } = await tx.integration.findUniqueOrThrow({
    where: { id: integrationId },
    select: {
      uniqueKey: true,
      displayName: true,
      _count: { select: { credentials: { where: unrefused } } },
    },
  });
  return { count: _count.credentials, uniqueKey, displayName };
}

export type NewCredential = {
  id: string;
  integrationId: string;
  kind: CredentialKind;
  sealedSecret: string | null;
  hint: string;
  certificate?: string;
  source?: AssertionSource;
  expiresAt: Date | null;
  expirySource: 'typed' | 'certificate' | null;
  /** If set, the credential is used only when no other one is accepted. */
  refusedCode?: string;
  refusedAt?: Date;
};

export async function insertCredential(tx: Transaction, credential: NewCredential): Promise<void> {
  await tx.integrationCredential.create({ data: credential, select: { id: true } });
}

export async function deleteCredentials(tx: Transaction, ids: string[]): Promise<void> {
  await tx.integrationCredential.deleteMany({ where: { id: { in: ids } } });
}

export async function updateExpiry(
  tx: Transaction,
  id: string,
  { expiresAt, expirySource, keyId }: { expiresAt: Date | null; expirySource: string | null; keyId?: string },
): Promise<void> {
  const data = { expiresAt, expirySource, ...(keyId && { keyId }) };
  await tx.integrationCredential.updateMany({ where: { id }, data });
}
