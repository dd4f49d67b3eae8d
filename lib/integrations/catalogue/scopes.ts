import type { Resource } from '#lib/integrations/catalogue/resources';
import type { Scope } from '#lib/integrations/catalogue/schema';
import { azureManagementScopes, azureStorageScopes, keyVaultScopes } from '#lib/integrations/catalogue/scopes/azure';
import { calendarScopes } from '#lib/integrations/catalogue/scopes/calendar';
import { contactScopes } from '#lib/integrations/catalogue/scopes/contacts';
import { directoryScopes } from '#lib/integrations/catalogue/scopes/directory';
import { businessCentralScopes, dataverseScopes } from '#lib/integrations/catalogue/scopes/dynamics';
import { exchangeScopes } from '#lib/integrations/catalogue/scopes/exchange';
import { oneDriveScopes, sharePointSiteScopes } from '#lib/integrations/catalogue/scopes/files';
import { mailScopes } from '#lib/integrations/catalogue/scopes/mail';
import { oneNoteScopes } from '#lib/integrations/catalogue/scopes/one-note';
import { powerBiScopes } from '#lib/integrations/catalogue/scopes/power-bi';
import { sharePointResourceScopes } from '#lib/integrations/catalogue/scopes/share-point-api';
import { signInScopes } from '#lib/integrations/catalogue/scopes/sign-in';
import { taskScopes } from '#lib/integrations/catalogue/scopes/tasks';
import { teamsScopes } from '#lib/integrations/catalogue/scopes/teams';

/** Every delegated permission the catalogue knows, grouped by product in the order they are shown. */
export const SCOPES: readonly Scope[] = [
  ...signInScopes,
  ...oneDriveScopes,
  ...sharePointSiteScopes,
  ...sharePointResourceScopes,
  ...mailScopes,
  ...exchangeScopes,
  ...calendarScopes,
  ...contactScopes,
  ...teamsScopes,
  ...oneNoteScopes,
  ...taskScopes,
  ...directoryScopes,
  ...powerBiScopes,
  ...dataverseScopes,
  ...businessCentralScopes,
  ...keyVaultScopes,
  ...azureManagementScopes,
  ...azureStorageScopes,
];

const byName = Map.groupBy(SCOPES, ({ name }) => name.toLowerCase());

/** Every permission of that bare name (`user_impersonation`), one per resource that has it, ignoring case. */
export function findScopes(name: string): readonly Scope[] {
  return byName.get(name.toLowerCase()) ?? [];
}

/** Finds a resource's permission by its bare name (`Files.Read`), ignoring case as Microsoft does. */
export function findScope(resource: Resource, name: string): Scope | undefined {
  return findScopes(name).find((scope) => scope.resource === resource);
}
