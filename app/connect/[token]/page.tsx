import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { browserCookieName } from '#lib/connections/browser';
import { findAccountToReauthorize } from '#lib/connections/store';
import { installationName } from '#lib/installation/installation';
import { listOffers } from '#lib/links/offers';
import { findLinkByToken } from '#lib/links/open-link';
import { newPageToken } from '#lib/links/page-token';
import { ClosedNotice } from '../closed-notice';
import { words } from '../words';
import { AdminInvitation, PersonalInvitation } from './invitations';

export const metadata: Metadata = { title: { absolute: words.connect.title } };

/** A link that cannot be used was answered with 410 before this page is rendered; here it only shows the same words. */
export default async function ConnectPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const link = await findLinkByToken(token);
  if ('closed' in link) return <ClosedNotice />;
  const browser = (await cookies()).get(browserCookieName())?.value ?? '';
  const [offers, who, account] = await Promise.all([
    listOffers(link.integrationIds),
    installationName(),
    link.connectionId ? findAccountToReauthorize(link.connectionId) : undefined,
  ]);
  const pageToken = newPageToken({ linkId: link.id, browser });
  const invitation = { link, token, pageToken, who, offers, sameAs: account?.username ?? null };
  return link.kind === 'admin_consent' ? <AdminInvitation {...invitation} /> : <PersonalInvitation {...invitation} />;
}
