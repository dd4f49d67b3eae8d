import type { Account } from '../accounts.ts';
import { homeOid, principals } from '../accounts.ts';
import type { CloudName } from '../clouds.ts';
import { clouds } from '../clouds.ts';
import type { App } from '../state.ts';
import type { Tenant } from '../tenants.ts';
import { findTenant, PERSONAL_TID } from '../tenants.ts';
import { EntraError } from './errors.ts';

/** What the first path segment of an address stands for. */
export type Authority = { cloud: CloudName; segment: string } & (
  | { kind: 'common' | 'organizations' | 'consumers' }
  | { kind: 'tenant'; tenant: Tenant }
);

/** Reads the tenant segment; throws AADSTS90002 for a tenant that does not exist, 90038 for one of another cloud. */
export function requireAuthority(segment: string, { cloud }: { cloud: CloudName }): Authority {
  const name = segment.toLowerCase();
  if (name === 'common' || name === 'organizations' || name === 'consumers')
    return { kind: name, segment: name, cloud };
  if (name === PERSONAL_TID) return { kind: 'consumers', segment: PERSONAL_TID, cloud };
  const tenant = findTenant(name);
  if (tenant && cloudOf(tenant) !== cloud) throw otherCloud(tenant, cloud);
  if (tenant) return { kind: 'tenant', segment: tenant.tid, tenant, cloud };
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

/** The cloud a tenant is in; personal accounts, which have none of our tenants, are in the worldwide one. */
export function cloudOf(tenant: Tenant | undefined): CloudName {
  return tenant?.cloud ?? 'global';
}

function otherCloud(tenant: Tenant, cloud: CloudName): EntraError {
  return new EntraError({
    error: 'invalid_request',
    number: 90038,
    text: `The specified tenant '${tenant.displayName}' belongs to the national cloud '${clouds[cloudOf(tenant)].title}'. The current cloud instance '${clouds[cloud].title}' does not federate with it.`,
  });
}

/** Throws where an account of one cloud comes to the sign-in of another: apps with a secret stay in theirs. */
export function checkCloud(authority: Authority, account: Account): void {
  if (cloudOf(findTenant(account.tid)) === authority.cloud) return;
  throw new EntraError({
    error: 'invalid_request',
    number: 900382,
    text: 'Confidential Client is not supported in Cross Cloud request.',
  });
}

/** Whether an account may sign in under this segment. */
export function admits(authority: Authority, account: Account): boolean {
  if (cloudOf(findTenant(account.tid)) !== authority.cloud) return false;
  if (authority.kind === 'tenant') return account.tid === authority.tenant.tid;
  // Guests come as such only where the address names the tenant that invited them.
  if (account.guest) return false;
  if (authority.kind === 'organizations') return account.kind === 'work';
  if (authority.kind === 'consumers') return account.kind === 'personal';
  return true;
}

/** The accounts that may sign in to the app under this segment. */
export function listSuitable(app: App, authority: Authority): Account[] {
  return principals.filter((one) => admits(authority, one) && supports(app, one));
}

/** The person's own account under this segment: at home, or as a guest of the tenant that it names. */
export function findUnder(authority: Authority, account: Account): Account | undefined {
  if (admits(authority, account)) return account;
  return principals.find((one) => homeOid(one) === homeOid(account) && admits(authority, one));
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
  if (authority.kind === 'consumers' && authority.cloud !== 'global') throw onlyForTenants();
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

/** Where personal accounts do not exist, or may not do this. */
export function onlyForTenants(): EntraError {
  return new EntraError({
    error: 'invalid_request',
    number: 90124,
    text: 'The resource is not supported over the /common or /consumers endpoints. Use the /organizations or tenant-specific endpoint instead.',
  });
}

function notMultiTenant(app: App, authority: Authority): EntraError {
  return new EntraError({
    error: 'invalid_request',
    number: 50194,
    text: `Application '${app.clientId}'(${app.name}) is not configured as a multi-tenant application. Usage of the /${authority.segment} endpoint is not supported for such applications created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.`,
  });
}
