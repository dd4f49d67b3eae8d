import { z } from 'zod';
import { db, type Transaction } from '#lib/db';
import { open, seal } from '#lib/vault';
import type { Prisma } from '#prisma/client';
import { disabledReasonSchema, type Endpoint, type NewEndpoint, webhookFormats } from './schema.ts';

const columns = {
  id: true,
  kind: true,
  url: true,
  description: true,
  types: true,
  integrationIds: true,
  format: true,
  disabledAt: true,
  disabledReason: true,
  failingSince: true,
  lastSuccessAt: true,
  oldSecretUntil: true,
  createdAt: true,
  createdBy: true,
} as const satisfies Prisma.WebhookEndpointSelect;

const words = z.object({
  kind: z.enum(['endpoint', 'override', 'overrides']),
  format: z.enum(webhookFormats),
  disabledReason: disabledReasonSchema.nullable(),
});

type Row = Prisma.WebhookEndpointGetPayload<{ select: typeof columns }>;

const toEndpoint = (row: Row): Endpoint => ({ ...row, ...words.parse(row) });

const place = (row: string, column: 'sealed_secret' | 'sealed_old_secret') => ({
  table: 'webhook_endpoint',
  row,
  column,
});

/** The valid ones of an endpoint's secrets, newest first. @throws VaultError, UnknownKeyError */
export function openSecrets(id: string, sealedSecret: string, sealedOld: string | null): string[] {
  const newest = open(sealedSecret, place(id, 'sealed_secret'));
  return sealedOld === null ? [newest] : [newest, open(sealedOld, place(id, 'sealed_old_secret'))];
}

const sealSecret = (id: string, secret: string) => seal(secret, place(id, 'sealed_secret'));

export type EndpointRow = NewEndpoint & { id: string; kind: Endpoint['kind']; secret: string; createdBy: string };

/** Stores an endpoint. The row shared by all override addresses is stored only once. */
export async function insertEndpoint(tx: Transaction, { secret, ...row }: EndpointRow): Promise<void> {
  await tx.webhookEndpoint.createMany({
    data: [{ ...row, sealedSecret: sealSecret(row.id, secret) }],
    skipDuplicates: true,
  });
}

/** The endpoints of these kinds, oldest first. */
export async function listEndpointRows(kinds: Endpoint['kind'][], tx: Transaction = db()): Promise<Endpoint[]> {
  const orderBy = [{ createdAt: 'asc' }, { id: 'asc' }] as const;
  const rows = await tx.webhookEndpoint.findMany({
    where: { kind: { in: kinds } },
    select: columns,
    orderBy: [...orderBy],
  });
  return rows.map(toEndpoint);
}

export async function findEndpointRow(id: string, tx: Transaction = db()): Promise<Endpoint | undefined> {
  const row = await tx.webhookEndpoint.findUnique({ where: { id }, select: columns });
  return row ? toEndpoint(row) : undefined;
}

/** An endpoint's valid secrets, newest first. All override addresses share their secrets. */
export async function readSecrets(id: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string; secret: string; old: string | null }[]>`
    select s.id, s.sealed_secret as secret, case when s.old_secret_until > now() then s.sealed_old_secret end as old
      from webhook_endpoint e
      join webhook_endpoint s on s.id = e.id and e.kind <> 'override' or s.kind = 'overrides' and e.kind = 'override'
     where e.id = ${id}::uuid`;
  return rows.flatMap(({ id: of, secret, old }) => openSecrets(of, secret, old));
}

export async function updateEndpoint(tx: Transaction, id: string, data: Partial<NewEndpoint>): Promise<void> {
  const given = Object.entries(data).filter(([, value]) => value !== undefined);
  await tx.webhookEndpoint.update({ where: { id }, data: Object.fromEntries(given), select: { id: true } });
}

/** Replaces an endpoint's secret. The old one stays valid for a day. */
export async function replaceSecret(tx: Transaction, id: string, secret: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ sealed_secret: string }[]>`
    select sealed_secret from webhook_endpoint where id = ${id}::uuid for update`;
  const old = open(row?.sealed_secret ?? '', place(id, 'sealed_secret'));
  await tx.$executeRaw`
    update webhook_endpoint set sealed_secret = ${sealSecret(id, secret)},
      sealed_old_secret = ${seal(old, place(id, 'sealed_old_secret'))}, old_secret_until = now() + interval '1 day'
     where id = ${id}::uuid`;
}

/** Disables an endpoint and gives up its waiting deliveries; false if it was disabled already. */
export async function setDisabled(
  tx: Transaction,
  id: string,
  reason: z.infer<typeof disabledReasonSchema>,
): Promise<boolean> {
  const disabled = await tx.$executeRaw`
    update webhook_endpoint set disabled_at = now(), disabled_reason = ${reason}
     where id = ${id}::uuid and disabled_at is null`;
  if (disabled === 0) return false;
  await tx.$executeRaw`
    update webhook_delivery set state = 'failed', finished_at = now(), leased_until = null,
      last_error = coalesce(last_error, 'The endpoint was switched off.')
     where endpoint_id = ${id}::uuid and state = 'waiting'`;
  return true;
}

/** Enables an endpoint again and clears its record of failures. */
export async function setEnabled(tx: Transaction, id: string): Promise<void> {
  const data = { disabledAt: null, disabledReason: null, failingSince: null };
  await tx.webhookEndpoint.update({ where: { id }, data, select: { id: true } });
}

export async function deleteEndpointRow(tx: Transaction, id: string): Promise<void> {
  await tx.webhookEndpoint.delete({ where: { id }, select: { id: true } });
}

/** Deletes override addresses without any stored delivery, and returns their ids. */
export async function deleteUnusedOverrides(tx: Transaction): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    delete from webhook_endpoint e where kind = 'override'
       and not exists (select 1 from webhook_delivery d where d.endpoint_id = e.id)
    returning id`;
  return rows.map(({ id }) => id);
}
