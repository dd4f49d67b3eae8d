import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Account } from '../accounts.ts';
import { currentOf, findAccountByOid, homeOid, principals, remadeOid } from '../accounts.ts';
import { conditionOf } from '../entra/conditions.ts';
import { removeConsents } from '../entra/consent.ts';
import { decideRequest, listRequests } from '../entra/consent-requests.ts';
import { policyOf } from '../entra/tenant-policies.ts';
import type { AccessPolicy, Condition, ConsentRequest } from '../state.ts';
import { accessPolicy, tenantPolicy } from '../state.ts';
import type { Tenant } from '../tenants.ts';
import { findTenant } from '../tenants.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { ControlError, readBody, requireUser } from './input.ts';

const accountOrder = z.strictObject({
  /** The tenant in which the change applies. By default the account's own; another one for a guest. */
  tenant: z.string().optional(),
  disabled: z.boolean().optional(),
  deleted: z.boolean().optional(),
  locked: z.boolean().optional(),
  /** Whether the person is assigned to the apps of this tenant. */
  assigned: z.boolean().optional(),
  drive: z.boolean().optional(),
  /** Seconds; `null` for none. */
  sign_in_frequency: z.number().int().min(1).nullable().optional(),
  /** Sets a new access policy, which earlier sign-ins do not satisfy; `null` removes it. */
  require: accessPolicy.shape.require.nullable().optional(),
  asks: accessPolicy.shape.asks.default('claims'),
  resource: accessPolicy.shape.resource,
});

/** `tenant` and `resource` work as above. A `person` has to sign in again; for a `token`, a new one is enough. */
const sessionOrder = z.strictObject({
  username: z.string(),
  tenant: z.string().optional(),
  needs: z.enum(['token', 'person']),
  resource: accessPolicy.shape.resource,
});

/** `tenant` works as above. */
const remakeOrder = z.strictObject({ tenant: z.string().optional() });

const tenantOrder = z.strictObject({
  user_consent: tenantPolicy.shape.userConsent.optional(),
  consent_requests: z.boolean().optional(),
});

const hostLabel = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/);
const sharePointOrder = z.strictObject({
  /**
   * The tenant's new name in its host names; the earlier names answer AADSTS500011. `null` restores the original name.
   */
  name: hostLabel.nullable().optional(),
  geos: z.array(hostLabel).max(20).optional(),
  /** How Graph refuses to return the root site; `null` means that it does not refuse. */
  root_site: z
    .union([z.literal(403), z.literal(404), z.literal(423)])
    .nullable()
    .optional(),
});

const enterpriseOrder = z.strictObject({ state: z.enum(['enabled', 'disabled', 'removed']) });
const decisionOrder = z.strictObject({ decision: z.enum(['approved', 'denied']) });

/** Changes people, tenants and what they allow apps. */
export function peopleControl(sandbox: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  const { state } = sandbox.store;
  app.patch('/accounts/:username', async (context) => {
    const order = await readBody(context, accountOrder);
    const account = requirePrincipal(sandbox, context.req.param('username'), order.tenant);
    state.conditions[account.oid] = { ...state.conditions[account.oid], ...changes(order) };
    await sandbox.store.save();
    return context.json({ username: account.username, ...conditionOf(state, account) });
  });
  app.post('/sessions/revoke', async (context) => {
    const { username, tenant, needs, ...where } = await readBody(context, sessionOrder);
    const account = requirePrincipal(sandbox, username, tenant);
    const require = needs === 'person' ? ('mfa' as const) : ('new-token' as const);
    const policy: AccessPolicy = { id: randomUUID(), require, asks: 'claims', at: 'resource', ...present(where) };
    state.conditions[account.oid] = { ...state.conditions[account.oid], policy };
    await sandbox.store.save();
    return context.json({ username: account.username, policy });
  });
  app.post('/accounts/:username/remake', async (context) => {
    const { tenant } = await readBody(context, remakeOrder);
    const account = requirePrincipal(sandbox, context.req.param('username'), tenant);
    if (account.kind !== 'work') throw new ControlError(400, 'A personal account cannot be created again.');
    const first = principals.find((one) => one.username === account.username && one.tid === account.tid) ?? account;
    const oid = remadeOid(first);
    state.remade[first.oid] = oid;
    state.conditions[account.oid] = { ...state.conditions[account.oid], deleted: true };
    state.epochs[account.oid] = (state.epochs[account.oid] ?? 0) + 1;
    await sandbox.store.save();
    return context.json({ username: account.username, oid, before: account.oid }, 201);
  });
  app.patch('/tenants/:tenant', async (context) => {
    const order = await readBody(context, tenantOrder);
    const tenant = requireTenant(context.req.param('tenant'));
    const { user_consent: userConsent, consent_requests: consentRequests } = order;
    state.policies[tenant.tid] = { ...state.policies[tenant.tid], ...present({ userConsent, consentRequests }) };
    await sandbox.store.save();
    const policy = policyOf(state, tenant);
    return context.json({ user_consent: policy.userConsent, consent_requests: policy.consentRequests });
  });
  app.patch('/tenants/:tenant/sharepoint', async (context) => {
    const { name, geos, root_site: rootSite } = await readBody(context, sharePointOrder);
    const { tid } = requireTenant(context.req.param('tenant'));
    const given = Object.entries({ name, geos, rootSite }).filter(([, value]) => value !== undefined);
    const stored = { ...state.sharePoint[tid], ...Object.fromEntries(given) };
    state.sharePoint[tid] = Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== null));
    await sandbox.store.save();
    return context.json(state.sharePoint[tid]);
  });
  app.put('/apps/:client/tenants/:tenant', async (context) => {
    const order = await readBody(context, enterpriseOrder);
    setEnterpriseApp(sandbox, { ...context.req.param(), state: order.state });
    await sandbox.store.save();
    return context.json(order);
  });
  addRequestRoutes(app, sandbox);
  return app;
}

function addRequestRoutes(app: Hono<SandboxEnv>, sandbox: Sandbox): void {
  const { state } = sandbox.store;
  app.get('/consent-requests', (context) =>
    context.json({ requests: listRequests(state).map((request) => describe(sandbox, request)) }),
  );
  app.post('/consent-requests/:id', async (context) => {
    const { decision } = await readBody(context, decisionOrder);
    const request = state.consentRequests[context.req.param('id')];
    if (request?.status !== 'open') throw new ControlError(404, 'There is no open request with this id.');
    decideRequest(sandbox, request, decision);
    await sandbox.store.save();
    return context.json(describe(sandbox, request));
  });
}

function describe(sandbox: Sandbox, { id, clientId, oid, scope, reason, at, status }: ConsentRequest) {
  return {
    id,
    client_id: clientId,
    username: findAccountByOid(oid)?.username,
    scope,
    reason,
    at: new Date(sandbox.clock.outward(at)).toISOString(),
    status,
  };
}

function changes(order: z.infer<typeof accountOrder>): Partial<Condition> {
  const { disabled, deleted, locked, assigned, drive, sign_in_frequency: signInFrequency, require } = order;
  const unassigned = assigned === undefined ? undefined : !assigned;
  const plain = present({ disabled, deleted, locked, unassigned, drive, signInFrequency });
  if (require === undefined) return plain;
  const resource = order.resource === undefined ? {} : { resource: order.resource };
  return { ...plain, policy: require && { id: randomUUID(), require, asks: order.asks, ...resource } };
}

/** Leaves out what the order does not name. */
function present<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) Object.assign(kept, { [name]: value });
  return kept;
}

function setEnterpriseApp(
  { store }: Sandbox,
  order: { client: string; tenant: string; state: 'enabled' | 'disabled' | 'removed' },
): void {
  const { state } = store;
  const { tid } = requireTenant(order.tenant);
  if (!state.apps[order.client]) throw new ControlError(404, `The sandbox has no app ${order.client}.`);
  const key = `${order.client} ${tid}`;
  if (order.state === 'enabled') delete state.enterpriseApps[key];
  else state.enterpriseApps[key] = order.state;
  if (order.state !== 'removed') return;
  delete state.roleConsents[key];
  for (const account of principals.filter((one) => one.tid === tid)) removeConsents(state, account, order.client);
}

function requireTenant(name: string): Tenant {
  const tenant = findTenant(name);
  if (tenant) return tenant;
  throw new ControlError(404, `The sandbox has no tenant ${name}.`);
}

function requirePrincipal({ store }: Sandbox, username: string, tenantName: string | undefined): Account {
  const account = requireUser(username);
  if (tenantName === undefined) return currentOf(store.state, account);
  const { tid } = requireTenant(tenantName);
  const found = principals.find((one) => one.tid === tid && homeOid(one) === homeOid(account));
  if (found) return currentOf(store.state, found);
  throw new ControlError(404, `${username} has no account in ${tenantName}.`);
}
