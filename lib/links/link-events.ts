import type { Transaction } from '#lib/db';
import { recordEvents } from '#lib/events/events';
import type { EventReason, NewEvent, PublicEventType } from '#lib/events/schema';
import { explain } from '#lib/microsoft/aadsts';
import { findWhose } from './connection-store.ts';
import type { LinkForAttempt, LinkKind, Outcome } from './schema.ts';

/** The content of a link's event: ids, and the end user. */
type Told = Pick<
  LinkForAttempt,
  'id' | 'integrationIds' | 'connectionId' | 'endUser' | 'tags' | 'webhookUrlOverride'
> & {
  kind: LinkKind;
  expiresAt: Date;
};

type LinkEventType = Extract<PublicEventType, `link.${string}`>;
type What = { type: LinkEventType; reason?: EventReason | undefined; integrationId?: string | undefined };

function toEvent(link: Told, { type, reason, integrationId }: What): NewEvent {
  const { id, kind, integrationIds, connectionId, endUser, tags, webhookUrlOverride, expiresAt } = link;
  const only = integrationIds.length === 1 ? integrationIds[0] : undefined;
  const facts = { id, kind, expires_at: expiresAt.toISOString() };
  return {
    type,
    linkId: id,
    integrationId: integrationId ?? only,
    ...(connectionId && { connectionId }),
    webhookUrl: webhookUrlOverride,
    data: { link: facts, end_user: endUser, tags, ...(reason && { reason }) },
  };
}

/** A reauthorize link names no end user and no tags of its own, where those of its connection stay. */
async function withWhose(tx: Transaction, links: readonly Told[]): Promise<Told[]> {
  const whose = await findWhose(
    tx,
    links.flatMap(({ connectionId }) => connectionId ?? []),
  );
  return links.map((link) => {
    const known = whose.get(link.connectionId ?? '');
    const tags = Object.keys(link.tags).length > 0 ? link.tags : known?.tags;
    return { ...link, endUser: link.endUser ?? known?.endUser ?? null, tags: tags ?? {} };
  });
}

/** Publishes a link's event in the transaction of the change. */
export async function tellLink(tx: Transaction, link: Told, what: What): Promise<void> {
  const told = await withWhose(tx, [link]);
  await recordEvents(
    tx,
    told.map((one) => toEvent(one, what)),
  );
}

/** Publishes that links expired unused. */
export async function tellExpired(tx: Transaction, links: readonly Told[]): Promise<void> {
  const told = await withWhose(tx, links);
  await recordEvents(
    tx,
    told.map((link) => toEvent(link, { type: 'link.expired' })),
  );
}

/** The event for an outcome; undefined if a backend learns nothing new from it. */
export function eventOf({ code }: Pick<Outcome, 'code'>): LinkEventType | undefined {
  if (code === 'approval_pending') return undefined;
  if (code === 'connected' || code === 'admin_consented') return 'link.completed';
  return code === 'admin_needed' ? 'link.waiting_for_admin' : 'link.failed';
}

/** The reason of a failed sign-in, without the sentences meant only for the person. */
export function reasonOf(outcome: Outcome): EventReason {
  const { code, aadsts, oauthError, operatorMessage: message, fix, claims } = outcome;
  const isMicrosofts = aadsts !== undefined || oauthError !== undefined;
  return {
    code: aadsts === undefined ? code : `AADSTS${aadsts}`,
    ...(aadsts !== undefined && { aadsts }),
    message,
    ...(fix && { fix }),
    for: isMicrosofts ? explain(aadsts, oauthError).who : 'user',
    ...(claims && { claims: true }),
  };
}
