import { findAccountToReauthorize } from '#lib/connections/account';
import { listSites } from '#lib/connections/tenant/sites';
import { listOffers } from '#lib/links/offers';
import { findAdminUrl } from '#lib/links/open-link';
import type { OpenLink } from '#lib/links/schema';
import type { Invitation } from './invitations';
import { readTiedTo } from './tied-to';

type Invited = Pick<Invitation, 'offers' | 'adminUrl' | 'tiedTo' | 'sameAs' | 'hasSites'>;

/** What an invitation says of its link, wherever it is shown. `offered` are the integrations that may be chosen. */
export async function readInvited(link: OpenLink, offered: readonly string[]): Promise<Invited> {
  const { id, presets, connectionId } = link;
  const [offers, account, adminUrl, tiedTo, sites] = await Promise.all([
    listOffers(offered, presets),
    connectionId ? findAccountToReauthorize(connectionId) : undefined,
    findAdminUrl(id),
    readTiedTo(link),
    connectionId ? listSites(connectionId) : [],
  ]);
  return { offers, adminUrl, tiedTo, sameAs: account?.username ?? null, hasSites: sites.length > 0 };
}
