import { createHash } from 'node:crypto';
import { z } from 'zod';
import { principals } from '../accounts.ts';
import { grantedRoles, grantRoles, roleKey } from '../entra/app-roles.ts';
import type { Service } from '../entra/services.ts';
import { services } from '../entra/services.ts';
import type { App, State } from '../state.ts';
import type { AnyCall, AnyOperation } from './call.ts';
import type { Principal } from './directory-objects.ts';
import { byService, servicePrincipalId } from './directory-objects.ts';
import { allPrincipals, onePrincipal, onPrincipal } from './directory-principals.ts';
import type { Entity } from './odata.ts';
import { createdAnswer, listAnswer, resourceNotFound, withBody } from './odata.ts';

const refusal = { refusal: 'Authorization_RequestDenied' } as const;
const assigned = { ...refusal, scopes: /^(Application|Directory)\.(Read|ReadWrite)\.All$/ };
const consents = { ...refusal, scopes: /^(Directory|DelegatedPermissionGrant)\.(Read|ReadWrite)\.All$/ };
const grants = { ...refusal, scopes: /^(Directory|DelegatedPermissionGrant)\.ReadWrite\.All$/, onlyAdmins: true };
const assigns = { ...refusal, scopes: /^AppRoleAssignment\.ReadWrite\.All$/, onlyAdmins: true };
const assignments = new RegExp(`${onePrincipal}/appRoleAssignments$`);
const grantsOfOne = new RegExp(`${onePrincipal}/oauth2PermissionGrants$`);

/** What a tenant allows apps (Graph `oAuth2PermissionGrant` and `appRoleAssignment`). */
export const consentOperations: AnyOperation[] = [
  { ...consents, methods: ['GET'], path: /^\/oauth2PermissionGrants$/i, handle: listGrants },
  { ...grants, methods: ['POST'], path: /^\/oauth2PermissionGrants$/i, handle: addGrant },
  { ...grants, methods: ['PATCH'], path: /^\/oauth2PermissionGrants\/(?<id>[^/]+)$/i, handle: changeGrant },
  { ...consents, methods: ['GET'], path: grantsOfOne, handle: onPrincipal(ownGrants) },
  { ...assigned, methods: ['GET'], path: assignments, handle: onPrincipal(listAssignments) },
  { ...assigns, methods: ['POST'], path: assignments, handle: onPrincipal(assign) },
];

const newGrant = z.object({
  clientId: z.string(),
  consentType: z.enum(['AllPrincipals', 'Principal']),
  principalId: z.string().nullish(),
  resourceId: z.string(),
  scope: z.string(),
});
const newAssignment = z.object({ principalId: z.string(), resourceId: z.string(), appRoleId: z.string() });

function listGrants(call: AnyCall): Response {
  return listAnswer(
    call,
    'oauth2PermissionGrants',
    allPrincipals(call).flatMap((one) => grantsOf(call, one)),
  );
}

function ownGrants(call: AnyCall, principal: Principal): Response {
  return listAnswer(call, 'oauth2PermissionGrants', grantsOf(call, principal));
}

/** A principal's grants: one for each service and holder, who is everyone or one person. */
function grantsOf({ sandbox }: AnyCall, principal: Principal): Entity[] {
  if (!('app' in principal)) return [];
  const { userConsents, tenantConsents } = sandbox.store.state;
  const { app, tid } = principal;
  const everyone = grantEntities(principal, { keys: tenantConsents[`${app.clientId} ${tid}`] ?? [] });
  const people = principals.filter((account) => account.tid === tid);
  return [
    ...everyone,
    ...people.flatMap(({ oid }) =>
      grantEntities(principal, { keys: userConsents[`${app.clientId} ${oid}`] ?? [], oid }),
    ),
  ];
}

function grantEntities(principal: Principal, of: { keys: string[]; oid?: string }): Entity[] {
  return byService(of.keys).map(({ service, names }) => {
    const resourceId = servicePrincipalId(service, principal.tid);
    return {
      id: idOf(principal.id, resourceId, of.oid ?? ''),
      clientId: principal.id,
      consentType: of.oid === undefined ? 'AllPrincipals' : 'Principal',
      principalId: of.oid ?? null,
      resourceId,
      scope: names.join(' '),
    };
  });
}

function idOf(...parts: string[]): string {
  return createHash('sha256').update(parts.join(' ')).digest('base64url');
}

/** Finds the app and the service that a grant or an assignment connects. */
function between(call: AnyCall, ids: { client: string; resource: string }): { app: App; service: Service } | undefined {
  const client = allPrincipals(call).find((one) => one.id === ids.client);
  const resource = allPrincipals(call).find((one) => one.id === ids.resource);
  if (!client || !resource || !('app' in client) || !('service' in resource)) return undefined;
  return { app: client.app, service: resource.service };
}

function addGrant(call: AnyCall): Promise<Response> {
  return withBody(call, newGrant, async (order) => {
    const { store } = call.sandbox;
    const sides = between(call, { client: order.clientId, resource: order.resourceId });
    const forAll = order.consentType === 'AllPrincipals';
    const who = forAll ? call.tenant?.tid : order.principalId;
    if (!sides || !who) return resourceNotFound(order.clientId);
    const kept = forAll ? store.state.tenantConsents : store.state.userConsents;
    addConsents(kept, `${sides.app.clientId} ${who}`, { service: sides.service, scope: order.scope });
    await store.save();
    const principalId = forAll ? null : who;
    const id = idOf(order.clientId, order.resourceId, principalId ?? '');
    return createdAnswer(call, 'oauth2PermissionGrants', { ...order, id, principalId });
  });
}

const changedGrant = z.object({ scope: z.string() });

/** Replaces the scopes of a grant. */
function changeGrant(call: AnyCall): Promise<Response> {
  return withBody(call, changedGrant, async ({ scope }) => {
    const { store } = call.sandbox;
    const found = allPrincipals(call)
      .flatMap((one) => grantsOf(call, one))
      .find(({ id }) => id === call.groups.id);
    const sides = found && between(call, { client: String(found.clientId), resource: String(found.resourceId) });
    if (!found || !sides) return resourceNotFound(call.groups.id ?? '');
    const isForAll = found.principalId === null;
    const kept = isForAll ? store.state.tenantConsents : store.state.userConsents;
    const holder = `${sides.app.clientId} ${isForAll ? call.tenant?.tid : found.principalId}`;
    const others = byService(kept[holder] ?? []).filter(({ service }) => service.id !== sides.service.id);
    kept[holder] = [];
    for (const { service, names } of others) addConsents(kept, holder, { service, scope: names.join(' ') });
    addConsents(kept, holder, { service: sides.service, scope });
    await store.save();
    return new Response(null, { status: 204 });
  });
}

function addConsents(kept: State['userConsents'], holder: string, of: { service: Service; scope: string }): void {
  const prefix = of.service.id === 'graph' ? '' : `${of.service.id}/`;
  const names = of.scope.split(' ').filter((name) => name !== '');
  kept[holder] = [...new Set([...(kept[holder] ?? []), ...names.map((name) => prefix + name)])];
}

function listAssignments(call: AnyCall, principal: Principal): Response {
  return listAnswer(call, 'appRoleAssignments', assignmentsOf(call, principal));
}

function assignmentsOf({ sandbox }: AnyCall, principal: Principal): Entity[] {
  if (!('app' in principal)) return [];
  return services.flatMap((service) => {
    const names = grantedRoles(sandbox.store.state, principal, service.id);
    return service.roles
      .filter((role) => names.includes(role.name))
      .map((role) => {
        const resourceId = servicePrincipalId(service, principal.tid);
        return assignmentEntity(principal, { appRoleId: role.id, resourceId, service });
      });
  });
}

function assignmentEntity(
  { id: principalId, ...of }: Extract<Principal, { app: App }>,
  { appRoleId, resourceId, service }: { appRoleId: string; resourceId: string; service: Service },
): Entity {
  return {
    id: idOf(principalId, resourceId, appRoleId),
    appRoleId,
    principalDisplayName: of.app.name,
    principalId,
    principalType: 'ServicePrincipal',
    resourceDisplayName: service.displayName,
    resourceId,
  };
}

function assign(call: AnyCall, principal: Principal): Promise<Response> {
  return withBody(call, newAssignment, async ({ resourceId, appRoleId }) => {
    const { store } = call.sandbox;
    const sides = between(call, { client: principal.id, resource: resourceId });
    const role = sides?.service.roles.find((known) => known.id === appRoleId);
    if (!sides || !role || !('app' in principal)) return resourceNotFound(resourceId);
    grantRoles(store.state, principal, [roleKey({ service: sides.service, role })]);
    await store.save();
    const entity = assignmentEntity(principal, { appRoleId, resourceId, service: sides.service });
    return createdAnswer(call, 'appRoleAssignments', entity);
  });
}
