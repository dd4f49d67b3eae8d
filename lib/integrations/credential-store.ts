import { z } from 'zod';
import { db, type Transaction } from '#lib/db';
import type { AssertionSource } from '#lib/microsoft/assertion-source';
import type { CredentialKind } from './schema.ts';

const kinds = z.enum(['client_secret', 'certificate', 'federated']);
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
  expiresAt: Date | null;
  expirySource: string | null;
  refusedCode: string | null;
  refusedAt: Date | null;
  createdAt: Date;
};

type Row = Omit<StoredCredential, 'kind' | 'source'> & { kind: string; source: unknown };

function toStored({ kind, source, ...row }: Row): StoredCredential {
  return { ...row, kind: kinds.parse(kind), source: sourceSchema.nullable().catch(null).parse(source) };
}

type Standing = Pick<StoredCredential, 'refusedCode' | 'expiresAt' | 'createdAt'>;

/** The one to use first in front: accepted before refused, living before expired, then the newest. */
export function inOrderOfUse<T extends Standing>(credentials: readonly T[], now = Date.now()): T[] {
  const rank = ({ refusedCode, expiresAt }: Standing) =>
    (refusedCode ? 2 : 0) + (expiresAt && expiresAt.getTime() <= now ? 1 : 0);
  return [...credentials].sort(
    (one, other) => rank(one) - rank(other) || other.createdAt.getTime() - one.createdAt.getTime(),
  );
}

/** Every credential of an integration, in the order of use. */
export async function listStoredCredentials(integrationId: string): Promise<StoredCredential[]> {
  const rows = await db().integrationCredential.findMany({ where: { integrationId }, select: columns });
  return inOrderOfUse(rows.map(toStored));
}

/** Notes a refusal; undefined when it was noted already or the credential is gone. Counts the others. */
export async function setRefused(
  tx: Transaction,
  { id, code }: { id: string; code: string },
): Promise<{ integrationId: string; kind: CredentialKind; hint: string } | undefined> {
  const [row] = await tx.integrationCredential.updateManyAndReturn({
    where: { id, refusedCode: null },
    data: { refusedCode: code, refusedAt: new Date() },
    select: { integrationId: true, kind: true, hint: true },
  });
  return row && { ...row, kind: kinds.parse(row.kind) };
}

/** Ends a refusal; false when there was none. */
export async function unsetRefused(tx: Transaction, id: string): Promise<boolean> {
  const { count } = await tx.integrationCredential.updateMany({
    where: { id, refusedCode: { not: null } },
    data: { refusedCode: null, refusedAt: null },
  });
  return count > 0;
}

/** How many credentials of an integration may still be accepted, and what people call the integration. */
export async function countUnrefused(
  tx: Transaction,
  integrationId: string,
): Promise<{ count: number; uniqueKey: string; displayName: string }> {
  const { _count, uniqueKey, displayName } = await tx.integration.findUniqueOrThrow({
    where: { id: integrationId },
    select: {
      uniqueKey: true,
      displayName: true,
      _count: { select: { credentials: { where: { refusedCode: null } } } },
    },
  });
  return { count: _count.credentials, uniqueKey, displayName };
}
