import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { replaceSecret } from '#lib/integrations/credentials';
import { findIntegration } from '#lib/integrations/integrations';
import { countOf, endTokens, endWaiting, rowOf, timelineOf } from '../../../scripts/testing/rows.ts';
import {
  actor,
  graph,
  type Known,
  type Made,
  mira,
  sharePointOf,
  tokenOf,
  World,
} from '../../../scripts/testing/world.ts';
import { retryNow } from '../connections.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());
beforeEach(() => world.calm());

type Connected = Known & { made: Made };

async function connected(): Promise<Connected> {
  const made = await world.integrate();
  return { ...(await world.connect(made, mira)), made };
}

const due = async () => {
  const known = await connected();
  await endTokens(known.id);
  await world.calm();
  return known;
};

describe('a closed grant', () => {
  test.each([
    ['password_reset', 50173],
    ['admin_revoked', 50173],
    ['inactive', 700082],
    ['sign_in_frequency', 70043],
    ['account_disabled', 50057],
    ['consent_removed', 65001],
  ])('%s (%i) needs reauthorization and says why', async (reason, aadsts) => {
    const known = await due();
    await world.revoke(mira, reason, known.made.app.client_id);
    const answer = await world.vend(known);
    expect(answer.status).toBe(424);
    expect(answer.body).toMatchObject({
      error: {
        code: 'invalid_credentials',
        payload: {
          connection: {
            connection_id: known.connectionId,
            credentials: {},
            connection_config: {},
            errors: [{ type: 'auth', log_id: 'needs_reauthorization' }],
          },
          reason: { status: 'needs_reauthorization', code: `AADSTS${aadsts}`, fix: expect.any(String) },
        },
      },
    });
    const row = await rowOf(known.id);
    expect(row).toMatchObject({ status: 'needs_reauthorization', status_reason: { aadsts } });
    expect(row).toMatchObject({ status_reason: { traceId: expect.any(String), correlationId: expect.any(String) } });
    expect(await timelineOf(known.id)).toEqual(['connected', 'needs_reauthorization']);
    await world.calm();
    expect((await world.vend(known)).status).toBe(424);
    expect((await world.requests()).token.total).toBe(0);
  });

  test.each([
    ['interaction_required with claims', { error: 'interaction_required', code: 50076, claims: '{"access_token":{}}' }],
    ['the app is gone from that tenant', { error: 'unauthorized_client', code: 700016 }],
    ['an unknown code with invalid_grant', { error: 'invalid_grant', code: 99999 }],
  ])('%s at the primary resource closes it, with what Microsoft wants to be told', async (_, fault) => {
    const known = await due();
    await world.fault({ match: { path: 'token' }, ...fault });
    expect((await world.vend(known)).status).toBe(424);
    const claims = 'claims' in fault ? fault.claims : null;
    expect(await rowOf(known.id)).toMatchObject({ status: 'needs_reauthorization', claims });
    const { broken } = (await findIntegration(known.uniqueKey)) ?? {};
    expect(broken).toBeNull();
  });

  test('a grant-level code answered for SharePoint only closes it too', async () => {
    const known = await due();
    await world.fault({ match: { path: 'token', resource: 'sharepoint' }, error: 'invalid_grant', code: 50173 });
    expect((await world.vend(known)).status).toBe(424);
    expect(await rowOf(known.id)).toMatchObject({ status: 'needs_reauthorization' });
  });

  test('force_refresh asks again, and an accepted grant is healthy again', async () => {
    const known = await due();
    await world.fault({ match: { path: 'token' }, error: 'invalid_grant', code: 50173 });
    expect((await world.vend(known)).status).toBe(424);
    const answer = await world.vend(known, { force: true });
    expect(answer.status).toBe(200);
    expect(sharePointOf(answer)).toBeDefined();
    expect(await rowOf(known.id)).toMatchObject({ status: 'healthy', status_reason: null, last_failure: null });
  });

  test('a terminal answer to a refresh that a reauthorization overtook closes nothing', async () => {
    const made = await world.integrate();
    const endUser = { id: 'overtaken' };
    const known = await world.connect(made, mira, { endUser });
    await endTokens(known.id);
    await world.calm();
    const late = { path: 'token', grant_type: 'refresh_token', resource: 'graph' };
    await world.fault({ match: late, delay_ms: 1_500, error: 'invalid_grant', code: 50173 });
    const vending = world.vend(known);
    await expect.poll(async () => (await world.requests()).token.byResource[graph] ?? 0).toBe(1);
    await world.connect(made, mira, { endUser });
    const answer = await vending;
    expect(answer.status).toBe(200);
    expect(await rowOf(known.id)).toMatchObject({ status: 'healthy', status_reason: null });
    expect(await timelineOf(known.id)).toEqual(['connected', 'connected_again']);
  });
});

describe('a passing failure', () => {
  const faults: [string, Record<string, unknown>, string][] = [
    ['429 with Retry-After', { status: 429, retry_after: 40 }, 'AADSTS90055'],
    ['429 without', { status: 429 }, 'AADSTS90055'],
    ['500', { status: 500 }, 'AADSTS90033'],
    ['503 with HTML', { status: 503, body: 'html' }, 'http_503'],
    ['a page of a gateway', { status: 502, body: 'html' }, 'http_502'],
    ['an empty 400', { status: 400, body: 'empty' }, 'http_400'],
    ['an answer cut in the middle', { body: 'cut' }, 'cut_off'],
    ['a redirect', { status: 302, body: 'empty' }, 'http_502'],
  ];

  test.each(faults)('%s: the living token is served and nothing changes', async (_, fault, code) => {
    const known = await connected();
    const before = tokenOf(await world.vend(known));
    await endTokens(known.id, -120);
    await world.fault({ match: { path: 'token' }, times: 5, ...fault });
    const answer = await world.vend(known);
    expect(answer.status).toBe(200);
    expect(tokenOf(answer)).toBe(before);
    const row = await rowOf(known.id);
    expect(row).toMatchObject({ status: 'healthy', status_reason: null, failures: 1, last_failure: { code } });
    expect(await timelineOf(known.id)).toContain('refresh_failed');
    await world.calm();
    expect(tokenOf(await world.vend(known))).toBe(before);
    expect((await world.requests()).token.total).toBe(0);
    await endWaiting(known.id);
    expect(tokenOf(await world.vend(known))).not.toBe(before);
    expect(await rowOf(known.id)).toMatchObject({ failures: 0, last_failure: null, retry_at: null });
  });

  test.each(faults)('%s with a dead token: 424 and when to try again', async (name, fault) => {
    const known = await due();
    await world.fault({ match: { path: 'token' }, times: 5, ...fault });
    const answer = await world.vend(known);
    expect(answer.status).toBe(424);
    expect(answer.body).toMatchObject({
      error: { code: 'invalid_credentials', payload: { reason: { status: 'token_unavailable' } } },
    });
    expect(answer.text).not.toContain('not known here');
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThanOrEqual(name === '429 with Retry-After' ? 38 : 1);
    expect(seconds).toBeLessThanOrEqual(name === '429 with Retry-After' ? 42 : 20);
    expect(await rowOf(known.id)).toMatchObject({ status: 'healthy' });
  });

  test('Microsoft cannot be reached: the same, and it recovers by itself', async () => {
    const known = await connected();
    const before = tokenOf(await world.vend(known));
    await endTokens(known.id, -120);
    const { port } = world.bench;
    await world.bench.pause();
    expect(tokenOf(await world.vend(known))).toBe(before);
    await endTokens(known.id);
    await endWaiting(known.id);
    expect((await world.vend(known)).status).toBe(424);
    expect(await rowOf(known.id)).toMatchObject({
      status: 'healthy',
      failures: 2,
      last_failure: { code: 'unreachable' },
    });
    await world.bench.resume(port);
    await endWaiting(known.id);
    expect((await world.vend(known)).status).toBe(200);
  });

  test('an answer that takes longer than 20 seconds is given up', { timeout: 60_000 }, async () => {
    const known = await connected();
    await endTokens(known.id, -120);
    await world.fault({ match: { path: 'token', resource: 'graph' }, delay_ms: 25_000 });
    const began = performance.now();
    expect((await world.vend(known)).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(24_000);
    expect(await rowOf(known.id)).toMatchObject({ status: 'healthy', last_failure: { code: 'too_slow' } });
  });
});

describe('a refused secret', () => {
  test('breaks the integration once, touches no connection, and ends when the secret is replaced', async () => {
    const known = await connected();
    const other = await world.connect(known.made, mira);
    const { id, app } = known.made;
    await replaceSecret(id, { clientSecret: 'Wrong~secret', secretExpiresAt: null }, actor);
    for (const one of [known, other]) {
      await endTokens(one.id, -120);
      expect((await world.vend(one)).status).toBe(200);
      expect(await rowOf(one.id)).toMatchObject({ status: 'healthy', last_failure: { code: 'AADSTS7000215' } });
    }
    expect(await findIntegration(known.uniqueKey)).toMatchObject({ broken: { code: 'AADSTS7000215' } });
    const subject = `subject = 'integration:${known.uniqueKey}'`;
    expect(await countOf('audit_event', `action = 'integration.broken' and ${subject}`)).toBe(1);
    await endTokens(known.id);
    expect((await world.vend(known)).status).toBe(424);
    await replaceSecret(id, { clientSecret: app.client_secret, secretExpiresAt: null }, actor);
    await retryNow(id);
    expect((await world.vend(known)).status).toBe(200);
    expect(await findIntegration(known.uniqueKey)).toMatchObject({ broken: null });
  });

  test('an expired one is told by its own code', async () => {
    const known = await due();
    await world.bench.control('PATCH', `/apps/${known.made.app.client_id}`, { expire_secret: true });
    const answer = await world.vend(known);
    expect(answer.body).toMatchObject({ error: { payload: { reason: { code: 'AADSTS7000222' } } } });
    expect(await rowOf(known.id)).toMatchObject({ status: 'healthy' });
    expect(await findIntegration(known.uniqueKey)).toMatchObject({ broken: { code: 'AADSTS7000222' } });
  });
});
