import { describeScope, endUserLines, requestedNames, requestedScopes } from '#lib/catalogue/schema';
import { isSandbox } from '#lib/clouds';
import { findIntegrationById } from '#lib/integrations/integrations';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { onlyPresets } from './admin-link.ts';

/** What one integration asks for, as shown to an end user. */
export type Offer = {
  id: string;
  displayName: string;
  provider: string;
  isSandbox: boolean;
  /** The permissions, grouped by product. */
  access: { product: string; permissions: OfferedPermission[] }[];
  /** Every permission under the name that Microsoft shows, for admins. */
  permissions: OfferedPermission[];
};

/**
 * `key` (`graph/Files.Read`) finds the translation of `line`. It is absent for permissions that the catalogue does not
 * contain.
 */
export type OfferedPermission = { key: string | undefined; name: string; line: string };

function toPermission(scope: string): OfferedPermission {
  const known = describeScope(scope);
  const name = known?.name ?? scope;
  return { key: known && `${known.resource}/${known.name}`, name, line: endUserLines([scope])[0] ?? name };
}

/** The permissions of a group whose line is among `shown`. Each line appears once. */
function distinctLines(group: readonly string[], shown: ReadonlySet<string>): OfferedPermission[] {
  const lines = new Set(endUserLines(group).filter((line) => shown.has(line)));
  return group.map(toPermission).filter(({ line }) => lines.delete(line));
}

function toOffer(integration: IntegrationDetail, presets: readonly string[]): Offer {
  const { id, displayName, provider, cloud } = integration;
  const scopes = requestedNames(requestedScopes(onlyPresets(integration, presets)));
  const groups = Map.groupBy(scopes, (scope) => describeScope(scope)?.product ?? 'Other');
  // Computed from all scopes together, so that a line is left out if a wider permission of another product includes it.
  const shown = new Set(endUserLines(scopes));
  const access = [...groups].flatMap(([product, group]) => {
    const permissions = distinctLines(group, shown);
    return permissions.length > 0 ? [{ product, permissions }] : [];
  });
  return { id, displayName, provider, isSandbox: isSandbox(cloud), access, permissions: scopes.map(toPermission) };
}

/**
 * What each integration of a link asks for, in the link's order, optionally limited to these presets. Deleted
 * integrations are left out.
 */
export async function listOffers(integrationIds: readonly string[], presets: readonly string[] = []): Promise<Offer[]> {
  const found = await Promise.all(integrationIds.map((id) => findIntegrationById(id)));
  return found.flatMap((integration) => (integration ? [toOffer(integration, presets)] : []));
}
