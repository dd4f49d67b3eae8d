import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { pool } from '#lib/db';
import { env } from '#lib/env';
import { hostRows, rowOf, timelineOf } from '../../../scripts/testing/rows.ts';
import { graph, type Known, mira, sharePointOf, tokenOf, World } from '../../../scripts/testing/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.start({ TOKEN_REQUESTS: 'together' });
});
afterAll(() => world.stop());
beforeEach(async () => {
  env().tokenRequests = 'together';
  await world.calm();
});

type Connected = Known & { clientId: string };

async function connected(order: Record<string, unknown> = {}): Promise<Connected> {
  const made = await world.integrate({}, order);
  const known = await world.connect(made, mira);
  await world.calm();
  return { ...known, clientId: made.app.client_id };
}

const slow = { path: 'token' };
const ofGraph = { path: 'token', resource: 'graph' };
const ofSharePoint = { path: 'token', resource: 'sharepoint' };
const revoked = { error: 'invalid_grant', code: 50173 };
const spent = { error: 'invalid_grant', code: 70000 };

/** What the sandbox saw of one forced refresh: requests by resource in their order, and how many were open at once. */
async function seen() {
  const { token, requests } = await world.requests();
  const order = requests.flatMap(({ endpoint, resource }) => (endpoint === 'token' ? [resource] : []));
  return { order, atOnce: token.inFlightMax.perFamily };
}

const force = (known: Known) => world.vend(known, { force: true });
const statusOf = async ({ id }: Known) => (await rowOf(id)).status;

test('where a used refresh token stays valid, Graph and SharePoint are asked at the same time, once each', async () => {
  const known = await connected();
  const before = await world.vend(known);
  await world.fault({ match: slow, delay_ms: 150, times: 2 });
  const answer = await force(known);
  expect(answer.status).toBe(200);
  expect(tokenOf(answer)).not.toBe(tokenOf(before));
  expect(sharePointOf(answer)).not.toBe(sharePointOf(before));
  const { order, atOnce } = await seen();
  expect(order.toSorted()).toEqual([graph, world.root].toSorted());
  expect(atOnce).toBe(2);
  expect(await rowOf(known.id)).toMatchObject({ status: 'healthy', lease_owner: null, token_version: 2 });
});

/** Notes with which setting each lease was taken and each answer stored. */
const noteCommits = `
  create table if not exists noted_commit (what text, setting text);
  create or replace function note_commit() returns trigger language plpgsql as $$ begin
    insert into noted_commit values (tg_argv[0], current_setting('synchronous_commit')); return null; end $$;
  create or replace trigger note_lease after update of lease_owner on connection for each row
    when (new.fence > old.fence) execute function note_commit('lease');
  create or replace trigger note_answer after update of sealed_token on connection for each row
    execute function note_commit('answer');
  truncate noted_commit`;

// Before the tests in which a server turns out to be strict: from then on, this process waits for the disk.
test.each([
  ['together', 'off'],
  ['one-by-one', 'on'],
] as const)(
  '%s: whether the commit of a lease waits for the disk: %s; that of an answer does as ever',
  async (mode, setting) => {
    const known = await connected();
    env().tokenRequests = mode;
    await pool().query(noteCommits);
    const { rows: before } = await pool().query('show synchronous_commit');
    expect((await force(known)).status).toBe(200);
    const { rows } = await pool().query('select distinct what, setting from noted_commit order by what desc');
    expect(rows).toEqual([
      { what: 'lease', setting },
      { what: 'answer', setting: before[0].synchronous_commit },
    ]);
    expect((await pool().query('show synchronous_commit')).rows).toEqual(before);
  },
);

test.each(['auto', 'one-by-one'] as const)(
  '%s: a stand-in that ends the grant for a spent refresh token is asked for one after another',
  async (mode) => {
    env().tokenRequests = mode;
    const known = await connected({ rotation: 'strict' });
    await world.fault({ match: slow, delay_ms: 50, times: 2 });
    expect((await force(known)).status).toBe(200);
    expect(await seen()).toEqual({ order: [graph, world.root], atOnce: 1 });
    expect(await statusOf(known)).toBe('healthy');
  },
);

test.each([
  ['Graph', ofGraph],
  ['SharePoint', ofSharePoint],
])('the refresh token that is kept is the one that came last: with the answer for %s', async (_, match) => {
  const known = await connected();
  await world.fault({ match, delay_ms: 200 });
  expect((await force(known)).status).toBe(200);
  expect((await seen()).atOnce).toBe(2);
  // From now on only the newest one is taken.
  await world.bench.control('PATCH', `/apps/${known.clientId}`, { rotation: 'strict' });
  env().tokenRequests = 'one-by-one';
  const next = await force(known);
  expect([next.status, await statusOf(known)]).toEqual([200, 'healthy']);
});

test('a refusal of the used refresh token is not believed while a newer one is there, and then they take turns', async () => {
  const known = await connected();
  await world.fault({ match: ofSharePoint, ...spent, delay_ms: 150 });
  const answer = await force(known);
  expect(sharePointOf(answer)).toBeDefined();
  const { order } = await seen();
  expect(order.toSorted()).toEqual([graph, world.root, world.root].toSorted());
  expect(order.at(-1)).toBe(world.root);
  expect(await timelineOf(known.id)).not.toContain('sharepoint_missing');
  await world.calm();
  await world.fault({ match: slow, delay_ms: 50, times: 2 });
  expect((await force(known)).status).toBe(200);
  expect(await seen()).toEqual({ order: [graph, world.root], atOnce: 1 });
});

test.each([
  ['Graph', ofGraph, graph],
  ['SharePoint', ofSharePoint, undefined],
])(
  'a grant that %s names as ended is closed once the newest refresh token was refused too',
  async (_, match, first) => {
    const known = await connected();
    await world.fault({ match, ...revoked });
    expect((await force(known)).status).toBe(200);
    expect(await statusOf(known)).toBe('healthy');
    await world.calm();
    await world.fault({ match, ...revoked, times: 2 });
    await force(known);
    expect(await statusOf(known)).toBe('needs_reauthorization');
    const refused = first ?? world.root;
    expect((await seen()).order.filter((resource) => resource === refused)).toHaveLength(2);
    expect((await timelineOf(known.id)).filter((type) => type === 'needs_reauthorization')).toHaveLength(1);
  },
);

test('both refused for the grant: asked once each, closed once', async () => {
  const known = await connected();
  await world.fault({ match: slow, ...revoked, times: 9 });
  expect((await force(known)).status).not.toBe(200);
  expect((await seen()).order).toHaveLength(2);
  expect((await timelineOf(known.id)).filter((type) => type === 'needs_reauthorization')).toHaveLength(1);
});

test('SharePoint refusing for itself leaves Graph alone and is asked once', async () => {
  const known = await connected();
  await world.fault({ match: ofSharePoint, error: 'invalid_grant', code: 65001, suberror: 'consent_required' });
  expect((await force(known)).status).toBe(200);
  expect((await seen()).order).toHaveLength(2);
  expect(await statusOf(known)).toBe('healthy');
  const root = (await hostRows(known.id)).find(({ kind }) => kind === 'sharepoint-root');
  expect(root?.failure).toMatchObject({ aadsts: 65001 });
});

test('Graph being away for a while does not hold up SharePoint', async () => {
  const known = await connected();
  const before = sharePointOf(await world.vend(known));
  await world.fault({ match: ofGraph, status: 503, delay_ms: 100 });
  const answer = await force(known);
  expect(answer.status).toBe(200);
  expect(sharePointOf(answer)).not.toBe(before);
  expect(await rowOf(known.id)).toMatchObject({ status: 'healthy', failures: 1, token_version: 1, lease_owner: null });
});
