import { describeScope, labelScope } from '#lib/catalogue/schema';
import type { PermissionType } from '#lib/catalogue/types';

/** Facts about a permission for whoever chooses it; null if the catalogue does not contain it. */
export type PermissionFacts = {
  name: string;
  /** The name for people. */
  label: string;
  /** What it allows, for an operator. */
  line: string | null;
  /** Microsoft lets only an admin grant it. */
  adminNeeded: boolean | null;
  /** Under Microsoft's managed consent policy only admins can grant it. */
  blockedByManagedPolicy: boolean | null;
  personalAccounts: boolean | null;
};

/** The facts about a permission that a table names. Application permissions can only be granted by an admin. */
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
