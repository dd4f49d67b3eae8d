import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { endTokens, timelineOf } from '../../scripts/testing/rows.ts';
import { actor, type Known, mira, sharePointOf, tokenOf, World } from '../../scripts/testing/world.ts';
import { deleteIntegration } from '../integrations/integrations.ts';
import { createKey } from '../keys/keys.ts';
import { createLink, createReauthorizeLink } from '../links/create-link.ts';
import { markOpened } from '../links/open-link.ts';
import { tellExpiredLinks } from '../links/use-link.ts';
import { markCorrupt } from './corrupt.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.calm();
  await world.sql('truncate event cascade');
});

const page = z.object({
  events: z.array(
    z.object({
      id: z.string().regex(/^evt_[0-9a-f]{32}$/),
      type: z.string(),
      timestamp: z.iso.datetime(),
      sequence: z.number().nullable(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  next_cursor: z.string(),
  has_more: z.boolean(),
});

async function told(query: Record<string, string> = {}, key = world.key) {
  return page.parse((await world.call(`/api/events?${new URLSearchParams(query)}`, { key })).body);
}

async function typesOf(query: Record<string, string> = {}) {
  return (await told(query)).events.map(({ type }) => type);
}

async function connected(): Promise<Known> {
  const made = await world.integrate();
  return world.connect(made, mira, { endUser: { id: 'u1', email: 'm@example.com' }, tags: { plan: 'gold' } });
}

test('a link and what it connects are told, with ids and whose they are, and without a secret', async () => {
  const known = await connected();
  const { events } = await told();
  expect(events.map(({ type }) => type)).toEqual(['connection.created', 'link.completed']);
  const whose = { end_user: { id: 'u1', email: 'm@example.com' }, tags: { plan: 'gold' } };
  const ids = { connection_id: known.connectionId, provider_config_key: known.uniqueKey, provider: 'one-drive' };
  expect(events[0]).toMatchObject({
    sequence: 1,
    data: { ...ids, ...whose, scopes: { granted: expect.arrayContaining(['Files.Read.All', 'Sites.Read.All']) } },
  });
  expect(events[1]).toMatchObject({ sequence: null, data: { ...ids, ...whose, link: { kind: 'connect' } } });
  const answer = await world.vend(known, { refreshToken: true });
  const { rows } = await world.rows('select data::text from event');
  const secrets = [
    tokenOf(answer),
    sharePointOf(answer),
    z.looseObject({ refresh_token: z.string() }).parse(answer.body.credentials).refresh_token,
  ];
  for (const secret of secrets) expect(JSON.stringify(rows)).not.toContain(secret ?? 'absent');
});

test('a closed grant is told once with its reason, and so is its return', async () => {
  const known = await connected();
  await world.fault({ match: { path: 'token' }, error: 'invalid_grant', code: 50173, times: 2 });
  for (const _ of [1, 2]) await world.vend(known, { force: true });
  expect(await typesOf({ types: 'connection.needs_reauthorization' })).toHaveLength(1);
  await world.vend(known, { force: true });
  const { events } = await told({ connection: known.connectionId });
  expect(events.map(({ type, sequence }) => [type, sequence])).toEqual([
    ['connection.created', 1],
    ['link.completed', null],
    ['connection.needs_reauthorization', 2],
    ['connection.recovered', 3],
  ]);
  const reason = { code: 'AADSTS50173', aadsts: 50_173, for: 'user', claims: false };
  expect(events[2]?.data).toMatchObject({
    reason: { ...reason, message: expect.any(String), fix: expect.any(String) },
  });
  expect(await timelineOf(known.id)).toContain('recovered');
});

test('an ordinary refresh tells nothing', async () => {
  const known = await connected();
  const { next_cursor: after } = await told();
  await endTokens(known.id);
  await world.vend(known);
  await world.vend(known, { force: true });
  expect(await typesOf({ after })).toEqual([]);
});

test('other scopes at a refresh are told', async () => {
  const known = await connected();
  const { next_cursor: after } = await told();
  await world.sql('update connection set granted_scopes = granted_scopes[1:1] where id = $1', [known.id]);
  await world.vend(known, { force: true });
  const { events } = await told({ after });
  expect(events).toMatchObject([
    {
      type: 'connection.scopes_changed',
      data: { scopes: { granted: expect.arrayContaining(['Files.Read.All', 'Sites.Read.All']) } },
    },
  ]);
});

test('a reauthorization, a corrupt row and a deletion are told', async () => {
  const known = await connected();
  const { next_cursor: after } = await told();
  const link = await createReauthorizeLink(
    { connectionId: known.id, integrationId: await integrationOf(known) },
    actor,
  );
  await world.finish(await world.beginOn({ id: await integrationOf(known) }, link.id), { account: mira });
  const links = (await told({ after })).events.filter(({ type }) => type.startsWith('link.'));
  const whose = { end_user: { id: 'u1', email: 'm@example.com' }, tags: { plan: 'gold' } };
  expect(links).toMatchObject([{ type: 'link.completed', data: { ...whose, link: { kind: 'reauthorize' } } }]);
  await markCorrupt(known.id, 'It cannot be opened.');
  await world.call(`/api/connections/${known.connectionId}?provider_config_key=${known.uniqueKey}`, {
    method: 'DELETE',
  });
  expect(await typesOf({ after })).toEqual([
    'connection.reauthorized',
    'link.completed',
    'connection.needs_reauthorization',
    'connection.deleted',
  ]);
});

async function integrationOf({ id }: Known): Promise<string> {
  const { rows } = await world.rows('select integration_id as id from connection where id = $1', [id]);
  return z.object({ id: z.string() }).parse(rows[0]).id;
}

test('an integration takes its connections along, and each is told', async () => {
  const made = await world.integrate();
  const known = [await world.connect(made, mira), await world.connect(made, mira)];
  const { next_cursor: after } = await told();
  await deleteIntegration(made.id, actor);
  const { events } = await told({ after });
  const gone = known.map(({ connectionId }) => ({ type: 'connection.deleted', data: { connection_id: connectionId } }));
  expect(events).toHaveLength(2);
  expect(events).toEqual(
    expect.arrayContaining(
      gone.map((one) => expect.objectContaining({ ...one, data: expect.objectContaining(one.data) })),
    ),
  );
});

test('steps of a link are told: opened, failed with its reason, waiting, expired', async () => {
  const made = await world.integrate();
  const { id } = await createLink({ integrations: [made.uniqueKey], tags: { n: '1' } }, actor);
  await markOpened(id);
  await markOpened(id);
  await world.finish(await world.beginOn(made, id), { account: mira, decision: 'decline' });
  await world.sql("update attempt set expires_at = now() - interval '1 second'");
  await world.sql("update connect_link set expires_at = now() - interval '1 second' where id = $1", [id]);
  expect([await tellExpiredLinks(), await tellExpiredLinks()]).toEqual([1, 0]);
  const { events } = await told();
  expect(events.map(({ type }) => type)).toEqual(['link.opened', 'link.failed', 'link.expired']);
  expect(events[1]?.data).toMatchObject({ reason: { for: 'user' }, tags: { n: '1' }, link: { id, kind: 'connect' } });
});

test('a key bound to an integration sees its events only; without the scope none', async () => {
  const known = await connected();
  const other = await connected();
  const integrationId = await integrationOf(known);
  const scopes = ['environment:events:read'];
  const { key } = await createKey({ name: 'bound', by: actor, scopes, integrationId });
  const { events } = await told({}, key);
  expect(new Set(events.map(({ data }) => data.provider_config_key))).toEqual(new Set([known.uniqueKey]));
  const foreign = await world.call(`/api/events?integration=${other.uniqueKey}`, { key });
  expect([foreign.status, foreign.body]).toMatchObject([400, { error: { code: 'unknown_provider_config' } }]);
  const { key: without } = await createKey({ name: 'without', by: actor, scopes: ['environment:connections:read'] });
  expect((await world.call('/api/events', { key: without })).status).toBe(403);
  for (const query of ['after=x', 'types=nonsense', 'limit=0'])
    expect((await world.call(`/api/events?${query}`)).status).toBe(400);
  expect((await world.call('/api/events?after=999999')).body).toMatchObject({ error: { code: 'cursor_unknown' } });
});
