import type { Transaction } from '#lib/db';
import { recordEvents } from '#lib/events/events';
import type { EventReason, NewEvent, PublicEventType } from '#lib/events/schema';
import { explain } from '#lib/microsoft/aadsts';
import type { LinkForAttempt, LinkKind, Outcome } from './schema.ts';

/** What is told of a link: ids, and whom it is for. */
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

/** Tells what became of a link, in the transaction of the change. */
export async function tellLink(tx: Transaction, link: Told, what: What): Promise<void> {
  await recordEvents(tx, [toEvent(link, what)]);
}

/** Tells that links ended unused. */
export async function tellExpired(tx: Transaction, links: readonly Told[]): Promise<void> {
  await recordEvents(
    tx,
    links.map((link) => toEvent(link, { type: 'link.expired' })),
  );
}

/** What an outcome is to a backend; undefined when there is nothing new to tell. */
export function eventOf({ code }: Pick<Outcome, 'code'>): LinkEventType | undefined {
  if (code === 'approval_pending') return undefined;
  if (code === 'connected' || code === 'admin_consented') return 'link.completed';
  return code === 'admin_needed' ? 'link.waiting_for_admin' : 'link.failed';
}

/** Why a sign-in brought nothing, without what only the person is to read. */
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
