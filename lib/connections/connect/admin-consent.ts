import { diffScopes, readGrantedScopes } from '#lib/catalogue/schema';
import { db } from '#lib/db';
import { findIntegrationById } from '#lib/integrations/integrations';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { listWaitingLinks, type WaitingLink } from '#lib/links/admin-link';
import { recordTripOutcome } from '#lib/links/link-activity';
import type { LinkForAttempt, Outcome } from '#lib/links/schema';
import { approveLink, consumeLink, readLinkForAttempt } from '#lib/links/use-link';
import { log } from '#lib/log';
import { findCloud, findTenantId } from '#lib/microsoft/clouds';
import { readRedirectRefusal } from '#lib/microsoft/errors';
import { findAccountToReauthorize } from '../account.ts';
import { adminOutcome, noteOutcome, type Trip } from './outcome.ts';

/**
 * Handles an admin's return from the consent page. The `tenant` parameter is not trusted, because anybody can write it.
 * Whether there is a consent only shows when the waiting person signs in again, so an approval merely lets those people
 * continue whom it may concern.
 */
export async function completeAdminConsent(params: URLSearchParams, trip: Trip): Promise<Outcome> {
  const { link, browserHash, attempt } = trip;
  if (params.has('error') || params.get('admin_consent')?.toLowerCase() !== 'true')
    return noteOutcome(trip, adminOutcome(readRedirectRefusal(params)));
  const scopes = params.get('scope');
  if (scopes && diffScopes(attempt.scopes, readGrantedScopes(scopes)).missing.length > 0)
    log().info({ link: link.id }, 'an admin approved less than was asked');
  const outcome = adminOutcome('consented');
  const spent = await db().$transaction(async (tx) => {
    const isFirst = await consumeLink(tx, { linkId: link.id, browserHash, outcome });
    if (isFirst && link.parentId) await approveLink(tx, { linkId: link.parentId, outcome });
    return isFirst;
  });
  recordTripOutcome({ linkId: link.id, integrationId: attempt.integrationId }, outcome);
  if (spent) await approveOthers(link, attempt.integrationId);
  return outcome;
}

const mostLookups = 20;

/** Looks up tenants by their domains, each only once. After too many look-ups, further domains count as unknown. */
class Tenants {
  readonly #known = new Map<string, Promise<string | undefined>>();
  readonly #cloud: IntegrationDetail['cloud'];
  constructor(cloud: IntegrationDetail['cloud']) {
    this.#cloud = cloud;
  }

  async find(name: string | null | undefined): Promise<string | undefined> {
    const tenant = name?.toLowerCase().split('@').at(-1);
    if (!tenant) return undefined;
    const known = this.#known.get(tenant);
    if (known || this.#known.size >= mostLookups) return known;
    const asked = findTenantId(findCloud(this.#cloud), tenant).catch(() => undefined);
    this.#known.set(tenant, asked);
    return asked;
  }

  /**
   * The tenant whose admin a link waits for: the one it names, the connected account's, or that of its e-mail address.
   */
  async of({ expectedTenant, connectionId, email }: Omit<WaitingLink, 'id'>): Promise<string | undefined> {
    const account = connectionId ? await findAccountToReauthorize(connectionId) : undefined;
    return account?.tid ?? this.find(expectedTenant ?? email);
  }
}

async function tenantOfApproval(link: LinkForAttempt, tenants: Tenants): Promise<string | undefined> {
  if (!link.parentId) return tenants.find(link.expectedTenant);
  const { connectionId, expectedTenant, expectedEmail, endUser } = await readLinkForAttempt(link.parentId);
  return tenants.of({ connectionId, expectedTenant, email: expectedEmail ?? endUser?.email ?? null });
}

function howConcerned(theirs: string | undefined, approved: string | undefined) {
  if (!theirs || !approved) return 'consented_perhaps';
  return theirs === approved ? 'consented' : undefined;
}

/** Lets other links continue that wait for an admin of this tenant, or of an unknown one. */
async function approveOthers(link: LinkForAttempt, integrationId: string): Promise<void> {
  const [integration, waiting] = await Promise.all([
    findIntegrationById(integrationId),
    listWaitingLinks(integrationId),
  ]);
  if (!integration || waiting.length === 0) return;
  const tenants = new Tenants(integration.cloud);
  // An app for a single tenant, or one whose guests sign in to a single tenant, has no other tenant.
  const isForOne = integration.tenantId !== null;
  const approved = isForOne ? undefined : await tenantOfApproval(link, tenants);
  for (const { id, ...facts } of waiting) {
    const how = isForOne ? 'consented' : howConcerned(await tenants.of(facts), approved);
    if (how) await db().$transaction((tx) => approveLink(tx, { linkId: id, outcome: adminOutcome(how) }));
  }
}
