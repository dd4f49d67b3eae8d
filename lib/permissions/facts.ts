import { describeScope, labelScope } from '#lib/catalogue/schema';
import type { PermissionType } from '#lib/catalogue/types';

/** What is to be known of a permission before it is asked for; null where the catalogue does not know it. */
export type PermissionFacts = {
  name: string;
  /** The name for people. */
  label: string;
  /** What it allows, for an operator. */
  line: string | null;
  /** Microsoft lets only an admin grant it. */
  adminNeeded: boolean | null;
  /** The user consent policy that Microsoft manages leaves it to admins. */
  blockedByManagedPolicy: boolean | null;
  personalAccounts: boolean | null;
};

/** Facts of a permission that a table names. Without a person, only an admin grants any. */
export function permissionFacts(name: string, type: PermissionType): PermissionFacts {
  const known = describeScope(name, type);
  const isDelegated = type === 'delegated';
  return {
    name,
    label: labelScope(name),
    line: known?.line ?? null,
    adminNeeded: isDelegated ? (known?.adminConsent ?? null) : true,
    blockedByManagedPolicy: isDelegated ? (known?.blockedByManagedPolicy ?? null) : false,
    personalAccounts: isDelegated ? (known?.personalAccounts ?? null) : false,
  };
}
