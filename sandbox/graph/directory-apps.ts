import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { clouds } from '../clouds.ts';
import { blankApp } from '../entra/apps.ts';
import { readCertificate } from '../entra/certificates.ts';
import { requiredResourceAccess, writeRequiredAccess } from '../entra/required-access.ts';
import { createSecret } from '../entra/secrets.ts';
import type { App } from '../state.ts';
import { accountTypes } from '../state.ts';
import type { AnyCall, AnyOperation } from './call.ts';
import { applicationOf, audiences, federatedOf, objectId } from './directory-objects.ts';
import { badRequest, createdAnswer, entityAnswer, listAnswer, resourceNotFound, withBody } from './odata.ts';

const refusal = { refusal: 'Authorization_RequestDenied' } as const;
const reads = { ...refusal, scopes: /^(Application\.(Read|ReadWrite)|Directory\.(Read|ReadWrite))\.(All|OwnedBy)$/ };
const writes = { ...refusal, scopes: /^Application\.ReadWrite\.(All|OwnedBy)$/, onlyAdmins: true };
const one = String.raw`^/applications(?:/(?<id>[\w-]{36})|\(appId='(?<appId>[^']+)'\))`;

/** Registrations of the caller's tenant (Graph `application`). */
export const applicationOperations: AnyOperation[] = [
  { ...reads, methods: ['GET'], path: /^\/applications$/, handle: listApplications },
  { ...writes, methods: ['POST'], path: /^\/applications$/, handle: createApplication },
  { ...reads, methods: ['GET'], path: new RegExp(`${one}$`), handle: onApp(readApplication) },
  { ...writes, methods: ['PATCH'], path: new RegExp(`${one}$`), handle: onApp(patchApplication) },
  { ...writes, methods: ['POST'], path: new RegExp(`${one}/addPassword$`), handle: onApp(addPassword) },
  { ...writes, methods: ['POST'], path: new RegExp(`${one}/removePassword$`), handle: onApp(removePassword) },
  {
    ...reads,
    methods: ['GET'],
    path: new RegExp(`${one}/federatedIdentityCredentials$`),
    handle: onApp(listFederated),
  },
  {
    ...writes,
    methods: ['POST'],
    path: new RegExp(`${one}/federatedIdentityCredentials$`),
    handle: onApp(addFederated),
  },
];

const keyCredential = z.object({
  keyId: z.string().nullish(),
  key: z.string().nullish(),
  displayName: z.string().nullish(),
});
const changes = z.object({
  displayName: z.string().min(1).max(256).optional(),
  signInAudience: z.enum(accountTypes.options.map((type) => audiences[type])).optional(),
  web: z.object({ redirectUris: z.array(z.url()).max(256).optional() }).optional(),
  requiredResourceAccess: requiredResourceAccess.optional(),
  groupMembershipClaims: z.enum(['None', 'DirectoryRole', 'SecurityGroup', 'All']).nullish(),
  keyCredentials: z.array(keyCredential).optional(),
});
const created = changes.extend({
  displayName: z.string().min(1).max(256),
  passwordCredentials: z.unknown().optional(),
});
const newPassword = z.object({
  passwordCredential: z
    .object({ displayName: z.string().nullish(), endDateTime: z.iso.datetime({ offset: true }).nullish() })
    .default({}),
});
const oldPassword = z.object({ keyId: z.string() });
const federated = z.object({
  name: z.string().min(1).max(120),
  issuer: z.string().min(1).max(600),
  subject: z.string().min(1).max(600),
  audiences: z.array(z.string().max(600)).length(1),
});

function homeApps({ sandbox, tenant }: AnyCall): App[] {
  const apps = Object.values(sandbox.store.state.apps);
  return apps.filter((app) => app.cloud === sandbox.cloud && app.tenantId === tenant?.tid);
}

function onApp(handle: (call: AnyCall, app: App) => Response | Promise<Response>) {
  return (call: AnyCall): Response | Promise<Response> => {
    const { id, appId } = call.groups;
    const app = homeApps(call).find(
      ({ clientId, tenantId }) =>
        clientId === appId?.toLowerCase() || objectId('application', clientId, tenantId) === id,
    );
    return app ? handle(call, app) : resourceNotFound(id ?? appId ?? '');
  };
}

function listApplications(call: AnyCall): Response {
  const entities = homeApps(call).map((app) => applicationOf(call.sandbox, app));
  return listAnswer(call, 'applications', entities);
}

function readApplication(call: AnyCall, app: App): Response {
  return entityAnswer(call, 'applications', applicationOf(call.sandbox, app));
}

function createApplication(call: AnyCall): Promise<Response> {
  return withBody(call, created, async (order) => {
    const { sandbox, tenant } = call;
    if (!tenant) return badRequest('There is no directory for personal accounts.');
    if (Array.isArray(order.passwordCredentials) && order.passwordCredentials.length > 0) {
      return badRequest('Property passwordCredentials is invalid: use addPassword.');
    }
    const app = blankApp({
      clientId: randomUUID(),
      name: order.displayName,
      accountTypes: 'organizations',
      tenantId: tenant.tid,
      permissions: [],
      cloud: sandbox.cloud,
      createdAt: sandbox.clock.now(),
    });
    const refused = apply(call, app, order);
    if (refused) return refused;
    sandbox.store.state.apps[app.clientId] = app;
    await sandbox.store.save();
    return createdAnswer(call, 'applications', applicationOf(sandbox, app));
  });
}

function patchApplication(call: AnyCall, app: App): Promise<Response> {
  return withBody(call, changes, async (order) => {
    const refused = apply(call, app, order);
    if (refused) return refused;
    await call.sandbox.store.save();
    return new Response(null, { status: 204 });
  });
}

function apply(call: AnyCall, app: App, order: z.infer<typeof changes>): Response | undefined {
  const types = accountTypes.options.find((type) => audiences[type] === order.signInAudience) ?? app.accountTypes;
  if (app.cloud !== 'global' && /personal/.test(types)) return badRequest('Invalid value for signInAudience.');
  const certificates = order.keyCredentials && readKeys(call, app, order.keyCredentials);
  if (certificates?.includes(undefined)) return badRequest('New key credential must have valid certificate data.');
  app.accountTypes = types;
  app.name = order.displayName ?? app.name;
  app.redirectUris = order.web?.redirectUris ?? app.redirectUris;
  if (certificates) app.certificates = certificates.filter((key) => key !== undefined);
  if (order.groupMembershipClaims) app.directoryRoles = /DirectoryRole|All/.test(order.groupMembershipClaims);
  if (order.requiredResourceAccess) writeRequiredAccess(app, order.requiredResourceAccess);
  return undefined;
}

/** Reads the app's new list of certificates: known ones by their id, new ones from their key; else `undefined`. */
function readKeys({ sandbox }: AnyCall, app: App, keys: z.infer<typeof keyCredential>[]) {
  return keys.map(({ keyId, key, displayName }) => {
    const kept = app.certificates.find((known) => known.id === keyId);
    if (kept || !key) return kept;
    try {
      return readCertificate(key, { name: displayName ?? undefined, ahead: sandbox.clock.ahead });
    } catch {
      return undefined;
    }
  });
}

function addPassword(call: AnyCall, app: App): Promise<Response> {
  return withBody(call, newPassword, async ({ passwordCredential: { displayName, endDateTime } }) => {
    const { clock, store } = call.sandbox;
    const end = endDateTime ? new Date(endDateTime).getTime() + clock.ahead : undefined;
    if (end !== undefined && end <= clock.now()) return badRequest('Credential lifetime has to end in the future.');
    const { value, kept } = createSecret(clock.now(), { name: displayName ?? undefined, expiresAt: end });
    app.secrets.push(kept);
    await store.save();
    const date = (instant: number) => new Date(clock.outward(instant)).toISOString();
    const { id: keyId, hint } = kept;
    return Response.json({
      customKeyIdentifier: null,
      displayName: displayName ?? null,
      startDateTime: date(kept.startsAt),
      endDateTime: date(kept.expiresAt),
      hint,
      keyId,
      secretText: value,
    });
  });
}

function removePassword(call: AnyCall, app: App): Promise<Response> {
  return withBody(call, oldPassword, async ({ keyId }) => {
    if (!app.secrets.some((secret) => secret.id === keyId))
      return badRequest('No password credential found with keyId.');
    app.secrets = app.secrets.filter((secret) => secret.id !== keyId);
    await call.sandbox.store.save();
    return new Response(null, { status: 204 });
  });
}

function listFederated(call: AnyCall, app: App): Response {
  return listAnswer(call, 'federatedIdentityCredentials', app.federated.map(federatedOf));
}

function addFederated(call: AnyCall, app: App): Promise<Response> {
  return withBody(call, federated, async ({ audiences: [audience], ...order }) => {
    const known = app.federated.some((other) => other.name === order.name);
    if (known) return badRequest('A federated credential of this name exists already.');
    const added = { ...order, id: randomUUID(), audience: audience ?? clouds[app.cloud].tokenExchangeAudience };
    app.federated.push(added);
    await call.sandbox.store.save();
    return createdAnswer(call, 'federatedIdentityCredentials', federatedOf(added));
  });
}
