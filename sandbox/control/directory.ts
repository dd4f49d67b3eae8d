import { Hono } from 'hono';
import { z } from 'zod';
import { findRole, grantedRoles, grantRoles, roleKey } from '../entra/app-roles.ts';
import { SERVICE_IDS } from '../entra/services.ts';
import { findTenant } from '../tenants.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';
import { requireKnown } from './apps.ts';
import { ControlError, readBody, requireUser } from './input.ts';

const rolesOrder = z.strictObject({ roles: z.array(z.string()).min(1).max(50) });
const propagationOrder = z.strictObject({ seconds: z.number().int().min(0).max(86_400) });
const mailboxOrder = z.strictObject({ roles: z.array(z.string()).max(20), mailboxes: z.array(z.string()).max(100) });
const serviceOrder = z.strictObject({ present: z.boolean() });
const serviceId = z.enum(SERVICE_IDS);

/** The contents of tenants: granted application permissions, and the services they have. */
export function directoryControl(sandbox: Sandbox): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  const { state } = sandbox.store;
  app.post('/apps/:client/tenants/:tenant/roles', async (context) => {
    const { roles } = await readBody(context, rolesOrder);
    const owner = requireKnown(sandbox, context.req.param('client'));
    const { tid } = requireTenant(context.req.param('tenant'));
    const place = { ...sandbox, cloud: owner.cloud };
    const keys = roles.map((word) => {
      const found = findRole(word, place);
      if (!found) throw new ControlError(400, `roles: the sandbox knows no application permission ${word}.`);
      return roleKey(found);
    });
    grantRoles(state, { app: owner, tid }, keys);
    await sandbox.store.save();
    return context.json({ roles: grantedRoles(state, { app: owner, tid }, 'graph') });
  });
  app.delete('/apps/:client/tenants/:tenant/roles', async (context) => {
    const owner = requireKnown(sandbox, context.req.param('client'));
    const { tid } = requireTenant(context.req.param('tenant'));
    delete state.roleConsents[`${owner.clientId} ${tid}`];
    await sandbox.store.save();
    return context.json({ roles: [] });
  });
  app.put('/propagation', async (context) => {
    state.propagationSeconds = (await readBody(context, propagationOrder)).seconds;
    await sandbox.store.save();
    return context.json({ seconds: state.propagationSeconds });
  });
  app.put('/apps/:client/tenants/:tenant/mailboxes', async (context) => {
    const { roles, mailboxes } = await readBody(context, mailboxOrder);
    const owner = requireKnown(sandbox, context.req.param('client'));
    const { tid } = requireTenant(context.req.param('tenant'));
    const users = mailboxes.map((name) => requireUser(name).username);
    // Exchange calls them "Application Mail.Read"; they allow what Entra's Mail.Read does.
    const scopes = roles.map((role) => ({ role: role.replace(/^Application /, ''), mailboxes: users }));
    state.mailboxScopes[`${owner.clientId} ${tid}`] = scopes;
    await sandbox.store.save();
    return context.json({ mailboxes: users, roles });
  });
  app.put('/tenants/:tenant/services/:service', async (context) => {
    const { present } = await readBody(context, serviceOrder);
    const { tid } = requireTenant(context.req.param('tenant'));
    const service = serviceId.safeParse(context.req.param('service')).data;
    if (!service) throw new ControlError(404, `The sandbox has the services ${SERVICE_IDS.join(', ')}.`);
    const others = state.missingServices.filter((one) => one !== `${tid} ${service}`);
    state.missingServices = present ? others : [...others, `${tid} ${service}`];
    await sandbox.store.save();
    return context.json({ service, present });
  });
  return app;
}

function requireTenant(name: string) {
  const tenant = findTenant(name);
  if (tenant) return tenant;
  throw new ControlError(404, `The sandbox has no tenant ${name}.`);
}
