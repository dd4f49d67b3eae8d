import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createReauthorizeLink } from '#lib/links/create-link';
import { endTokens, linkRow, rowOf } from '../../../scripts/testing/rows.ts';
import { actor, type Known, type Made, mira, World } from '../../../scripts/testing/world.ts';
import { findConnection } from '../connections.ts';
import { completeAttempt } from './callback.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());
afterEach(async () => {
  await world.bench.account(mira, { require: null });
  await world.calm();
});

const claimsOf = (url: string) => new URL(url).searchParams.get('claims') ?? '';

const demanded = JSON.stringify({ access_token: { polids: { essential: true, values: ['a-policy'] } } });

async function reauthorize(made: Made, { id }: Pick<Known, 'id'>) {
  const link = await createReauthorizeLink({ connectionId: id, integrationId: made.id }, actor);
  return world.beginOn(made, link.id);
}

test('a second factor that a policy demands at a refresh is asked for by the reauthorize link, and then forgotten', async () => {
  const made = await world.integrate();
  const known = await world.connect(made);
  await world.bench.account(mira, { require: 'mfa', asks: 'claims' });
  await endTokens(known.id);
  expect((await world.vend(known)).status).toBe(424);
  expect(await rowOf(known.id)).toMatchObject({
    status: 'needs_reauthorization',
    claims: expect.stringContaining('polids'),
  });
  expect((await findConnection(known.id))?.stepUp).toContain('multi-factor authentication (MFA)');

  const trip = await reauthorize(made, known);
  expect(claimsOf(trip.url)).toContain('polids');
  await world.finish(trip, { account: mira });
  expect(await linkRow(trip.linkId)).toMatchObject({ status: 'connected' });
  expect(await rowOf(known.id)).toMatchObject({ status: 'healthy', claims: null });
  expect((await findConnection(known.id))?.stepUp).toBeNull();
  expect((await world.vend(known, { force: true })).status).toBe(200);
});

test('claims that arrive when the code is redeemed go along the next time, on that link and on another', async () => {
  const made = await world.integrate();
  const known = await world.connect(made);
  const trip = await reauthorize(made, known);
  await world.fault({
    match: { grant_type: 'authorization_code' },
    times: 1,
    error: 'interaction_required',
    code: 53003,
    suberror: 'message_only',
    claims: demanded,
  });
  await world.finish(trip, { account: mira });
  expect(await linkRow(trip.linkId)).toMatchObject({ consumed_at: null, outcome: { aadsts: 53003, claims: demanded } });
  expect(claimsOf((await world.beginOn(made, trip.linkId)).url)).toContain('a-policy');
  expect(claimsOf((await reauthorize(made, known)).url)).toContain('a-policy');
});

test('claims in an error that comes back go along the next time, also for a first connection', async () => {
  const made = await world.integrate();
  const trip = await world.begin(made);
  const state = new URL(trip.url).searchParams.get('state') ?? '';
  const back = { state, error: 'interaction_required', error_description: 'AADSTS50076: MFA.', claims: demanded };
  await completeAttempt(new URLSearchParams(back), trip.browser);
  expect(claimsOf((await world.beginOn(made, trip.linkId)).url)).toContain('a-policy');
});

test('claims that a browser could have written itself go no further than its link', async () => {
  const made = await world.integrate();
  const known = await world.connect(made);
  const trip = await reauthorize(made, known);
  const state = new URL(trip.url).searchParams.get('state') ?? '';
  await completeAttempt(new URLSearchParams({ state, error: 'interaction_required', claims: demanded }), trip.browser);
  expect(claimsOf((await world.beginOn(made, trip.linkId)).url)).toContain('a-policy');
  expect(await rowOf(known.id)).toMatchObject({ claims: null });
  expect(claimsOf((await reauthorize(made, known)).url)).not.toContain('a-policy');
});

test.each(['not json', '[]', `{"access_token":"${'x'.repeat(6_000)}"}`])(
  'claims that cannot be sent are left out',
  async (claims) => {
    const made = await world.integrate();
    const trip = await world.begin(made);
    const state = new URL(trip.url).searchParams.get('state') ?? '';
    await completeAttempt(new URLSearchParams({ state, error: 'interaction_required', claims }), trip.browser);
    const again = await world.beginOn(made, trip.linkId);
    expect(claimsOf(again.url)).not.toContain('xxx');
    await world.finish(again, { account: mira });
    expect(await linkRow(trip.linkId)).toMatchObject({ status: 'connected' });
  },
);
