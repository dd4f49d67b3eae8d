import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashBrowser, newBrowser } from '#lib/connections/connect/browser';
import { pool } from '#lib/db';
import { env } from '#lib/env';
import { listEmbeddable } from '#lib/integrations/integrations';
import { createLink } from '#lib/links/create-link';
import { endSession } from '#lib/links/session';
import { countOf } from '../../scripts/testing/rows.ts';
import { actor, type Made, World } from '../../scripts/testing/world.ts';
import { findOpening, forgetOpening, offeredByPass, openWindow, pruneOpenings, recordOpening } from './openings.ts';
import { openPass } from './ticket.ts';

const own = 'https://app.example.com';
const others = 'https://other.example';
const evil = 'https://evil.example';

let world: World;
let drive: Made;
let foreign: Made;

beforeAll(async () => {
  world = await World.start();
  drive = await world.integrate({ allowedOrigins: [own] });
  foreign = await world.integrate({ allowedOrigins: [others] });
});
afterAll(() => world.stop());

const session = (made = [drive]) => createLink({ integrations: made.map(({ uniqueKey }) => uniqueKey) }, actor);
const passOf = (token: string, path: string) => openPass(token, new URLSearchParams(path.split('?')[1]).get('pass'));
const nobody = { origin: null, returnUrl: null, socket: null, integrationId: null };

describe('who may open a window', () => {
  test('an allowed page gets the connect page, limited to what it may embed', async () => {
    const { token } = await session([drive, foreign]);
    const opened = await openWindow({ token, origin: own, integration: undefined, returnUrl: undefined });
    const path = 'path' in opened ? opened.path : '';
    expect(path).toMatch(new RegExp(`^/connect/${token}\\?pass=`));
    const pass = passOf(token, path);
    expect(pass).toMatchObject({ origin: own, returnUrl: null, integrationId: null });
    expect(pass && (await offeredByPass(pass, [foreign.id, drive.id]))).toEqual([drive.id]);
    expect(passOf((await session()).token, path)).toBeUndefined();
  });

  test.each([evil, 'null', null, `${own}:444`, 'https://APP.example.com', `${own}.evil.example`])(
    'no other one: %s',
    async (origin) => {
      const { token } = await session();
      const asked = { token, origin, integration: undefined, returnUrl: undefined };
      expect(await openWindow(asked)).toEqual({ refused: 'origin' });
    },
  );

  test('no integration that the session does not offer, and no session that is over', async () => {
    const { token, id } = await session();
    const asked = { token, origin: own, returnUrl: undefined };
    expect(await openWindow({ ...asked, integration: foreign.uniqueKey })).toEqual({ refused: 'origin' });
    await endSession(id);
    expect(await openWindow({ ...asked, integration: drive.uniqueKey })).toEqual({ refused: 'closed' });
    expect(await openWindow({ ...asked, token: 'x', integration: undefined })).toEqual({ refused: 'closed' });
  });

  test('a tab is led back from a session that is over, to an allowed page only', async () => {
    const { token, id } = await session();
    await endSession(id);
    const open = (origin: string, returnUrl: string) =>
      openWindow({ token, origin, integration: undefined, returnUrl });
    expect(await open(own, `${own}/a`)).toEqual({ refused: 'closed', returnUrl: `${own}/a` });
    for (const [origin, returnUrl] of [[evil, `${evil}/`] as const, [own, `${evil}/`] as const])
      expect(await open(origin, returnUrl)).toEqual({ refused: 'closed' });
  });

  test.each([
    [`${own}/settings?tab=files#x`, `${own}/settings?tab=files#x`],
    [`${own}`, `${own}/`],
    ['https://APP.example.com:443/a/../b', `${own}/b`],
    [`${own}/${'a'.repeat(2_000)}`, `${own}/${'a'.repeat(2_000)}`],
  ])('returns to its own addresses: %s', async (returnUrl, kept) => {
    const { token } = await session();
    const opened = await openWindow({ token, origin: own, integration: undefined, returnUrl });
    expect('path' in opened && passOf(token, opened.path)?.returnUrl).toBe(kept);
  });

  test.each([
    evil,
    others,
    '//evil.example',
    '/\\evil.example',
    '/settings',
    'javascript:alert(1)',
    'data:text/html,x',
    `https://app.example.com@evil.example`,
    `https://user:password@app.example.com/`,
    'https://app。example.com.evil.example',
    'http://app.example.com/',
    `${own}:8443/`,
    `${own}/${'語'.repeat(600)}`,
    '',
  ])('and to no other one: %j', async (returnUrl) => {
    const { token } = await session();
    const opened = await openWindow({ token, origin: own, integration: undefined, returnUrl });
    expect(opened).toEqual({ refused: 'return_url' });
  });
});

test('one browser keeps one opening of a link, for a week', async () => {
  const { id: linkId } = await session();
  const browser = newBrowser();
  const start = (returnUrl: string, socket: string | null = null) =>
    recordOpening({ linkId, browser, pass: { ...nobody, returnUrl, socket } });
  const openings = () => countOf('opening', `link_id = '${linkId}'`);
  await start(`${own}/first`, 'w'.repeat(22));
  for (const path of ['second', 'third']) await start(`${own}/${path}`);
  expect(await openings()).toBe(2);
  expect(await findOpening(linkId, hashBrowser(browser))).toEqual({ origin: null, returnUrl: `${own}/third` });
  const age = (days: number) =>
    pool().query('update opening set created_at = now() - make_interval(days => $2) where link_id = $1', [
      linkId,
      days,
    ]);
  await age(6);
  await pruneOpenings();
  expect(await openings()).toBe(2);
  await age(8);
  await pruneOpenings();
  expect(await openings()).toBe(0);
});

test('a start from the link itself is no longer led back, and the socket still waits', async () => {
  const { id: linkId } = await session();
  const browser = newBrowser();
  await recordOpening({ linkId, browser, pass: { ...nobody, returnUrl: `${own}/a`, origin: own } });
  await forgetOpening({ linkId, browser: newBrowser() });
  expect(await findOpening(linkId, hashBrowser(browser))).toEqual({ origin: own, returnUrl: `${own}/a` });
  await recordOpening({ linkId, browser, pass: { ...nobody, socket: 'w'.repeat(22) } });
  await forgetOpening({ linkId, browser });
  expect(await findOpening(linkId, hashBrowser(browser))).toEqual({ origin: null, returnUrl: null });
});

test('the window of Nango’s SDK is sent to the connect page, and nothing has started', async () => {
  const { token, id } = await session();
  const query = new URLSearchParams({
    connect_session_token: token,
    ws_client_id: 'w'.repeat(22),
    user_scope: 'undefined',
  });
  const window = (key: string) => world.call(`/api/oauth/connect/${key}?${query}&params%5Bk%5D=v`);
  const answer = await window(drive.uniqueKey);
  const location = answer.headers.get('location') ?? '';
  expect([answer.status, answer.headers.get('referrer-policy')]).toEqual([303, 'no-referrer']);
  expect(location.startsWith(`${env().publicUrl}/connect/${token}?pass=`)).toBe(true);
  expect(passOf(token, location)).toMatchObject({ socket: 'w'.repeat(22), integrationId: drive.id });
  expect(await countOf('attempt', `link_id = '${id}'`)).toBe(0);
  expect((await window(foreign.uniqueKey)).status).toBe(404);
});

test('the REST API says which pages may, too', async () => {
  const made = await world.integrate();
  const change = (allowed_origins: string[]) =>
    world.call(`/api/integrations/${made.uniqueKey}`, {
      method: 'PATCH',
      body: { integration_config: { allowed_origins } },
    });
  expect((await change([`${own}/`])).status).toBe(200);
  expect(await listEmbeddable(own, [made.id, foreign.id])).toEqual([made.id]);
  const refused = await change(['https://*.example.com']);
  const path = ['integration_config', 'allowed_origins', 0];
  expect(refused).toMatchObject({ status: 400, body: { error: { errors: [{ path }] } } });
  expect(await listEmbeddable(own, [made.id])).toEqual([made.id]);
});
