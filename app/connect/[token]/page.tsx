import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { cache } from 'react';
import { findAccountToReauthorize } from '#lib/connections/account';
import { browserCookieName } from '#lib/connections/connect/browser';
import { listSites } from '#lib/connections/tenant/sites';
import { offeredByPass } from '#lib/embed/openings';
import { openPass } from '#lib/embed/ticket';
import { listOffers, type Offer } from '#lib/links/offers';
import { findAdminUrl, findLinkByToken } from '#lib/links/open-link';
import { newPageToken } from '#lib/links/token';
import { ClosedNotice } from '../closed-notice';
import { readLook } from '../look';
import { pageTitle } from '../page-title';
import { AdminInvitation, PersonalInvitation, SitesInvitation, TenantInvitation } from './invitations';
import { whatFor } from './names';
import { startOf } from './start-form';
import { readTiedTo } from './tied-to';

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ site?: string | string[] }> };

/** Whether everything on offer is for whole tenants, so that it is an admin who reads the page. */
const isForTenants = (offers: readonly Offer[]) =>
  offers.length > 0 && offers.every(({ permissionType }) => permissionType === 'application');

const readLink = cache((token: string) => findLinkByToken(token));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [look, link] = await Promise.all([readLook(), readLink((await params).token)]);
  if ('closed' in link) return pageTitle(look, look.t('closed.title'));
  const offers = await listOffers(link.integrationIds, link.presets);
  const what = whatFor(look, offers);
  if (link.kind === 'site_grant') return pageTitle(look, look.t('sites.title', { what }));
  if (isForTenants(offers)) return pageTitle(look, look.t('tenant.title', { what: whatFor(look, offers) }));
  if (link.kind === 'reauthorize') return pageTitle(look, look.t('reauthorize.title'));
  if (link.kind !== 'admin_consent') return pageTitle(look, look.t('connect.title'));
  return pageTitle(look, look.t('admin.title', { what: whatFor(look, offers) }));
}

/** The released site that an address names, for the admin who is asked to take it back. */
async function findReleased(connectionId: string | null, id: string | string[] | undefined) {
  if (!connectionId || typeof id !== 'string') return undefined;
  const found = (await listSites(connectionId)).find(({ siteId }) => siteId === id);
  return found && { id: found.siteId, name: found.name, webUrl: found.webUrl, role: found.role };
}

/** An unusable link is answered with 410 before this page is rendered. Here it only shows the same words. */
export default async function ConnectPage({ params, searchParams }: Props) {
  const { token } = await params;
  const [look, link] = await Promise.all([readLook(), readLink(token)]);
  if ('closed' in link) return <ClosedNotice look={look} />;
  const browser = (await cookies()).get(browserCookieName())?.value ?? '';
  const pass = openPass(token, look.pass);
  const offered = pass ? await offeredByPass(pass, link.integrationIds) : link.integrationIds;
  const [offers, account, adminUrl, tiedTo] = await Promise.all([
    listOffers(offered, link.presets),
    link.connectionId ? findAccountToReauthorize(link.connectionId) : undefined,
    findAdminUrl(link.id),
    readTiedTo(link),
  ]);
  const start = startOf(token, {
    page_token: newPageToken({ linkId: link.id, browser }),
    ...(pass && look.pass && { pass: look.pass }),
  });
  const invitation = { look, link, start, offers, adminUrl, tiedTo, sameAs: account?.username ?? null };
  if (link.kind === 'site_grant') {
    const { site } = await searchParams;
    return <SitesInvitation {...invitation} site={await findReleased(link.connectionId, site)} />;
  }
  if (isForTenants(offers)) return <TenantInvitation {...invitation} />;
  return link.kind === 'admin_consent' ? <AdminInvitation {...invitation} /> : <PersonalInvitation {...invitation} />;
}
