import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { newBrowser } from '#lib/connections/connect/browser';
import { findLink } from '#lib/links/links';
import { signInAt } from '../../../sandbox/pages/person.ts';
import { admins, connectTenant, integrateTenants, outcomeOf } from '../../../scripts/testing/tenant.ts';
import { type Known, type Made, mira, World } from '../../../scripts/testing/world.ts';
import { startAttempt } from '../connect/attempt.ts';
import { completeAttempt } from '../connect/callback.ts';
import { findLastChange } from './sites.ts';

let world: World;
let made: Made;
let known: Known;
let linkId: string;

beforeAll(async () => {
  world = await World.start();
  const changes = { provider: 'sharepoint-online' };
  made = await integrateTenants(world, ['Sites.Selected'], { changes });
  known = await connectTenant(world, made);
  const path = `/api/connections/${known.connectionId}/sites/link?provider_config_key=${made.uniqueKey}`;
  const { status, body } = await world.call(path, { method: 'POST' });
  expect(status).toBe(201);
  linkId = await world.linkOf(Object(body.data).token);
});
afterAll(() => world.stop());
beforeEach(() => world.calm());

const browser = newBrowser();
type Sites = Parameters<typeof startAttempt>[0]['sites'];
const site = z.object({ id: z.string(), name: z.string(), role: z.string().nullable() });

/** One step of the admin's on the site-grant link; the sites that its page then shows. */
async function step(sites: Sites, account = admins.contoso as string) {
  const { redirectTo } = await startAttempt({ linkId, integrationId: made.id, browser, sites });
  expect(new URL(redirectTo).searchParams.get('scope')).toContain('Sites.FullControl.All');
  await completeAttempt(await signInAt(redirectTo, { account }), browser);
  const { rows } = await world.rows(`select outcome -> 'sites' as sites from connect_link where id = $1`, [linkId]);
  return z.array(site).nullable().parse(rows[0]?.sites) ?? [];
}

const find = (...words: string[]) => step({ step: 'sites', action: 'find', words });

async function changed(): Promise<unknown> {
  const { rows } = await world.rows(`select outcome -> 'changed' as changed from connect_link where id = $1`, [linkId]);
  return rows[0]?.changed;
}

async function read(siteId: string): Promise<number> {
  const { token } = z.object({ token: z.string() }).parse((await world.vend(known)).body.credentials);
  return (await world.bench.graph(`/sites/${siteId}`, token)).status;
}

const listed = () => world.call(`/api/connections/${known.connectionId}/sites?provider_config_key=${made.uniqueKey}`);

test('the admin finds, releases and takes back sites; the token of each step is kept nowhere', async () => {
  const all = await find();
  expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(['Marketing', 'Finance']));
  expect(all.every(({ role }) => role === null)).toBe(true);
  expect((await find('Finance', 'No such site')).map(({ name }) => name)).toEqual(['Finance']);
  const looked = await world.rows(`select outcome -> 'unfound' as unfound from connect_link where id = $1`, [linkId]);
  expect(looked.rows).toEqual([{ unfound: ['No such site'] }]);
  const [marketing] = await find('http://contoso.sharepoint.localhost/sites/marketing');
  const id = marketing?.id ?? '';
  expect(await read(id)).toBe(403);
  expect((await find('Finance', 'Marketing')).map(({ role }) => role)).toEqual([null, null]);
  const after = await step({ step: 'sites', action: 'grant', siteIds: [id], role: 'read' });
  expect(after, 'what was found before stays').toEqual([
    expect.objectContaining({ id, name: 'Marketing', role: 'read' }),
    expect.objectContaining({ name: 'Finance', role: null }),
  ]);
  expect(await changed()).toEqual({ action: 'grant', names: ['Marketing'] });
  expect((await step({ step: 'sites', action: 'show' })).map(({ name }) => name)).toEqual(['Marketing']);
  expect(await changed()).toBeNull();
  expect(await read(id)).toBe(200);
  expect((await listed()).body).toMatchObject({
    data: [{ id, name: 'Marketing', role: 'read', granted_by: admins.contoso }],
  });
  const wider = await step({ step: 'sites', action: 'grant', siteIds: [id], role: 'write' });
  expect(wider[0]?.role).toBe('write');
  const left = await step({ step: 'sites', action: 'revoke', siteIds: [id] });
  expect(left.every(({ role }) => role === null)).toBe(true);
  expect(await changed()).toEqual({ action: 'revoke', names: ['Marketing'] });
  expect((await findLink(linkId))?.outcome?.operatorMessage).toBe('An admin took back Marketing.');
  expect((await findLink(linkId))?.isForAdmin).toBe(true);
  expect(await findLastChange(known.id)).toMatchObject({ message: 'Marketing was taken back.', by: admins.contoso });
  expect(await read(id)).toBe(403);
  expect((await listed()).body).toEqual({ data: [] });
  const { rows } = await world.rows('select count(*)::int as n from connection where tid = $1 and oid <> $2', [
    '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01',
    '',
  ]);
  expect(rows[0]?.n).toBe(0);
});

test('somebody who may not manage sites changes nothing', async () => {
  const [first] = await find('Finance');
  const { redirectTo } = await startAttempt({
    linkId,
    integrationId: made.id,
    browser,
    sites: { step: 'sites', action: 'grant', siteIds: [first?.id ?? ''], role: 'read' },
  });
  await completeAttempt(await signInAt(redirectTo, { account: mira, needsAdmin: 'return' }), browser);
  expect(await outcomeOf(world, linkId)).toBe('sites_refused');
  expect(await read(first?.id ?? '')).toBe(403);
});
