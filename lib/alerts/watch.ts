import { createHash } from 'node:crypto';
import { z } from 'zod';
import { listConnections } from '#lib/connections/connections';
import { db, type Transaction } from '#lib/db';
import { EventError } from '#lib/events/errors';
import { listEvents, newestEvent } from '#lib/events/events';
import type { PublicEvent } from '#lib/events/schema';
import { newId } from '#lib/ids';
import { listKeyedNotices } from '#lib/notices/notices';
import type { KeyedNotice } from '#lib/notices/schema';
import { readSetting, saveSetting } from '#lib/settings';
import { type Closed, noteClosed } from './end-users.ts';
import type { AlertChange, AlertContent, AlertRule } from './schema.ts';
import { insertItems, isWatcher, listChannelRows, listStates, type NewItem, type State, saveStates } from './store.ts';

/** A problem that began or ended. */
type Change = {
  key: string;
  change: AlertChange;
  rule: AlertRule;
  version: string;
  content: Omit<AlertContent, 'thread'>;
  /** The connection that was closed, if its end user can reauthorize it. */
  closed?: Closed;
};

const cursorKey = 'alerts_cursor';
const cursorSchema = z.object({ after: z.string().transform(BigInt) });
const atOnce = 200;

const connectionTypes = [
  'connection.needs_reauthorization',
  'connection.recovered',
  'connection.reauthorized',
  'connection.deleted',
] as const;

const noticeRules: Partial<Record<string, AlertRule>> = {
  secret_expiring: 'secret_ends',
  secret_expired: 'secret_ends',
  credential_refused: 'integration_broken',
  integration_broken: 'integration_broken',
  webhook_failing: 'webhook_failing',
  webhook_disabled: 'webhook_failing',
  sweep_behind: 'sweep_behind',
  microsoft_unreachable: 'microsoft_unreachable',
  attack: 'sign_in_attack',
};

const noticePaths: Partial<Record<AlertRule, string>> = {
  webhook_failing: '/webhooks',
  sign_in_attack: '/settings/audit',
};

/** All warnings about one secret are one problem, and so are the daily notices about one attack. */
function keyOf({ kind, dedupeKey, integration }: KeyedNotice): string {
  if (kind === 'secret_expiring' || kind === 'secret_expired') return `secret:${integration?.uniqueKey ?? dedupeKey}`;
  if (kind === 'webhook_failing' || kind === 'webhook_disabled') return `webhook:${dedupeKey.split(':')[1]}`;
  return `notice:${kind === 'attack' ? dedupeKey.replace(/:[\d-]+$/, '') : dedupeKey}`;
}

function noticeChange(notice: KeyedNotice): Change | undefined {
  const rule = noticeRules[notice.kind];
  if (!rule) return undefined;
  const { level, message, fix, integration, dedupeKey } = notice;
  const path = integration
    ? `/integrations/${encodeURIComponent(integration.uniqueKey)}?tab=credentials`
    : (noticePaths[rule] ?? '/');
  const content = { level, title: message, message: '', fix: fix ?? '', path };
  return { key: keyOf(notice), change: 'open', rule, version: dedupeKey, content };
}

async function connectionChange({ type, data, at, id }: PublicEvent): Promise<Change | undefined> {
  const { connection_id: connectionId, provider_config_key: integration, reason } = data;
  if (!connectionId) return undefined;
  const key = `connection:${integration}:${connectionId}`;
  const base = { key, rule: 'needs_reauthorization', version: id } as const;
  if (type !== 'connection.needs_reauthorization') {
    const content = { level: 'info', title: '', message: '', fix: '', path: '/connections' } as const;
    return { ...base, change: 'over', content };
  }
  const [connection] = await listConnections({ connectionId, integration }, { limit: 1 });
  // Without a connection it was deleted meanwhile. A later event reports that.
  const name = connection ? connection.displayName || connection.username : connectionId;
  const content = {
    level: 'error',
    title: `${name} needs reauthorization (${integration})`,
    message: `${reason?.message ?? 'Microsoft no longer accepts the grant.'} (${at.toISOString().slice(0, 16).replace('T', ' ')} UTC)`,
    fix: reason?.fix ?? 'Send the person a reauthorize link.',
    path: connection ? `/connections/${connection.id}` : '/connections',
  } as const;
  const isForPerson = connection && (reason?.for ?? 'user') === 'user';
  const closed = isForPerson && { eventId: id, connectionId: connection.id, uniqueKey: connection.integrationKey };
  return { ...base, change: 'open', content, ...(closed && { closed }) };
}

/** The changes of connections since the last call, and the cursor for the next one. */
async function readEvents(tx: Transaction): Promise<{ changes: Change[]; next: bigint; hasMore: boolean }> {
  const stored = cursorSchema.safeParse(await readSetting(cursorKey, tx)).data;
  const nothing = async () => ({ changes: [], next: await newestEvent(), hasMore: false });
  if (!stored) return nothing();
  try {
    const page = await listEvents({ types: connectionTypes }, { after: stored.after, limit: atOnce });
    const changes: Change[] = [];
    for (const event of page.events) {
      const change = await connectionChange(event);
      if (change) changes.push(change);
    }
    return { changes, next: page.next, hasMore: page.hasMore };
  } catch (error) {
    // The events after the cursor were deleted, or the database was restored from a backup. Older changes are no longer
    // reported.
    if (error instanceof EventError) return nothing();
    throw error;
  }
}

/** The notices that were added or withdrawn since channels were last notified. */
async function readNotices(tx: Transaction, states: ReadonlyMap<string, State>): Promise<Change[]> {
  const open = (await listKeyedNotices(tx)).flatMap((notice) => noticeChange(notice) ?? []);
  const keys = new Set(open.map(({ key }) => key));
  const over = [...states.values()]
    .filter(({ key }) => !key.startsWith('connection:') && !keys.has(key))
    .map(({ key, rule, version, title }): Change => {
      const content = { level: 'info', title, message: '', fix: '', path: noticePaths[rule] ?? '/' } as const;
      return { key, rule, version, change: 'over', content };
    });
  return [...open, ...over];
}

const threadOf = (key: string, openedAt: Date) =>
  createHash('sha256').update(`${key} ${openedAt.toISOString()}`).digest('hex').slice(0, 24);

type News = { change: Change; openedAt: Date };

/** Leaves out problems that were already reported, and updates `states`. */
function newsOf(changes: readonly Change[], states: Map<string, State>, now: Date): News[] {
  return changes.flatMap((change) => {
    const { key, rule, version, content } = change;
    const known = states.get(key);
    if (change.change === 'over') {
      states.delete(key);
      return known
        ? [{ change: { ...change, content: { ...content, title: known.title } }, openedAt: known.openedAt }]
        : [];
    }
    if (known?.version === version || (known && key.startsWith('connection:'))) return [];
    const openedAt = known?.openedAt ?? now;
    states.set(key, { key, rule, version, title: content.title, openedAt });
    return [{ change, openedAt }];
  });
}

/**
 * The messages to store, one for each channel that chose the rule. The end of a problem is sent only to channels that
 * existed when it began.
 */
function itemsOf({ change: { change, key, rule, content }, openedAt }: News, channels: Channels, now: Date): NewItem[] {
  return channels
    .filter(({ rules }) => rules.includes(rule))
    .filter(({ tellsRecovery, createdAt }) => change === 'open' || (tellsRecovery && createdAt <= openedAt))
    .map(({ id: channelId }) => {
      const whole = { ...content, thread: threadOf(key, openedAt) };
      return { id: newId(), channelId, key, rule, change, content: whole, createdAt: now };
    });
}
type Channels = Awaited<ReturnType<typeof listChannelRows>>;

async function watchOnce(tx: Transaction, now: Date): Promise<boolean> {
  if (!(await isWatcher(tx))) return false;
  const states = await listStates(tx);
  const before = new Map(states);
  const { changes, next, hasMore } = await readEvents(tx);
  const news = newsOf([...changes, ...(await readNotices(tx, states))], states, now);
  const channels = await listChannelRows();
  await insertItems(
    tx,
    news.flatMap((one) => itemsOf(one, channels, now)),
  );
  await noteClosed(
    tx,
    news.flatMap(({ change }) => change.closed ?? []),
    now,
  );
  const changed = [...states.values()].filter((state) => before.get(state.key) !== state);
  await saveStates(
    tx,
    changed,
    [...before.keys()].filter((key) => !states.has(key)),
  );
  await saveSetting(cursorKey, { after: String(next) }, tx);
  return hasMore;
}

const patience = { maxWait: 10_000, timeout: 30_000 };

/**
 * Stores for each channel what changed since the last call: connections by their events, everything else by the
 * notices. Any number of processes may call this; each change is stored once.
 */
export async function watchAlerts(now = new Date()): Promise<void> {
  while (await db().$transaction((tx) => watchOnce(tx, now), patience)) {
    // Continues until all pages of events have been read.
  }
}
