import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findIntegration } from '#lib/integrations/integrations';
import { AADSTS, explain, findAadsts } from '#lib/microsoft/aadsts';
import { classify } from '#lib/microsoft/errors';
import { endTokens, rowOf } from '../../../scripts/testing/rows.ts';
import { type Made, mira, World } from '../../../scripts/testing/world.ts';

// Checks, for each code, the sentence that a person reads when the sandbox answers with it.

let world: World;
let made: Made;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
});
afterAll(() => world.stop());
beforeEach(() => world.calm());

const outcome = z.object({
  code: z.string(),
  message: z.string(),
  operatorMessage: z.string(),
  fix: z.string(),
  aadsts: z.number(),
  traceId: z.guid(),
  correlationId: z.guid(),
});

async function outcomeOf(linkId: string) {
  const { rows } = await world.rows('select outcome, status from connect_link where id = $1', [linkId]);
  return { outcome: outcome.parse(rows[0]?.outcome), status: rows[0]?.status };
}

/** The codes that have their own sentences on the result page. */
const own: Record<string, string> = {
  admin_needed: 'lets only an admin approve this',
  declined: 'did not accept the permissions',
};

describe('sent back from the sign-in', () => {
  test.each(AADSTS.map(({ code }) => code))('%i', async (code) => {
    const trip = await world.begin(made);
    await world.bench.say(code, { on: 'authorize', as: 'redirect', client_id: made.app.client_id });
    await world.finish(trip, { account: mira });
    const { outcome: found } = await outcomeOf(trip.linkId);
    const known = explain(code);
    expect(found).toMatchObject({ aadsts: code, fix: known.operator });
    expect(found.operatorMessage).toBe(`${known.meaning.slice(0, -1)} (AADSTS${code}).`);
    expect(found.message).toContain(own[found.code] ?? known.endUser);
  });
});

const reason = z.object({
  code: z.string(),
  message: z.string(),
  fix: z.string(),
  fix_by: z.enum(['operator', 'admin', 'user', 'app']),
  error_uri: z.url(),
  trace_id: z.string(),
  correlation_id: z.string(),
});
const refusal = z.object({ error: z.object({ payload: z.object({ reason }) }) });

const answered: [oauthError: string, code: number][] = [
  ['invalid_grant', 50173],
  ['invalid_grant', 700082],
  ['invalid_grant', 700084],
  ['invalid_grant', 70043],
  ['invalid_grant', 50057],
  ['invalid_grant', 50034],
  ['invalid_grant', 70008],
  ['invalid_grant', 50132],
  ['invalid_grant', 50133],
  ['invalid_grant', 65001],
  ['invalid_grant', 50055],
  ['invalid_grant', 50020],
  ['invalid_grant', 50105],
  ['interaction_required', 50072],
  ['interaction_required', 50074],
  ['interaction_required', 50076],
  ['interaction_required', 50078],
  ['interaction_required', 50079],
  ['interaction_required', 50097],
  ['interaction_required', 50158],
  ['interaction_required', 53000],
  ['interaction_required', 53001],
  ['interaction_required', 53003],
  ['interaction_required', 530032],
  ['interaction_required', 53011],
  ['invalid_client', 7000215],
  ['invalid_client', 7000222],
  ['invalid_client', 700027],
  ['unauthorized_client', 700016],
  ['unauthorized_client', 7000112],
  ['invalid_client', 650057],
  ['invalid_resource', 500011],
  ['invalid_scope', 70011],
  ['invalid_request', 28000],
  ['invalid_request', 90002],
  ['invalid_grant', 50196],
  ['temporarily_unavailable', 90033],
  ['temporarily_unavailable', 90055],
  ['server_error', 70012],
];

describe('answered to a refresh', () => {
  test.each(answered)('%s %i', async (error, code) => {
    const fresh = await world.integrate();
    const known = await world.connect(fresh, mira);
    await endTokens(known.id);
    await world.bench.say(code, { on: 'token', error, times: 9, client_id: fresh.app.client_id });
    const answer = await world.vend(known);
    expect(answer.status).toBe(424);
    const told = refusal.parse(answer.body).error.payload.reason;
    const entry = findAadsts(code);
    expect(told).toMatchObject({
      code: `AADSTS${code}`,
      // Of an app that was known before, more can be said than the table does.
      fix: code === 700_016 ? expect.stringContaining('Send the reauthorize link') : entry?.operator,
      fix_by: entry?.who,
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    });
    const closes = classify({ oauthError: error, aadsts: code });
    const isClosed = ['grant', 'resource', 'tenant'].includes(closes);
    expect(await rowOf(known.id)).toMatchObject({ status: isClosed ? 'needs_reauthorization' : 'healthy' });
    const integration = await findIntegration(fresh.uniqueKey);
    expect(integration?.broken !== null).toBe(closes === 'integration');
  });
});
