/** Which accounts may sign in to an app (Microsoft identity platform, "supported account types"). */
export const ACCOUNT_TYPES = ['single-tenant', 'organizations', 'organizations-and-personal', 'personal'] as const;
export type AccountTypes = (typeof ACCOUNT_TYPES)[number];
export const DEFAULT_ACCOUNT_TYPES: AccountTypes = 'organizations';

/** Whether personal Microsoft accounts may sign in. */
export function includesPersonal(accountTypes: AccountTypes): boolean {
  return accountTypes.endsWith('personal');
}

/** Tenant of all personal Microsoft accounts. */
export const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';
