import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signInAt } from '../../../sandbox/pages/person.ts';
import { countOf } from '../../../scripts/testing/rows.ts';
import {
  admins,
  CONTOSO,
  connectTenant,
  goThrough,
  integrateTenants,
  outcomeOf,
} from '../../../scripts/testing/tenant.ts';
import { mira, World } from '../../../scripts/testing/world.ts';
import { completeAttempt } from '../connect/callback.ts';
import { proveWaiting } from './proof.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.calm();
  await world.bench.control('PUT', '/propagation', { seconds: 0 });
});

describe('an admin connects a tenant', () => {
  test('by consent and one sign-in; the connection is the tenant’s, and says who consented', async () => {
    const made = await integrateTenants(world, ['User.Read.All']);
    const trip = await world.begin(made, { endUser: { id: 'customer-1' } });
    expect(new URL(trip.url).pathname).toBe('/organizations/v2.0/adminconsent');
    expect(new URL(trip.url).searchParams.get('scope')).toBe('https://graph.microsoft.com/.default');
    expect(await goThrough(trip, { consents: admins.contoso })).toMatch(/\/result$/);
    const known = await world.connectionOf(trip.linkId, made);
    const { rows } = await world.rows(
      `select tid, oid, username, display_name, account_kind, granted_scopes, requested_scopes, consent -> 'admin' as admin,
         end_user_id, status::text from connection where id = $1`,
      [known.id],
    );
    expect(rows[0]).toEqual({
      tid: CONTOSO,
      oid: '',
      username: 'contoso.sandbox',
      display_name: 'Contoso',
      account_kind: 'tenant',
      granted_scopes: ['User.Read.All'],
      requested_scopes: ['User.Read.All'],
      admin: expect.objectContaining({ username: admins.contoso, isAdmin: true }),
      end_user_id: 'customer-1',
      status: 'healthy',
    });
    expect(await outcomeOf(world, trip.linkId)).toBe('tenant_connected');
  });

  test('once for a tenant and integration, whoever opens another link', async () => {
    const made = await integrateTenants(world, ['User.Read.All']);
    const first = await connectTenant(world, made);
    expect((await connectTenant(world, made, { account: admins.contoso, endUser: { id: 'other' } })).id).toBe(first.id);
    const other = await connectTenant(world, made, { account: admins.fabrikam });
    expect(other.id).not.toBe(first.id);
    expect(await countOf('connection', `integration_id = '${made.id}'`)).toBe(2);
  });

  test('declined, nothing is connected and the link stays open', async () => {
    const made = await integrateTenants(world, ['User.Read.All']);
    const trip = await world.begin(made);
    await completeAttempt(await signInAt(trip.url, { account: admins.contoso, decision: 'decline' }), trip.browser);
    expect(await outcomeOf(world, trip.linkId)).toBe('admin_declined');
    expect((await world.requests()).token.total).toBe(0);
    await goThrough(await world.beginOn(made, trip.linkId, trip.browser), { consents: admins.contoso });
    await world.connectionOf(trip.linkId, made);
  });

  test('a token without any role is no secret: the outcome says that calls will be refused', async () => {
    const made = await integrateTenants(world, ['User.Read.All'], { order: { app_permissions: [] } });
    const trip = await world.begin(made);
    await goThrough(trip, { consents: admins.contoso });
    const { rows } = await world.rows(`select outcome ->> 'operatorMessage' as said from connect_link where id = $1`, [
      trip.linkId,
    ]);
    expect(rows[0]?.said).toMatch(/without any role/);
  });
});

describe('whose tenant it is', () => {
  /** As if the browser had come back from the consent page with these parameters. */
  async function comeBack(trip: { url: string; browser: string }, params: Record<string, string>) {
    const state = new URL(trip.url).searchParams.get('state') ?? '';
    return completeAttempt(new URLSearchParams({ state, admin_consent: 'True', ...params }), trip.browser);
  }

  test('a tenant that a browser made up is asked for nothing until its own admin signs in there', async () => {
    const made = await integrateTenants(world, ['User.Read.All']);
    await connectTenant(world, made);
    await world.calm();
    const trip = await world.begin(made);
    const on = await comeBack(trip, { tenant: CONTOSO });
    const url = 'redirectTo' in on ? on.redirectTo : '';
    expect(new URL(url).pathname).toBe(`/${CONTOSO}/oauth2/v2.0/authorize`);
    expect((await world.requests()).token.total).toBe(0);
    await completeAttempt(await signInAt(url, { account: mira }), trip.browser);
    expect(await outcomeOf(world, trip.linkId)).toBe('not_admin');
    expect((await world.requests()).token.byGrantType.client_credentials).toBeUndefined();
    expect(await countOf('connection', `integration_id = '${made.id}'`)).toBe(1);
  });

  test('without directory roles in the token only a link that names its tenant goes on', async () => {
    const made = await integrateTenants(world, ['User.Read.All'], { order: { directory_roles: false } });
    const open = await world.begin(made);
    await goThrough(open, { consents: admins.contoso });
    expect(await outcomeOf(world, open.linkId)).toBe('role_unknown');
    const named = await world.begin(made, { expectedTenant: 'contoso.sandbox' });
    await goThrough(named, { consents: admins.contoso });
    expect(await outcomeOf(world, named.linkId)).toBe('tenant_connected');
  });

  test('another tenant than the link names is refused, before anybody signs in', async () => {
    const made = await integrateTenants(world, ['User.Read.All']);
    const trip = await world.begin(made, { expectedTenant: 'fabrikam.sandbox' });
    await comeBack(trip, { tenant: CONTOSO });
    expect(await outcomeOf(world, trip.linkId)).toBe('wrong_tenant');
    expect((await world.requests()).token.total).toBe(0);
  });

  test('the sign-in may be left out only where the link names the tenant', async () => {
    const made = await integrateTenants(world, ['User.Read.All']);
    const named = await world.begin(made, { expectedTenant: 'contoso.sandbox', adminSignIn: false });
    expect(await goThrough(named, { consents: admins.contoso })).toMatch(/\/result$/);
    const known = await world.connectionOf(named.linkId, made);
    const { rows } = await world.rows(`select consent -> 'admin' as admin from connection where id = $1`, [known.id]);
    expect(rows[0]?.admin).toBeNull();
    await expect(world.begin(made, { adminSignIn: false })).rejects.toThrow(/names/);
  });

  test('the integration may say it for all links that name their tenant; the others still ask who consented', async () => {
    const made = await integrateTenants(world, ['User.Read.All'], { changes: { adminSignIn: false } });
    const named = await world.begin(made, { expectedTenant: 'contoso.sandbox' });
    expect(await goThrough(named, { consents: admins.contoso })).toMatch(/\/result$/);
    expect((await world.requests()).token.byGrantType.authorization_code).toBeUndefined();
    const { rows } = await world.rows('select admin_sign_in from connect_link where id = any($1) order by created_at', [
      [named.linkId, (await world.begin(made)).linkId],
    ]);
    expect(rows).toEqual([{ admin_sign_in: false }, { admin_sign_in: true }]);
  });

  test('a tenant that is connected for one end user is given to another only by its admin', async () => {
    const made = await integrateTenants(world, ['User.Read.All']);
    const known = await connectTenant(world, made, { account: admins.contoso, endUser: { id: 'first' } });
    const whose = async () =>
      (await world.rows(`select end_user_id, end_user ->> 'id' as id from connection where id = $1`, [known.id])).rows;
    const order = { expectedTenant: 'contoso.sandbox', adminSignIn: false, endUser: { id: 'second' } };
    const trip = await world.begin(made, order);
    await comeBack(trip, { tenant: CONTOSO });
    expect(await outcomeOf(world, trip.linkId)).toBe('role_unknown');
    expect(await whose()).toEqual([{ end_user_id: 'first', id: 'first' }]);
    expect((await connectTenant(world, made, { account: admins.contoso, endUser: { id: 'second' } })).id).toBe(
      known.id,
    );
    expect(await whose()).toEqual([{ end_user_id: 'second', id: 'second' }]);
  });

  test('a tenant that let nobody in is no connection, whatever the browser says', async () => {
    const made = await integrateTenants(world, ['User.Read.All']);
    const trip = await world.begin(made, { expectedTenant: 'contoso.sandbox', adminSignIn: false });
    await comeBack(trip, { tenant: CONTOSO });
    expect(await outcomeOf(world, trip.linkId)).toBe('tenant_pending');
    await world.sql(
      `update tenant_proof set next_try_at = now() - interval '1 minute', ends_at = now() - interval '1 minute' where link_id = $1`,
      [trip.linkId],
    );
    await proveWaiting();
    expect(await outcomeOf(world, trip.linkId)).toBe('microsoft_error');
    expect(await countOf('connection', `integration_id = '${made.id}'`)).toBe(0);
    expect((await world.rows('select 1 from tenant_proof where link_id = $1', [trip.linkId])).rows).toEqual([]);
  });
});

describe('while Microsoft does not know the new service principal', () => {
  test('the page waits, and the connection is made as soon as it is known', async () => {
    const made = await integrateTenants(world, ['User.Read.All']);
    await world.bench.control('PUT', '/propagation', { seconds: 3_600 });
    const trip = await world.begin(made);
    await goThrough(trip, { consents: admins.contoso });
    expect(await outcomeOf(world, trip.linkId)).toBe('tenant_pending');
    await world.sql("update tenant_proof set next_try_at = now() - interval '1 minute' where link_id = $1", [
      trip.linkId,
    ]);
    await proveWaiting();
    expect(await outcomeOf(world, trip.linkId)).toBe('tenant_pending');
    await world.bench.control('PUT', '/propagation', { seconds: 0 });
    const asked = (await world.requests()).token.total;
    await proveWaiting();
    expect((await world.requests()).token.total).toBe(asked);
    await world.sql("update tenant_proof set next_try_at = now() - interval '1 minute' where link_id = $1", [
      trip.linkId,
    ]);
    await proveWaiting();
    await world.connectionOf(trip.linkId, made);
    expect(await outcomeOf(world, trip.linkId)).toBe('tenant_connected');
    expect((await world.rows('select 1 from tenant_proof where link_id = $1', [trip.linkId])).rows).toEqual([]);
  });
});

describe('what is handed out', () => {
  test('Nango’s shape of client credentials, without the secret', async () => {
    const made = await integrateTenants(world, ['User.Read.All']);
    const known = await connectTenant(world, made);
    const { status, body, text } = await world.vend(known);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      credentials: { type: 'OAUTH2_CC', client_id: made.app.client_id, client_secret: '', token: expect.any(String) },
      connection_config: { tenantId: CONTOSO },
      granted_scopes: ['User.Read.All'],
      account: { tid: CONTOSO, username: 'contoso.sandbox' },
      errors: [],
    });
    expect(text).not.toContain(made.app.client_secret);
    expect(text).not.toContain('refresh_token');
  });

  test('a refresh asks as the app again, one at a time, and serves the old token while Microsoft is away', async () => {
    const made = await integrateTenants(world, ['User.Read.All']);
    const known = await connectTenant(world, made);
    await world.calm();
    const answers = await Promise.all([1, 2, 3].map(() => world.vend(known, { force: true })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await world.requests()).token.byGrantType).toEqual({ client_credentials: 1 });
    await world.fault({ match: { path: 'token' }, status: 503, times: 1 });
    expect((await world.vend(known, { force: true })).body).toMatchObject({ refresh: { status: 'failed' } });
  });

  test('a withdrawn app closes the connection with its sentence, and the same tenant’s admin opens it again', async () => {
    const made = await integrateTenants(world, ['User.Read.All']);
    const known = await connectTenant(world, made);
    for (const [state, code] of [
      ['disabled', 'AADSTS7000112'],
      ['removed', 'AADSTS700016'],
    ] as const) {
      await world.bench.enterpriseApp(made.app, CONTOSO, state);
      const refused = await world.vend(known, { force: true });
      expect(refused.status).toBe(424);
      expect(refused.text).toContain(code);
      if (state === 'removed') expect(refused.text).toContain('an admin there removed it');
      await world.bench.enterpriseApp(made.app, CONTOSO, 'enabled');
      const session = await world.call('/api/connect/sessions/reconnect', {
        body: { connection_id: known.connectionId, integration_id: made.uniqueKey },
      });
      const { token } = Object(session.body.data);
      const linkId = await world.linkOf(token);
      const other = await world.beginOn(made, linkId);
      await goThrough(other, { consents: admins.fabrikam });
      expect(await outcomeOf(world, linkId)).toBe('admin_declined');
      await goThrough(await world.beginOn(made, linkId), { consents: admins.contoso });
      expect((await world.connectionOf(linkId, made)).id).toBe(known.id);
      expect((await world.vend(known)).status).toBe(200);
    }
  });

  test('Conditional Access for workload identities closes it too', async () => {
    const made = await integrateTenants(world, ['User.Read.All']);
    const known = await connectTenant(world, made);
    await world.bench.say(53003, { on: 'token', grant_type: 'client_credentials', times: 1 });
    const refused = await world.vend(known, { force: true });
    expect([refused.status, refused.text.includes('AADSTS53003')]).toEqual([424, true]);
  });
});
