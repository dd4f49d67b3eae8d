import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { newBrowser } from '#lib/connections/connect/browser';
import { pool } from '#lib/db';
import { listAllowedOrigins, updateIntegration } from '#lib/integrations/integrations';
import { createLink } from '#lib/links/create-link';
import { endSession, findSession } from '#lib/links/session';
import { actor, type Made, mira, World } from '../../scripts/testing/world.ts';
import { frameAncestors } from './frame-ancestors.ts';
import { admitFrame, findFrame, startFromFrame } from './frames.ts';
import { sealTicket } from './ticket.ts';

const own = 'https://app.example.com';
const others = 'https://other.example';
const evil = 'https://evil.example';

let world: World;
let drive: Made;
let foreign: Made;

beforeAll(async () => {
  world = await World.start();
  drive = await world.integrate({ allowedOrigins: [own, 'http://localhost:5173'] });
  foreign = await world.integrate({ allowedOrigins: [others] });
});
afterAll(() => world.stop());

const session = (made = [drive]) => createLink({ integrations: made.map(({ uniqueKey }) => uniqueKey) }, actor);
const statusOf = async (token: string) => (await world.call('/api/connect/session/status', { key: token })).body;
const ancestors = (address: string, referrer: string | null = null) =>
  frameAncestors({ url: new URL(address, 'https://latchkey.example'), referrer });

/** The ticket of the page behind the ticket of an address. */
async function pageTicketOf(address: string): Promise<string> {
  const frame = await findFrame(address, 'address');
  return frame ? sealTicket(frame.ticket, 'page') : '';
}

describe('who may show a frame', () => {
  test('while no token is known the origins of the integration that the address names', async () => {
    const query = `?apiURL=x&integration=${drive.uniqueKey}`;
    for (const path of ['/embed', '/embed/', '/connect/', '/'])
      expect(await ancestors(`${path}${query}`, `${evil}/`)).toBe(`${own} http://localhost:5173`);
    expect(await ancestors('/embed?integration=none', own)).toBe("'none'");
  });

  test('or the one origin that is said to be around it, if an integration allows it', async () => {
    expect(await ancestors('/embed', `${own}/some/page?x`)).toBe(own);
    for (const path of ['/embed', '/embed/frame', '/embed/refused']) {
      expect(await ancestors(`${path}?origin=${others}`, `${own}/`)).toBe(others);
      for (const claimed of [evil, `${own}.evil.example`, '*', ''])
        expect(await ancestors(`${path}?${new URLSearchParams({ origin: claimed })}`)).toBe("'none'");
      for (const referrer of [null, 'about:client', `${evil}/?${own}`])
        expect(await ancestors(path, referrer)).toBe("'none'");
    }
  });

  test('pages with a session its own, the preview ours, and nothing for the rest', async () => {
    for (const path of ['/embed/open', '/connect/abc', '/embed/frame/abc', '/embed/frame/start', '/sign-in'])
      expect(await ancestors(`${path}?origin=${own}&integration=${drive.uniqueKey}`, own)).toBe("'none'");
    expect(await ancestors('/embed/preview/files')).toBe("'self'");
    const { token } = await session([drive, foreign]);
    const ticket = await admitFrame({ token, origin: own, integration: undefined });
    expect(await ancestors(`/embed/frame/${ticket}?origin=${others}`)).toBe(own);
    expect(ticket).not.toContain(token);
  });

  test('a stored text that is no origin adds no directive', async () => {
    const made = await world.integrate();
    const stored = ['https://a.example;sandbox'];
    await pool().query('update integration set allowed_origins = $2 where id = $1', [made.id, stored]);
    expect(await listAllowedOrigins()).toContain('https://a.example;sandbox');
    for (const address of [
      `/embed?integration=${made.uniqueKey}`,
      `/embed?${new URLSearchParams({ origin: stored[0] ?? '' })}`,
    ])
      expect(await ancestors(address)).toBe("'none'");
    await updateIntegration(made.id, { allowedOrigins: [] }, actor);
  });

  test('an origin that another integration allows learns nothing of the session', async () => {
    const { token } = await session();
    for (const origin of [others, evil])
      expect(await admitFrame({ token, origin, integration: undefined })).toBeUndefined();
  });

  test('a ticket ends with the permission of its origin', async () => {
    const lone = 'https://lone.example';
    const made = await world.integrate({ allowedOrigins: [lone] });
    const { token } = await session([made]);
    const ticket = (await admitFrame({ token, origin: lone, integration: undefined })) ?? '';
    expect((await findFrame(ticket, 'address'))?.link).toBeDefined();
    const inPage = await pageTicketOf(ticket);
    await updateIntegration(made.id, { allowedOrigins: [] }, actor);
    expect(await findFrame(ticket, 'address')).toBeUndefined();
    expect(await ancestors(`/embed/frame/${ticket}`)).toBe("'none'");
    const start = { integrationId: made.id, browser: newBrowser(), place: 'window' } as const;
    expect(await startFromFrame(inPage, start)).toBeUndefined();
  });

  test('an address is good for a minute and starts nothing; its page is good for two hours', async () => {
    const { token } = await session();
    const ticket = (await admitFrame({ token, origin: own, integration: undefined })) ?? '';
    const inPage = await pageTicketOf(ticket);
    const start = { integrationId: drive.id, browser: newBrowser(), place: 'window' } as const;
    expect(await startFromFrame(ticket, start)).toBeUndefined();
    expect(await findFrame(inPage, 'address')).toBeUndefined();
    const later = (minutes: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
    later(2);
    expect(await findFrame(ticket, 'address')).toBeUndefined();
    expect(await ancestors(`/embed/frame/${ticket}`)).toBe(own);
    expect(await findFrame(inPage, 'page')).toBeDefined();
    later(120);
    expect(await findFrame(inPage, 'page')).toBeUndefined();
    vi.useRealTimers();
  });

  test('its window goes to Microsoft, and the status tells what came of it', async () => {
    const { token, id } = await session();
    const address = (await admitFrame({ token, origin: own, integration: drive.uniqueKey })) ?? '';
    const ticket = await pageTicketOf(address);
    const browser = newBrowser();
    const start = { integrationId: drive.id, browser, place: 'window' } as const;
    expect(await startFromFrame(ticket, { ...start, integrationId: foreign.id })).toBeUndefined();
    const declined = await startFromFrame(ticket, start);
    expect(await statusOf(token)).toMatchObject({ data: { status: 'at_microsoft' } });
    const trip = { linkId: id, browser, url: declined?.redirectTo ?? '' };
    await world.finish(trip, { account: mira, decision: 'decline' });
    expect(await statusOf(token)).toMatchObject({ data: { status: 'failed', error: { code: 'declined' } } });
    const again = await startFromFrame(ticket, start);
    await world.finish({ ...trip, url: again?.redirectTo ?? '' }, { account: mira });
    const expected = { status: 'connected', provider_config_key: drive.uniqueKey, connection_id: expect.any(String) };
    const { data } = await statusOf(token);
    expect(data).toMatchObject(expected);
    expect(data).not.toHaveProperty('error');
    expect((await findFrame(address, 'address'))?.link).toBeUndefined();
    expect(await findSession(token)).toBeUndefined();
  });
});

describe('the status of a session', () => {
  test('is told to whoever holds its token, also from another origin, and to nobody else', async () => {
    const { token, id } = await session();
    const answer = await world.call('/api/connect/session/status', { key: token });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.body).toMatchObject({ data: { status: 'open' } });
    await endSession(id);
    expect(await statusOf(token)).toMatchObject({ data: { status: 'ended' } });
    for (const key of ['A'.repeat(43), world.key])
      expect((await world.call('/api/connect/session/status', { key })).status).toBe(401);
  });

  test.each(['consumed_at', 'expires_at'])('is told for a day after its end: %s', async (column) => {
    const { token, id } = await session();
    const end = (hours: number) =>
      pool().query(`update connect_link set ${column} = now() - make_interval(hours => $2) where id = $1`, [id, hours]);
    await end(23);
    expect(await statusOf(token)).toHaveProperty('data.status');
    await end(25);
    expect(await statusOf(token)).toMatchObject({ error: { code: 'unknown_connect_session_token' } });
  });

  test('is asked 600 times a minute by one network at most', async () => {
    const { token } = await session();
    const ask = (address: string) =>
      world.call('/api/connect/session/status', { key: token, headers: { 'x-forwarded-for': address } });
    await ask('198.51.100.7');
    await pool().query(`update rate_limit set points = 600 where key = 'session-status:198.51.100.7'`);
    const refused = await ask('198.51.100.7');
    expect([refused.status, refused.headers.has('retry-after')]).toEqual([429, true]);
    expect((await ask('198.51.100.8')).status).toBe(200);
  });
});
