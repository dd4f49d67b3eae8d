import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pool } from '#lib/db';
import { newToken } from '#lib/ids';
import { createLink } from '#lib/links/create-link';
import { revokeLink } from '#lib/links/links';
import { findResult } from '#lib/links/open-link';
import { signInAt } from '../../../sandbox/pages/person.ts';
import { countOf, linkRow, timelineOf } from '../../../scripts/testing/rows.ts';
import { actor, jonas, type Made, mira, sam, World } from '../../../scripts/testing/world.ts';
import { hashBrowser, newBrowser } from './browser.ts';
import { type Completed, completeAttempt } from './callback.ts';

let world: World;
let made: Made;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
});
afterAll(() => world.stop());
beforeEach(() => world.calm());

const redemptions = async () => (await world.requests()).token.byGrantType.authorization_code ?? 0;

/** The result page as shown to this browser after its redirect. */
async function resultAt(done: Completed, browser: string) {
  const token = 'redirectTo' in done ? /^\/connect\/([\w-]{43})\/result$/.exec(done.redirectTo)?.[1] : undefined;
  return findResult({ token: token ?? '' }, hashBrowser(browser));
}

async function attemptOf(linkId: string): Promise<unknown> {
  return (await pool().query('select * from attempt where link_id = $1', [linkId])).rows[0];
}

const startAgain = { redirectTo: '/connect/start-again', isUnasked: true };

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

test('one state fifty times at once: one redemption, one connection, and everyone reads what came of it', async () => {
  const before = await countOf('connection');
  const trip = await world.begin(made, { endUser: { id: 'fifty' } });
  const back = await signInAt(trip.url, { account: mira });
  const arrive = async () => resultAt(await completeAttempt(back, trip.browser), trip.browser);
  const results = await Promise.all(Array.from({ length: 50 }, arrive));
  expect(results.map((result) => result?.outcome.code)).toEqual(Array(50).fill('connected'));
  expect(await redemptions()).toBe(1);
  expect(await countOf('connection')).toBe(before + 1);
});

describe('coming back once more', () => {
  test('after success shows it again to its own browser, and to no other', async () => {
    const trip = await world.begin(made);
    const back = await signInAt(trip.url, { account: mira });
    const first = await completeAttempt(back, trip.browser);
    expect(await completeAttempt(back, trip.browser)).toEqual(first);
    expect(await completeAttempt(back, newBrowser())).toEqual(startAgain);
    expect((await resultAt(first, trip.browser))?.outcome).toMatchObject({ code: 'connected', account: mira });
    expect(await resultAt(first, newBrowser())).toBeUndefined();
    expect(await redemptions()).toBe(1);
    expect(await attemptOf(trip.linkId)).toMatchObject({ sealed_secrets: null });
  });

  test('a day later still finds it, though new attempts clear the old ones away', async () => {
    const trip = await world.begin(made);
    const back = await signInAt(trip.url, { account: mira });
    const first = await completeAttempt(back, trip.browser);
    await world.sql(
      `update attempt set expires_at = expires_at - interval '1 day', spent_at = spent_at - interval '1 day',
        created_at = created_at - interval '1 day' where link_id = $1`,
      [trip.linkId],
    );
    await world.begin(made);
    expect(await completeAttempt(back, trip.browser)).toEqual(first);
  });

  test('after a refusal shows the own one, also when somebody else used the link since', async () => {
    const fresh = await world.integrate();
    const mine = await world.begin(fresh);
    const back = await signInAt(mine.url, { account: mira, decision: 'decline' });
    await completeAttempt(back, mine.browser);
    const theirs = await world.beginOn(fresh, mine.linkId);
    await world.finish(theirs, { account: jonas });
    const again = await completeAttempt(back, mine.browser);
    expect(await resultAt(again, mine.browser)).toMatchObject({ state: 'connected', outcome: { code: 'declined' } });
    expect((await resultAt(again, theirs.browser))?.outcome).toMatchObject({ code: 'connected', account: jonas });
    expect(await linkRow(mine.linkId)).toMatchObject({ outcome: { code: 'connected', account: jonas } });
  });

  test('to a link that another browser had used meanwhile shows no result', async () => {
    const first = await world.begin(made);
    const second = await world.beginOn(made, first.linkId);
    await world.finish(first, { account: mira });
    const back = await signInAt(second.url, { account: jonas });
    for (let times = 0; times < 2; times += 1)
      expect(await resultAt(await completeAttempt(back, second.browser), second.browser)).toBeUndefined();
  });

  test('to one whose process ended in the middle leads to the link, which is still open', async () => {
    const trip = await world.begin(made);
    const back = await signInAt(trip.url, { account: mira });
    await world.sql(
      `update attempt set spent_at = now() - interval '2 minutes', sealed_secrets = null where link_id = $1`,
      [trip.linkId],
    );
    const done = await completeAttempt(back, trip.browser);
    expect(done).toMatchObject({ redirectTo: expect.stringMatching(/^\/connect\/[\w-]{43}\/result$/) });
    expect(await resultAt(done, trip.browser)).toBeUndefined();
    expect(await redemptions()).toBe(0);
  });
});

describe('without an attempt of this browser', () => {
  const tenant = 'b7e2f9a4-18c3-4d6e-8f27-90d5c4e1fa02';
  test.each([
    ['an approval', { admin_consent: 'True', tenant }, 'reported-approved'],
    [
      'an approval with a state of somebody else',
      { admin_consent: 'True', tenant, state: '12345' },
      'reported-approved',
    ],
    ['a refusal', { error: 'permission_denied', error_description: 'The admin canceled' }, 'reported-refused'],
    [
      'a refusal with a code',
      { error: 'consent_required', error_description: 'AADSTS65004: declined', admin_consent: 'True', tenant },
      'reported-refused-65004',
    ],
    ['no approval and no error', { admin_consent: 'False' }, 'reported-refused'],
    ['a user’s code', { code: 'x' }, 'start-again'],
    ['a user’s refusal', { error: 'access_denied', state: '12345' }, 'start-again'],
    ['nothing', {}, 'start-again'],
  ])('%s', async (_, params, page) => {
    for (const browser of [undefined, newBrowser()])
      expect(await completeAttempt(new URLSearchParams(params), browser)).toEqual(
        page === 'start-again' ? startAgain : { redirectTo: `/connect/${page}` },
      );
    expect((await world.requests()).token.total).toBe(0);
  });
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
  await world.sql(`update attempt set expires_at = now() - interval '1 minute' where link_id = $1`, [late.linkId]);
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
