import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newToken } from '#lib/ids';
import { createLink } from '#lib/links/create-link';
import { revokeLink } from '#lib/links/links';
import { countOf, linkRow, timelineOf } from '../../../scripts/testing/rows.ts';
import { signInAt } from '../../../scripts/testing/trip.ts';
import { actor, jonas, type Made, mira, sam, World } from '../../../scripts/testing/world.ts';
import { newBrowser } from './browser.ts';
import { completeAttempt } from './callback.ts';

let world: World;
let made: Made;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
});
afterAll(() => world.stop());
beforeEach(() => world.calm());

const redemptions = async () => (await world.requests()).token.byGrantType.authorization_code ?? 0;
const startAgain = { redirectTo: '/connect/start-again' };

test('a state never issued asks Microsoft for nothing', async () => {
  const before = await countOf('connection');
  const forged = new URLSearchParams({ state: newToken(), code: 'any' });
  expect(await completeAttempt(forged, newBrowser())).toEqual(startAgain);
  expect((await world.requests()).token.total).toBe(0);
  expect(await countOf('connection')).toBe(before);
});

test('a state in another browser, or without one, is refused and its owner still gets through', async () => {
  const trip = await world.begin(made);
  const back = await signInAt(trip.url, { account: mira });
  expect(await completeAttempt(back, newBrowser())).toEqual(startAgain);
  expect(await completeAttempt(back, undefined)).toEqual(startAgain);
  expect(await redemptions()).toBe(0);
  expect(await completeAttempt(back, trip.browser)).not.toEqual(startAgain);
  expect(await linkRow(trip.linkId)).toMatchObject({ status: 'connected' });
  expect(await redemptions()).toBe(1);
});

test('one state fifty times at once: one redemption, one connection', async () => {
  const before = await countOf('connection');
  const trip = await world.begin(made, { endUser: { id: 'fifty' } });
  const back = await signInAt(trip.url, { account: mira });
  const answers = await Promise.all(Array.from({ length: 50 }, () => completeAttempt(back, trip.browser)));
  expect(
    answers.filter((answer) => 'redirectTo' in answer && answer.redirectTo !== startAgain.redirectTo),
  ).toHaveLength(1);
  expect(await redemptions()).toBe(1);
  expect(await countOf('connection')).toBe(before + 1);
});

test('the code of one attempt at another one is refused, and its owner keeps what is theirs', async () => {
  const before = await countOf('connection');
  const [a, b] = [await world.begin(made), await world.begin(made)];
  const [backA, backB] = [await signInAt(a.url, { account: mira }), await signInAt(b.url, { account: jonas })];
  const swapped = new URLSearchParams({ code: backA.get('code') ?? '', state: backB.get('state') ?? '' });
  await completeAttempt(swapped, b.browser);
  expect(await countOf('connection')).toBe(before);
  expect(await linkRow(b.linkId)).toMatchObject({ status: 'opened', consumed_at: null });
  await completeAttempt(backA, a.browser);
  expect(await linkRow(a.linkId)).toMatchObject({ status: 'connected', outcome: { account: mira } });
});

test("another integration's code is refused", async () => {
  const before = await countOf('connection');
  const other = await world.integrate();
  const [a, b] = [await world.begin(made), await world.begin(other)];
  const code = (await signInAt(a.url, { account: mira })).get('code') ?? '';
  const state = (await signInAt(b.url, { account: mira })).get('state') ?? '';
  await completeAttempt(new URLSearchParams({ code, state }), b.browser);
  expect(await countOf('connection')).toBe(before);
  expect(await linkRow(b.linkId)).toMatchObject({ consumed_at: null, outcome: { code: 'microsoft_error' } });
});

test('one link, two attempts at once: one connection, whose outcome stays', async () => {
  const before = await countOf('connection');
  const first = await world.begin(made, { endUser: { id: 'one-link' } });
  const second = await world.beginOn(made, first.linkId);
  const [mine, other] = [await signInAt(first.url, { account: mira }), await signInAt(second.url, { account: jonas })];
  await Promise.all([completeAttempt(mine, first.browser), completeAttempt(other, second.browser)]);
  expect(await countOf('connection')).toBe(before + 1);
  expect(await linkRow(first.linkId)).toMatchObject({ status: 'connected', outcome: { code: 'connected' } });
});

test('a link used before gives no second connection and asks Microsoft for nothing', async () => {
  const first = await world.begin(made);
  const second = await world.beginOn(made, first.linkId);
  await world.finish(first, { account: mira });
  const before = await countOf('connection');
  await world.calm();
  await world.finish(second, { account: jonas });
  expect(await countOf('connection')).toBe(before);
  expect(await redemptions()).toBe(0);
  expect(await linkRow(first.linkId)).toMatchObject({ status: 'connected', outcome: { account: mira } });
});

test('a link revoked while somebody was at Microsoft stores nothing', async () => {
  const before = await countOf('connection');
  const trip = await world.begin(made);
  const back = await signInAt(trip.url, { account: mira });
  await revokeLink(trip.linkId, actor);
  await completeAttempt(back, trip.browser);
  expect(await redemptions()).toBe(0);
  expect(await countOf('connection')).toBe(before);
  expect(await linkRow(trip.linkId)).toMatchObject({ status: 'revoked', outcome: null });
});

test('an ended attempt is refused; one begun before the end of its link finishes', async () => {
  const trip = await world.begin(made);
  const back = await signInAt(trip.url, { account: mira });
  await world.sql(`update connect_link set expires_at = now() - interval '1 minute' where id = $1`, [trip.linkId]);
  await completeAttempt(back, trip.browser);
  expect(await linkRow(trip.linkId)).toMatchObject({ status: 'connected' });
  const late = await world.begin(made);
  const tooLate = await signInAt(late.url, { account: mira });
  await world.sql(`update attempt set expires_at = now() where link_id = $1`, [late.linkId]);
  expect(await completeAttempt(tooLate, late.browser)).toEqual(startAgain);
});

test.each([
  ['another tenant, by id', { expectedTenant: 'b7e2f9a4-18c3-4d6e-8f27-90d5c4e1fa02' }, mira],
  ['another tenant, by domain', { expectedTenant: 'fabrikam.sandbox' }, mira],
  ['a tenant that does not exist', { expectedTenant: 'nowhere.example' }, mira],
  ['a personal account where a tenant is expected', { expectedTenant: 'contoso.sandbox' }, sam],
  ['another address', { expectedEmail: jonas }, mira],
])('%s: the tokens are discarded and the link stays open', async (_, constraint, account) => {
  const before = await countOf('connection');
  const trip = await world.begin(made, constraint);
  await world.finish(trip, { account });
  expect(await countOf('connection')).toBe(before);
  const link = { status: 'opened', consumed_at: null, outcome: { code: 'wrong_account', account } };
  expect(await linkRow(trip.linkId)).toMatchObject(link);
});

test('the right tenant and address, in any spelling, connect', async () => {
  const rules = { expectedTenant: 'Contoso.Sandbox', expectedEmail: mira.toUpperCase() };
  const { id } = await world.connect(made, mira, rules);
  expect(await timelineOf(id)).toEqual(['connected']);
});

test.each([
  ['declined', { account: mira, decision: 'decline' } as const, 'declined'],
  ['declined by a personal account', { account: sam, decision: 'decline' } as const, 'declined'],
  ['cancelled', { account: mira, decision: 'leave' } as const, 'cancelled'],
])('%s: nothing is stored and the same link connects afterwards', async (_, person, code) => {
  const fresh = await world.integrate();
  const before = await countOf('connection');
  const trip = await world.begin(fresh);
  await world.finish(trip, person);
  expect(await countOf('connection')).toBe(before);
  expect(await linkRow(trip.linkId)).toMatchObject({ status: 'opened', consumed_at: null, outcome: { code } });
  await world.finish(await world.beginOn(fresh, trip.linkId), { account: person.account });
  expect(await linkRow(trip.linkId)).toMatchObject({ status: 'connected' });
});

test('an invented refusal without the right browser leaves no trace', async () => {
  const trip = await world.begin(made);
  const state = new URL(trip.url).searchParams.get('state') ?? '';
  await completeAttempt(new URLSearchParams({ state, error: 'access_denied' }), newBrowser());
  expect(await linkRow(trip.linkId)).toMatchObject({ status: 'at_microsoft', outcome: null });
});

test('markup in what comes back is kept out of what is stored', async () => {
  const trip = await world.begin(made);
  const state = new URL(trip.url).searchParams.get('state') ?? '';
  const script = '<script>alert(1)</script>';
  const back = { state, error: script, error_description: `AADSTS65004: ${script} Trace ID: ${script}` };
  await completeAttempt(new URLSearchParams(back), trip.browser);
  expect(JSON.stringify(await linkRow(trip.linkId))).not.toContain('<script>');
});

test('a link offers only its own integrations', async () => {
  const other = await world.integrate();
  const { id } = await createLink({ integrations: [made.uniqueKey] }, actor);
  await expect(world.beginOn(other, id)).rejects.toMatchObject({ code: 'invalid_integration' });
  expect(await countOf('attempt', `link_id = '${id}'`)).toBe(0);
});
