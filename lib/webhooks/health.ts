import { audit } from '#lib/audit/audit';
import type { Transaction } from '#lib/db';
import { maskAddress } from '#lib/masked-address';
import { putNotice, withdrawNotices } from '#lib/notices/notices';
import type { Answered } from './delivery-store.ts';
import { setDisabled } from './endpoint-store.ts';
import { failingDays, noticedMinutes } from './schedule.ts';

const failingKey = (id: string) => `webhook_failing:${id}`;
const disabledKey = (id: string) => `webhook_disabled:${id}`;

/** Withdraws the notices about an endpoint that works again or no longer exists. */
export async function withdrawHealth(tx: Transaction, id: string): Promise<void> {
  for (const keyPrefix of [failingKey(id), disabledKey(id)]) await withdrawNotices(tx, { keyPrefix });
}

/** Adds a notice about an endpoint that accepts nothing, and disables it after some days or if it answered 410. */
export async function noteHealth(tx: Transaction, endpoint: Answered, isGone: boolean): Promise<void> {
  const { id, url, days } = endpoint;
  if (isGone || days >= failingDays) return switchOff(tx, endpoint, isGone ? 'gone' : 'failing');
  if (days === 0) return withdrawNotices(tx, { keyPrefix: failingKey(id) });
  if (days * 1_440 < noticedMinutes) return;
  await putNotice(tx, {
    kind: 'webhook_failing',
    level: 'warning',
    dedupeKey: failingKey(id),
    message: `The webhook endpoint at ${new URL(url).host} accepts nothing.`,
    fix: `Fix the receiver: the deliveries show what it answers. After ${failingDays} days it is switched off.`,
  });
}

async function switchOff(tx: Transaction, { id, url }: Answered, reason: 'gone' | 'failing'): Promise<void> {
  if (!(await setDisabled(tx, id, reason))) return;
  await withdrawNotices(tx, { keyPrefix: failingKey(id) });
  const { host } = new URL(url);
  const why = reason === 'gone' ? 'answered that it is gone (410)' : `has not taken a webhook for ${failingDays} days`;
  await putNotice(tx, {
    kind: 'webhook_disabled',
    level: 'error',
    dedupeKey: disabledKey(id),
    message: `The webhook endpoint at ${host} ${why}, so nothing is sent there any more.`,
    fix: 'Fix the receiver, switch the endpoint on and resend what failed.',
  });
  const subject = `webhook-endpoint:${id}`;
  const detail = { url: maskAddress(url), reason };
  await audit(tx, { actor: 'system', action: 'webhook-endpoint.disabled', subject, detail });
}
