import type { Account } from '../accounts.ts';
import type { State, TenantPolicy } from '../state.ts';
import type { Tenant } from '../tenants.ts';
import { findTenant } from '../tenants.ts';
import { OIDC_SCOPES } from './permissions.ts';
import type { Scope } from './scopes.ts';

/**
 * Permissions that users may not consent to under Microsoft's own policy ("Let Microsoft manage your consent
 * settings").
 */
const notForUsers = new Set(
  `Files.Read.All Files.ReadWrite.All Sites.Read.All Sites.ReadWrite.All
  Mail.Read Mail.ReadWrite Mail.ReadBasic Mail.Read.Shared Mail.ReadBasic.Shared Mail.ReadWrite.Shared
  MailboxItem.Read MailboxFolder.Read MailboxFolder.ReadWrite MailboxSettings.Read MailboxSettings.ReadWrite
  Calendars.Read Calendars.ReadBasic Calendars.ReadWrite Calendars.Read.Shared Calendars.ReadWrite.Shared
  Chat.Read Chat.ReadWrite OnlineMeetings.Read OnlineMeetings.ReadWrite
  Contacts.ReadWrite Contacts.Read.Shared Contacts.ReadWrite.Shared
  Tasks.Read Tasks.Read.Shared Tasks.ReadWrite Tasks.ReadWrite.Shared People.Read
  EAS.AccessAsUser.All EWS.AccessAsUser.All IMAP.AccessAsUser.All POP.AccessAsUser.All`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

/** Permissions that most tenants classify as low impact. */
const lowImpact = new Set<string>([...OIDC_SCOPES, 'User.Read']);

/** A tenant's current policy: its own, with changes made through the control API. */
export function policyOf(state: State, tenant: Tenant): TenantPolicy {
  const { userConsent, consentRequests = false, tid } = tenant;
  return { userConsent, consentRequests, ...state.policies[tid] };
}

/**
 * Whether an administrator has to consent: everywhere for admin-typed permissions, and for more under some policies.
 */
export function needsAdmin(state: State, account: Account, missing: Scope[]): boolean {
  const tenant = findTenant(account.tid);
  if (account.admin || !tenant || missing.length === 0) return false;
  const { userConsent } = policyOf(state, tenant);
  return missing.some((scope) => scope.adminTyped || !mayConsent(userConsent, scope));
}

function mayConsent(userConsent: TenantPolicy['userConsent'], scope: Scope): boolean {
  if (userConsent === 'everyone') return true;
  if (userConsent === 'admins-only') return false;
  return userConsent === 'microsoft-managed' ? !notForUsers.has(scope.name) : lowImpact.has(scope.name);
}

/** Whether people of the account's tenant can send their administrators a request during sign-in. */
export function takesRequests(state: State, account: Account): boolean {
  const tenant = findTenant(account.tid);
  return tenant !== undefined && policyOf(state, tenant).consentRequests;
}

/** A policy in a few words. */
export function describePolicy({ userConsent, consentRequests }: TenantPolicy): string {
  const who = {
    everyone: 'people consent for themselves',
    'microsoft-managed': 'Microsoft decides what people may consent to',
    'low-impact': 'people consent to low-impact permissions only',
    'admins-only': 'only administrators consent',
  }[userConsent];
  return consentRequests ? `${who}, and take requests` : who;
}
