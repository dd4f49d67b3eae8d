import type { Resource } from './resources.ts';
import { directoryRoles } from './roles/directory.ts';
import { fileRoles, sharePointRoles, siteRoles } from './roles/files.ts';
import { calendarRoles, contactRoles, exchangeRoles, mailRoles } from './roles/mail.ts';
import { teamsRoles } from './roles/teams.ts';
import type { Scope } from './types.ts';

/**
 * Every application permission the catalogue knows: what an app may do in a whole tenant with nobody signed in. Their
 * `id` is that of the app role, and `endUserLine` is for the tenant's admin.
 */
export const ROLES: readonly Scope[] = [
  ...siteRoles,
  ...fileRoles,
  ...sharePointRoles,
  ...mailRoles,
  ...exchangeRoles,
  ...calendarRoles,
  ...contactRoles,
  ...teamsRoles,
  ...directoryRoles,
];

const byKey = new Map(ROLES.map((role) => [`${role.resource}/${role.name.toLowerCase()}`, role]));

/** Finds a resource's application permission by its bare name, ignoring case. */
export function findRole(resource: Resource, name: string): Scope | undefined {
  return byKey.get(`${resource}/${name.toLowerCase()}`);
}
