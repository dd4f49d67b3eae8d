import type { AccountTypes } from '#lib/account-types';
import { describeScope, endUserLines, requestedNames, requestedScopes } from '#lib/catalogue/schema';
import type { PermissionType } from '#lib/catalogue/types';
import { type CloudId, isSandbox } from '#lib/clouds';
import { findIntegrationById } from '#lib/integrations/integrations';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { onlyPresets } from './admin-link.ts';

/** What one integration asks for, as shown to an end user. */
export type Offer = {
  id: string;
  displayName: string;
  provider: string;
  /** Whether people connect their own accounts (delegated) or an admin connects a whole tenant (application). */
  permissionType: PermissionType;
  isSandbox: boolean;
  cloud: CloudId;
  accountTypes: AccountTypes;
  /** The permissions, grouped by product. */
  access: { product: string; permissions: OfferedPermission[] }[];
  /** Every permission under the name that Microsoft shows, for admins. */
  permissions: OfferedPermission[];
};

/**
 * `key` (`graph/Files.Read`) finds the translation of `line`. It is absent for permissions that the catalogue does not
 * contain.
 */
export type OfferedPermission = { key: string | undefined; type: PermissionType; name: string; line: string };

function toPermission(scope: string, type: PermissionType): OfferedPermission {
  const known = describeScope(scope, type);
  const name = known?.name ?? scope;
  const key = known && `${known.resource}/${known.name}`;
  return { key, type, name, line: endUserLines([scope], type)[0] ?? name };
}

/** The permissions of a group whose line is among `shown`. Each line appears once. */
function distinctLines(
  group: readonly string[],
  { shown, type }: { shown: ReadonlySet<string>; type: PermissionType },
): OfferedPermission[] {
  const lines = new Set(endUserLines(group, type).filter((line) => shown.has(line)));
  return group.map((scope) => toPermission(scope, type)).filter(({ line }) => lines.delete(line));
}

function toOffer(integration: IntegrationDetail, presets: readonly string[]): Offer {
  const { id, displayName, provider, permissionType: type, cloud, accountTypes } = integration;
  const scopes = requestedNames(requestedScopes(onlyPresets(integration, presets)));
  const groups = Map.groupBy(scopes, (scope) => describeScope(scope, type)?.product ?? 'Other');
  // Computed from all scopes together, so that a line is left out if a wider permission of another product includes it.
  const shown = new Set(endUserLines(scopes, type));
  const access = [...groups].flatMap(([product, group]) => {
    const permissions = distinctLines(group, { shown, type });
    return permissions.length > 0 ? [{ product, permissions }] : [];
  });
  const permissions = scopes.map((scope) => toPermission(scope, type));
  const what = { id, displayName, provider, permissionType: type, accountTypes };
  return { ...what, isSandbox: isSandbox(cloud), cloud, access, permissions };
}

/**
 * What each integration of a link asks for, in the link's order, optionally limited to these presets. Deleted
 * integrations are left out.
 */
export async function listOffers(integrationIds: readonly string[], presets: readonly string[] = []): Promise<Offer[]> {
  const found = await Promise.all(integrationIds.map((id) => findIntegrationById(id)));
  return found.flatMap((integration) => (integration ? [toOffer(integration, presets)] : []));
}
