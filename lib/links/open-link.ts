import { audit } from '#lib/audit/audit';
import { db } from '#lib/db';
import { isSameHash } from '#lib/ids';
import { listOfferedIds } from '#lib/integrations/integrations';
import { findChildOutcome, findOpenChild, findOpenSiteGrant } from './admin-store.ts';
import { recordStep } from './link-activity.ts';
import { tellLink } from './link-events.ts';
import type { ClosedReason, LinkRow, LinkState, MadeLink, OpenLink, Outcome } from './schema.ts';
import { isAdminNeeded, linkState } from './schema.ts';
import { findOutcomeOf, findStoredLink, type StoredLink, updateOpened } from './store.ts';
import { openMadeLink } from './token.ts';

async function reportReuse(link: StoredLink, address: string | undefined): Promise<void> {
  const entry = { actor: 'system', action: 'link.reused', subject: `link:${link.id}` } as const;
  const detail = { security: true, kind: link.kind, address: address ?? null, connectionId: link.connectionId };
  await db().$transaction((tx) => audit(tx, { ...entry, detail }));
}

function closedReason(link: StoredLink): ClosedReason | undefined {
  if (link.consumedAt) return 'used';
  const state = linkState(link);
  return state === 'expired' || state === 'revoked' ? state : undefined;
}

function approvalOf({ status, outcome }: StoredLink): OpenLink['approval'] {
  if (status !== 'approved') return null;
  return outcome?.approvedAt ? 'own' : 'perhaps';
}

/**
 * The link that a token belongs to while it can be used, or else the reason, which strangers must not see. A person
 * opening a used link is recorded in the audit log as a security event; a `probe` is not.
 */
export async function findLinkByToken(
  token: string,
  { address, opener = 'person' }: { address?: string; opener?: 'person' | 'probe' } = {},
): Promise<OpenLink | { closed: ClosedReason }> {
  const link = await findStoredLink({ token });
  if (!link) return { closed: 'unknown' };
  const closed = closedReason(link);
  if (closed === 'used' && opener === 'person') await reportReuse(link, address);
  if (closed) return { closed };
  const integrationIds = await listOfferedIds(link.integrationIds);
  if (integrationIds.length === 0) return { closed: 'integration_deleted' };
  const { id, kind, status, connectionId, parentId, expectedTenant, expectedEmail, presets, language } = link;
  const { adminSignIn } = link;
  const constraints = {
    adminSignIn,
    endUser: link.endUser,
    tags: link.tags,
    expectedTenant,
    expectedEmail,
    presets,
    language,
  };
  const times = { expiresAt: link.expiresAt, startedAt: link.startedAt };
  const approval = approvalOf(link);
  return { id, kind, status, integrationIds, connectionId, parentId, ...constraints, approval, ...times };
}

/** What a result page shows. */
export type LinkResult = Pick<
  LinkRow,
  | 'id'
  | 'kind'
  | 'parentId'
  | 'connectionId'
  | 'endUser'
  | 'tags'
  | 'expiresAt'
  | 'integrationIds'
  | 'presets'
  | 'language'
> & {
  state: LinkState;
  outcome: Outcome;
};

function isBrowser(stored: Uint8Array | null, browserHash: Buffer): boolean {
  return stored !== null && isSameHash(stored, browserHash);
}

/**
 * The last outcome of this browser, if another browser has used the link since. Undefined once an admin has approved.
 */
async function findOwnOutcome({ id, status }: StoredLink, browserHash: Buffer): Promise<Outcome | undefined> {
  const own = await findOutcomeOf(id, browserHash);
  return own?.code === 'admin_needed' && status === 'approved' ? undefined : own;
}

/**
 * The outcome of the sign-ins that this browser made on a link, found by its token or id; undefined when it made none.
 */
export async function findResult(
  key: { token: string } | { id: string },
  browserHash: Buffer | undefined,
): Promise<LinkResult | undefined> {
  const link = browserHash && (await findStoredLink(key));
  if (!link) return undefined;
  const isLast = isBrowser(link.outcomeBrowser, browserHash);
  const outcome = isLast ? link.outcome : await findOwnOutcome(link, browserHash);
  if (!outcome) return undefined;
  const { id, kind, parentId, connectionId, endUser, tags, expiresAt, integrationIds, presets, language } = link;
  const facts = { id, kind, parentId, connectionId, endUser, tags, expiresAt, integrationIds, presets, language };
  return { ...facts, outcome, state: linkState(link) };
}

/** The URL for the admin that a link waits for; undefined when no such link is valid, or its token cannot be opened. */
export async function findAdminUrl(linkId: string): Promise<string | undefined> {
  const child = await findOpenChild({ parentId: linkId });
  return child && openMadeLink(child)?.url;
}

/** Whether the admin that a link waits for has declined. Who had no right to approve has not. */
export async function isDeclinedByAdmin(linkId: string): Promise<boolean> {
  const outcome = await findChildOutcome(linkId);
  return outcome?.code === 'admin_declined' && !isAdminNeeded(outcome.aadsts);
}

/**
 * The link on which the admin of a connected tenant picks sites; undefined when no such link can be used, or
 * its token cannot be opened.
 */
export async function findSiteGrantLink(connectionId: string): Promise<MadeLink | undefined> {
  const link = await findOpenSiteGrant(connectionId);
  return link && openMadeLink(link);
}

/** Records that a person opened the link. Only the first call changes anything. */
export async function markOpened(id: string): Promise<void> {
  const opened = await db().$transaction(async (tx) => {
    const link = await updateOpened(tx, id);
    if (link) await tellLink(tx, link, { type: 'link.opened' });
    return link;
  });
  if (!opened) return;
  const [first, ...more] = opened.integrationIds;
  recordStep({ linkId: id, integrationId: more.length === 0 ? first : undefined }, 'opened');
}
