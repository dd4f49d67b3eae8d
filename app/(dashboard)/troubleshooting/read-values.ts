import type { CloudId } from '#lib/clouds';
import { findIntegration, listIntegrations } from '#lib/integrations/integrations';
import { redirectUri } from '#lib/integrations/registration';
import type { IntegrationRow } from '#lib/integrations/schema';
import { type ComparedValue, redirectToCompare, valuesToCompare } from '#lib/troubleshooting/compare';

/** The integration that the address names by key or id; when only one exists, that one. */
function choose(integrations: readonly IntegrationRow[], asked: string | undefined): IntegrationRow | undefined {
  if (asked) return integrations.find(({ uniqueKey, id }) => uniqueKey === asked || id === asked);
  return integrations.length === 1 ? integrations[0] : undefined;
}

type Values = {
  integrations: readonly IntegrationRow[];
  chosen: IntegrationRow | undefined;
  values: readonly ComparedValue[];
  cloud: CloudId;
};

/** What can be compared with the registration or the tenant: everything of the chosen integration, else one value. */
export async function readValues(asked: string | undefined): Promise<Values> {
  const integrations = await listIntegrations();
  const chosen = choose(integrations, asked);
  const integration = chosen && (await findIntegration(chosen.uniqueKey));
  const values = integration ? valuesToCompare(integration, redirectUri()) : [redirectToCompare(redirectUri())];
  return { integrations, chosen, values, cloud: integration?.cloud ?? 'global' };
}
