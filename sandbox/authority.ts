import type { Account, Tenant } from './accounts.ts';
import { findTenant, PERSONAL_TID } from './accounts.ts';
import { EntraError } from './errors.ts';
import type { App } from './state.ts';

/** What the first path segment of an address stands for. */
export type Authority =
  | { kind: 'common' | 'organizations' | 'consumers'; segment: string }
  | { kind: 'tenant'; segment: string; tenant: Tenant };

/** Reads the tenant segment; throws AADSTS90002 for a tenant that does not exist. */
export function requireAuthority(segment: string): Authority {
  const name = segment.toLowerCase();
  if (name === 'common' || name === 'organizations' || name === 'consumers') return { kind: name, segment: name };
  if (name === PERSONAL_TID) return { kind: 'consumers', segment: PERSONAL_TID };
  const tenant = findTenant(name);
  if (tenant) return { kind: 'tenant', segment: tenant.tid, tenant };
  throw new EntraError({
    error: 'invalid_request',
    number: 90002,
    text: `Tenant '${segment}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
  });
}

/** The tenant id in the issuer: a placeholder where accounts of many tenants may sign in. */
export function issuerTenant(authority: Authority): string {
  if (authority.kind === 'tenant') return authority.tenant.tid;
  return authority.kind === 'consumers' ? PERSONAL_TID : '{tenantid}';
}

/** Whether an account may sign in under this segment. */
export function admits(authority: Authority, account: Account): boolean {
  if (authority.kind === 'tenant') return account.tid === authority.tenant.tid;
  if (authority.kind === 'organizations') return account.kind === 'work';
  if (authority.kind === 'consumers') return account.kind === 'personal';
  return true;
}

/** Whether the app's supported account types include the account. */
export function supports(app: App, account: Account): boolean {
  if (app.accountTypes === 'single-tenant') return account.tid === app.tenantId;
  if (app.accountTypes === 'organizations') return account.kind === 'work';
  if (app.accountTypes === 'personal') return account.kind === 'personal';
  return true;
}

/** Throws when the app's supported account types do not go with the segment. */
export function checkAccountTypes(app: App, authority: Authority): void {
  if (app.accountTypes === 'single-tenant' && authority.kind !== 'tenant') throw notMultiTenant(app, authority);
  if (app.accountTypes === 'personal' && authority.kind !== 'consumers') {
    throw new EntraError({
      error: 'invalid_request',
      number: 9002331,
      text: `Application '${app.clientId}'(${app.name}) is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request.`,
    });
  }
  if (app.accountTypes === 'organizations' && authority.kind === 'consumers') {
    throw new EntraError({
      error: 'invalid_request',
      number: 9002332,
      text: `Application '${app.clientId}'(${app.name}) is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.`,
    });
  }
}

function notMultiTenant(app: App, authority: Authority): EntraError {
  return new EntraError({
    error: 'invalid_request',
    number: 50194,
    text: `Application '${app.clientId}'(${app.name}) is not configured as a multi-tenant application. Usage of the /${authority.segment} endpoint is not supported for such applications created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.`,
  });
}
