import { readBranding } from '#lib/branding/branding';
import { listOffers } from '#lib/links/offers';
import type { LinkRow } from '#lib/links/schema';
import {
  adminMessage,
  invitationMessage,
  type Message,
  reauthorizeMessage,
  sitesMessage,
  tenantMessage,
} from './message';

/** The text to send with a link: who asks, for what, and how long the link is valid. */
export async function composeMessage(link: Pick<LinkRow, 'kind' | 'integrationIds' | 'presets'>): Promise<Message> {
  const [{ name: who }, offers] = await Promise.all([readBranding(), listOffers(link.integrationIds, link.presets)]);
  const what = offers.map(({ displayName }) => displayName).join(', ');
  const permissions = offers.flatMap((offer) => offer.permissions);
  if (link.kind === 'site_grant') return sitesMessage(who, what);
  const isForTenant = offers.length > 0 && offers.every(({ permissionType }) => permissionType === 'application');
  if (isForTenant) return tenantMessage({ who, what, permissions });
  if (link.kind === 'connect') return invitationMessage(who);
  if (link.kind === 'reauthorize') return reauthorizeMessage(who, what);
  return adminMessage({ who, what, permissions });
}
