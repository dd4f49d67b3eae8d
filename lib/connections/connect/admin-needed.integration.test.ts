import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLink } from '#lib/links/create-link';
import { listAdminLinks } from '#lib/links/links';
import { findAdminUrl, isDeclinedByAdmin } from '#lib/links/open-link';
import { signInAt } from '../../../sandbox/pages/person.ts';
import { countOf, linkRow } from '../../../scripts/testing/rows.ts';
import { actor, lee, type Made, World } from '../../../scripts/testing/world.ts';
import { completeAttempt } from './callback.ts';

let world: World;
const petra = 'admin@fabrikam.sandbox';
const returning = { account: lee, needsAdmin: 'return' } as const;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

async function waiting(made: Made) {
  const trip = await world.begin(made, { endUser: { id: 'lee' } });
  await world.finish(trip, returning);
  const [child] = await listAdminLinks(trip.linkId);
  if (!child) throw new Error('no link for the admin');
  return { trip, child };
}

test('an admin must approve: the link waits open with a link for the admin, and goes on once they did', async () => {
  const made = await world.integrate();
  const { trip, child } = await waiting(made);
  expect(await linkRow(trip.linkId)).toMatchObject({ status: 'awaiting_admin', consumed_at: null });
  expect(await findAdminUrl(trip.linkId)).toMatch(/^http:\/\/localhost:3000\/connect\//);
  const consent = await world.beginOn(made, child.id);
  expect(new URL(consent.url).pathname).toMatch(/\/v2\.0\/adminconsent$/);
  await world.finish(consent, { account: petra });
  expect(await linkRow(child.id)).toMatchObject({ status: 'approved' });
  expect(await linkRow(trip.linkId)).toMatchObject({ status: 'approved', consumed_at: null });
  await world.finish(await world.beginOn(made, trip.linkId), { account: lee });
  expect(await linkRow(trip.linkId)).toMatchObject({ status: 'connected' });
});

test('a link that offers several integrations gets its admin link for the one that was tried', async () => {
  const [one, two] = [await world.integrate(), await world.integrate()];
  const { id } = await createLink({ integrations: [one.uniqueKey, two.uniqueKey] }, actor);
  await world.finish(await world.beginOn(two, id), returning);
  expect(await listAdminLinks(id)).toMatchObject([{ integrationIds: [two.id] }]);
  const { id: any } = await createLink({ integrations: [] }, actor);
  await world.finish(await world.beginOn(one, any), returning);
  expect(await listAdminLinks(any)).toMatchObject([{ integrationIds: [one.id] }]);
});

test('an admin who declines, or somebody who is none, approves nothing', async () => {
  const made = await world.integrate();
  const { trip, child } = await waiting(made);
  expect(await isDeclinedByAdmin(trip.linkId)).toBe(false);
  await world.finish(await world.beginOn(made, child.id), { account: petra, decision: 'decline' });
  expect(await isDeclinedByAdmin(trip.linkId)).toBe(true);
  await world.finish(await world.beginOn(made, child.id), returning);
  expect(await linkRow(child.id)).toMatchObject({ consumed_at: null, outcome: { code: 'admin_declined' } });
  expect(await isDeclinedByAdmin(trip.linkId), 'who is no admin has not declined').toBe(false);
  expect(await linkRow(trip.linkId)).toMatchObject({ status: 'awaiting_admin' });
});

test('a forged approval stores no tenant and makes no connection, in any browser', async () => {
  const made = await world.integrate();
  const { trip, child } = await waiting(made);
  const before = await countOf('connection');
  const consent = await world.beginOn(made, child.id);
  const state = new URL(consent.url).searchParams.get('state') ?? '';
  const forged = new URLSearchParams({ state, admin_consent: 'True', tenant: '00000000-0000-0000-0000-00000000f00d' });
  expect(await completeAttempt(forged, 'another-browser')).toEqual({ redirectTo: '/connect/reported-approved' });
  expect(await linkRow(trip.linkId)).toMatchObject({ status: 'awaiting_admin' });
  await completeAttempt(forged, consent.browser);
  expect(JSON.stringify(await linkRow(trip.linkId))).not.toContain('f00d');
  expect(await countOf('connection')).toBe(before);
  const again = await signInAt((await world.beginOn(made, trip.linkId)).url, returning);
  expect(again.get('error')).toBe('access_denied');
});
