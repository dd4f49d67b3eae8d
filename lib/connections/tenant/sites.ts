import { noteChange } from '#lib/changes';
import { db } from '#lib/db';
import { readRegistration, redirectUri } from '#lib/integrations/registration';
import type { Registration } from '#lib/integrations/schema';
import { findResult } from '#lib/links/open-link';
import type { Outcome, OutcomeSite } from '#lib/links/schema';
import { redeemCode } from '#lib/microsoft/client';
import { MicrosoftError, readRedirectRefusal } from '#lib/microsoft/errors';
import type { GraphAccess } from '#lib/microsoft/graph';
import { verifyIdToken } from '#lib/microsoft/id-token';
import {
  addSitePermission,
  changeSitePermission,
  findSite,
  findSitePermission,
  type Site,
  searchSites,
} from '#lib/microsoft/site-permissions';
import { findAccountToReauthorize } from '../account.ts';
import type { Errand } from '../connect/attempt.ts';
import { noteOutcome, refusedOutcome, startAgainOutcome, type Trip } from '../connect/outcome.ts';
import { graphScopeStrings } from '../connect/request.ts';
import { eventDetailSchema } from '../schema.ts';
import { addEvent } from '../timeline.ts';
import { sitesOutcome, tenantOutcome } from './outcome.ts';

type SitesErrand = Extract<Errand, { step: 'sites' }>;

/** The input for one visit of an admin. Their token is used only during this call and stored nowhere. */
type Visit = {
  registration: Registration;
  access: GraphAccess;
  connectionId: string;
  admin: string;
  /** Sites that the admin's browser found before. */
  before: readonly OutcomeSite[];
};

/** Names of the sites that admins released to a tenant's connection through links. */
export async function listSites(connectionId: string) {
  const select = { siteId: true, name: true, webUrl: true, role: true, grantedBy: true, grantedAt: true } as const;
  return db().connectionSite.findMany({ where: { connectionId }, select, orderBy: { name: 'asc' } });
}

/** Which site an admin released or took back last, and who did; undefined if none ever was. */
export async function findLastChange(connectionId: string) {
  const row = await db().connectionEvent.findFirst({
    where: { connectionId, type: 'sites_changed' },
    select: { at: true, detail: true },
    orderBy: { id: 'desc' },
  });
  const { message, by } = eventDetailSchema.safeParse(row?.detail).data ?? {};
  return row && message && by ? { at: row.at, message, by } : undefined;
}

const mostShown = 50;

type Found = { sites: Site[] } & Pick<Outcome, 'unfound' | 'changed'>;

async function lookFor({ access }: Visit, words: readonly string[]): Promise<Found> {
  const asked = words.length > 0 ? words : [''];
  const found: Site[] = [];
  const unfound: string[] = [];
  for (const word of asked) {
    const isAddress = /^https?:\/\//i.test(word) && URL.canParse(word);
    const sites = isAddress ? [await findSite(access, word)] : await searchSites(access, word);
    const seen = sites.filter((site) => site !== undefined);
    if (seen.length === 0 && word) unfound.push(word);
    found.push(...seen);
  }
  const sites = [...new Map(found.map((site) => [site.id, site])).values()].slice(0, mostShown);
  return unfound.length > 0 ? { sites, unfound } : { sites };
}

/**
 * The app's current permission on each of these sites according to SharePoint. The stored list of sites is updated to
 * match.
 */
async function describe(visit: Visit, sites: readonly Site[]): Promise<OutcomeSite[]> {
  const { access, registration, connectionId } = visit;
  const described: OutcomeSite[] = [];
  for (const { id, displayName, webUrl } of sites) {
    const own = await findSitePermission(access, { siteId: id, clientId: registration.clientId });
    await keep(visit, { id, displayName, webUrl }, own);
    described.push({ id, name: displayName || webUrl, webUrl, role: own?.role ?? null });
  }
  const others = (await listSites(connectionId)).filter(({ siteId }) => !sites.some(({ id }) => id === siteId));
  return [...described, ...others.map(({ siteId, name, webUrl, role }) => ({ id: siteId, name, webUrl, role }))];
}

type Own = { id: string; role: string } | undefined;

async function keep(
  { connectionId, admin }: Visit,
  { id: siteId, displayName, webUrl }: Site,
  own: Own,
): Promise<void> {
  if (!own) {
    await db().connectionSite.deleteMany({ where: { connectionId, siteId } });
    return;
  }
  const kept = { name: displayName || webUrl, webUrl, role: own.role, permissionId: own.id };
  await db().connectionSite.upsert({
    where: { connectionId_siteId: { connectionId, siteId } },
    create: { connectionId, siteId, grantedBy: admin, ...kept },
    update: kept,
    select: { siteId: true },
  });
}

async function readSite({ access, before }: Visit, id: string): Promise<Site> {
  const known = before.find((site) => site.id === id);
  if (known) return { id, displayName: known.name, webUrl: known.webUrl };
  const [site] = (await searchSites(access, '')).filter((one) => one.id === id);
  return site ?? { id, displayName: '', webUrl: id };
}

/** Grants the app access to a site, or revokes it. */
async function change(visit: Visit, siteId: string, role: 'read' | 'write' | undefined): Promise<Site> {
  const { access, registration, connectionId, admin } = visit;
  const { clientId, displayName } = registration;
  const site = await readSite(visit, siteId);
  const own = await findSitePermission(access, { siteId, clientId });
  if (own) await changeSitePermission(access, { siteId, id: own.id, ...(role && { role }) });
  else if (role) await addSitePermission(access, { siteId, clientId, displayName, role });
  const what = role ? `released for ${role === 'read' ? 'reading' : 'reading and writing'}` : 'taken back';
  const message = `${site.displayName || site.webUrl} was ${what}.`;
  await db().$transaction((tx) =>
    addEvent(tx, connectionId, { type: 'sites_changed', detail: { message, by: admin }, isStateSame: true }),
  );
  return site;
}

async function act(visit: Visit, errand: SitesErrand): Promise<Found> {
  if (errand.action === 'find') return lookFor(visit, errand.words);
  if (errand.action === 'show') return lookFor(visit, []);
  const { action } = errand;
  const sites: Site[] = [];
  for (const id of errand.siteIds)
    sites.push(await change(visit, id, errand.action === 'grant' ? errand.role : undefined));
  return { sites, changed: { action, names: sites.map(({ displayName, webUrl }) => displayName || webUrl) } };
}

/** Sites that this browser found before, so that more of them can be released after a change. */
async function foundBefore({ link, browserHash }: Trip): Promise<OutcomeSite[]> {
  const before = await findResult({ id: link.id }, browserHash);
  return (before?.outcome.sites ?? []).map((site) => ({ ...site, role: null }));
}

/** The sites on the page after a step: after a change also those found before, and on request only released ones. */
function shownAfter({ action }: SitesErrand, described: OutcomeSite[], before: Visit['before']): OutcomeSite[] {
  if (action === 'show') return described.filter(({ role }) => role !== null);
  if (action === 'find') return described;
  return [...described, ...before.filter(({ id }) => !described.some((site) => site.id === id))];
}

/** Nobody can be asked for an approval here: whoever needs one is not the one to pick sites. */
function refused(params: URLSearchParams): Outcome {
  const outcome = refusedOutcome(readRedirectRefusal(params));
  return outcome.code === 'admin_needed' ? { ...outcome, ...tenantOutcome('sites_refused') } : outcome;
}

/**
 * Lets an admin of a tenant search for sites, grant the app access to them, or revoke it. Each visit brings a token of
 * the admin (Sites.FullControl.All), which is used only during this call and stored nowhere.
 */
export async function completeSites(params: URLSearchParams, trip: Trip, errand: SitesErrand): Promise<Outcome> {
  const code = params.get('code');
  if (params.has('error')) return noteOutcome(trip, refused(params), 'browser');
  const connectionId = trip.link.connectionId;
  const known = connectionId ? await findAccountToReauthorize(connectionId) : undefined;
  if (!code || !connectionId || !known) return noteOutcome(trip, startAgainOutcome(), 'browser');
  const registration = await readRegistration(trip.attempt.integrationId);
  const inTenant = { ...registration, tenantId: known.tid };
  const { codeVerifier, nonce } = trip.attempt.secrets;
  const scopes = graphScopeStrings(registration, ['Sites.FullControl.All']);
  const grant = await redeemCode(inTenant, { code, codeVerifier, nonce, redirectUri: redirectUri(), scopes });
  const { tid, username } = await verifyIdToken(inTenant, { ...grant, nonce });
  if (tid !== known.tid)
    return noteOutcome(trip, tenantOutcome('wrong_tenant', { account: username, expected: known.username }));
  const access = { cloud: registration.cloud, accessToken: grant.token.access_token };
  const visit: Visit = { registration, access, connectionId, admin: username, before: await foundBefore(trip) };
  try {
    const found = await act(visit, errand);
    const described = await describe(visit, found.sites);
    const sites = shownAfter(errand, described, visit.before);
    if (found.changed) await noteChange('connection', connectionId);
    return await noteOutcome(trip, sitesOutcome(username, { ...found, sites }));
  } catch (error) {
    if (!(error instanceof MicrosoftError && error.facts.status === 403)) throw error;
    return noteOutcome(trip, tenantOutcome('sites_refused', { account: username }));
  }
}
