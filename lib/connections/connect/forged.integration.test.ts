import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Forger } from '../../../scripts/testing/forger.ts';
import { countOf, linkRow, rowOf } from '../../../scripts/testing/rows.ts';
import { actor, type Made, World } from '../../../scripts/testing/world.ts';
import { completeAttempt } from './callback.ts';
import { importConnection } from './import.ts';

let world: World;
let forger: Forger;
let made: Made;

beforeAll(async () => {
  forger = await Forger.start();
  world = await World.start({ SANDBOX_LOGIN_URL: forger.url, SANDBOX_GRAPH_URL: `${forger.url}/graph` });
  made = await world.integrate();
});
afterAll(async () => {
  await world.stop();
  await forger.stop();
});
beforeEach(() => {
  forger.forgery = {};
});

/** Makes one sign-in whose code is redeemed at the forger, and returns the link's row. */
async function goThrough(link = {}): Promise<Record<string, unknown>> {
  const { url, browser, linkId } = await world.begin(made, link);
  const { searchParams } = new URL(url);
  forger.expected = { nonce: searchParams.get('nonce') ?? '', clientId: made.app.client_id };
  const back = new URLSearchParams({ code: 'a-code', state: searchParams.get('state') ?? '' });
  await completeAttempt(back, browser);
  return linkRow(linkId);
}

test('what the forger gives unforged connects', async () => {
  const link = await goThrough();
  expect(link).toMatchObject({ status: 'connected' });
  expect(await rowOf(String(link.connection_id))).toMatchObject({ username: 'forged@contoso.sandbox' });
});

const foreignTenant = 'b7e2f9a4-18c3-4d6e-8f27-90d5c4e1fa02';
const hourAgo = Math.floor(Date.now() / 1000) - 3_600;

test.each([
  ['the nonce of another attempt', { claims: { nonce: 'another' } }, 'nonce'],
  ['no nonce', { claims: { nonce: undefined } }, 'nonce'],
  ['another audience', { claims: { aud: '00000000-0000-0000-0000-000000000001' } }, 'audience'],
  ['no audience', { claims: { aud: undefined } }, 'audience'],
  ['another issuer', { claims: { iss: 'https://login.microsoftonline.com/common/v2.0' } }, 'issuer'],
  ['the issuer of another tenant than tid says', { claims: { tid: foreignTenant } }, 'issuer'],
  ['a tid that is no tenant', { claims: { tid: '../common' } }, 'claims'],
  ['no oid', { claims: { oid: undefined } }, 'claims'],
  ['an ID token that has ended', { claims: { exp: hourAgo } }, 'times'],
  ['no end', { claims: { exp: undefined } }, 'claims'],
  ['a key that is not published', { signature: 'foreign' as const }, 'signature'],
  ['no signature', { signature: 'none' as const }, 'signature'],
])('%s: the tokens are discarded and the link stays open', async (_, forgery, idTokenFault) => {
  const before = await countOf('connection');
  forger.forgery = forgery;
  expect(await goThrough()).toMatchObject({
    status: 'opened',
    consumed_at: null,
    connection_id: null,
    outcome: { code: 'id_token_refused', idTokenFault },
  });
  expect(await countOf('connection')).toBe(before);
});

const token = {
  token_type: 'Bearer',
  scope: 'User.Read',
  expires_in: 3600,
  access_token: 'opaque',
  refresh_token: 'r',
};

test.each([
  ['200 {}', 200, '{}'],
  ['an empty token', 200, JSON.stringify({ ...token, access_token: '' })],
  ['a token without a life', 200, JSON.stringify({ ...token, expires_in: 0 })],
  ['no ID token', 200, JSON.stringify(token)],
  ['HTML with 200', 200, '<html></html>'],
  ['2 MB', 200, JSON.stringify({ ...token, more: 'x'.repeat(2_000_000) })],
  ['an array', 200, '[]'],
])('%s instead of a token response is no connection', async (_, status, text) => {
  const before = await countOf('connection');
  forger.forgery = { answer: { status, text } };
  expect(await goThrough()).toMatchObject({ status: 'opened', consumed_at: null });
  expect(await countOf('connection')).toBe(before);
});

test.each([
  ['200 {}', '{}', 'http_502'],
  ['an empty token', JSON.stringify({ ...token, access_token: '' }), 'http_502'],
  ['HTML', '<html></html>', 'http_502'],
  ['2 MB', JSON.stringify({ ...token, more: 'x'.repeat(2_000_000) }), 'too_large'],
])('%s at a refresh keeps the token that lives', async (_, text, code) => {
  const { connection_id } = await goThrough();
  const id = String(connection_id);
  const { connection_id: connectionId, sealed_token, sealed_grant } = await rowOf(id);
  await world.sql(
    `update connection set token_expires_at = now() + interval '1 minute', refresh_due_at = now() - interval '1 minute' where id = $1`,
    [id],
  );
  forger.forgery = { answer: { status: 200, text } };
  const answer = await world.vend({ connectionId: String(connectionId), uniqueKey: made.uniqueKey });
  expect(answer.status).toBe(200);
  const kept = { sealed_token, sealed_grant, status: 'healthy', failures: 1, last_failure: { code } };
  expect(await rowOf(id)).toMatchObject(kept);
});

const endSoon = (id: string) =>
  world.sql(
    `update connection set token_expires_at = now() + interval '1 minute', refresh_due_at = now() - interval '1 minute' where id = $1`,
    [id],
  );

/** A connection whose token expires soon, made while the forger sends such answers. */
async function connectedWith(members: Record<string, unknown>): Promise<string> {
  forger.forgery = { members };
  const { connection_id } = await goThrough();
  const id = String(connection_id);
  await endSoon(id);
  return id;
}

const vendOf = async (id: string) =>
  world.vend({ connectionId: String((await rowOf(id)).connection_id), uniqueKey: made.uniqueKey });

test('without a refresh token the connection says so once its token ends', async () => {
  const id = await connectedWith({ refresh_token: undefined });
  const { rows } = await world.rows('select outcome from connect_link where connection_id = $1', [id]);
  expect(rows[0]?.outcome).toMatchObject({ operatorMessage: expect.stringContaining('no refresh token') });
  expect((await vendOf(id)).status).toBe(424);
  const reason = { code: 'no_refresh_token', message: expect.stringContaining('offline_access') };
  expect(await rowOf(id)).toMatchObject({ status: 'needs_reauthorization', status_reason: reason });
});

test('a refresh that brings no refresh token goes on with the one before', async () => {
  const id = await connectedWith({});
  const { sealed_token } = await rowOf(id);
  forger.forgery = { members: { refresh_token: undefined, scope: undefined } };
  expect((await vendOf(id)).status).toBe(200);
  await endSoon(id);
  expect((await vendOf(id)).status).toBe(200);
  const row = await rowOf(id);
  expect(row).toMatchObject({ status: 'healthy', last_failure: null, granted_scopes: ['User.Read'] });
  expect(row.sealed_token).not.toEqual(sealed_token);
});

test('an imported refresh token that is not replaced is the one to go on with', async () => {
  forger.expected = { nonce: '', clientId: made.app.client_id };
  forger.forgery = { members: { refresh_token: undefined } };
  const order = { refreshToken: 'given', tags: {}, metadata: {}, config: {}, webhookUrlOverride: null };
  const { connectionId } = await importConnection({ ...order, integrationId: made.id }, actor);
  const { rows } = await world.rows('select id from connection where connection_id = $1', [connectionId]);
  const id = String(rows[0]?.id);
  await endSoon(id);
  expect((await vendOf(id)).status).toBe(200);
  expect(await rowOf(id)).toMatchObject({ status: 'healthy', last_failure: null });
});

test('no scope in the answer: what was asked was granted', async () => {
  const id = await connectedWith({ scope: undefined });
  const { requested_scopes } = await rowOf(id);
  expect(await rowOf(id)).toMatchObject({ status: 'healthy', granted_scopes: requested_scopes });
});

test('a tenant that cannot be looked up leaves the link open instead of failing', async () => {
  const before = await countOf('connection');
  const lookup = goThrough({ expectedTenant: 'cut.example' });
  await expect(lookup).resolves.toMatchObject({ consumed_at: null });
  expect(await countOf('connection')).toBe(before);
});
