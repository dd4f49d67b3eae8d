import { azureKeyVault } from './providers/azure-key-vault.ts';
import { azureManagement } from './providers/azure-management.ts';
import { azureStorage } from './providers/azure-storage.ts';
import { exchangeOnline } from './providers/exchange-online.ts';
import { microsoft } from './providers/microsoft.ts';
import { microsoftBusinessCentral } from './providers/microsoft-business-central.ts';
import { microsoftDataverse } from './providers/microsoft-dataverse.ts';
import { microsoftEntraId } from './providers/microsoft-entra-id.ts';
import { microsoftExcel } from './providers/microsoft-excel.ts';
import { microsoftPeople } from './providers/microsoft-people.ts';
import { microsoftPlanner } from './providers/microsoft-planner.ts';
import { microsoftPowerBi } from './providers/microsoft-power-bi.ts';
import { microsoftPowerPoint } from './providers/microsoft-powerpoint.ts';
import { microsoftTeams } from './providers/microsoft-teams.ts';
import { microsoftToDo } from './providers/microsoft-to-do.ts';
import { microsoftWord } from './providers/microsoft-word.ts';
import { oneDrive } from './providers/one-drive.ts';
import { oneDrivePersonal } from './providers/one-drive-personal.ts';
import { oneNote } from './providers/one-note.ts';
import { outlook } from './providers/outlook.ts';
import { outlookCalendar } from './providers/outlook-calendar.ts';
import { sharePointOnline } from './providers/sharepoint-online.ts';
import type { Provider } from './types.ts';

/**
 * Every product template, in the order they are offered. A new one is a file in `providers/` and its name in this list,
 * because Node and Next's bundler have no common way to list a folder. A test fails for a file that is not listed.
 */
export const PROVIDERS: readonly Provider[] = [
  oneDrive,
  sharePointOnline,
  outlook,
  outlookCalendar,
  microsoftPeople,
  microsoftTeams,
  oneNote,
  microsoftToDo,
  microsoftPlanner,
  microsoftExcel,
  microsoftWord,
  microsoftPowerPoint,
  oneDrivePersonal,
  exchangeOnline,
  microsoftEntraId,
  microsoftPowerBi,
  microsoftDataverse,
  microsoftBusinessCentral,
  azureKeyVault,
  azureManagement,
  azureStorage,
  microsoft,
];

const byId = new Map(PROVIDERS.map((provider) => [provider.id, provider]));

/** Finds a provider by its id, as stored and as the API spells it. */
export function findProvider(id: string): Provider | undefined {
  return byId.get(id);
}
