import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db } from '#lib/db';
import { isGuid } from '#lib/guid';
import { bodyOf } from './body.ts';
import { queueAgain, queueSince } from './delivery-store.ts';
import { readEndpoint } from './endpoints.ts';
import { WebhookError } from './errors.ts';
import { countByEndpoint, listAttemptRows, listDeliveryRows } from './list-store.ts';
import type { Delivery, DeliveryFilter } from './schema.ts';

export { countByEndpoint };

/** Deliveries, newest event first. `before` is the position of the last delivery on the previous page. */
export function listDeliveries(
  filter: DeliveryFilter,
  page: { limit: number; before?: string | undefined },
): Promise<Delivery[]> {
  return listDeliveryRows(filter, page);
}

const shownAttempts = 20;

/** A delivery with its body and its latest attempts; undefined if it was deleted. */
export async function findDelivery(id: string) {
  const [delivery] = isGuid(id) ? await listDeliveryRows({ id }, { limit: 1 }) : [];
  if (!delivery) return undefined;
  const attempts = await listAttemptRows(id, shownAttempts);
  return { ...delivery, attempts, body: bodyOf(delivery.event, delivery.format) };
}

/** Starts a delivery over, with all its attempts. @throws WebhookError `not_found`, `switched_off` */
export async function resend(id: string, by: Actor): Promise<void> {
  const found = await findDelivery(id);
  if (!found) throw new WebhookError('not_found');
  const { disabledAt } = await readEndpoint(found.endpointId);
  if (disabledAt) throw new WebhookError('switched_off');
  await db().$transaction(async (tx) => {
    await queueAgain(tx, id);
    const subject = `webhook-endpoint:${found.endpointId}`;
    await audit(tx, { actor: by, action: 'webhook.resent', subject, detail: { event: found.event.id } });
  });
}

/**
 * Sends again everything since a given time that an endpoint did not accept: failed deliveries, those that wait for
 * another try, and events from while it was disabled. Returns how many.
 * @throws WebhookError `not_found`, `switched_off`
 */
export async function resendSince(endpointId: string, since: Date, by: Actor): Promise<number> {
  const { disabledAt } = await readEndpoint(endpointId);
  if (disabledAt) throw new WebhookError('switched_off');
  return db().$transaction(async (tx) => {
    const count = await queueSince(tx, endpointId, since);
    const detail = { since: since.toISOString(), count };
    await audit(tx, { actor: by, action: 'webhook.resent', subject: `webhook-endpoint:${endpointId}`, detail });
    return count;
  });
}
