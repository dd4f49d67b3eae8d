import { NextRequest } from 'next/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { browserCookieName, hashBrowser, newBrowser } from '#lib/connections/connect/browser';
import { pool } from '#lib/db';
import { findOpening } from '#lib/embed/openings';
import { openTicket, sealTicket } from '#lib/embed/ticket';
import { env } from '#lib/env';
import { createLink } from '#lib/links/create-link';
import { endSession } from '#lib/links/session';
import { newPageToken } from '#lib/links/token';
import { proxy } from '../../proxy.ts';
import { jar } from '../../scripts/testing/browser-jar.ts';
import { countOf } from '../../scripts/testing/rows.ts';
import { actor, type Made, World } from '../../scripts/testing/world.ts';
import { startFromForm } from '../connect/[token]/start/start.ts';
import { POST as postFrame } from './frame/route.ts';
import { startFrame } from './frame/start/start.ts';
import { POST as askStatus } from './frame/status/route.ts';
import { POST as postOpen } from './open/route.ts';

vi.mock('next/headers', async () => (await import('../../scripts/testing/browser-jar.ts')).nextHeaders);

const customer = 'https://app.example.com';
let world: World;
let made: Made;
let link: Awaited<ReturnType<typeof createLink>>;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate({ allowedOrigins: [customer] });
});
afterAll(() => world.stop());
beforeEach(async () => {
  jar.clear();
  link = await createLink({ integrations: [made.uniqueKey] }, actor);
});

const page = async (path: string, headers: Record<string, string> = {}) =>
  proxy(new NextRequest(`${env().publicUrl}${path}`, { headers }));
const ancestorsOf = (response: Response) =>
  /frame-ancestors ([^;]+)/.exec(response.headers.get('content-security-policy') ?? '')?.[1];

function post(path: string, fields: Record<string, string>, headers: Record<string, string>): NextRequest {
  const body = new URLSearchParams(fields);
  return new NextRequest(`${env().publicUrl}${path}`, { method: 'POST', body, headers });
}
const own = () => ({ origin: env().publicUrl, 'sec-fetch-site': 'same-origin' });

describe('which pages may be framed', () => {
  test.each(['/embed', '/?apiURL=x&lang=de', '/connect?apiURL=x'])('%s, by an allowed origin', async (path) => {
    expect(ancestorsOf(await page(path))).toBe("'none'");
    const response = await page(path, { referer: `${customer}/` });
    expect([ancestorsOf(response), response.headers.get('x-frame-options')]).toEqual([customer, null]);
    const rewritten = response.headers.get('x-middleware-rewrite');
    if (path !== '/embed') expect(rewritten).toBe(`${env().publicUrl}${path.replace(/^\/(connect)?/, '/embed')}`);
  });

  test.each([
    '/',
    '/connect',
    '/sign-in',
    '/embed/open',
    '/embed/frame/x',
    '/embedded',
    '/connect/start-again?apiURL=x',
  ])('%s, by nobody', async (path) => {
    const response = await page(path, { referer: `${customer}/` });
    expect([ancestorsOf(response), response.headers.get('x-frame-options')]).toEqual(["'none'", 'DENY']);
  });
});

describe('a window', () => {
  const open = (origin: string, more: Record<string, string> = {}) =>
    postOpen(post('/embed/open', { session_token: link.token, ...more }, { origin, 'sec-fetch-site': 'cross-site' }));

  test('is led to the connect page, where nothing has started and no cookie was set', async () => {
    const response = await open(customer, { lang: 'de' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toMatch(new RegExp(`^/connect/${link.token}\\?pass=.+&lang=de$`));
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await countOf('attempt')).toBe(0);
  });

  test('of another origin, or one that would lead elsewhere, is refused with a page', async () => {
    const refused = [await open('https://evil.example'), await open(customer, { return_url: 'https://evil.example' })];
    expect(refused.map(({ status }) => status)).toEqual([403, 400]);
    for (const response of refused) expect(await response.text()).not.toContain(link.token);
  });

  test('of a session that is over leads a tab back, and speaks of no link', async () => {
    await endSession(link.id);
    const text = await (await open(customer, { return_url: `${customer}/settings` })).text();
    expect(text).toContain(`href="${customer}/settings"`);
    expect(text).toContain('Back to app.example.com');
    expect(text).toContain('start again there');
    const elsewhere = await open('https://evil.example', { return_url: 'https://evil.example/' });
    expect(await elsewhere.text()).not.toContain('href="https://evil.example');
  });

  test('remembers where it came from once the person starts, until they start from the link itself', async () => {
    const back = `${customer}/settings`;
    const location = (await open(customer, { return_url: back })).headers.get('location') ?? '';
    const pass = new URLSearchParams(location.split('?')[1]).get('pass') ?? '';
    const browser = newBrowser();
    const fields = { page_token: newPageToken({ linkId: link.id, browser }), integration: made.id };
    const cookie = `${browserCookieName()}=${browser}`;
    const start = (sent: Record<string, string>) => startFromForm(post('/x', sent, { ...own(), cookie }), link.token);
    expect((await start({ ...fields, pass })).status).toBe(303);
    expect(await findOpening(link.id, hashBrowser(browser))).toEqual({ origin: customer, returnUrl: back });
    expect((await start(fields)).status).toBe(303);
    expect(await findOpening(link.id, hashBrowser(browser))).toBeUndefined();
  });
});

describe('a frame', () => {
  const handOver = (origin: string, headers: Record<string, string> = own()) => {
    const sent = { session_token: link.token, integration: '', lang: '', theme: 'dark' };
    return postFrame(post(`/embed/frame?${new URLSearchParams({ origin })}`, sent, headers));
  };
  const admit = async (origin: string) => (await handOver(origin)).headers.get('location');
  const pageTicket = async () => {
    const sealed = /^\/embed\/frame\/([^/?]+)\?theme=dark$/.exec((await admit(customer)) ?? '')?.[1] ?? '';
    const ticket = openTicket(sealed, 'address');
    return { sealed, inPage: ticket ? sealTicket(ticket, 'page') : '' };
  };

  test('shows a session to the origin that delivered it, and starts in its window with a cookie', async () => {
    const { sealed, inPage } = await pageTicket();
    expect(ancestorsOf(await page(`/embed/frame/${sealed}`))).toBe(customer);
    const start = (headers: Record<string, string>, ticket = inPage) =>
      startFrame(post('/embed/frame/start', { ticket, integration: made.id }, headers));
    expect((await start(own(), sealed)).status).toBe(410);
    expect((await start({ origin: customer, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const started = await start(own());
    expect(started.status).toBe(303);
    expect(new URL(started.headers.get('location') ?? '').origin).toBe(new URL(world.bench.url).origin);
    const browser = jar.get(browserCookieName()) ?? '';
    expect(await findOpening(link.id, hashBrowser(browser))).toEqual({ origin: customer, returnUrl: null });
  });

  test('shows nothing to another origin, and takes tokens from its own page only', async () => {
    expect(await admit('https://evil.example')).toBe('/embed/refused?origin=https%3A%2F%2Fevil.example&theme=dark');
    expect(await admit('\0')).toBe('/embed/refused?origin=&theme=dark');
    const foreign = { origin: customer, 'sec-fetch-site': 'cross-site' };
    expect((await handOver(customer, foreign)).status).toBe(403);
  });

  test('asks what became of it from its own page, 600 times a minute by one network', async () => {
    const { sealed, inPage } = await pageTicket();
    const ask = (ticket: string, shown: string, headers: Record<string, string> = {}) =>
      askStatus(post('/embed/frame/status', { ticket, shown }, { ...own(), ...headers }));
    expect((await ask(sealed, 'open ')).status).toBe(404);
    expect((await ask(inPage, 'open ')).status).toBe(204);
    expect((await ask(inPage, 'open ', { origin: customer, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const news = await ask(inPage, 'connected ');
    const next = /^\/embed\/frame\/([^/?]+)$/.exec(await news.text())?.[1];
    expect([news.status, openTicket(next, 'address')?.origin]).toEqual([200, customer]);
    const from = { 'x-forwarded-for': '198.51.100.9' };
    await ask(inPage, 'open ', from);
    await pool().query(`update rate_limit set points = 600 where key = 'session-status:198.51.100.9'`);
    const refused = await ask(inPage, 'open ', from);
    expect([refused.status, refused.headers.has('retry-after')]).toEqual([429, true]);
  });
});
