import { isSandbox } from '#lib/clouds';
import { describeScope, endUserLines, requestedNames, requestedScopes } from '#lib/integrations/catalogue/schema';
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
  access: { product: string; lines: string[] }[];
  /** Every permission by the name Microsoft shows, for an admin. */
  permissions: { name: string; line: string }[];
};

function toOffer(integration: IntegrationDetail, presets: readonly string[]): Offer {
  const { id, displayName, provider, cloud } = integration;
  const scopes = requestedNames(requestedScopes(onlyPresets(integration, presets)));
  const groups = Map.groupBy(scopes, (scope) => describeScope(scope)?.product ?? 'Other');
  // Asked of all scopes together, so that what a wider permission of another product includes is not repeated.
  const told = new Set(endUserLines(scopes));
  const access = [...groups].flatMap(([product, group]) => {
    const lines = endUserLines(group).filter((line) => told.has(line));
    return lines.length > 0 ? [{ product, lines }] : [];
  });
  const permissions = scopes.map((scope) => {
    const name = describeScope(scope)?.name ?? scope;
    return { name, line: endUserLines([scope])[0] ?? name };
  });
  return { id, displayName, provider, isSandbox: isSandbox(cloud), access, permissions };
}

/** What a link offers, in its order, or of it only these presets; integrations that are gone are left out. */
export async function listOffers(integrationIds: readonly string[], presets: readonly string[] = []): Promise<Offer[]> {
  const found = await Promise.all(integrationIds.map((id) => findIntegrationById(id)));
  return found.flatMap((integration) => (integration ? [toOffer(integration, presets)] : []));
}
