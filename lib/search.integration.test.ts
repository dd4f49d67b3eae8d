import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { audit, listAudit } from '#lib/audit/audit';
import { listConnections } from '#lib/connections/connections';
import { db } from '#lib/db';
import { createLink } from '#lib/links/create-link';
import { listLinks } from '#lib/links/links';
import { actor, jonas, type Made, mira, World } from '../scripts/testing/world.ts';

let world: World;
let made: Made;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
  await world.connect(made, mira, { endUser: { id: 'plain', display_name: 'Plain' } });
  await world.connect(made, jonas, { endUser: { id: 'odd', display_name: String.raw`50% of a_b\c "d"` } });
});
afterAll(() => world.stop());

const rest = z.object({ connections: z.array(z.object({ end_user: z.object({ id: z.string() }) })) });

/** The lists to search, each returning the end users' ids of the rows found. */
const lists: [string, (search: string) => Promise<string[]>][] = [
  [
    'GET /connections',
    async (search) => {
      const { body } = await world.call(`/api/connections?${new URLSearchParams({ search })}`);
      return rest.parse(body).connections.map((one) => one.end_user.id);
    },
  ],
  [
    'the connections of the dashboard',
    async (search) => (await listConnections({ search }, { limit: 10 })).map((one) => one.endUser?.id ?? ''),
  ],
  ['links', async (search) => (await listLinks({ search })).links.map((one) => one.endUser?.id ?? '')],
];

test.each(lists)('%s: every character of a search stands for itself', async (_, find) => {
  for (const search of ['%', '_', '0% of', 'a_b', '\\', String.raw`b\c`])
    expect(await find(search), search).toEqual(['odd']);
  for (const search of ['%%', '%a', 'a%c', 'a.b', '\\%', 'p_ain', 'o%d'])
    expect(await find(search), search).toEqual([]);
  expect((await find('')).toSorted()).toEqual(['odd', 'plain']);
});

test('the audit log too', async () => {
  await db().$transaction((tx) => audit(tx, { actor, action: 'api-key.created', subject: 'api-key:100%_sure' }));
  await createLink({}, actor);
  const subjects = async (search: string) => (await listAudit({ search, limit: 50 })).map(({ subject }) => subject);
  expect(await subjects('0%_s')).toEqual(['api-key:100%_sure']);
  expect(await subjects('a%y')).toEqual([]);
});
