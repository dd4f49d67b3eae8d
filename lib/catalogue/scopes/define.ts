import type { Scope } from '../types.ts';

type Flags = 'adminConsent' | 'personalAccounts' | 'blockedByManagedPolicy';
type Row = Pick<Scope, 'name' | 'id' | 'line' | 'endUserLine'> & Partial<Pick<Scope, Flags | 'covers' | 'appRoleId'>>;

/** Completes catalogue rows of one product: a mark that is not written down is `false`. */
export function defineScopes(product: Pick<Scope, 'resource' | 'product'>, rows: readonly Row[]): Scope[] {
  return rows.map((row) => ({
    adminConsent: false,
    personalAccounts: false,
    blockedByManagedPolicy: false,
    covers: [],
    ...product,
    ...row,
  }));
}
