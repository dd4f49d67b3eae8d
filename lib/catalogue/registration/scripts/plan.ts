import { type RealCloud, realCloud } from '#lib/clouds';
import { findResource, RESOURCES, type Resource } from '../../resources.ts';
import { describeScope, OIDC_SCOPES, type RequestedScopes, requestedScopes, type Scope } from '../../schema.ts';
import { findScope, SCOPES } from '../../scopes.ts';
import type { RegistrationChoice } from '../steps.ts';
import { PORTAL_ACCOUNT_TYPES } from '../words.ts';

/** How the app will prove itself to Microsoft. */
export const CREDENTIAL_KINDS = ['client_secret', 'certificate', 'federated'] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** What a script registers. */
export type ScriptChoice = RegistrationChoice & {
  displayName: string;
  /** Of a registration that exists: what it lacks is added. Empty: a new one is made. */
  clientId: string;
  /** Where the registration lives or shall live; empty: the tenant one is signed in to. */
  homeTenantId: string;
  credential: CredentialKind;
};

/** A member of a registration's `requiredResourceAccess`, with names for people. */
export type RequiredAccess = { resourceAppId: string; title: string; permissions: { id: string; name: string }[] };

/** All that the scripts have in common. */
export type RegistrationPlan = Pick<
  ScriptChoice,
  'displayName' | 'redirectUri' | 'clientId' | 'homeTenantId' | 'credential'
> & {
  cloud: RealCloud;
  signInAudience: string;
  /** Open to personal accounts: Microsoft then demands version 2 of access tokens. */
  isForPersonal: boolean;
  access: RequiredAccess[];
  /** Permissions without a known id, to be added by hand. */
  unlisted: string[];
};

const isMark = (name: string) => /(^|\/)\.default$/.test(name);

// Exchange's mail protocols are asked of Exchange and registered as permissions of Graph.
const graphIds = new Set(SCOPES.filter(({ resource }) => resource === 'graph').map(({ id }) => id));

function registeredUnder({ resource, id }: Scope): Resource {
  return graphIds.has(id) ? 'graph' : resource;
}

function findRequested({ graph, sharepoint, others }: RequestedScopes) {
  const named = [
    ...[...OIDC_SCOPES, ...graph].map((name) => ({ name, of: 'graph' as const })),
    ...sharepoint.map((name) => ({ name, of: 'sharepoint' as const })),
    ...others.flatMap(({ resource, scopes }) => scopes.map((name) => ({ name, of: resource }))),
  ];
  return named.filter(({ name }) => !isMark(name)).map(({ name, of }) => ({ name, scope: scopeOf(name, of) }));
}

/** A name is bare, but for one that kept its host. */
function scopeOf(name: string, resource: Resource): Scope | undefined {
  return name.includes('/') ? describeScope(name) : findScope(resource, name);
}

/** What the registration must list for an integration: its permissions by GUID, those of each API together. */
export function requiredAccess(choice: Pick<ScriptChoice, 'provider' | 'presets' | 'scopes' | 'exactScopes'>): {
  access: RequiredAccess[];
  unlisted: string[];
} {
  const found = findRequested(requestedScopes(choice));
  const known = found.flatMap(({ scope }) => (scope ? [scope] : []));
  const access = RESOURCES.flatMap(({ id }) => {
    const scopes = known.filter((scope) => registeredUnder(scope) === id);
    const permissions = [...new Map(scopes.map(({ id: guid, name }) => [guid, { id: guid, name }])).values()];
    const { appId, title } = findResource(id);
    return permissions.length > 0 ? [{ resourceAppId: appId, title, permissions }] : [];
  });
  return { access, unlisted: found.flatMap(({ name, scope }) => (scope ? [] : [name])) };
}

// "Validation differences by supported account types": 90 characters where personal accounts may sign in.
const longestName = 90;
const shorten = (name: string) =>
  name
    .slice(0, longestName)
    .replace(/\p{Surrogate}$/u, '')
    .trim();

/** Most permissions of one API in a registration open to personal accounts (the same page). */
export const MOST_FOR_PERSONAL = 30;

/** Works out what a registration for this choice consists of. */
export function registrationPlan(choice: ScriptChoice): RegistrationPlan {
  const { redirectUri, clientId, homeTenantId, credential, accountTypes } = choice;
  const isForPersonal = accountTypes.endsWith('personal');
  return {
    displayName: isForPersonal ? shorten(choice.displayName) : choice.displayName,
    redirectUri,
    clientId,
    homeTenantId,
    credential,
    cloud: realCloud(choice.cloud),
    signInAudience: PORTAL_ACCOUNT_TYPES[accountTypes].signInAudience,
    isForPersonal,
    ...requiredAccess(choice),
  };
}

/** The plan's permissions as a manifest and Graph spell them. */
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
