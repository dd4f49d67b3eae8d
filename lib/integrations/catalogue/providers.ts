import { microsoft } from '#lib/integrations/catalogue/providers/microsoft';
import { oneDrive } from '#lib/integrations/catalogue/providers/one-drive';
import { outlook } from '#lib/integrations/catalogue/providers/outlook';
import { sharePointOnline } from '#lib/integrations/catalogue/providers/sharepoint-online';
import type { Provider } from '#lib/integrations/catalogue/schema';

/** Every product template, in the order they are offered. A new one is a file beside these and a line here. */
export const PROVIDERS: readonly Provider[] = [oneDrive, sharePointOnline, outlook, microsoft];

/** Finds a provider by its id, as stored and as the API spells it. */
export function findProvider(id: string): Provider | undefined {
  return PROVIDERS.find((provider) => provider.id === id);
}
