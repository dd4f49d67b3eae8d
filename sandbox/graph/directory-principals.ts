import { z } from 'zod';
import type { App } from '../state.ts';
import { graphError } from './answers.ts';
import type { AnyCall, AnyOperation } from './call.ts';
import type { Principal } from './directory-objects.ts';
import { principalEntity, principalsOf, serviceOf } from './directory-objects.ts';
import { badRequest, createdAnswer, entityAnswer, listAnswer, resourceNotFound, withBody } from './odata.ts';

const refusal = { refusal: 'Authorization_RequestDenied' } as const;
const reads = { ...refusal, scopes: /^(Application\.(Read|ReadWrite)|Directory\.(Read|ReadWrite))\.(All|OwnedBy)$/ };
const installs = { ...refusal, scopes: /^Application\.ReadWrite\.(All|OwnedBy)$/, onlyAdmins: true };
export const onePrincipal = String.raw`^/servicePrincipals(?:/(?<id>[\w-]{36})|\(appId='(?<appId>[^']+)'\))`;

/** Service principals of the caller's tenant (Graph `servicePrincipal`). */
export const principalOperations: AnyOperation[] = [
  { ...reads, methods: ['GET'], path: /^\/servicePrincipals$/, handle: listPrincipals },
  { ...installs, methods: ['POST'], path: /^\/servicePrincipals$/, handle: install },
  { ...reads, methods: ['GET'], path: new RegExp(`${onePrincipal}$`), handle: onPrincipal(readPrincipal) },
];

const newPrincipal = z.object({ appId: z.string() });

export function allPrincipals({ sandbox, tenant }: AnyCall): Principal[] {
  return tenant ? principalsOf(sandbox, tenant.tid) : [];
}

export function onPrincipal(handle: (call: AnyCall, principal: Principal) => Response | Promise<Response>) {
  return (call: AnyCall): Response | Promise<Response> => {
    const { id, appId } = call.groups;
    const found = allPrincipals(call).find((one) => one.id === id || appIdOf(one) === appId?.toLowerCase());
    return found ? handle(call, found) : resourceNotFound(id ?? appId ?? '');
  };
}

function appIdOf(principal: Principal): string {
  return 'app' in principal ? principal.app.clientId : principal.service.appId;
}

function listPrincipals(call: AnyCall): Response {
  const entities = allPrincipals(call).map((one) => principalEntity(call.sandbox, one));
  return listAnswer(call, 'servicePrincipals', entities);
}

function readPrincipal(call: AnyCall, principal: Principal): Response {
  return entityAnswer(call, 'servicePrincipals', principalEntity(call.sandbox, principal));
}

function install(call: AnyCall): Promise<Response> {
  return withBody(call, newPrincipal, async ({ appId }) => {
    if (findByAppId(call, appId)) {
      const message = `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`;
      return graphError(409, 'Request_MultipleObjectsWithSameKeyValue', message);
    }
    if (call.tenant) bringIn(call, { appId: appId.toLowerCase(), tid: call.tenant.tid });
    await call.sandbox.store.save();
    const created = findByAppId(call, appId);
    if (!created) return badRequest(`The appId '${appId}' does not reference a valid application object.`);
    return createdAnswer(call, 'servicePrincipals', principalEntity(call.sandbox, created));
  });
}

function findByAppId(call: AnyCall, appId: string): Principal | undefined {
  return allPrincipals(call).find((one) => appIdOf(one) === appId.toLowerCase());
}

function bringIn(call: AnyCall, { appId, tid }: { appId: string; tid: string }): void {
  const { state } = call.sandbox.store;
  const service = serviceOf(call.sandbox, appId);
  const app = state.apps[appId];
  if (service) state.missingServices = state.missingServices.filter((one) => one !== `${tid} ${service.id}`);
  if (service || !app || !mayEnter(call, app)) return;
  state.installedApps.push(`${appId} ${tid}`);
  if (state.enterpriseApps[`${appId} ${tid}`] === 'removed') delete state.enterpriseApps[`${appId} ${tid}`];
}

function mayEnter({ sandbox, tenant }: AnyCall, app: App): boolean {
  if (app.cloud !== sandbox.cloud) return false;
  return app.tenantId === tenant?.tid || (app.accountTypes !== 'single-tenant' && app.accountTypes !== 'personal');
}
