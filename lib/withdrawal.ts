import { personalTenantId } from './account-types.ts';
import { type CloudId, realCloud } from './clouds.ts';

/** The pages on which people see the apps they consented to and take the access back. */
export const withdrawalPages = {
  work: 'https://myapps.microsoft.com',
  personal: 'https://account.live.com/consent/Manage',
} as const;

/** The page for an account of this tenant; undefined in national clouds, which have pages of their own. */
export function withdrawalPageOf({ tid, cloud }: { tid: string; cloud: CloudId }): string | undefined {
  if (tid === personalTenantId) return withdrawalPages.personal;
  return realCloud(cloud) === 'global' ? withdrawalPages.work : undefined;
}
