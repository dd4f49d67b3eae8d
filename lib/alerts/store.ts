import { z } from 'zod';
import { db, pool, type Transaction } from '#lib/db';
import { Prisma } from '#prisma/client';
import { AlertError } from './errors.ts';
import {
  type AccountSettings,
  type AlertChange,
  type AlertChannel,
  type AlertContent,
  type AlertItem,
  type AlertRule,
  accountSettingsSchema,
  alertRuleSchema,
  channelKinds,
  contentSchema,
  type MailSettings,
  mailSettingsSchema,
  quietSchema,
} from './schema.ts';

const storedChannel = z.object({
  id: z.string(),
  kind: z.enum(channelKinds),
  name: z.string(),
  rules: z.array(alertRuleSchema.optional().catch(undefined)).transform((rules) => rules.flatMap((rule) => rule ?? [])),
  mail: mailSettingsSchema.nullable().catch(null),
  account: accountSettingsSchema.nullable().catch(null),
  sealedSecret: z.string().nullable(),
  quiet: quietSchema.nullable().catch(null),
  tellsRecovery: z.boolean(),
  createdAt: z.date(),
  createdBy: z.string(),
  failures: z.number(),
  lastError: z.string().nullable(),
  lastSentAt: z.date().nullable(),
  nextAt: z.date().nullable(),
});
export type StoredChannel = z.output<typeof storedChannel>;

const toChannel = (row: { settings: unknown }) =>
  storedChannel.parse({ ...row, mail: row.settings, account: row.settings });

export async function listChannelRows(): Promise<(StoredChannel & { waiting: number })[]> {
  const rows = await db().alertChannel.findMany({
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: { _count: { select: { items: { where: { sentAt: null } } } } },
  });
  return rows.map(({ _count, ...row }) => ({ ...toChannel(row), waiting: _count.items }));
}

export async function findChannelRow(id: string, tx: Transaction = db()): Promise<StoredChannel | undefined> {
  const row = await tx.alertChannel.findUnique({ where: { id } });
  return row ? toChannel(row) : undefined;
}

export type ChannelRow = Pick<AlertChannel, 'id' | 'kind' | 'name' | 'rules' | 'quiet' | 'tellsRecovery'> & {
  settings: MailSettings | AccountSettings | null;
  sealedSecret: string | null;
};

export async function insertChannel(tx: Transaction, row: ChannelRow, createdBy: string): Promise<void> {
  const { settings, quiet, ...columns } = row;
  const json = { settings: settings ?? {}, quiet: quiet ?? Prisma.DbNull };
  await tx.alertChannel.create({ data: { ...columns, ...json, createdBy }, select: { id: true } });
}

/** Waiting messages are due again, because the change may have ended the quiet hours or the cause of the failures. */
export async function updateChannel(tx: Transaction, { id, settings, quiet, ...columns }: ChannelRow): Promise<void> {
  const json = { settings: settings ?? {}, quiet: quiet ?? Prisma.DbNull };
  const fresh = { nextAt: null, failures: 0, lastError: null };
  const { count } = await tx.alertChannel.updateMany({ where: { id }, data: { ...columns, ...json, ...fresh } });
  if (count === 0) throw new AlertError('not_found');
}

export async function takeChannel(tx: Transaction, id: string): Promise<{ name: string; kind: string }> {
  const row = await findChannelRow(id, tx);
  if (!row) throw new AlertError('not_found');
  await tx.alertChannel.deleteMany({ where: { id } });
  return row;
}

/** The advisory lock of the process that looks for changes. */
const watchLock = 4_727_303;

/** Whether this transaction may look for changes. At any time only one may. */
export async function isWatcher(tx: Transaction): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ locked: boolean }[]>`select pg_try_advisory_xact_lock(${watchLock}) as locked`;
  return row?.locked ?? false;
}

export type State = { key: string; rule: AlertRule; version: string; title: string; openedAt: Date };

export async function listStates(tx: Transaction): Promise<Map<string, State>> {
  const rows = await tx.alertState.findMany();
  return new Map(rows.map((row) => [row.key, { ...row, rule: alertRuleSchema.parse(row.rule) }]));
}

export async function saveStates(tx: Transaction, open: readonly State[], over: readonly string[]): Promise<void> {
  const gone = [...over, ...open.map(({ key }) => key)];
  if (gone.length > 0) await tx.alertState.deleteMany({ where: { key: { in: gone } } });
  if (open.length > 0) await tx.alertState.createMany({ data: [...open] });
}

export type NewItem = {
  id: string;
  channelId: string;
  key: string;
  rule: AlertRule;
  change: AlertChange;
  content: AlertContent;
  createdAt: Date;
};

export async function insertItems(tx: Transaction, items: readonly NewItem[]): Promise<void> {
  if (items.length > 0) await tx.alertItem.createMany({ data: [...items] });
}

export type Claim = { channel: StoredChannel; owner: string };

const leaseSeconds = 120;

/** Claims a channel with messages that are due, so that no other process sends to it too. */
export async function claimChannel(owner: string, now: Date): Promise<Claim | undefined> {
  const { rows } = await pool().query<{ id: string }>(
    `update alert_channel set lease_owner = $1, lease_until = $2::timestamptz + make_interval(secs => $3)
      where id = (
        select id from alert_channel c
         where (next_at is null or next_at <= $2) and (lease_until is null or lease_until < $2)
           and exists (select 1 from alert_item i where i.channel_id = c.id and i.sent_at is null)
         order by next_at nulls first, id limit 1 for update skip locked)
      returning id`,
    [owner, now, leaseSeconds],
  );
  const channel = rows[0] && (await findChannelRow(rows[0].id));
  return channel && { channel, owner };
}

const mostWaiting = 2_000;

export async function listWaiting(channelId: string): Promise<AlertItem[]> {
  const rows = await db().alertItem.findMany({
    where: { channelId, sentAt: null },
    orderBy: { serial: 'asc' },
    take: mostWaiting,
    select: { id: true, key: true, rule: true, change: true, content: true, createdAt: true, isHeld: true },
  });
  return rows.map((row) => ({
    ...row,
    rule: alertRuleSchema.parse(row.rule),
    change: row.change === 'over' ? 'over' : 'open',
    content: contentSchema.parse(row.content),
  }));
}

/** The times of the messages sent since a given time. */
export async function listSentSince(channelId: string, since: Date): Promise<Date[]> {
  const { rows } = await pool().query<{ at: Date }>(
    `select max(sent_at) as at from alert_item
      where channel_id = $1 and sent_at > $2 and message_id is not null group by message_id`,
    [channelId, since],
  );
  return rows.map(({ at }) => at);
}

type Sent = { ids: readonly string[]; at: Date; messageId: string | null };

/** Marks changes as sent in one message, or, without a message id, as dropped. */
export async function updateSent({ ids, at, messageId }: Sent): Promise<void> {
  await db().alertItem.updateMany({ where: { id: { in: [...ids] } }, data: { sentAt: at, messageId } });
}

export async function updateHeld(ids: readonly string[]): Promise<void> {
  await db().alertItem.updateMany({ where: { id: { in: [...ids] }, isHeld: false }, data: { isHeld: true } });
}

type Outcome = { nextAt?: Date | null; failures?: number; lastError?: string | null; lastSentAt?: Date };

/** Releases a claimed channel and stores the result, unless another process has claimed it meanwhile. */
export async function releaseChannel({ channel, owner }: Claim, outcome: Outcome): Promise<void> {
  const data = { ...outcome, leaseOwner: null, leaseUntil: null };
  await db().alertChannel.updateMany({ where: { id: channel.id, leaseOwner: owner }, data });
}

/** Deletes changes older than a given time, whether or not they were sent. */
export async function deleteItemsBefore(time: Date): Promise<void> {
  await db().alertItem.deleteMany({ where: { createdAt: { lt: time } } });
}
