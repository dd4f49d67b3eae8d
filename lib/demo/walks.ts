import type { Actor } from '#lib/audit/schema';
import { startAttempt } from '#lib/connections/connect/attempt';
import { newBrowser } from '#lib/connections/connect/browser';
import { completeAttempt } from '#lib/connections/connect/callback';
import { refreshConnection } from '#lib/connections/tokens/refresh';
import { createLink, createReauthorizeLink } from '#lib/links/create-link';
import { markOpened } from '#lib/links/open-link';
import type { DemoIntegration } from './integrations.ts';
import { receiverUrl } from './mark.ts';
import { expectClosing, findConnectionOf, moveLinkBack, moveStateBack, noteUse } from './past.ts';
import type { Closing, DemoPerson, DemoTenant } from './people.ts';
import { revokeGrants, switchAppOff, type Visitor, visit } from './sandbox-control.ts';

const day = 86_400;

/** A connect link for somebody, whose events go to the demo's own receiver only. */
function makeLink(person: DemoPerson & { number: number }, integration: DemoIntegration, by: Actor) {
  const { name, username, number, lifeDays = 7 } = person;
  const endUser = { id: `demo-${number}`, email: username, display_name: name };
  const input = { integrations: [integration.uniqueKey], endUser, webhookUrlOverride: receiverUrl() };
  return createLink({ ...input, tags: { plan: number % 3 === 0 ? 'team' : 'trial' }, life: lifeDays * day }, by);
}

/** Goes to Microsoft and back on a link, once more where the product asks for a second trip. */
async function walk(linkId: string, integrationId: string, visitor: Visitor): Promise<void> {
  const browser = newBrowser();
  await markOpened(linkId);
  const { redirectTo } = await startAttempt({ linkId, integrationId, browser });
  const done = await completeAttempt(await visit(redirectTo, visitor), browser);
  // A tenant's administrator consents first and then signs in.
  if ('redirectTo' in done && /^https?:/.test(done.redirectTo))
    await completeAttempt(await visit(done.redirectTo, visitor), browser);
}

type Closed = { id: string; username: string; why: Closing; clientId: string };

/** Has Microsoft close a grant, and asks for a token, so that the product finds out. */
async function close({ id, username, why, clientId }: Closed, days: number): Promise<void> {
  await expectClosing(id);
  await revokeGrants(username, why, clientId);
  await refreshConnection(id, { kind: 'forced', seenVersion: 1 });
  await moveStateBack(id, { state: 'needs_reauthorization', days });
}

/** Lets a person come as far as their fate says, by the ways that everybody takes. */
export async function meet(
  person: DemoPerson & { number: number },
  integration: DemoIntegration,
  by: Actor,
): Promise<void> {
  const { fate, username, days } = person;
  const { id: linkId } = await makeLink(person, integration, by);
  if (fate.end === 'opened') await markOpened(linkId);
  else if (fate.end === 'at_microsoft') {
    await markOpened(linkId);
    await startAttempt({ linkId, integrationId: integration.id, browser: newBrowser() });
  } else if (fate.end !== 'unopened')
    await walk(linkId, integration.id, {
      username,
      decision: fate.end === 'declined' ? 'decline' : 'accept',
      ...(fate.end === 'waiting_for_admin' && { needs_admin: 'return' }),
      ...(username === 'admin@fabrikam.sandbox' && { consents_for: 'everyone' }),
    });
  await moveLinkBack(linkId, days);
  if (fate.end === 'connected') await noteUse(linkId, fate.usedHours);
  if (fate.end !== 'closed' && fate.end !== 'reauthorized') return;
  const id = await findConnectionOf(linkId);
  await close({ id, username, why: fate.why, clientId: integration.clientId }, fate.closedDays);
  if (fate.end === 'closed') return;
  const again = await createReauthorizeLink({ connectionId: id, integrationId: integration.id }, by, {
    webhookUrlOverride: receiverUrl(),
  });
  await walk(again.id, integration.id, { username, decision: 'accept' });
  await moveLinkBack(again.id, fate.againDays);
  await moveStateBack(id, { state: 'reauthorized', days: fate.againDays });
  await noteUse(linkId, 1);
}

/** Connects a whole tenant by its administrator, who may switch the app off later. */
export async function meetTenant(tenant: DemoTenant, integration: DemoIntegration, by: Actor): Promise<void> {
  const { admin, domain, days, usedHours, switchedOffDays } = tenant;
  const input = { integrations: [integration.uniqueKey], expectedTenant: domain, life: 7 * day };
  const { id: linkId } = await createLink({ ...input, webhookUrlOverride: receiverUrl() }, by);
  await walk(linkId, integration.id, { username: admin });
  await moveLinkBack(linkId, days);
  await noteUse(linkId, usedHours);
  if (switchedOffDays === undefined) return;
  const id = await findConnectionOf(linkId);
  await expectClosing(id);
  await switchAppOff(integration.clientId, domain);
  await refreshConnection(id, { kind: 'forced', seenVersion: 1 });
  await moveStateBack(id, { state: 'needs_reauthorization', days: switchedOffDays });
}
