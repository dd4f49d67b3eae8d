import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { updateIntegration } from '#lib/integrations/integrations';
import { createReauthorizeLink } from '#lib/links/create-link';
import { countOf, endTokens, endWaiting, hostRows, linkRow, rowOf, timelineOf } from '../../../scripts/testing/rows.ts';
import { actor, jonas, type Known, type Made, mira, sam, sharePointOf, World } from '../../../scripts/testing/world.ts';
import { allowNewAccount } from '../account.ts';
import { setManyMetadata } from '../changes.ts';
import { vendResource } from '../tokens/vend-resource.ts';
import { checkAccount, findExpectedTenants } from './grant.ts';

const ada = { email: 'ada@example.com' };

let world: World;
let made: Made;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
});
afterAll(() => world.stop());
beforeEach(() => world.calm());

test('the same end user and account again: the same connection, tags replaced, metadata kept', async () => {
  const first = await world.connect(made, mira, {
    endUser: { id: 'u1', email: 'old@example.com' },
    tags: { plan: 'a' },
  });
  await setManyMetadata([first.id], { folder: 'x' }, actor);
  const again = { endUser: { id: 'u1', email: 'new@example.com' }, tags: { team: 'b' } };
  const second = await world.connect(made, mira, again);
  expect(second).toEqual(first);
  const row = await rowOf(first.id);
  expect(row).toMatchObject({ tags: { team: 'b' }, metadata: { folder: 'x' }, end_user: again.endUser });
  expect(row.tags).not.toHaveProperty('plan');
  expect(await timelineOf(first.id)).toEqual(['connected', 'metadata_changed', 'connected_again']);
});

test.each([
  ['another end user', mira, { endUser: { id: 'u2' } }],
  ['another account', jonas, { endUser: { id: 'u1' } }],
  ['no end user', mira, {}],
])('%s: a new connection', async (_, account, link) => {
  await world.connect(made, mira, { endUser: { id: 'u1' } });
  const before = await countOf('connection');
  await world.connect(made, account, link);
  expect(await countOf('connection')).toBe(before + 1);
});

test('another integration: a new connection', async () => {
  const endUser = { id: 'u3' };
  const first = await world.connect(made, mira, { endUser });
  expect(await world.connect(await world.integrate(), mira, { endUser })).not.toMatchObject({ id: first.id });
});

test('links of one end user finishing at once make one connection', async () => {
  const before = await countOf('connection');
  const endUser = { id: 'at-once' };
  const trips = await Promise.all(Array.from({ length: 10 }, () => world.begin(made, { endUser })));
  await Promise.all(trips.map((trip) => world.finish(trip, { account: mira })));
  expect(await countOf('connection')).toBe(before + 1);
  const rows = await Promise.all(trips.map(({ linkId }) => linkRow(linkId)));
  expect(new Set(rows.map(({ connection_id }) => connection_id)).size).toBe(1);
  expect(rows.map(({ status }) => status)).toEqual(trips.map(() => 'connected'));
});

test('a personal account connects, without SharePoint and without an error', async () => {
  const known = await world.connect(made, sam);
  expect(await rowOf(known.id)).toMatchObject({ account_kind: 'personal', status: 'healthy', last_failure: null });
  expect(await hostRows(known.id)).toEqual([]);
  expect(sharePointOf(await world.vend(known))).toBeUndefined();
});

async function reauthorize(known: Known, account: string): Promise<Record<string, unknown>> {
  const { id } = await createReauthorizeLink({ connectionId: known.id, integrationId: made.id }, actor);
  await world.finish(await world.beginOn(made, id), { account });
  return linkRow(id);
}

test('reauthorizing with another account is refused and the old grant stays', async () => {
  const known = await world.connect(made, mira, { endUser: { id: 'stay' } });
  const { sealed_grant, sealed_token, fence } = await rowOf(known.id);
  const link = await reauthorize(known, jonas);
  const outcome = { code: 'wrong_account', account: jonas, expected: mira };
  expect(link).toMatchObject({ status: 'opened', consumed_at: null, outcome });
  expect(await rowOf(known.id)).toMatchObject({ sealed_grant, sealed_token, fence, username: mira, status: 'healthy' });
});

const seen = z.object({ oid: z.string(), acceptedBy: z.string().optional() });
const auditOf = (subject: string) =>
  world.rows("select actor, action, detail from audit_event where action like '%new-account%' and subject = $1", [
    `connection:${subject}`,
  ]);

test('an account created again under its address takes over once an operator allowed exactly it', async () => {
  const known = await world.connect(made, jonas, { endUser: { id: 'anew' }, tags: { plan: 'a' } });
  await setManyMetadata([known.id], { kept: true }, actor);
  const before = await rowOf(known.id);
  await world.bench.remake(jonas);
  await endTokens(known.id);
  expect((await world.vend(known)).status).toBe(424);

  expect(await reauthorize(known, jonas)).toMatchObject({ status: 'opened', outcome: { code: 'new_account' } });
  expect(await rowOf(known.id)).toMatchObject({ oid: before.oid, sealed_grant: before.sealed_grant });
  const first = seen.parse((await rowOf(known.id)).new_account).oid;

  await world.bench.remake(jonas);
  expect(await reauthorize(known, jonas)).toMatchObject({ outcome: { code: 'new_account' } });
  await expect(allowNewAccount(known.id, first, ada)).rejects.toMatchObject({ code: 'other_account' });
  const { oid } = seen.parse((await rowOf(known.id)).new_account);
  expect(oid).not.toBe(first);
  await allowNewAccount(known.id, oid, ada);
  expect(await reauthorize(known, mira)).toMatchObject({ outcome: { code: 'wrong_account' } });
  expect(await reauthorize(known, jonas)).toMatchObject({ status: 'connected', connection_id: known.id });

  const kept = {
    connection_id: known.connectionId,
    tags: { plan: 'a' },
    metadata: { kept: true },
    end_user_id: 'anew',
  };
  expect(await rowOf(known.id)).toMatchObject({ ...kept, oid, status: 'healthy', new_account: null });
  expect((await world.vend(known)).status).toBe(200);
  const story = await timelineOf(known.id);
  expect(story.slice(-5)).toEqual([
    'new_account_seen',
    'new_account_seen',
    'new_account_allowed',
    'new_account_taken',
    'reauthorized',
  ]);
  const detail = { from: before.oid, to: oid, username: jonas };
  expect((await auditOf(known.connectionId)).rows).toMatchObject([{ actor, detail }]);
});

test('what was allowed is no leave for one that is created again once more, and old host tokens go', async () => {
  const known = await world.connect(made, jonas, { endUser: { id: 'twice' } });
  await world.bench.remake(jonas);
  await reauthorize(known, jonas);
  const { oid } = seen.parse((await rowOf(known.id)).new_account);
  await allowNewAccount(known.id, oid, ada);
  await world.bench.remake(jonas);
  expect(await reauthorize(known, jonas)).toMatchObject({ outcome: { code: 'new_account' } });
  const newest = seen.parse((await rowOf(known.id)).new_account);
  expect(newest.oid).not.toBe(oid);
  expect(newest.acceptedBy).toBeUndefined();
  await allowNewAccount(known.id, newest.oid, ada);
  await world.fault({ match: { path: 'token', resource: 'sharepoint' }, status: 503, times: 10 });
  expect(await reauthorize(known, jonas)).toMatchObject({ status: 'connected' });
  expect((await rowOf(known.id)).connection_config).not.toHaveProperty('sharepointAccessToken');
  const hosts = await hostRows(known.id);
  expect(hosts.map(({ sealed_token }) => sealed_token)).toEqual(hosts.map(() => null));
});

test('reauthorizing heals a closed connection under its id, with tags, metadata and history', async () => {
  const known = await world.connect(made, mira, { endUser: { id: 'heal' }, tags: { plan: 'a' } });
  await setManyMetadata([known.id], { kept: true }, actor);
  await endTokens(known.id);
  await world.revoke(mira, 'password_reset', made.app.client_id);
  expect((await world.vend(known)).status).toBe(424);
  expect(await reauthorize(known, mira)).toMatchObject({ status: 'connected', connection_id: known.id });
  expect((await world.vend(known)).status).toBe(200);
  const kept = {
    tags: { plan: 'a' },
    metadata: { kept: true },
    end_user_id: 'heal',
    connection_id: known.connectionId,
  };
  expect(await rowOf(known.id)).toMatchObject({ ...kept, status: 'healthy', status_reason: null, last_failure: null });
  const story = ['connected', 'metadata_changed', 'needs_reauthorization', 'reauthorized'];
  expect(await timelineOf(known.id)).toEqual(story);
});

test('without Sites.Read.All: Graph only; with the scope added and reauthorized, the token appears', async () => {
  const narrow = await world.integrate({ presets: ['one-drive-only-read'] });
  const known = await world.connect(narrow, mira);
  const first = await world.vend(known);
  expect(first.status).toBe(200);
  expect(sharePointOf(first)).toBeUndefined();
  expect(await timelineOf(known.id)).toEqual(['connected']);
  await updateIntegration(narrow.id, { presets: ['files-read'] }, actor);
  const { id } = await createReauthorizeLink({ connectionId: known.id, integrationId: narrow.id }, actor);
  await world.finish(await world.beginOn(narrow, id), { account: mira });
  expect(sharePointOf(await world.vend(known))).toBeDefined();
  expect(await linkRow(id)).toMatchObject({ connection_id: known.id });
  expect(await timelineOf(known.id)).toEqual(['connected', 'reauthorized', 'scopes_changed', 'sharepoint_gained']);
});

test('SharePoint failing while connecting: healthy, with the reason, and tried again after its back-off', async () => {
  const fault = { match: { path: 'token', resource: 'sharepoint' }, status: 503 };
  const trip = await world.begin(made, { endUser: { id: 'late-sharepoint' } });
  await world.fault(fault);
  await world.finish(trip, { account: mira });
  const known = await world.connectionOf(trip.linkId, made);
  expect(await rowOf(known.id)).toMatchObject({ status: 'healthy', last_failure: null });
  expect(await timelineOf(known.id)).toEqual(['connected', 'sharepoint_missing']);
  expect((await hostRows(known.id)).map(({ failure }) => failure)).toContainEqual(
    expect.objectContaining({ aadsts: 90033 }),
  );
  expect(sharePointOf(await world.vend(known))).toBeUndefined();
  const { refresh_due_at } = await rowOf(known.id);
  expect(new Date(String(refresh_due_at)).getTime() - Date.now()).toBeLessThan(20_000);
  await endWaiting(known.id);
  expect(sharePointOf(await world.vend(known))).toBeDefined();
  expect(await timelineOf(known.id)).toEqual(['connected', 'sharepoint_missing', 'sharepoint_gained']);
});

test('Graph away while connecting: the hosts are found by the next refresh', async () => {
  await world.fault({ match: { path: 'graph' }, status: 503, body: 'html', times: 10 });
  const known = await world.connect(made, mira);
  expect(await hostRows(known.id)).toEqual([]);
  await world.calm();
  expect(sharePointOf(await world.vend(known, { force: true }))).toBeDefined();
  const kinds = (await hostRows(known.id)).map(({ kind, failure }) => ({ kind, failure }));
  expect(kinds).toHaveLength(2);
  expect(kinds).toEqual(
    expect.arrayContaining(['sharepoint-root', 'sharepoint-my'].map((kind) => ({ kind, failure: null }))),
  );
});

test('after connecting, the token that ends first decides when a refresh is due', async () => {
  await world.bench.control('POST', '/token-life', { seconds: 3_600 });
  const trip = await world.begin(made);
  await world.fault({ match: { path: 'token', resource: 'sharepoint' }, delay_ms: 600 });
  const finishing = world.finish(trip, { account: mira });
  const asked = async () => (await world.requests()).token.byResource[world.root] ?? 0;
  await expect.poll(asked, { interval: 20 }).toBe(1);
  await world.bench.control('POST', '/token-life', { seconds: 1_000 });
  await finishing;
  const { id } = await world.connectionOf(trip.linkId, made);
  const { refresh_due_at } = await rowOf(id);
  expect(new Date(String(refresh_due_at)).getTime() - Date.now()).toBeLessThan(900_000);
});

test('a single-tenant app takes no account of another tenant, whatever Microsoft lets through', async () => {
  const { tid, oid, username } = await rowOf((await world.connect(made, mira)).id);
  const identity = {
    tid: String(tid),
    oid: String(oid),
    username: String(username),
    displayName: '',
    loginHint: undefined,
  };
  const link = { kind: 'connect', connectionId: null, expectedEmail: null, expectedTenant: null } as const;
  const check = async (tenantId: string) => {
    const app = { accountTypes: 'single-tenant', cloud: 'sandbox', tenantId } as const;
    return checkAccount(identity, link, await findExpectedTenants(link, app));
  };
  expect(await check('contoso.sandbox')).toBeUndefined();
  expect(await check('fabrikam.sandbox')).toMatchObject({ expected: 'fabrikam.sandbox' });
});

test("minting a host's token is no newer primary token to whoever forces a refresh", async () => {
  const { id } = await world.connect(made, mira);
  const before = await rowOf(id);
  const { resource } = (await hostRows(id)).find(({ kind }) => kind === 'sharepoint-my') ?? { resource: '' };
  await vendResource(id, String(resource));
  expect((await rowOf(id)).token_version).toBe(before.token_version);
});
