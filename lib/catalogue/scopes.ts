import type { Resource } from './resources.ts';
import {
  azureManagementScopes,
  azureStorageScopes,
  businessCentralScopes,
  dataverseScopes,
  keyVaultScopes,
} from './scopes/azure.ts';
import { calendarScopes, taskScopes } from './scopes/calendar.ts';
import { contactScopes } from './scopes/contacts.ts';
import { directoryScopes, signInScopes } from './scopes/directory.ts';
import { oneDrivePickerScopes, oneDriveScopes, sharePointSiteScopes } from './scopes/files.ts';
import { exchangeScopes, mailScopes } from './scopes/mail.ts';
import { oneNoteScopes } from './scopes/one-note.ts';
import { powerBiScopes } from './scopes/power-bi.ts';
import { sharePointResourceScopes } from './scopes/share-point-api.ts';
import { teamsScopes } from './scopes/teams.ts';
import type { Scope } from './types.ts';

/** Every delegated permission the catalogue knows, grouped by product in the order they are shown. */
export const SCOPES: readonly Scope[] = [
  ...signInScopes,
  ...oneDriveScopes,
  ...oneDrivePickerScopes,
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
