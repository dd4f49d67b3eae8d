import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createReauthorizeLink } from '#lib/links/create-link';
import { endTokens, endWaiting, hostRows, rowOf, timelineOf } from '../../../scripts/testing/rows.ts';
import { actor, graph, type Known, type Made, mira, sharePointOf, World } from '../../../scripts/testing/world.ts';
import { sweep } from './sweep.ts';

const contoso = 'contoso.sandbox';
const nils = 'nils@contoso.sandbox';

let world: World;
let made: Made;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.calm();
  await world.bench.tenantSharePoint(contoso, { name: null, geos: [], root_site: null });
});

const audienceOf = (token: string | undefined) => token && decodeJwt(token).aud;
const host = (name: string) => world.bench.sharePoint(name);
const rootSite = { path: 'graph', under: '/v1.0/sites/root' };
const oneDrive = { path: 'graph', under: '/v1.0/me/drive' };

async function hostsOf(id: string): Promise<Record<string, unknown>> {
  const rows = await hostRows(id);
  return Object.fromEntries(rows.map(({ kind, resource }) => [String(kind), resource]));
}

async function endLookupWait(id: string): Promise<void> {
  await world.sql(`update connection set host_retry_at = now() - interval '1 second' where id = $1`, [id]);
  await endWaiting(id);
}

async function events(id: string): Promise<Record<string, unknown>[]> {
  const { rows } = await world.rows('select type, detail from connection_event where connection_id = $1 order by id', [
    id,
  ]);
  return rows;
}

test.each([403, 404, 423])(
  'the root site is refused with %i: the OneDrive names the root host, and Entra agrees',
  async (status) => {
    await world.bench.tenantSharePoint(contoso, { root_site: status });
    const known = await world.connect(made, mira);
    const answer = await world.vend(known);
    expect(audienceOf(sharePointOf(answer))).toBe(world.root);
    expect(await hostsOf(known.id)).toEqual({ 'sharepoint-root': world.root, 'sharepoint-my': host('contoso-my') });
    expect(await timelineOf(known.id)).toEqual(['connected']);
    expect((await world.token(known, world.root)).status).toBe(200);
    expect(await rowOf(known.id)).toMatchObject({ host_retry_at: null });
  },
);

const passing: [string, Record<string, unknown>][] = [
  ['429', { status: 429, retry_after: 30 }],
  ['503', { status: 503 }],
  ['a gateway’s page', { status: 502, body: 'html' }],
  ['a page with 403', { status: 403, body: 'html' }],
  ['an answer that breaks off', { body: 'cut' }],
];

test.each(passing)('%s for the root site alone is no hindrance', async (_, fault) => {
  const trip = await world.begin(made);
  await world.fault({ match: rootSite, times: 3, ...fault });
  await world.finish(trip, { account: mira });
  const known = await world.connectionOf(trip.linkId, made);
  expect(audienceOf(sharePointOf(await world.vend(known)))).toBe(world.root);
});

test('the OneDrive is refused for now: the root host names its host, and it is proved', async () => {
  const trip = await world.begin(made);
  await world.fault({ match: oneDrive, times: 3, status: 503 });
  await world.finish(trip, { account: mira });
  const known = await world.connectionOf(trip.linkId, made);
  expect(await hostsOf(known.id)).toEqual({ 'sharepoint-root': world.root, 'sharepoint-my': host('contoso-my') });
});

test('an account without a OneDrive has none, whatever the root host is called, and says so', async () => {
  const known = await world.connect(made, nils);
  expect(await hostsOf(known.id)).toEqual({ 'sharepoint-root': world.root });
  expect(await rowOf(known.id)).toMatchObject({ host_lookup: { my: { code: 'no_onedrive' } } });
});

test('neither is told: the reason is kept, and Graph is asked again soon, not only with the next token', async () => {
  await world.bench.tenantSharePoint(contoso, { root_site: 403 });
  const known = await world.connect(made, nils);
  expect(await hostsOf(known.id)).toEqual({});
  const row = await rowOf(known.id);
  expect(row).toMatchObject({ status: 'healthy', host_lookup: { root: { code: 'root_site_forbidden' } } });
  const wait = new Date(String(row.host_retry_at)).getTime() - Date.now();
  expect(wait).toBeLessThan(15_000);
  expect(row.refresh_due_at).toEqual(row.host_retry_at);
  expect(await timelineOf(known.id)).toEqual(['connected', 'sharepoint_missing']);

  await endLookupWait(known.id);
  await world.calm();
  await world.vend(known);
  const again = await rowOf(known.id);
  expect(again).toMatchObject({ host_lookup: { failures: 2 } });
  expect(new Date(String(again.host_retry_at)).getTime()).toBeGreaterThan(Date.now());
  expect((await world.requests()).token.total).toBe(0);
  const lookups = (await world.requests()).requests.filter(({ endpoint }) => endpoint === 'graph').length;
  await world.vend(known);
  expect((await world.requests()).requests.filter(({ endpoint }) => endpoint === 'graph')).toHaveLength(lookups);

  await world.bench.tenantSharePoint(contoso, { root_site: null });
  await endLookupWait(known.id);
  expect(audienceOf(sharePointOf(await world.vend(known)))).toBe(world.root);
  expect((await world.requests()).token.byResource).toEqual({ [world.root]: 1 });
  expect(await timelineOf(known.id)).toEqual(['connected', 'sharepoint_missing', 'sharepoint_gained']);
  expect(await rowOf(known.id)).toMatchObject({ host_lookup: { my: { code: 'no_onedrive' } } });
});

test('what stays refused is asked ever less often', async () => {
  await world.bench.tenantSharePoint(contoso, { root_site: 404 });
  const known = await world.connect(made, nils);
  await world.sql(`update connection set host_lookup = jsonb_set(host_lookup, '{failures}', '20') where id = $1`, [
    known.id,
  ]);
  await endLookupWait(known.id);
  await world.vend(known);
  const { host_retry_at } = await rowOf(known.id);
  expect(new Date(String(host_retry_at)).getTime() - Date.now()).toBeGreaterThan(5 * 3_600_000);
});

test('Graph away for both, with Retry-After: asked again when it says, by the sweep too', async () => {
  const trip = await world.begin(made);
  await world.fault({ match: rootSite, times: 3, status: 429, retry_after: 120 });
  await world.fault({ match: oneDrive, times: 3, status: 503 });
  await world.finish(trip, { account: mira });
  const known = await world.connectionOf(trip.linkId, made);
  const { host_retry_at, host_lookup } = await rowOf(known.id);
  expect(host_lookup).toMatchObject({ root: { code: 'graph_unavailable' }, my: { code: 'graph_unavailable' } });
  expect(new Date(String(host_retry_at)).getTime() - Date.now()).toBeGreaterThan(100_000);
  await world.calm();
  await world.sql(`update connection set last_vended_at = case when id = $1 then now() else null end`, [known.id]);
  await endLookupWait(known.id);
  await sweep();
  expect(await hostsOf(known.id)).toEqual({ 'sharepoint-root': world.root, 'sharepoint-my': host('contoso-my') });
  expect(await rowOf(known.id)).toMatchObject({ host_lookup: null, host_retry_at: null });
});

test('Entra does not know the host that the OneDrive implies: it is not kept, and both reasons are told', async () => {
  await world.bench.tenantSharePoint(contoso, { root_site: 403 });
  const trip = await world.begin(made);
  await world.fault({ match: { path: 'token', resource: 'sharepoint' }, error: 'invalid_resource', code: 500011 });
  await world.finish(trip, { account: mira });
  const known = await world.connectionOf(trip.linkId, made);
  expect(await hostsOf(known.id)).toEqual({ 'sharepoint-my': host('contoso-my') });
  const { host_lookup } = await rowOf(known.id);
  expect(host_lookup).toMatchObject({
    root: { code: 'root_site_forbidden', message: expect.stringMatching(/403.*contoso\.sharepoint.*AADSTS500011/) },
  });
  await world.fault({ match: { path: 'token', resource: 'sharepoint' }, error: 'invalid_resource', code: 500011 });
  await endLookupWait(known.id);
  await world.vend(known);
  expect(await hostsOf(known.id)).toEqual({ 'sharepoint-my': host('contoso-my') });
  await endLookupWait(known.id);
  expect(audienceOf(sharePointOf(await world.vend(known)))).toBe(world.root);
});

test('without a permission for files nobody asks for hosts', async () => {
  const mail = await world.integrate({ presets: [], scopes: ['User.Read', 'Mail.Read'] });
  await world.calm();
  const known = await world.connect(mail, mira);
  const paths = (await world.requests()).requests
    .filter(({ endpoint }) => endpoint === 'graph')
    .map(({ path }) => path);
  expect(paths).toEqual(['/v1.0/organization']);
  expect(await rowOf(known.id)).toMatchObject({ host_lookup: null, host_retry_at: null });
});

test('reauthorizing while Graph is away keeps the hosts that are known, their token and the tenant’s name', async () => {
  const known = await world.connect(made, mira);
  const before = sharePointOf(await world.vend(known));
  const { id } = await createReauthorizeLink({ connectionId: known.id, integrationId: made.id }, actor);
  const trip = await world.beginOn(made, id);
  await world.fault({ match: { path: 'graph' }, status: 503, times: 10 });
  await world.finish(trip, { account: mira });
  expect(await hostsOf(known.id)).toEqual({ 'sharepoint-root': world.root, 'sharepoint-my': host('contoso-my') });
  expect(await rowOf(known.id)).toMatchObject({ tenant_name: 'Contoso', status: 'healthy' });
  expect(sharePointOf(await world.vend(known))).toBe(before);
});

async function renamed(): Promise<Known> {
  const known = await world.connect(made, mira);
  await world.bench.tenantSharePoint(contoso, { name: 'contosonew' });
  return known;
}

test('a renamed tenant: the next refresh finds the new hosts, and the timeline tells', async () => {
  const known = await renamed();
  await endTokens(known.id);
  await world.calm();
  expect(audienceOf(sharePointOf(await world.vend(known)))).toBe(host('contosonew'));
  expect(await hostsOf(known.id)).toEqual({
    'sharepoint-root': host('contosonew'),
    'sharepoint-my': host('contosonew-my'),
  });
  const told = (await events(known.id)).filter(({ type }) => type === 'sharepoint_moved').map(({ detail }) => detail);
  expect(told).toMatchObject([
    { from: host('contoso'), resource: host('contosonew') },
    { from: host('contoso-my'), resource: host('contosonew-my') },
  ]);
  expect(await timelineOf(known.id)).not.toContain('sharepoint_missing');
  const { byResource } = (await world.requests()).token;
  expect(byResource).toEqual({
    [graph]: 1,
    [host('contoso')]: 1,
    [host('contosonew')]: 1,
    [host('contosonew-my')]: 1,
  });
});

test('who asks for the earlier host is told so, and the new one has a token; Graph’s is not refreshed for it', async () => {
  const known = await renamed();
  await world.sql("update connection_token set expires_at = now() - interval '1 minute' where connection_id = $1", [
    known.id,
  ]);
  await world.calm();
  const refused = await world.token(known, host('contoso-my'));
  expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('AADSTS500011')]);
  expect((await world.token(known, host('contosonew-my'))).status).toBe(200);
  expect((await world.token(known, host('contosonew'))).status).toBe(200);
  expect((await world.requests()).token.byResource[graph]).toBeUndefined();
});

test('a renamed tenant whose root site may not be opened: the new OneDrive names it', async () => {
  const known = await renamed();
  await world.bench.tenantSharePoint(contoso, { root_site: 403 });
  await endTokens(known.id);
  expect(audienceOf(sharePointOf(await world.vend(known)))).toBe(host('contosonew'));
});

test('the new host gives no token yet: the earlier one is gone all the same, and so is its token', async () => {
  const known = await renamed();
  await world.bench.account(mira, { require: 'mfa', resource: 'sharepoint' });
  await world.sql("update connection_token set expires_at = now() - interval '1 minute' where connection_id = $1", [
    known.id,
  ]);
  const answer = await world.vend(known, { force: true });
  await world.bench.account(mira, { require: null });
  expect(answer.status).toBe(200);
  const stored = (await hostRows(known.id)).find(({ kind }) => kind === 'sharepoint-root');
  expect(stored).toMatchObject({ resource: host('contosonew'), failure: { code: 'AADSTS50076' } });
  expect(sharePointOf(answer)).toBeUndefined();
});

test('Graph goes on naming a host that Entra does not know: said, and asked again with patience, without a loop', async () => {
  const known = await world.connect(made, mira);
  await endTokens(known.id);
  await world.calm();
  const unknown = { match: { path: 'token', resource: 'sharepoint' }, error: 'invalid_resource', code: 500011 };
  await world.fault({ ...unknown, times: 50 });
  expect((await world.vend(known)).status).toBe(200);
  expect((await world.requests()).token.byResource).toEqual({ [graph]: 1, [world.root]: 1 });
  const stored = (await hostRows(known.id)).find(({ kind }) => kind === 'sharepoint-root');
  expect(stored).toMatchObject({ resource: world.root, failure: { code: 'AADSTS500011' }, failures: 1 });
  await world.vend(known);
  expect((await world.requests()).token.byResource).toEqual({ [graph]: 1, [world.root]: 1 });
  await world.calm();
  await endWaiting(known.id);
  expect(audienceOf(sharePointOf(await world.vend(known)))).toBe(world.root);
});

const graphCalls = async () => (await world.requests()).requests.filter(({ endpoint }) => endpoint === 'graph').length;

test('hosts that are no longer to be had are asked for no more', async () => {
  await world.bench.tenantSharePoint(contoso, { root_site: 403 });
  const known = await world.connect(made, nils);
  await world.sql(`update connection set granted_scopes = '{User.Read}' where id = $1`, [known.id]);
  await endLookupWait(known.id);
  await world.calm();
  expect((await world.vend(known)).status).toBe(200);
  const { host_retry_at, host_lookup, refresh_due_at } = await rowOf(known.id);
  expect([host_retry_at, host_lookup, await graphCalls()]).toEqual([null, null, 0]);
  expect(new Date(String(refresh_due_at)).getTime()).toBeGreaterThan(Date.now());
});

test('while Graph’s own token has to wait, nobody asks for hosts, and one failure is told once', async () => {
  await world.bench.tenantSharePoint(contoso, { root_site: 403 });
  const known = await world.connect(made, nils);
  await endTokens(known.id, -120);
  await endLookupWait(known.id);
  await world.calm();
  await world.fault({ match: { path: 'token' }, times: 50, status: 503 });
  for (let round = 0; round < 5; round += 1) expect((await world.vend(known)).status).toBe(200);
  expect(await rowOf(known.id)).toMatchObject({ failures: 1 });
  expect((await timelineOf(known.id)).filter((type) => type === 'refresh_failed')).toHaveLength(1);
  expect(await graphCalls()).toBeLessThanOrEqual(2);
});
