import { createHash } from 'node:crypto';
import { addRefusals, countRefusals } from '#lib/audit/audit';
import type { FoldedRefusal, RefusalAction } from '#lib/audit/schema';
import { networkOf } from '#lib/client-address';
import { db } from '#lib/db';
import { log } from '#lib/log';
import { putNotice, withdrawNotices } from '#lib/notices/notices';
import { WriteBehind } from '#lib/write-behind';

/**
 * A refused sign-in or key. `account` is the e-mail address of an existing operator; other addresses are not stored.
 */
export type Refusal = { action: RefusalAction; way: string; account?: string | undefined; address: string };

const hourMilliseconds = 3_600_000;
/** How many rows one kind of refusal may add per hour and process. Beyond that, refusals share one row. */
const rowsPerHour = 50;
/** How many refusals of one kind per hour look like an attack instead of a forgotten password. */
const looksLikeAttack: Record<RefusalAction, number> = {
  'sign-in.failed': 30,
  'sign-in.locked-out': 5,
  'api-key.refused': 200,
  'connect-session.refused': 200,
  'connect-link.refused': 200,
  'picker-session.refused': 200,
  'embed.refused': 200,
};

type Hour = { number: number; counts: Map<string, number> };

declare global {
  var latchkeyRefusals: { queue: WriteBehind<FoldedRefusal>; hour: Hour } | undefined;
}

function state() {
  globalThis.latchkeyRefusals ??= {
    hour: { number: 0, counts: new Map() },
    queue: new WriteBehind<FoldedRefusal>({
      what: 'refused sign-ins, keys, sessions, links and pages',
      everyMilliseconds: 2_000,
      atOnce: 200,
      capacity: 1_000,
      keyOf: ({ foldKey }) => foldKey,
      merge: (earlier, later) => ({ ...later, attempts: earlier.attempts + later.attempts }),
      write: writeRefusals,
    }),
  };
  return globalThis.latchkeyRefusals;
}

function currentHour(): Hour {
  const known = state();
  const number = Math.floor(Date.now() / hourMilliseconds);
  if (known.hour.number !== number) known.hour = { number, counts: new Map() };
  return known.hour;
}

/**
 * The refusal with its key for counting: by account and network, or among "others" once there are too many of its kind.
 */
function fold({ action, way, account, address }: Refusal, { number, counts }: Hour) {
  const own = { action, way, account: account ?? null, address: networkOf(address) };
  const keyOf = (one: typeof own) => JSON.stringify([one.action, one.way, one.account, one.address, number]);
  const ofKind = [...counts.keys()].filter((key) => key.startsWith(`["${action}"`)).length;
  const folded =
    counts.has(keyOf(own)) || ofKind < rowsPerHour ? own : { ...own, way: 'any', account: null, address: 'others' };
  return { folded, key: keyOf(folded) };
}

const isPowerOfTen = (count: number) => /^10*$/.test(String(count));

/**
 * Records a refusal for the audit log without delaying the answer. Refusals of the same kind, account and network
 * within an hour share one row with a count. The first, tenth, hundredth and so on are also logged.
 */
export function noteRefusal(refusal: Refusal): void {
  const hour = currentHour();
  const { folded, key } = fold(refusal, hour);
  const attempts = (hour.counts.get(key) ?? 0) + 1;
  hour.counts.set(key, attempts);
  if (isPowerOfTen(attempts)) log().warn({ ...folded, attempts }, 'somebody was not let in');
  const foldKey = createHash('sha256').update(key).digest('base64url');
  state().queue.add({ ...folded, foldKey, attempts: 1, at: new Date() });
}

/** Writes the recorded refusals now. */
export function writeRefusalsNow(): Promise<void> {
  return state().queue.flush();
}

async function writeRefusals(refusals: FoldedRefusal[]): Promise<void> {
  await addRefusals(refusals);
  for (const action of new Set(refusals.map(({ action: one }) => one))) await putAttackNotice(action);
}

const words: Record<RefusalAction, string> = {
  'sign-in.failed': 'sign-ins failed',
  'sign-in.locked-out': 'sign-ins were refused because of too many attempts',
  'api-key.refused': 'requests came with an API key that does not exist or was revoked',
  'connect-session.refused': 'requests came with a connect session that does not exist, was used or has ended',
  'connect-link.refused':
    'visits came to connect links that do not exist, or to sign-ins that their browser had not begun',
  'picker-session.refused':
    'requests came with a picker session that does not exist, or from a page that it is not for',
  'embed.refused': 'times a page asked to show a connect session whose origin no integration of it allows',
};

/** Writes a notice, once a day at most, when refusals are frequent enough to look like an attack. */
async function putAttackNotice(action: RefusalAction): Promise<void> {
  const since = new Date(Math.floor(Date.now() / hourMilliseconds) * hourMilliseconds);
  const { attempts, places } = await countRefusals(action, since);
  if (attempts < looksLikeAttack[action]) return;
  const keyPrefix = `attack:${action}:`;
  const dedupeKey = `${keyPrefix}${since.toISOString().slice(0, 10)}`;
  await db().$transaction(async (tx) => {
    await withdrawNotices(tx, { keyPrefix, except: [dedupeKey] });
    await putNotice(tx, {
      kind: 'attack',
      level: 'warning',
      dedupeKey,
      message: `Within an hour ${attempts} ${words[action]}, from ${places === 1 ? 'one network' : `${places} networks`}.`,
      fix: 'Look at the audit log for the accounts and addresses. If it is none of yours, block the addresses in front of Latchkey, and let operators sign in with Microsoft only.',
    });
  });
}
