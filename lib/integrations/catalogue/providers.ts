import { azureKeyVault } from '#lib/integrations/catalogue/providers/azure-key-vault';
import { azureManagement } from '#lib/integrations/catalogue/providers/azure-management';
import { azureStorage } from '#lib/integrations/catalogue/providers/azure-storage';
import { exchangeOnline } from '#lib/integrations/catalogue/providers/exchange-online';
import { microsoft } from '#lib/integrations/catalogue/providers/microsoft';
import { microsoftBusinessCentral } from '#lib/integrations/catalogue/providers/microsoft-business-central';
import { microsoftDataverse } from '#lib/integrations/catalogue/providers/microsoft-dataverse';
import { microsoftEntraId } from '#lib/integrations/catalogue/providers/microsoft-entra-id';
import { microsoftExcel } from '#lib/integrations/catalogue/providers/microsoft-excel';
import { microsoftPeople } from '#lib/integrations/catalogue/providers/microsoft-people';
import { microsoftPlanner } from '#lib/integrations/catalogue/providers/microsoft-planner';
import { microsoftPowerBi } from '#lib/integrations/catalogue/providers/microsoft-power-bi';
import { microsoftPowerPoint } from '#lib/integrations/catalogue/providers/microsoft-powerpoint';
import { microsoftTeams } from '#lib/integrations/catalogue/providers/microsoft-teams';
import { microsoftToDo } from '#lib/integrations/catalogue/providers/microsoft-to-do';
import { microsoftWord } from '#lib/integrations/catalogue/providers/microsoft-word';
import { oneDrive } from '#lib/integrations/catalogue/providers/one-drive';
import { oneDrivePersonal } from '#lib/integrations/catalogue/providers/one-drive-personal';
import { oneNote } from '#lib/integrations/catalogue/providers/one-note';
import { outlook } from '#lib/integrations/catalogue/providers/outlook';
import { outlookCalendar } from '#lib/integrations/catalogue/providers/outlook-calendar';
import { sharePointOnline } from '#lib/integrations/catalogue/providers/sharepoint-online';
import type { Provider } from '#lib/integrations/catalogue/schema';

/**
 * Every product template, in the order they are offered. A new one is a file beside these and its name here: the order
 * is ours to say, and neither Node nor Next's bundler can list a folder alike. A test misses a file left out.
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
