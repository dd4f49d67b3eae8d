import { NextRequest } from 'next/server';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { browserCookieName } from '#lib/connections/connect/browser';
import { env } from '#lib/env';
import { writeRefusalsNow } from '#lib/refusals/refusals';
import { signInAt } from '../../../sandbox/pages/person.ts';
import { countOf } from '../../../scripts/testing/rows.ts';
import { type Made, mira, World } from '../../../scripts/testing/world.ts';
import { GET } from './route.ts';

const jar = vi.hoisted(() => new Map<string, { value: string }>());
vi.mock('next/headers', () => ({ cookies: async () => jar }));

let world: World;
let made: Made;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
});
afterAll(() => world.stop());
beforeEach(() => world.calm());

const probes: [string, { method?: string; headers?: Record<string, string> }][] = [
  ['HEAD', { method: 'HEAD' }],
  ['HEAD of a navigation', { method: 'HEAD', headers: { 'sec-fetch-mode': 'navigate' } }],
  ['a prefetch', { headers: { 'sec-purpose': 'prefetch', 'sec-fetch-mode': 'navigate' } }],
  ['a prerendering', { headers: { 'sec-purpose': 'prefetch;prerender', 'sec-fetch-mode': 'navigate' } }],
  ['a prefetch of an older browser', { headers: { purpose: 'prefetch' } }],
  ['a preview of Safari', { headers: { 'x-purpose': 'preview' } }],
  ['a prefetch of an older Firefox', { headers: { 'x-moz': 'prefetch' } }],
  ['a picture', { headers: { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' } }],
];

test.each(probes)('%s spends nothing, and the person who arrives is connected', async (_, probe) => {
  const trip = await world.begin(made);
  jar.set(browserCookieName(), { value: trip.browser });
  const url = `${env().publicUrl}/oauth/callback?${await signInAt(trip.url, { account: mira })}`;
  const answer = await GET(new NextRequest(url, probe));
  expect(answer.headers.get('location')).toBeNull();
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.text()).toBe('');
  expect(await countOf('attempt', `link_id = '${trip.linkId}' and spent_at is null`)).toBe(1);
  expect((await world.requests()).token.total).toBe(0);
  const arrived = await GET(new NextRequest(url, { headers: { 'sec-fetch-mode': 'navigate' } }));
  expect(arrived.status).toBe(303);
  expect(arrived.headers.get('location')).toMatch(/^\/connect\/[\w-]{43}\/result$/);
  await world.connectionOf(trip.linkId, made);
});

test('who comes back to a sign-in this browser did not begin is noted; probes, and admins on the plain way, are not', async () => {
  const headers = { 'x-forwarded-for': '192.0.2.69' };
  const back = (query: string, init = {}) => GET(new NextRequest(`${env().publicUrl}/oauth/callback?${query}`, init));
  for (const [, { method = 'GET', headers: more = {} }] of probes)
    await back('code=c&state=forged', { method, headers: { ...headers, ...more } });
  await back('admin_consent=True&tenant=common', { headers });
  await back('error=access_denied', { headers });
  const noted = async () => {
    await writeRefusalsNow();
    return (await listAudit({ limit: 10, action: 'connect-link.refused' })).map(({ detail }) => detail);
  };
  expect(await noted()).toEqual([]);
  for (const query of ['code=c&state=forged', 'code=c', 'error=access_denied&state=forged']) {
    const answer = await back(query, { headers });
    expect([answer.status, (await answer.text()) === '']).toEqual([303, true]);
  }
  expect(await noted()).toMatchObject([{ way: 'callback', address: '192.0.2.69', attempts: 3 }]);
});
