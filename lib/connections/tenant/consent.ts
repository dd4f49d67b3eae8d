import { isGuid } from '#lib/guid';
import { readRegistration, redirectUri } from '#lib/integrations/registration';
import type { Registration } from '#lib/integrations/schema';
import type { Outcome } from '#lib/links/schema';
import { redeemCode } from '#lib/microsoft/client';
import { readRedirectRefusal } from '#lib/microsoft/errors';
import { type Identity, verifyIdToken } from '#lib/microsoft/id-token';
import { findAccountToReauthorize } from '../account.ts';
import { beginErrand } from '../connect/attempt.ts';
import { findExpectedTenants } from '../connect/grant.ts';
import {
  adminOutcome,
  noteOutcome,
  refusedOutcome,
  startAgainOutcome,
  type Trip,
  wrongAccountOutcome,
} from '../connect/outcome.ts';
import type { Consent } from '../schema.ts';
import { tenantOutcome } from './outcome.ts';
import { proveTenant } from './proof.ts';

/** The outcome of an attempt, or the address to which the browser goes next in the same attempt. */
export type Continued = Outcome | { redirectTo: string } | undefined;

/**
 * The tenants that a link accepts: the one it names, the only one of a single-tenant app, or that of the connection to
 * reauthorize. If the list is empty, any tenant is accepted.
 */
async function expectedTenants(registration: Registration, { link }: Trip) {
  const known = link.connectionId ? await findAccountToReauthorize(link.connectionId) : undefined;
  const named = await findExpectedTenants(link, registration);
  return known ? [...named, { name: known.username || known.tid, tid: known.tid }] : named;
}

/** The outcome if the tenant is not one that the link accepts; undefined if it is. */
async function checkTenant(registration: Registration, tid: string, trip: Trip): Promise<Outcome | undefined> {
  const other = (await expectedTenants(registration, trip)).find((one) => one.tid !== tid);
  return other && tenantOutcome('wrong_tenant', { expected: other.name });
}

/**
 * Handles the return from the admin consent page. The `tenant` parameter is not proof, because the browser could have
 * changed it. It only says which tenant to ask; the person who signs in next must belong to that tenant.
 */
export async function completeTenantConsent(params: URLSearchParams, trip: Trip): Promise<Continued> {
  const { link, attempt } = trip;
  const tid = params.get('tenant')?.toLowerCase() ?? '';
  if (params.has('error') || params.get('admin_consent')?.toLowerCase() !== 'true')
    return noteOutcome(trip, adminOutcome(readRedirectRefusal(params)), 'browser');
  if (!isGuid(tid)) return noteOutcome(trip, startAgainOutcome(), 'browser');
  const registration = await readRegistration(attempt.integrationId);
  const mismatch = await checkTenant(registration, tid, trip);
  if (mismatch) return noteOutcome(trip, mismatch, 'browser');
  if (link.adminSignIn) return beginErrand({ trip, registration, errand: { step: 'sign_in', tid } });
  const isNamed = (await expectedTenants(registration, trip)).length > 0;
  // Without a sign-in, anybody could claim a tenant that approved the app for somebody else.
  if (!isNamed) return noteOutcome(trip, tenantOutcome('role_unknown'));
  return proveTenant(registration, trip, { tid, consent: { at: new Date().toISOString() } });
}

/** Roles that may consent to application permissions (Entra built-in roles, template ids). */
const consentingRoles = new Set([
  '62e90394-69f5-4237-9190-012177145e10', // Global Administrator
  'e8611ab8-c189-46e8-94e1-60213ab1f814', // Privileged Role Administrator
  '158c047a-c907-4556-b7ef-446551a6b5f7', // Cloud Application Administrator
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', // Application Administrator
]);

function consentOf({ oid, username, displayName, roles }: Identity): Consent {
  const at = new Date().toISOString();
  return { at, admin: { oid, username, displayName, isAdmin: roles?.some((id) => consentingRoles.has(id)) ?? null } };
}

/** A member of the tenant who is not an admin must not connect it, even if an admin approved the app earlier. */
async function checkAdmin({ admin }: Consent, registration: Registration, trip: Trip): Promise<Outcome | undefined> {
  if (admin?.isAdmin) return undefined;
  if (admin?.isAdmin === false) return tenantOutcome('not_admin', { account: admin.username });
  const isNamed = (await expectedTenants(registration, trip)).length > 0;
  return isNamed ? undefined : tenantOutcome('role_unknown', { account: admin?.username });
}

/** Handles the return from the admin's sign-in, which shows who consented and proves that they belong to the tenant. */
export async function completeTenantSignIn(params: URLSearchParams, trip: Trip, tid: string): Promise<Continued> {
  const code = params.get('code');
  if (params.has('error')) return noteOutcome(trip, refusedOutcome(readRedirectRefusal(params)), 'browser');
  if (!code) return noteOutcome(trip, startAgainOutcome(), 'browser');
  const registration = await readRegistration(trip.attempt.integrationId);
  const inTenant = { ...registration, tenantId: tid };
  const { codeVerifier, nonce } = trip.attempt.secrets;
  // The grant is discarded. Only the identity is needed.
  const ask = { code, codeVerifier, nonce, redirectUri: redirectUri(), scopes: ['openid', 'profile'] };
  const identity = await verifyIdToken(inTenant, { ...(await redeemCode(inTenant, ask)), nonce });
  if (identity.tid !== tid)
    return noteOutcome(trip, tenantOutcome('wrong_tenant', { account: identity.username, expected: tid }));
  const expected = trip.link.expectedEmail;
  if (expected && expected !== identity.username.toLowerCase())
    return noteOutcome(trip, wrongAccountOutcome({ account: identity.username, expected }));
  const consent = consentOf(identity);
  const refusal = await checkAdmin(consent, registration, trip);
  return refusal ? noteOutcome(trip, refusal) : proveTenant(registration, trip, { tid, consent });
}
