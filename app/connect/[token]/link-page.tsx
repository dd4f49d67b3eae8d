import { listSites } from '#lib/connections/tenant/sites';
import { offeredByPass } from '#lib/embed/openings';
import { openPass } from '#lib/embed/ticket';
import type { Offer } from '#lib/links/offers';
import { findLinkByToken } from '#lib/links/open-link';
import type { OpenLink } from '#lib/links/schema';
import { newPageToken } from '#lib/links/token';
import { renderPage } from '../document';
import { notice } from '../notice';
import type { Reader } from '../serve';
import { AdminInvitation, type Invitation, PersonalInvitation, SitesInvitation, TenantInvitation } from './invitations';
import { readInvited } from './invited';
import { whatFor } from './names';
import { startOf } from './start-form';

/** Whether everything on offer is for whole tenants, so that it is an admin who reads the page. */
const isForTenants = (offers: readonly Offer[]) =>
  offers.length > 0 && offers.every(({ permissionType }) => permissionType === 'application');

/** The released site that an address names, for the admin who is asked to take it back. */
async function findReleased(connectionId: string | null, id: string | null) {
  if (!connectionId || id === null) return undefined;
  const found = (await listSites(connectionId)).find(({ siteId }) => siteId === id);
  return found && { id: found.siteId, name: found.name, webUrl: found.webUrl, role: found.role };
}

async function readInvitation({ look, browser }: Reader, token: string, link: OpenLink): Promise<Invitation> {
  const pass = openPass(token, look.pass);
  const offered = pass ? await offeredByPass(pass, link.integrationIds) : link.integrationIds;
  const start = startOf(token, {
    page_token: newPageToken({ linkId: link.id, browser }),
    ...(pass && look.pass && { pass: look.pass }),
  });
  return { look, link, start, ...(await readInvited(link, offered)) };
}

/** What a link of this kind asks, and of whom. */
async function pageOf(invitation: Invitation, site: string | null) {
  const { look, link, offers } = invitation;
  const { t } = look;
  const what = whatFor(look, offers);
  if (link.kind === 'site_grant') {
    const released = await findReleased(link.connectionId, site);
    return { title: t('sites.title', { what }), children: <SitesInvitation {...invitation} site={released} /> };
  }
  if (isForTenants(offers))
    return { title: t('tenant.title', { what }), children: <TenantInvitation {...invitation} /> };
  if (link.kind === 'admin_consent')
    return { title: t('admin.title', { what }), children: <AdminInvitation {...invitation} /> };
  const title = link.kind === 'reauthorize' ? t('reauthorize.title') : t('connect.title');
  return { title, children: <PersonalInvitation {...invitation} /> };
}

/** The page of a connect link: who asks, for whom, what for, and one button. */
export async function linkPage(reader: Reader, { token, site }: { token: string; site: string | null }) {
  const link = await findLinkByToken(token);
  // It ended since it was checked.
  if ('closed' in link) return notice(reader.request, { kind: 'closed', status: 410 });
  return renderPage({ look: reader.look, ...(await pageOf(await readInvitation(reader, token, link), site)) });
}
