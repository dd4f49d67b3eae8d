import type { Resource } from '#lib/integrations/catalogue/resources';
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

const byName = Map.groupBy(SCOPES, ({ name }) => name.toLowerCase());

/** Every permission of that bare name (`user_impersonation`), one per resource that has it, ignoring case. */
export function findScopes(name: string): readonly Scope[] {
  return byName.get(name.toLowerCase()) ?? [];
}

/** Finds a resource's permission by its bare name (`Files.Read`), ignoring case as Microsoft does. */
export function findScope(resource: Resource, name: string): Scope | undefined {
  return findScopes(name).find((scope) => scope.resource === resource);
}
