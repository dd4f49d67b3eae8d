import type { RealCloud } from '#lib/clouds';
import type { CredentialKind } from '../../types.ts';
import type { RequiredAccess } from '../access.ts';

/** What a script registers, worked out and ready to be spelled. */
export type RegistrationPlan = {
  displayName: string;
  redirectUri: string;
  clientId: string;
  homeTenantId: string;
  credential: CredentialKind;
  cloud: RealCloud;
  signInAudience: string;
  /** Open to personal accounts: Microsoft then demands version 2 of access tokens. */
  isForPersonal: boolean;
  /** For application permissions: who of a tenant's people is an admin shows in their ID token. */
  tellsRoles: boolean;
  access: RequiredAccess[];
  /** Permissions without a known id, to be added by hand. */
  unlisted: string[];
};

/** The plan's permissions in the form that the manifest and Graph take. */
export function manifestAccess({ access }: Pick<RegistrationPlan, 'access'>) {
  return access.map(({ resourceAppId, permissions }) => ({
    resourceAppId,
    resourceAccess: permissions.map(({ id, type }) => ({ id, type })),
  }));
}

/** The permissions of one kind, API by API; those with none of that kind are left out. */
export function accessOfType({ access }: Pick<RegistrationPlan, 'access'>, type: 'Scope' | 'Role'): RequiredAccess[] {
  const kept = access.map((api) => ({ ...api, permissions: api.permissions.filter((one) => one.type === type) }));
  return kept.filter(({ permissions }) => permissions.length > 0);
}

/** The body of `POST /applications` (Microsoft Graph, "Create application"). */
export function applicationBody(plan: RegistrationPlan) {
  return {
    displayName: plan.displayName,
    signInAudience: plan.signInAudience,
    ...(plan.tellsRoles && { groupMembershipClaims: 'DirectoryRole' }),
    ...(plan.isForPersonal && { api: { requestedAccessTokenVersion: 2 } }),
    web: {
      redirectUris: [plan.redirectUri],
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
    },
    requiredResourceAccess: manifestAccess(plan),
  };
}
