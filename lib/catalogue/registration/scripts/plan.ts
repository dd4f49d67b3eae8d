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
  access: RequiredAccess[];
  /** Permissions without a known id, to be added by hand. */
  unlisted: string[];
};

/** The plan's permissions in the form that the manifest and Graph take. */
export function manifestAccess({ access }: Pick<RegistrationPlan, 'access'>) {
  return access.map(({ resourceAppId, permissions }) => ({
    resourceAppId,
    resourceAccess: permissions.map(({ id }) => ({ id, type: 'Scope' })),
  }));
}

/** The body of `POST /applications` (Microsoft Graph, "Create application"). */
export function applicationBody(plan: RegistrationPlan) {
  return {
    displayName: plan.displayName,
    signInAudience: plan.signInAudience,
    ...(plan.isForPersonal && { api: { requestedAccessTokenVersion: 2 } }),
    web: {
      redirectUris: [plan.redirectUri],
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
    },
    requiredResourceAccess: manifestAccess(plan),
  };
}
