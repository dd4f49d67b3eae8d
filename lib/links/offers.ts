import { describeScope, endUserLines, requestedNames, requestedScopes } from '#lib/catalogue/schema';
import { isSandbox } from '#lib/clouds';
import { findIntegrationById } from '#lib/integrations/integrations';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { onlyPresets } from './admin-link.ts';

/** What one integration asks for, as an end user reads it. */
export type Offer = {
  id: string;
  displayName: string;
  provider: string;
  isSandbox: boolean;
  /** What it may do, grouped by product. */
  access: { product: string; permissions: OfferedPermission[] }[];
  /** Every permission by the name Microsoft shows, for an admin. */
  permissions: OfferedPermission[];
};

/** `key` (`graph/Files.Read`) finds the translation of `line`; absent for what the catalogue does not know. */
export type OfferedPermission = { key: string | undefined; name: string; line: string };

function toPermission(scope: string): OfferedPermission {
  const known = describeScope(scope);
  const name = known?.name ?? scope;
  return { key: known && `${known.resource}/${known.name}`, name, line: endUserLines([scope])[0] ?? name };
}

/** The permissions of a group whose line is among `told`, each line once. */
function distinctLines(group: readonly string[], told: ReadonlySet<string>): OfferedPermission[] {
  const lines = new Set(endUserLines(group).filter((line) => told.has(line)));
  return group.map(toPermission).filter(({ line }) => lines.delete(line));
}

function toOffer(integration: IntegrationDetail, presets: readonly string[]): Offer {
  const { id, displayName, provider, cloud } = integration;
  const scopes = requestedNames(requestedScopes(onlyPresets(integration, presets)));
  const groups = Map.groupBy(scopes, (scope) => describeScope(scope)?.product ?? 'Other');
  // Asked of all scopes together, so that what a wider permission of another product includes is not repeated.
  const told = new Set(endUserLines(scopes));
  const access = [...groups].flatMap(([product, group]) => {
    const permissions = distinctLines(group, told);
    return permissions.length > 0 ? [{ product, permissions }] : [];
  });
  return { id, displayName, provider, isSandbox: isSandbox(cloud), access, permissions: scopes.map(toPermission) };
}

/** What each integration of a link asks for, in the link's order, or only these presets of it; deleted ones are left out. */
export async function listOffers(integrationIds: readonly string[], presets: readonly string[] = []): Promise<Offer[]> {
  const found = await Promise.all(integrationIds.map((id) => findIntegrationById(id)));
  return found.flatMap((integration) => (integration ? [toOffer(integration, presets)] : []));
}
