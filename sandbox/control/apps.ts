import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { CloudName } from '../clouds.ts';
import { CLOUD_NAMES } from '../clouds.ts';
import { blankApp } from '../entra/apps.ts';
import { cloudOf } from '../entra/authority.ts';
import { thumbprint } from '../entra/certificates.ts';
import { readRequiredAccess, requiredResourceAccess, writeRequiredAccess } from '../entra/required-access.ts';
import { createSecret } from '../entra/secrets.ts';
import type { App } from '../state.ts';
import { accountTypes } from '../state.ts';
import type { Tenant } from '../tenants.ts';
import { CONTOSO, findTenant, tenants } from '../tenants.ts';
import type { Sandbox } from '../world.ts';
import { ControlError } from './input.ts';

const rotation = z.enum(['lenient', 'strict']);
const redirectUris = z.array(z.url()).max(256);
const secretText = z.string().min(1).max(256);
const words = z.array(z.string()).max(400);

export const newApp = z.strictObject({
  name: z.string().min(1).max(120),
  redirect_uris: redirectUris,
  account_types: accountTypes,
  tenant_id: z.string().optional(),
  secret: secretText.optional(),
  rotation: rotation.default('lenient'),
  client_id: z.guid().optional(),
  permissions: words.default(['User.Read']),
  /** Registered application permissions. */
  app_permissions: words.default([]),
  /** The permissions by Microsoft's ids, instead of the two lists above. */
  required_resource_access: requiredResourceAccess.optional(),
  /** The cloud in which the app is registered. By default that of its tenant. */
  cloud: z.enum(CLOUD_NAMES).optional(),
  /** A public client, which has no credentials. */
  public: z.boolean().default(false),
  /** Lists a person's directory roles in ID tokens. */
  directory_roles: z.boolean().default(false),
});

export const patchedApp = z.strictObject({
  name: z.string().min(1).max(120).optional(),
  redirect_uris: redirectUris.optional(),
  account_types: accountTypes.optional(),
  rotation: rotation.optional(),
  permissions: words.optional(),
  app_permissions: words.optional(),
  required_resource_access: requiredResourceAccess.optional(),
  public: z.boolean().optional(),
  directory_roles: z.boolean().optional(),
  /** Expires every secret the app has now. */
  expire_secret: z.boolean().optional(),
  /** Adds a secret and keeps the existing ones. With `true` the sandbox generates it. */
  new_secret: z.union([z.boolean(), secretText]).optional(),
});

export const demoOrder = z.strictObject({
  redirect_uri: z.url(),
  account_types: accountTypes.optional(),
  cloud: z.enum(CLOUD_NAMES).default('global'),
  /** Application permissions that the app registers from now on, in addition to those it has. */
  app_permissions: words.optional(),
});

/** Registers an app, or replaces the one with the same client id. Only this answer contains the secret. */
export async function createApp(sandbox: Sandbox, order: z.infer<typeof newApp>) {
  const tenant = homeOf(order);
  const cloud = cloudOf(tenant);
  checkTypes(order.account_types, cloud);
  const secret = createSecret(sandbox.clock.now(), { value: order.secret });
  const app = blankApp({
    clientId: order.client_id?.toLowerCase() ?? randomUUID(),
    name: order.name,
    accountTypes: order.account_types,
    tenantId: tenant.tid,
    redirectUris: order.redirect_uris,
    rotation: order.rotation,
    permissions: order.permissions,
    appPermissions: order.app_permissions,
    secrets: order.public ? [] : [secret.kept],
    isPublic: order.public,
    directoryRoles: order.directory_roles,
    cloud,
    createdAt: sandbox.clock.now(),
  });
  if (order.required_resource_access) writeRequiredAccess(app, order.required_resource_access);
  addApp(sandbox, app);
  await sandbox.store.save();
  const issued = order.public ? {} : { client_secret: secret.value, secret_id: secret.kept.id };
  return { ...describeApp(sandbox, app.clientId), ...issued };
}

function homeOf(order: { tenant_id?: string | undefined; cloud?: CloudName | undefined }): Tenant {
  const { tenant_id: named, cloud } = order;
  const tenant = named === undefined ? homeIn(cloud ?? 'global') : findTenant(named);
  if (!tenant) throw new ControlError(400, `tenant_id: the sandbox has no tenant ${named}.`);
  if (cloud && cloudOf(tenant) !== cloud) throw new ControlError(400, `cloud: ${tenant.domain} is not in ${cloud}.`);
  return tenant;
}

function homeIn(cloud: CloudName): Tenant {
  return tenants.find((tenant) => cloudOf(tenant) === cloud) ?? CONTOSO;
}

function checkTypes(types: App['accountTypes'], cloud: CloudName): void {
  const works = cloud === 'global' || types === 'single-tenant' || types === 'organizations';
  if (!works) throw new ControlError(400, `account_types: ${cloud} has no personal accounts.`);
}

/** As with a registration made in the portal, the app is present in its home tenant from the start. */
function addApp({ store: { state } }: Sandbox, app: App): void {
  state.apps[app.clientId] = app;
  state.installedApps = [...new Set([...state.installedApps, `${app.clientId} ${app.tenantId}`])];
}

/** The app of each cloud that "use the sandbox app" uses. It is created once, and every call returns its secret. */
export async function demoApp(sandbox: Sandbox, order: z.infer<typeof demoOrder>) {
  const { state } = sandbox.store;
  if (order.account_types) checkTypes(order.account_types, order.cloud);
  const known = order.cloud === 'global' ? state.demoApp : state.demoApps[order.cloud];
  const app = state.apps[known ?? ''] ?? newDemoApp(sandbox, order.cloud);
  app.redirectUris = [...new Set([...app.redirectUris, order.redirect_uri])];
  if (order.account_types) app.accountTypes = order.account_types;
  app.appPermissions = [...new Set([...app.appPermissions, ...(order.app_permissions ?? [])])];
  const kept = app.secrets.find((secret) => secret.sealed !== undefined && secret.expiresAt > sandbox.clock.now());
  const value = sandbox.sealer.open('demo secret', kept?.sealed ?? '', z.string()) ?? addSealedSecret(sandbox, app);
  await sandbox.store.save();
  return { ...describeApp(sandbox, app.clientId), client_secret: value };
}

function newDemoApp(sandbox: Sandbox, cloud: CloudName): App {
  const { state } = sandbox.store;
  const app = blankApp({
    clientId: randomUUID(),
    name: 'Latchkey demo',
    accountTypes: cloud === 'global' ? 'organizations-and-personal' : 'organizations',
    tenantId: homeIn(cloud).tid,
    directoryRoles: true,
    cloud,
    createdAt: sandbox.clock.now(),
  });
  addApp(sandbox, app);
  if (cloud === 'global') state.demoApp = app.clientId;
  else state.demoApps[cloud] = app.clientId;
  return app;
}

function addSealedSecret(sandbox: Sandbox, app: App): string {
  const { value, kept } = createSecret(sandbox.clock.now(), { name: 'demo' });
  app.secrets.push({ ...kept, sealed: sandbox.sealer.seal('demo secret', value) });
  return value;
}

export async function patchApp(sandbox: Sandbox, clientId: string, order: z.infer<typeof patchedApp>) {
  const app = requireKnown(sandbox, clientId);
  if (order.account_types) checkTypes(order.account_types, app.cloud);
  changeFacts(app, order);
  if (order.expire_secret) for (const secret of app.secrets) secret.expiresAt = sandbox.clock.now() - 1;
  const value = order.new_secret === true ? undefined : order.new_secret || undefined;
  const added = order.new_secret ? createSecret(sandbox.clock.now(), { value }) : undefined;
  if (added) app.secrets.push(added.kept);
  await sandbox.store.save();
  const issued = added ? { client_secret: added.value, secret_id: added.kept.id } : {};
  return { ...describeApp(sandbox, clientId), ...issued };
}

function changeFacts(app: App, order: z.infer<typeof patchedApp>): void {
  app.name = order.name ?? app.name;
  app.redirectUris = order.redirect_uris ?? app.redirectUris;
  app.accountTypes = order.account_types ?? app.accountTypes;
  app.rotation = order.rotation ?? app.rotation;
  app.permissions = order.permissions ?? app.permissions;
  app.appPermissions = order.app_permissions ?? app.appPermissions;
  app.isPublic = order.public ?? app.isPublic;
  app.directoryRoles = order.directory_roles ?? app.directoryRoles;
  if (order.required_resource_access) writeRequiredAccess(app, order.required_resource_access);
}

export function requireKnown(sandbox: Sandbox, clientId: string): App {
  const app = sandbox.store.state.apps[clientId];
  if (app) return app;
  throw new ControlError(404, `The sandbox has no app ${clientId}.`);
}

/** An app as the control API shows it, without the values of secrets. Dates are the machine's. */
export function describeApp(sandbox: Sandbox, clientId: string) {
  const app = requireKnown(sandbox, clientId);
  const date = (instant: number) => new Date(sandbox.clock.outward(instant)).toISOString();
  return {
    client_id: app.clientId,
    tenant_id: app.tenantId,
    cloud: app.cloud,
    name: app.name,
    account_types: app.accountTypes,
    redirect_uris: app.redirectUris,
    rotation: app.rotation,
    public: app.isPublic,
    directory_roles: app.directoryRoles,
    permissions: app.permissions,
    app_permissions: app.appPermissions,
    required_resource_access: readRequiredAccess(sandbox, app),
    secrets: app.secrets.map(({ id, name, hint, expiresAt }) => ({ id, name, hint, expires_at: date(expiresAt) })),
    certificates: app.certificates.map(({ id, name, sha1, sha256, expiresAt }) => ({
      id,
      name,
      thumbprint: thumbprint(sha1),
      thumbprint_sha256: thumbprint(sha256),
      expires_at: date(expiresAt),
    })),
    federated: app.federated,
  };
}
