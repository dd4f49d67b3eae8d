import type { Scope } from '#lib/integrations/catalogue/schema';
import { calendarScopes } from '#lib/integrations/catalogue/scopes/calendar';
import { contactScopes } from '#lib/integrations/catalogue/scopes/contacts';
import {
  oneDriveScopes,
  sharePointResourceScopes,
  sharePointSiteScopes,
} from '#lib/integrations/catalogue/scopes/files';
import { mailScopes } from '#lib/integrations/catalogue/scopes/mail';
import { directoryScopes, signInScopes } from '#lib/integrations/catalogue/scopes/sign-in';

/** Every delegated permission the catalogue knows, grouped by product in the order they are shown. */
export const SCOPES: readonly Scope[] = [
  ...signInScopes,
  ...oneDriveScopes,
  ...sharePointSiteScopes,
  ...sharePointResourceScopes,
  ...mailScopes,
  ...calendarScopes,
  ...contactScopes,
  ...directoryScopes,
];

const byName = new Map(SCOPES.map((scope) => [scope.name.toLowerCase(), scope]));

/** Finds a permission by its bare name (`Files.Read`), ignoring case as Microsoft does. */
export function findScope(name: string): Scope | undefined {
  return byName.get(name.toLowerCase());
}
