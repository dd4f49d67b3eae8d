import { completeAttempt } from '../../lib/connections/connect/callback.ts';
import type { NewLink } from '../../lib/links/schema.ts';
import { signInAt } from '../../sandbox/pages/person.ts';
import type { Known, Made, Trip, World } from './world.ts';

export const admins = { contoso: 'admin@contoso.sandbox', fabrikam: 'admin@fabrikam.sandbox' } as const;
export const CONTOSO = '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01';
export const FABRIKAM = 'b7e2f9a4-18c3-4d6e-8f27-90d5c4e1fa02';

/** An integration for whole tenants, with its app registered as the steps say, in a tenant of its own. */
export function integrateTenants(
  world: World,
  roles: string[],
  { changes = {}, order = {} }: { changes?: Record<string, unknown>; order?: Record<string, unknown> } = {},
): Promise<Made> {
  const integration = {
    provider: 'microsoft-entra-id',
    permissionType: 'application',
    accountTypes: 'organizations',
    presets: [],
    exactScopes: roles,
    ...changes,
  };
  return world.integrate(integration, {
    account_types: 'organizations',
    tenant_id: FABRIKAM,
    permissions: ['openid', 'profile'],
    app_permissions: roles,
    directory_roles: true,
    ...order,
  });
}

/** Where an admin's browser is led, step by step, from a connect link on; the last page is the link's own. */
export async function goThrough(
  { url, browser }: Trip,
  accounts: { consents: string; signsIn?: string },
): Promise<string> {
  const done = await completeAttempt(await signInAt(url, { account: accounts.consents }), browser);
  if (!('redirectTo' in done)) throw new Error('The trip could not be finished now.');
  if (done.redirectTo.startsWith('/')) return done.redirectTo;
  const account = accounts.signsIn ?? accounts.consents;
  const last = await completeAttempt(await signInAt(done.redirectTo, { account }), browser);
  if (!('redirectTo' in last)) throw new Error('The trip could not be finished now.');
  return last.redirectTo;
}

/** Connects a tenant as its admin does. */
export async function connectTenant(
  world: World,
  made: Made,
  { account = admins.contoso, ...link }: Omit<NewLink, 'integrations'> & { account?: string } = {},
): Promise<Known> {
  const trip = await world.begin(made, link);
  await goThrough(trip, { consents: account });
  return world.connectionOf(trip.linkId, made);
}

/** What came of a link, by its code. */
export async function outcomeOf(world: World, linkId: string): Promise<unknown> {
  const { rows } = await world.rows(`select outcome ->> 'code' as code from connect_link where id = $1`, [linkId]);
  return rows[0]?.code;
}
