import { ACCOUNT_TYPES, type AccountTypes, DEFAULT_ACCOUNT_TYPES, includesPersonal } from '#lib/account-types';
import { CLOUDS, type CloudId, cloudTraits, realCloud } from '#lib/clouds';
import { findProvider } from './providers.ts';
import { findResource, type Resource } from './resources.ts';
import type { PermissionType } from './types.ts';

/** Whether a cloud has a resource; a resource with an address per customer counts as present in every cloud. */
export function existsIn(id: Resource, cloud: CloudId): boolean {
  const { address, isPerCustomer } = findResource(id);
  return isPerCustomer || address[realCloud(cloud)] !== undefined;
}

/** The account types a product can be used with in a cloud; none where there is no such product. */
export function offeredAccountTypes(
  providerId: string,
  cloud: CloudId,
  permissionType: PermissionType = 'delegated',
): readonly AccountTypes[] {
  const provider = findProvider(providerId);
  const isThere =
    !provider || provider.presets.some((preset) => preset.scopes.every((of) => existsIn(of.resource, cloud)));
  if (!isThere) return [];
  const { hasPersonalAccounts } = cloudTraits(cloud);
  // Personal accounts have no tenant whose admin could consent.
  const mayBePersonal = hasPersonalAccounts && permissionType === 'delegated';
  return (provider?.accountTypes ?? ACCOUNT_TYPES).filter((types) => mayBePersonal || !includesPersonal(types));
}

/** Whether a product can be used by an app on its own, in a whole tenant. */
export function offersApplication(providerId: string): boolean {
  return (findProvider(providerId)?.applicationPresets ?? []).length > 0;
}

/** The clouds a product can be used in. */
export function offeredClouds(providerId: string): readonly CloudId[] {
  return CLOUDS.filter((cloud) => offeredAccountTypes(providerId, cloud).length > 0);
}

/** The wanted account types if the product offers them in that cloud, else the default ones or the first offered. */
export function fittingAccountTypes(
  providerId: string,
  cloud: CloudId,
  { wanted, permissionType }: { wanted: AccountTypes; permissionType?: PermissionType },
): AccountTypes {
  const offered = offeredAccountTypes(providerId, cloud, permissionType);
  return [wanted, DEFAULT_ACCOUNT_TYPES].find((types) => offered.includes(types)) ?? offered[0] ?? wanted;
}
