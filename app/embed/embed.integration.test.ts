import { NextRequest } from 'next/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { browserCookieName, hashBrowser, newBrowser } from '#lib/connections/connect/browser';
import { findOpening } from '#lib/embed/openings';
import { env } from '#lib/env';
import { createLink } from '#lib/links/create-link';
import { newPageToken } from '#lib/links/token';
import { proxy } from '../../proxy.ts';
import { jar } from '../../scripts/testing/browser-jar.ts';
import { countOf } from '../../scripts/testing/rows.ts';
import { actor, type Made, World } from '../../scripts/testing/world.ts';
import { startFromForm } from '../connect/[token]/start/start.ts';
import { startFrame } from './frame/[ticket]/start/start.ts';
import { POST as postFrame } from './frame/route.ts';
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

const page = async (path: string) => proxy(new NextRequest(`${env().publicUrl}${path}`));
const ancestorsOf = (response: Response) =>
  /frame-ancestors ([^;]+)/.exec(response.headers.get('content-security-policy') ?? '')?.[1];

function post(path: string, fields: Record<string, string>, headers: Record<string, string>): NextRequest {
  const body = new URLSearchParams(fields);
  return new NextRequest(`${env().publicUrl}${path}`, { method: 'POST', body, headers });
}
const own = () => ({ origin: env().publicUrl, 'sec-fetch-site': 'same-origin' });

describe('which pages may be framed', () => {
  test.each(['/embed', '/?apiURL=x&lang=de', '/connect?apiURL=x'])('%s, by allowed origins', async (path) => {
    const response = await page(path);
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
    const response = await page(path);
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

  test('remembers where it came from once the person starts', async () => {
    const back = `${customer}/settings`;
    const location = (await open(customer, { return_url: back })).headers.get('location') ?? '';
    const pass = new URLSearchParams(location.split('?')[1]).get('pass') ?? '';
    const browser = newBrowser();
    const fields = { page_token: newPageToken({ linkId: link.id, browser }), integration: made.id, pass };
    const cookie = `${browserCookieName()}=${browser}`;
    const started = await startFromForm(post('/x', fields, { ...own(), cookie }), link.token);
    expect(started.status).toBe(303);
    expect(await findOpening(link.id, hashBrowser(browser))).toEqual({ returnUrl: back });
  });
});

describe('a frame', () => {
  const sent = (origin: string) => ({ session_token: link.token, origin, integration: '', lang: '', theme: 'dark' });
  const admit = async (origin: string, headers = own()) =>
    (await postFrame(post('/embed/frame', sent(origin), headers))).headers.get('location');

  test('shows a session to the origin that delivered it, and starts in its window with a cookie', async () => {
    const location = await admit(customer);
    const ticket = /^\/embed\/frame\/([^/?]+)\?theme=dark$/.exec(location ?? '')?.[1] ?? '';
    expect(ancestorsOf(await page(`/embed/frame/${ticket}`))).toBe(customer);
    const start = (headers: Record<string, string>) =>
      startFrame(post('/x', { integration: made.id }, headers), ticket);
    expect((await start({ origin: customer, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const started = await start(own());
    expect(started.status).toBe(303);
    expect(new URL(started.headers.get('location') ?? '').origin).toBe(new URL(world.bench.url).origin);
    const browser = jar.get(browserCookieName()) ?? '';
    expect(await findOpening(link.id, hashBrowser(browser))).toEqual({ returnUrl: null });
  });

  test('shows nothing to another origin, and takes tokens from its own page only', async () => {
    expect(await admit('https://evil.example')).toBe('/embed/refused?theme=dark');
    const foreign = { origin: customer, 'sec-fetch-site': 'cross-site' };
    expect((await postFrame(post('/embed/frame', sent(customer), foreign))).status).toBe(403);
  });
});
