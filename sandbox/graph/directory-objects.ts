import { createHash } from 'node:crypto';
import { isInstalled } from '../entra/app-roles.ts';
import { readRequiredAccess } from '../entra/required-access.ts';
import { findResource } from '../entra/scopes.ts';
import type { Service } from '../entra/services.ts';
import { requireService, services } from '../entra/services.ts';
import { describeScope } from '../pages/wording.ts';
import type { App, State } from '../state.ts';
import type { Sandbox } from '../world.ts';
import type { Entity } from './odata.ts';

/** An object's id in a directory, computed from its parts so that no id has to be stored. */
export function objectId(kind: 'application' | 'servicePrincipal', appId: string, tid: string): string {
  const hex = createHash('sha256').update(`${kind} ${appId} ${tid}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

export const audiences: Readonly<Record<App['accountTypes'], string>> = {
  'single-tenant': 'AzureADMyOrg',
  organizations: 'AzureADMultipleOrgs',
  'organizations-and-personal': 'AzureADandPersonalMicrosoftAccount',
  personal: 'PersonalMicrosoftAccount',
};

/** A registration as Graph's `application` object; dates are the machine's. */
export function applicationOf(sandbox: Sandbox, app: App): Entity {
  const date = (instant: number) => new Date(sandbox.clock.outward(instant)).toISOString();
  return {
    id: objectId('application', app.clientId, app.tenantId),
    appId: app.clientId,
    displayName: app.name,
    createdDateTime: date(app.createdAt),
    signInAudience: audiences[app.accountTypes],
    identifierUris: [],
    isFallbackPublicClient: app.isPublic,
    groupMembershipClaims: app.directoryRoles ? 'DirectoryRole' : null,
    requiredResourceAccess: readRequiredAccess(sandbox, app),
    web: {
      redirectUris: app.isPublic ? [] : app.redirectUris,
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
    },
    publicClient: { redirectUris: app.isPublic ? app.redirectUris : [] },
    spa: { redirectUris: [] },
    passwordCredentials: app.secrets.map((one) => ({
      customKeyIdentifier: null,
      displayName: one.name || null,
      endDateTime: date(one.expiresAt),
      hint: one.hint || null,
      keyId: one.id,
      secretText: null,
      startDateTime: date(one.startsAt),
    })),
    keyCredentials: app.certificates.map((one) => ({
      customKeyIdentifier: Buffer.from(one.sha1, 'base64url').toString('base64'),
      displayName: one.name,
      endDateTime: date(one.expiresAt),
      key: null,
      keyId: one.id,
      startDateTime: date(one.startsAt),
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
    })),
  };
}

export function federatedOf({ id, name, issuer, subject, audience }: App['federated'][number]): Entity {
  return { id, name, issuer, subject, description: null, audiences: [audience] };
}

/** The service principal of an app, or of one of Microsoft's services, in a tenant. */
export type Principal = { id: string; tid: string } & ({ app: App } | { service: Service });

/** All service principals of a tenant that the sandbox knows. */
export function principalsOf(sandbox: Sandbox, tid: string): Principal[] {
  const { state } = sandbox.store;
  const apps = Object.values(state.apps).filter((app) => app.cloud === sandbox.cloud && isInstalled(state, app, tid));
  return [
    ...apps.map((app) => ({ id: objectId('servicePrincipal', app.clientId, tid), tid, app })),
    ...services
      .filter((one) => hasService(sandbox, one, tid))
      .map((service) => ({ id: servicePrincipalId(service, tid), tid, service })),
  ];
}

export function servicePrincipalId({ appId }: Service, tid: string): string {
  return objectId('servicePrincipal', appId, tid);
}

function hasService({ store, cloud }: Sandbox, service: Service, tid: string): boolean {
  const exists = service.addresses[cloud] !== undefined || service.id === 'sharepoint' || service.id === 'dataverse';
  return exists && !isMissing(store.state, service, tid);
}

function isMissing(state: State, { id }: Service, tid: string): boolean {
  return state.missingServices.includes(`${tid} ${id}`);
}

export function principalEntity(sandbox: Sandbox, principal: Principal): Entity {
  const common = { id: principal.id, servicePrincipalType: 'Application', appRoleAssignmentRequired: false };
  if ('app' in principal) {
    const { app, tid } = principal;
    return {
      ...common,
      appId: app.clientId,
      displayName: app.name,
      appDisplayName: app.name,
      accountEnabled: sandbox.store.state.enterpriseApps[`${app.clientId} ${tid}`] !== 'disabled',
      appOwnerOrganizationId: app.tenantId,
      signInAudience: audiences[app.accountTypes],
      servicePrincipalNames: [app.clientId],
      replyUrls: app.redirectUris,
      oauth2PermissionScopes: [],
      appRoles: [],
    };
  }
  return { ...common, ...serviceEntity(sandbox, principal.service) };
}

const MICROSOFT = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

function serviceEntity({ cloud }: Sandbox, service: Service): Entity {
  return {
    appId: service.appId,
    displayName: service.displayName,
    appDisplayName: service.displayName,
    accountEnabled: true,
    appOwnerOrganizationId: MICROSOFT,
    signInAudience: 'AzureADMultipleOrgs',
    servicePrincipalNames: [service.appId, ...(service.addresses[cloud] ?? [])],
    replyUrls: [],
    oauth2PermissionScopes: service.permissions.flatMap(({ id, name, adminTyped }) => {
      const text = describeScope({ name, resource: service });
      const consents = {
        adminConsentDisplayName: text,
        adminConsentDescription: text,
        userConsentDisplayName: text,
        userConsentDescription: text,
      };
      return id ? [{ id, value: name, type: adminTyped ? 'Admin' : 'User', isEnabled: true, ...consents }] : [];
    }),
    appRoles: service.roles.map(({ id, name }) => ({
      id,
      value: name,
      displayName: name,
      description: name,
      allowedMemberTypes: ['Application'],
      isEnabled: true,
      origin: 'Application',
    })),
  };
}

/** The names of consented permissions, grouped by service. */
export function byService(keys: string[]): { service: Service; names: string[] }[] {
  const named = keys.map((key) => {
    const [id = '', name] = key.split('/');
    const service = name === undefined ? requireService('graph') : services.find((one) => one.id === id);
    return { service, name: name ?? id };
  });
  return services.flatMap((service) => {
    const names = named.filter((one) => one.service === service).map(({ name }) => name);
    return names.length > 0 ? [{ service, names }] : [];
  });
}

/** The service that an app id names, also where the tenant has no principal of it. */
export function serviceOf(sandbox: Sandbox, appId: string): Service | undefined {
  const found = findResource(appId, sandbox);
  return found && requireService(found.id);
}
