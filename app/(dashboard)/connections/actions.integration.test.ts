import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { countFound, listConnections } from '#lib/connections/connections';
import { env } from '#lib/env';
import { createReauthorizeLink } from '#lib/links/create-link';
import { versionOf } from '#lib/version';
import { jar } from '../../../scripts/testing/browser-jar.ts';
import { tenMinutesPass } from '../../../scripts/testing/operators.ts';
import { rowOf } from '../../../scripts/testing/rows.ts';
import { addEveryRole, become, form, password } from '../../../scripts/testing/signed-in.ts';
import { actor, jonas, mira, World } from '../../../scripts/testing/world.ts';
import { allowNewAccount, makeReauthorizeLinks, removeConnection, saveMetadata } from './actions.ts';
import { answerExport } from './export/answer-export.ts';

vi.mock('next/headers', async () => (await import('../../../scripts/testing/browser-jar.ts')).nextHeaders);
vi.mock('next/cache', async () => (await import('../../../scripts/testing/browser-jar.ts')).nextCache);

let world: World;
let fields: { id: string; oid: string };

beforeAll(async () => {
  world = await World.start();
  await addEveryRole();
  const made = await world.integrate();
  const known = await world.connect(made, jonas);
  await world.bench.remake(jonas);
  const { id } = await createReauthorizeLink({ connectionId: known.id, integrationId: made.id }, actor);
  await world.finish(await world.beginOn(made, id), { account: jonas });
  fields = { id: known.id, oid: Object(await newAccount(known.id)).oid };
});
afterAll(() => world.stop());
beforeEach(() => jar.clear());

const newAccount = async (id: string) => (await rowOf(id)).new_account;
const understood = 'yes';

test.each(['stranger', 'viewer'])('a %s allows no new account', async (caller) => {
  await become(caller);
  const digest = caller === 'stranger' ? expect.stringContaining('/sign-in') : 'NEXT_HTTP_ERROR_FALLBACK;403';
  await expect(allowNewAccount({}, form({ ...fields, understood }))).rejects.toMatchObject({ digest });
  expect(await newAccount(fields.id)).not.toHaveProperty('acceptedBy');
});

test('an admin allows exactly the one that was seen, with the box ticked and their password given lately', async () => {
  await become('admin');
  expect(await allowNewAccount({}, form(fields))).toHaveProperty('error');
  expect(await allowNewAccount({}, form({ ...fields, oid: 'another', understood }))).toHaveProperty('error');
  await tenMinutesPass();
  expect(await allowNewAccount({}, form({ ...fields, understood }))).toHaveProperty('confirm');
  expect(await newAccount(fields.id)).not.toHaveProperty('acceptedBy');
  expect(await allowNewAccount({}, form({ ...fields, understood, confirmPassword: password }))).toEqual({});
  expect(await newAccount(fields.id)).toMatchObject({ oid: fields.oid, acceptedBy: 'operator:admin@example.com' });
});

test('of two tabs with the same metadata the second overwrites nothing until it has seen the first', async () => {
  await become('admin');
  const save = (metadata: string, version: string) => saveMetadata({}, form({ id: fields.id, metadata, version }));
  const stored = async () => (await rowOf(fields.id)).metadata;
  const opened = versionOf(await stored());
  expect(await save('{"plan":"pro","seats":3}', opened)).toEqual({ saved: true });
  const second = await save('{"plan":"free"}', opened);
  expect(second).toMatchObject({ error: expect.stringContaining('changed since'), typed: '{"plan":"free"}' });
  expect(JSON.parse(second.stored?.json ?? '')).toEqual({ plan: 'pro', seats: 3 });
  expect(await stored()).toEqual({ plan: 'pro', seats: 3 });
  expect(await save('{"plan":"free"}', second.stored?.version ?? '')).toEqual({ saved: true });
  expect(await stored()).toEqual({ plan: 'free' });
});

test('the list is read from either end, and links are made for all that its filters match', async () => {
  const made = await world.integrate();
  const [first, second] = [await world.connect(made, mira), await world.connect(made, jonas)];
  const list = (order?: 'oldest', after?: { createdAt: Date; id: string }) =>
    listConnections({ integrationId: made.id }, { limit: 5, order, after });
  expect((await list()).map(({ id }) => id)).toEqual([second.id, first.id]);
  const oldest = await list('oldest');
  expect(oldest.map(({ id }) => id)).toEqual([first.id, second.id]);
  expect((await list('oldest', oldest[0])).map(({ id }) => id)).toEqual([second.id]);

  expect(await countFound(mira)).toMatchObject({ states: { corrupt: 0 } });
  expect((await countFound(mira)).integrations.get(made.uniqueKey)).toBe(1);
  expect((await countFound('nobody at all')).states.healthy).toBe(0);

  await become('admin');
  const { links } = await makeReauthorizeLinks({}, form({ filters: `integration=${made.uniqueKey}&sort=oldest` }));
  expect(links?.map(({ username }) => username)).toEqual([mira, jonas]);
  expect(await makeReauthorizeLinks({}, form({}))).toHaveProperty('error');
});

test('a deletion names account and integration in the audit log, and returns to the list it was asked from', async () => {
  await become('admin');
  const made = await world.integrate();
  const { id, connectionId } = await world.connect(made, mira);
  const gone = removeConnection(form({ id, list: '/connections?search=mira' }));
  const digest = expect.stringContaining(`/connections?search=mira&notice=deleted&deleted=${connectionId}`);
  await expect(gone).rejects.toMatchObject({ digest });
  const rows = await listAudit({ limit: 1, subject: `connection:${connectionId}`, action: 'connection.deleted' });
  expect(rows).toMatchObject([{ detail: { username: mira, integration: expect.any(String) } }]);
  expect(await removeConnection(form({ id }))).toHaveProperty('error');
});

test('an export holds what the filters match, and the audit log says so', async () => {
  const ask = (origin = env().publicUrl) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const body = new URLSearchParams({ filters: 'search=jonas' });
    return answerExport(
      new Request(`${env().publicUrl}/connections/export`, { method: 'POST', body, headers: { origin, cookie } }),
    );
  };
  expect((await ask()).status).toBe(401);
  await become('viewer');
  expect((await ask('https://evil.example')).status).toBe(403);
  const lines = (await (await ask()).text()).trim().split('\r\n');
  expect(lines[0]).toMatch(/^connection_id,integration,account,/);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines.slice(1)) expect(line).toContain(jonas);
  expect(await listAudit({ limit: 9, action: 'connections.exported' })).toMatchObject([
    { detail: { search: 'jonas' } },
  ]);
});
