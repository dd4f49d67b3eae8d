import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { findIntegrationById, updateIntegration } from '#lib/integrations/integrations';
import { handOutReauthorizeLinks } from '#lib/links/hand-out';
import { findLink } from '#lib/links/links';
import { actor, jonas, type Made, mira, sam, World } from '../../scripts/testing/world.ts';
import { listConnections } from './connections.ts';
import { findToAsk, listMissing } from './scopes.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

async function missingOn(made: Made) {
  const integration = await findIntegrationById(made.id);
  if (!integration) throw new Error('gone');
  return listMissing(integration);
}

const lackingOn = async ({ uniqueKey }: Made) =>
  (await listConnections({ integration: uniqueKey, lacking: true }, { limit: 10 })).map(({ username }) => username);

test('permissions added to an integration are missing until a connection is reauthorized', async () => {
  const made = await world.integrate();
  const first = await world.connect(made, mira);
  await world.connect(made, sam);
  expect(await missingOn(made)).toMatchObject({ total: 2, lacking: 0, connections: [], tenants: [] });
  expect(await lackingOn(made)).toEqual([]);

  await updateIntegration(made.id, { scopes: ['Mail.Read'] }, actor);
  const missing = await missingOn(made);
  expect(missing).toMatchObject({ total: 2, lacking: 2 });
  expect(missing.connections.map((one) => [one.username, one.missing])).toEqual([
    [sam, ['Mail.Read']],
    [mira, ['Mail.Read']],
  ]);
  expect(missing.tenants, 'a personal account has no admin').toEqual([
    expect.objectContaining({ connections: 1, scopes: ['Mail.Read'] }),
  ]);
  expect(await lackingOn(made)).toEqual([sam, mira]);

  const [link] = await handOutReauthorizeLinks([{ connectionId: first.id, integrationId: made.id }], actor);
  await world.finish(await world.beginOn(made, link?.id ?? ''), { account: mira });
  expect(await lackingOn(made)).toEqual([sam]);
  expect(await missingOn(made)).toMatchObject({ total: 2, lacking: 1, tenants: [] });
});

test('links for many connections are made at once, each with its audit row', async () => {
  const made = await world.integrate();
  const known = [await world.connect(made, mira, { endUser: { id: 'm' } }), await world.connect(made, jonas)];
  const found = await findToAsk([...known.map(({ id }) => id), crypto.randomUUID()]);
  expect(found).toMatchObject([
    { username: mira, integrationKey: made.uniqueKey, endUser: { id: 'm' } },
    { username: jonas, endUser: null },
  ]);
  const links = await handOutReauthorizeLinks(
    found.map(({ id, integrationId }) => ({ connectionId: id, integrationId })),
    actor,
  );
  for (const [index, { id }] of links.entries()) {
    expect(await findLink(id)).toMatchObject({ kind: 'reauthorize', connectionId: known[index]?.id });
    expect(await listAudit({ limit: 5, subject: `link:${id}` })).toMatchObject([{ action: 'link.created', actor }]);
  }
});

test('more than five hundred links at once are refused, and none is made', async () => {
  const made = await world.integrate();
  const { id } = await world.connect(made, mira);
  const many = Array.from({ length: 501 }, () => ({ connectionId: id, integrationId: made.id }));
  await expect(handOutReauthorizeLinks(many, actor)).rejects.toThrow(/At most 500/);
});
