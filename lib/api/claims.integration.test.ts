import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { probeTenants } from '#lib/connections/tenant/probe';
import { callAsAccount } from '#lib/connections/tokens/own-call';
import { refreshConnection } from '#lib/connections/tokens/refresh';
import { createReauthorizeLink } from '#lib/links/create-link';
import { callGraph } from '#lib/microsoft/graph';
import { claimsOf } from '../../sandbox/testing/bench.ts';
import { codeOf, ProxyServer } from '../../scripts/testing/proxy-server.ts';
import { endTokens, rowOf } from '../../scripts/testing/rows.ts';
import { connectTenant, integrateTenants } from '../../scripts/testing/tenant.ts';
import {
  actor,
  graph,
  type Known,
  type Made,
  mira,
  sharePointOf,
  tokenOf,
  World,
} from '../../scripts/testing/world.ts';

let world: World;
let made: Made;
let known: Known;
let proxy: ProxyServer;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate({ presets: ['files-write'] });
  known = await world.connect(made);
  proxy = await ProxyServer.start(known, world.key);
  await world.vend(known);
});
afterAll(async () => {
  await proxy.stop();
  await world.stop();
});
afterEach(async () => {
  await world.bench.account(mira, { require: null });
  await world.calm();
});

const demanded = JSON.stringify({ access_token: { nbf: { essential: true, value: '1604106651' } } });
const challenge = (claims = demanded) =>
  `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`;

const tokenRequests = async () => (await world.requests()).token.total;
const atHost = () => proxy.call('/_api/web', { headers: { 'base-url-override': world.root } });

function report(of: Known, body: Record<string, unknown> = {}) {
  const named = { provider_config_key: of.uniqueKey, www_authenticate: challenge() };
  return world.call(`/api/connections/${of.connectionId}/token-refused`, { body: { ...named, ...body } });
}

/** A waiting time that a failure has started takes longer than any test. */
async function waitLonger({ id }: Known): Promise<void> {
  const longer = "set retry_at = retry_at + interval '1 hour'";
  await world.sql(`update connection ${longer} where id = $1`, [id]);
  await world.sql(`update connection_token ${longer} where connection_id = $1`, [id]);
}

/** The reauthorize link's way to Microsoft and back. */
async function reauthorize(): Promise<string> {
  const link = await createReauthorizeLink({ connectionId: known.id, integrationId: made.id }, actor);
  const trip = await world.beginOn(made, link.id);
  await world.finish(trip, { account: mira });
  return new URL(trip.url).searchParams.get('claims') ?? '';
}

test('every token request declares CP1, for people and whole tenants', async () => {
  const capable = { xms_cc: ['CP1'] };
  expect(claimsOf(tokenOf(await world.vend(known)))).toMatchObject(capable);
  expect(claimsOf(tokenOf(await world.vend(known, { force: true })))).toMatchObject(capable);
  const { body } = await world.token(known, world.root);
  expect(claimsOf(String(body.access_token))).toMatchObject(capable);
});

describe('a revoked session, seen by a call', () => {
  test('one refresh with the claims, then again; twenty calls at once share it', async () => {
    await world.bench.revokeSession(mira, { needs: 'token' });
    const all = await Promise.all(Array.from({ length: 20 }, () => proxy.call('/v1.0/me')));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await world.requests()).token.byResource[graph]).toBe(1);
    expect(await rowOf(known.id)).toMatchObject({ status: 'healthy', claims: null });
  });

  test('a body that cannot be sent again: the next call has the new token', async () => {
    await world.bench.revokeSession(mira, { needs: 'token' });
    const chunked = { method: 'PUT', body: 'x'.repeat(1_100_000) };
    expect((await proxy.call('/v1.0/_sink', chunked)).status).toBe(401);
    expect((await proxy.call('/v1.0/_sink', chunked)).status).toBe(200);
    expect(await tokenRequests()).toBe(1);
  });

  test('a refresh that insists on everything gets the root host’s token too, while one with claims is under way', async () => {
    const before = await world.vend(known);
    const { token_version: seenVersion } = await rowOf(known.id);
    await world.fault({ match: { path: 'token' }, delay_ms: 300 });
    const other = refreshConnection(known.id, { kind: 'forced', seenVersion: Number(seenVersion), claims: demanded });
    const insisting = await world.vend(known, { force: true });
    await other;
    expect(sharePointOf(before)).toBeDefined();
    expect(sharePointOf(insisting)).not.toBe(sharePointOf(before));
  });

  test('by a call of our own: the next token meets the claims', async () => {
    await world.bench.revokeSession(mira, { needs: 'token' });
    expect(await callAsAccount(known.id, (access) => callGraph(access, '/me'))).toHaveProperty('value');
  });

  test('refused with the claims too: returned, and not asked again for a minute', async () => {
    const server = await ProxyServer.start(await world.connect(made), world.key);
    await world.calm();
    await world.fault({ match: { path: 'graph' }, status: 401, claims: demanded, times: 9 });
    for (let round = 0; round < 3; round += 1) expect((await server.call('/v1.0/me')).status).toBe(401);
    expect(await tokenRequests()).toBe(1);
    await server.stop();
  });

  test('Microsoft’s token endpoint throttles: waited out by every further call', async () => {
    const other = await world.connect(made);
    const server = await ProxyServer.start(other, world.key);
    await world.calm();
    await world.fault({ match: { path: 'graph' }, status: 401, claims: demanded, times: 9 });
    await world.fault({ match: { path: 'token' }, status: 429, retry_after: 600 });
    for (let round = 0; round < 3; round += 1) {
      const refused = await server.call('/v1.0/me');
      expect([refused.status, codeOf(refused)]).toEqual([424, 'connection_refresh_backoff']);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(500);
    }
    expect((await report(other)).body).toMatchObject({ outcome: 'unavailable', reason: { code: 'AADSTS90055' } });
    expect(await tokenRequests()).toBe(1);
    await server.stop();
  });

  test('a SharePoint host alone', async () => {
    expect((await atHost()).status).toBe(200);
    await world.bench.revokeSession(mira, { needs: 'token', resource: 'sharepoint' });
    expect([(await atHost()).status, (await proxy.call('/v1.0/me')).status]).toEqual([200, 200]);
    expect(await tokenRequests()).toBe(1);
  });

  test('a SharePoint host for which a person is needed: the claims are kept until they sign in', async () => {
    await world.bench.revokeSession(mira, { needs: 'person', resource: 'sharepoint' });
    const refused = await atHost();
    expect([refused.status, refused.text]).toEqual([424, expect.stringContaining('AADSTS50076')]);
    expect(await tokenRequests()).toBe(1);
    // Not the usual five seconds: the refresh without the claims, which succeeds, ends the count of failures.
    const wait = await world.rows(
      'select extract(epoch from retry_at - now())::int as s from connection_token where connection_id = $1 and failures > 0',
      [known.id],
    );
    expect(Number(wait.rows[0]?.s)).toBeGreaterThan(45);
    await waitLonger(known);
    expect(await atHost()).toMatchObject({ status: 424, text: expect.stringContaining('AADSTS50076') });
    expect((await report(known, { resource: world.root })).body).toMatchObject({ outcome: 'needs_reauthorization' });
    expect(await tokenRequests()).toBe(1);
    await endTokens(known.id);
    expect((await proxy.call('/v1.0/me')).status).toBe(200);
    expect(await rowOf(known.id)).toMatchObject({ status: 'healthy', claims: expect.stringContaining('polids') });
    expect(await reauthorize()).toContain('polids');
    expect((await atHost()).status).toBe(200);
    expect(await rowOf(known.id)).toMatchObject({ claims: null });
  });

  test('a person is needed: 424 in our words, the link brings the claims, and it goes on', async () => {
    await world.bench.revokeSession(mira, { needs: 'person' });
    const refused = await proxy.call('/v1.0/me');
    expect([refused.status, codeOf(refused)]).toEqual([424, 'server_error']);
    expect(refused.text).toContain('needs_reauthorization');
    expect(refused.text).toContain('AADSTS50076');
    expect(await rowOf(known.id)).toMatchObject({
      status: 'needs_reauthorization',
      claims: expect.stringContaining('polids'),
    });
    expect((await world.vend(known, { force: true })).status).toBe(424);
    expect(await rowOf(known.id)).toMatchObject({ claims: expect.stringContaining('polids') });
    const { rows } = await world.rows(`select data -> 'reason' ->> 'claims' as claims from event where type = $1`, [
      'connection.needs_reauthorization',
    ]);
    expect(rows.at(-1)).toEqual({ claims: 'true' });
    expect(await reauthorize()).toContain('polids');
    expect((await proxy.call('/v1.0/me')).status).toBe(200);
    expect(await rowOf(known.id)).toMatchObject({ status: 'healthy', claims: null });
  });

  test('claims that the token endpoint’s refusal does not repeat are kept as well', async () => {
    const other = await world.connect(made);
    await world.revoke(mira, 'password_reset', made.app.client_id);
    expect((await report(other)).body).toMatchObject({ outcome: 'needs_reauthorization' });
    expect(await rowOf(other.id)).toMatchObject({ status: 'needs_reauthorization', claims: demanded });
    await reauthorize();
  });
});

describe('a refusal reported by a token’s holder', () => {
  test('a new token, to be read now; a second report of the same token asks for nothing', async () => {
    const { body } = await world.vend(known);
    const held = tokenOf({ body });
    const { expires_at } = { expires_at: '', ...Object(body.credentials) };
    await world.calm();
    const first = await report(known, { expires_at });
    expect([first.status, first.body.outcome]).toEqual([200, 'renewed']);
    expect((await report(known, { expires_at })).body).toEqual(first.body);
    expect(await tokenRequests()).toBe(1);
    const read = await world.vend(known);
    expect(tokenOf(read)).not.toBe(held);
    expect(read.body).toMatchObject({ credentials: { expires_at: first.body.expires_at } });
  });

  test('of a SharePoint host', async () => {
    const before = await world.token(known, world.root);
    expect((await report(known, { resource: world.root })).body).toMatchObject({ outcome: 'renewed' });
    expect((await world.token(known, world.root)).body.access_token).not.toBe(before.body.access_token);
  });

  test('a person is needed: said with the reason, and once', async () => {
    const other = await world.connect(made);
    await world.fault({ match: { path: 'token' }, code: 50076, claims: demanded });
    const { body } = await report(other);
    const reason = { code: 'AADSTS50076', fix_by: 'user' };
    expect(body).toMatchObject({ outcome: 'needs_reauthorization', reason, retry_after: null });
    await waitLonger(other);
    await world.calm();
    expect((await report(other)).body).toMatchObject({ outcome: 'needs_reauthorization' });
    expect(await tokenRequests()).toBe(0);
    expect(await rowOf(other.id)).toMatchObject({ status: 'healthy', claims: demanded });
    expect((await world.vend(other)).status).toBe(200);
  });

  test('claims that are kept for another resource make no outage a matter of a person', async () => {
    const other = await world.connect(made);
    await world.token(other, world.root);
    await world.sql('update connection set claims = $2 where id = $1', [other.id, demanded]);
    await world.fault({ match: { path: 'token' }, status: 503 });
    expect((await report(other, { resource: world.root })).body).toMatchObject({ outcome: 'unavailable' });
  });

  test('Microsoft is away: unavailable, and nothing is closed', async () => {
    const other = await world.connect(made);
    await world.fault({ match: { path: 'token' }, status: 503 });
    const { body } = await report(other);
    expect(body).toMatchObject({ outcome: 'unavailable', retry_after: expect.any(Number) });
    expect(await rowOf(other.id)).toMatchObject({ status: 'healthy', claims: null });
  });

  test.each([
    ['no challenge', { www_authenticate: 'Bearer error="invalid_token"' }, 'no_claims_challenge'],
    ['no header', { www_authenticate: undefined }, 'invalid_body'],
    ['a foreign resource', { resource: 'https://evil.example' }, 'unknown_resource'],
    ['another integration', { provider_config_key: 'none' }, 'unknown_provider_config'],
  ])('%s is refused', async (_, body, code) => {
    const answer = await report(known, body);
    expect([answer.status, codeOf(answer)]).toEqual([400, code]);
    expect(await tokenRequests()).toBe(0);
  });
});

test('a whole tenant’s token is asked for with the claims too', async () => {
  const tenants = await integrateTenants(world, ['User.Read.All']);
  const tenant = await connectTenant(world, tenants);
  const server = await ProxyServer.start(tenant, world.key);
  await world.calm();
  await world.fault({ match: { path: 'graph' }, status: 401, claims: demanded });
  expect((await server.call('/v1.0/users?$top=1')).status).toBe(200);
  await world.sql("update connection set probe_due_at = now() - interval '1 minute' where id = $1", [tenant.id]);
  await world.fault({ match: { path: 'graph' }, status: 401, claims: demanded });
  await probeTenants();
  expect(await tokenRequests()).toBe(2);
  const { body } = await world.vend(tenant);
  expect(claimsOf(Object(body.credentials).token)).toMatchObject({ xms_cc: ['CP1'] });
  await world.fault({ match: { path: 'graph' }, status: 401, claims: demanded });
  await world.fault({ match: { path: 'token' }, code: 53003, claims: demanded });
  const refused = await server.call('/v1.0/users?$top=1');
  expect([refused.status, refused.text]).toEqual([424, expect.stringContaining('AADSTS53003')]);
  expect(await rowOf(tenant.id)).toMatchObject({ status: 'needs_reauthorization', claims: demanded });
  await server.stop();
});
