import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CONTOSO, findTenant } from './accounts.ts';
import { createSecret } from './apps.ts';
import { ControlError } from './control-input.ts';
import type { App } from './state.ts';
import { accountTypes } from './state.ts';
import type { Sandbox } from './world.ts';

const rotation = z.enum(['lenient', 'strict']);
const redirectUris = z.array(z.url()).max(256);
const secretText = z.string().min(1).max(256);

export const newApp = z.strictObject({
  name: z.string().min(1).max(120),
  redirect_uris: redirectUris,
  account_types: accountTypes,
  tenant_id: z.string().optional(),
  secret: secretText.optional(),
  rotation: rotation.default('lenient'),
  client_id: z.guid().optional(),
  permissions: z.array(z.string()).default(['User.Read']),
});

export const patchedApp = z.strictObject({
  name: z.string().min(1).max(120).optional(),
  redirect_uris: redirectUris.optional(),
  account_types: accountTypes.optional(),
  rotation: rotation.optional(),
  permissions: z.array(z.string()).optional(),
  /** Expires every secret the app has now. */
  expire_secret: z.boolean().optional(),
  /** Adds a secret beside the present ones; `true` has the sandbox make one up. */
  new_secret: z.union([z.boolean(), secretText]).optional(),
});

/** Registers an app, or registers it anew under the same client id; the secret is told here only. */
export async function createApp(sandbox: Sandbox, order: z.infer<typeof newApp>) {
  const tenant = order.tenant_id === undefined ? CONTOSO : findTenant(order.tenant_id);
  if (!tenant) throw new ControlError(400, `tenant_id: the sandbox has no tenant ${order.tenant_id}.`);
  const secret = createSecret(sandbox.clock.now(), order.secret);
  const app: App = {
    clientId: order.client_id?.toLowerCase() ?? randomUUID(),
    name: order.name,
    accountTypes: order.account_types,
    tenantId: tenant.tid,
    redirectUris: order.redirect_uris,
    rotation: order.rotation,
    permissions: order.permissions,
    secrets: [secret.kept],
  };
  sandbox.store.state.apps[app.clientId] = app;
  await sandbox.store.save();
  return { ...publicFacts(sandbox, app), client_secret: secret.value, secret_id: secret.kept.id };
}

/** The one app behind "use the sandbox app": made once, its secret told again each time. */
export async function demoApp(
  sandbox: Sandbox,
  order: { redirect_uri: string; account_types?: App['accountTypes'] | undefined },
) {
  const { state } = sandbox.store;
  const app = state.apps[state.demoApp ?? ''] ?? newDemoApp(sandbox);
  app.redirectUris = [...new Set([...app.redirectUris, order.redirect_uri])];
  if (order.account_types) app.accountTypes = order.account_types;
  const kept = app.secrets.find((secret) => secret.sealed !== undefined && secret.expiresAt > sandbox.clock.now());
  const known = sandbox.sealer.open('demo secret', kept?.sealed ?? '', z.string());
  const value = known ?? addSealedSecret(sandbox, app);
  await sandbox.store.save();
  return { ...publicFacts(sandbox, app), client_secret: value };
}

function newDemoApp(sandbox: Sandbox): App {
  const { state } = sandbox.store;
  const app: App = {
    clientId: randomUUID(),
    name: 'Latchkey demo',
    accountTypes: 'organizations-and-personal',
    tenantId: CONTOSO.tid,
    redirectUris: [],
    rotation: 'lenient',
    permissions: ['User.Read'],
    secrets: [],
  };
  state.apps[app.clientId] = app;
  state.demoApp = app.clientId;
  return app;
}

function addSealedSecret(sandbox: Sandbox, app: App): string {
  const { value, kept } = createSecret(sandbox.clock.now());
  app.secrets.push({ ...kept, sealed: sandbox.sealer.seal('demo secret', value) });
  return value;
}

export function describeApp(sandbox: Sandbox, clientId: string) {
  return publicFacts(sandbox, requireKnown(sandbox, clientId));
}

export async function patchApp(sandbox: Sandbox, clientId: string, order: z.infer<typeof patchedApp>) {
  const app = requireKnown(sandbox, clientId);
  changeFacts(app, order);
  if (order.expire_secret) for (const secret of app.secrets) secret.expiresAt = sandbox.clock.now() - 1;
  const value = order.new_secret === true ? undefined : order.new_secret || undefined;
  const added = order.new_secret ? createSecret(sandbox.clock.now(), value) : undefined;
  if (added) app.secrets.push(added.kept);
  await sandbox.store.save();
  return { ...publicFacts(sandbox, app), ...(added ? { client_secret: added.value, secret_id: added.kept.id } : {}) };
}

function changeFacts(app: App, order: z.infer<typeof patchedApp>): void {
  app.name = order.name ?? app.name;
  app.redirectUris = order.redirect_uris ?? app.redirectUris;
  app.accountTypes = order.account_types ?? app.accountTypes;
  app.rotation = order.rotation ?? app.rotation;
  app.permissions = order.permissions ?? app.permissions;
}

function requireKnown(sandbox: Sandbox, clientId: string): App {
  const app = sandbox.store.state.apps[clientId];
  if (app) return app;
  throw new ControlError(404, `The sandbox has no app ${clientId}.`);
}

function publicFacts(sandbox: Sandbox, app: App) {
  return {
    client_id: app.clientId,
    tenant_id: app.tenantId,
    name: app.name,
    account_types: app.accountTypes,
    redirect_uris: app.redirectUris,
    rotation: app.rotation,
    permissions: app.permissions,
    secrets: app.secrets.map(({ id, expiresAt }) => ({
      id,
      expires_at: new Date(sandbox.clock.outward(expiresAt)).toISOString(),
    })),
  };
}
