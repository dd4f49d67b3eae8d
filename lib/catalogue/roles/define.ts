import { findScope } from '../scopes.ts';
import type { Scope } from '../types.ts';

type Row = Pick<Scope, 'name' | 'line' | 'endUserLine'> &
  Partial<Pick<Scope, 'covers'>> & {
    /** GUID of the application permission, where no delegated one of the same name carries it. */
    id?: string;
  };

/** Completes rows of application permissions of one product; `endUserLine` is for the admin of a whole tenant. */
export function defineRoles(product: Pick<Scope, 'resource' | 'product'>, rows: readonly Row[]): Scope[] {
  return rows.map((row) => ({
    adminConsent: true,
    personalAccounts: false,
    blockedByManagedPolicy: false,
    covers: [],
    ...product,
    ...row,
    id: row.id ?? findScope(product.resource, row.name)?.appRoleId ?? '',
  }));
}
