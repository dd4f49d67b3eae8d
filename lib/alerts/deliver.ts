import { db } from '#lib/db';
import { newId } from '#lib/ids';
import { log } from '#lib/log';
import { putNotice, withdrawNotices } from '#lib/notices/notices';
import { deleteNotesBefore } from './end-user-store.ts';
import { type Plan, planNext, settle, windowMilliseconds } from './plan.ts';
import type { AlertItem } from './schema.ts';
import { sendToChannel } from './send.ts';
import {
  type Claim,
  claimChannel,
  deleteItemsBefore,
  listSentSince,
  listWaiting,
  releaseChannel,
  updateHeld,
  updateSent,
} from './store.ts';

/** Minutes until the next attempt, by the number of failures in a row. The last value applies to all further ones. */
const retryMinutes = [1, 5, 15, 60, 360] as const;
/** Failures in a row after which a notice is shown to operators. */
const noticedFailures = 3;
const keptMilliseconds = 30 * 86_400_000;

const failingKey = (id: string) => `alerts_failing:${id}`;

const idsOf = (items: readonly AlertItem[]) => items.map(({ id }) => id);

async function noteFailure(claim: Claim, reason: string, now: Date): Promise<void> {
  const { id, name } = claim.channel;
  const failures = claim.channel.failures + 1;
  const minutes = retryMinutes[Math.min(failures, retryMinutes.length) - 1] ?? 1;
  log().warn({ channel: id, failures, reason }, 'an alert was not taken; it is tried again');
  await releaseChannel(claim, { failures, lastError: reason, nextAt: new Date(now.getTime() + minutes * 60_000) });
  if (failures !== noticedFailures) return;
  const message = `Alerts do not reach ${name}. ${reason}`;
  const fix = 'Fix the channel under Settings, Alerts. What waits is sent then.';
  await db().$transaction((tx) =>
    putNotice(tx, { kind: 'alerts_failing', level: 'error', dedupeKey: failingKey(id), message, fix }),
  );
}

async function noteSuccess({ channel }: Claim): Promise<void> {
  if (channel.failures < noticedFailures) return;
  await db().$transaction((tx) => withdrawNotices(tx, { keyPrefix: failingKey(channel.id) }));
}

/** What to do for a channel now. Problems that ended before they were sent are marked as done. */
async function decide({ id, quiet }: Claim['channel'], now: Date): Promise<Plan> {
  const { tell, drop } = settle(await listWaiting(id));
  if (drop.length > 0) await updateSent({ ids: idsOf(drop), at: now, messageId: null });
  const recent = await listSentSince(id, new Date(now.getTime() - windowMilliseconds));
  const plan = planNext(tell, { recent, quiet, now });
  if (plan.kind === 'wait') await updateHeld(idsOf(tell));
  return plan;
}

/** Sends the waiting messages of a claimed channel, one after the other, until none is due or one is refused. */
async function deliver(claim: Claim, now: Date): Promise<void> {
  const { channel } = claim;
  let lastSentAt = channel.lastSentAt;
  for (;;) {
    const plan = await decide(channel, now);
    if (plan.kind !== 'send') {
      const nextAt = plan.kind === 'wait' ? plan.until : null;
      return releaseChannel(claim, { nextAt, failures: 0, lastError: null, ...(lastSentAt && { lastSentAt }) });
    }
    const messageId = newId();
    const reason = await sendToChannel(channel, { id: messageId, items: plan.items });
    if (reason) return noteFailure(claim, reason, now);
    await updateSent({ ids: idsOf(plan.items), at: now, messageId });
    await noteSuccess(claim);
    lastSentAt = now;
  }
}

/** Sends all messages that are due. A channel is claimed first, so that only one process sends to it at a time. */
export async function deliverAlerts(now = new Date()): Promise<void> {
  const owner = newId();
  for (;;) {
    const claim = await claimChannel(owner, now);
    if (!claim) return;
    try {
      await deliver(claim, now);
    } catch (error) {
      log().error({ error, channel: claim.channel.id }, 'alerts could not be sent');
      await noteFailure(claim, 'Something failed on our side; the log of this server says what.', now);
    }
  }
}

/** Deletes changes and mails that are older than 30 days, whether or not they were sent. */
export async function pruneAlerts(now = new Date()): Promise<void> {
  const before = new Date(now.getTime() - keptMilliseconds);
  await deleteItemsBefore(before);
  await deleteNotesBefore(before);
}
