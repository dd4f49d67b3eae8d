import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { noteChange } from '#lib/changes';
import { db, type Transaction } from '#lib/db';
import { withdrawHealth } from '#lib/webhooks/health';
import { flushAllWriteBehind } from '#lib/write-behind';
import { deleteMark, type Mark, readMark, receiverUrl } from './mark.ts';
import { deleteApp } from './sandbox-control.ts';

const patience = { maxWait: 10_000, timeout: 60_000 };

/** Deletes what stands in rows of its own and names the demo's integrations. Their other rows go with them. */
async function deleteRows(tx: Transaction, ids: readonly string[]): Promise<void> {
  const given = [...ids];
  await tx.$executeRaw`
    delete from alert_item where key like any (select 'connection:' || unique_key || ':%' from integration where id = any(${given}::uuid[]))`;
  await tx.$executeRaw`
    delete from alert_state where key like any (select 'connection:' || unique_key || ':%' from integration where id = any(${given}::uuid[]))`;
  await tx.$executeRaw`
    delete from activity_event where integration_id = any(${given}::uuid[])
       or connection_id in (select id from connection where integration_id = any(${given}::uuid[]))`;
  await deleteEvents(tx, given);
  await tx.$executeRaw`delete from connect_link where integration_ids <> '{}' and integration_ids <@ ${given}::uuid[]`;
  await tx.$executeRaw`delete from refresh_count where integration_id = any(${given}::uuid[])`;
  await tx.$executeRaw`delete from vend_count where integration_id = any(${given}::uuid[])`;
  await tx.$executeRaw`delete from call_count where integration_id = any(${given}::uuid[])`;
}

/**
 * Positions follow from the newest event, which readers' cursors may have passed. Where that is one of the demo's, it
 * stays without its content.
 */
async function deleteEvents(tx: Transaction, ids: string[]): Promise<void> {
  await tx.$executeRaw`
    with demo as (
      select id, position = (select max(position) from event) as newest from event
       where integration_id = any(${ids}::uuid[])
          or connection_id in (select id from connection where integration_id = any(${ids}::uuid[]))
          or link_id in (select id from connect_link where integration_ids <> '{}' and integration_ids <@ ${ids}::uuid[])
    ), emptied as (
      update event e set connection_id = null, integration_id = null, link_id = null, webhook_url = '', data = '{}'
        from demo where demo.id = e.id and demo.newest
    )
    delete from event e using demo where demo.id = e.id and demo.newest is not true`;
  await tx.$executeRaw`
    delete from webhook_delivery d using webhook_endpoint e where e.id = d.endpoint_id and e.url = ${receiverUrl()}`;
}

/** The endpoint that stands for the demo's receiver, unless somebody's own events go there too. */
async function deleteReceiver(tx: Transaction): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    delete from webhook_endpoint e where kind = 'override' and url = ${receiverUrl()}
       and not exists (select 1 from webhook_delivery d where d.endpoint_id = e.id)
    returning id`;
  for (const { id } of rows) await withdrawHealth(tx, id);
}

/**
 * Takes the demo's integrations away, with their people, links and all that was noted of them, and leaves everything
 * else as it is. What operators did with them stays in the audit log. Nobody is told by webhooks, because nobody was told
 * of the demo. Does nothing where there is none.
 */
export async function removeDemo(by: Actor): Promise<void> {
  // What still waits to be written would come after the removal.
  await flushAllWriteBehind();
  const gone = await db().$transaction(async (tx): Promise<Mark | undefined> => {
    const mark = await readMark(tx);
    if (!mark) return undefined;
    await deleteRows(tx, mark.integrationIds);
    await tx.$executeRaw`delete from integration where id = any(${mark.integrationIds}::uuid[])`;
    await deleteReceiver(tx);
    await deleteMark(tx);
    await audit(tx, { actor: by, action: 'demo.removed', subject: 'demo' });
    await noteChange('connection', '', tx);
    return mark;
  }, patience);
  for (const clientId of gone?.clientIds ?? []) await deleteApp(clientId);
}
