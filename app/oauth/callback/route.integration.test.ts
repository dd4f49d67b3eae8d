import { NextRequest } from 'next/server';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { browserCookieName } from '#lib/connections/connect/browser';
import { env } from '#lib/env';
import { countOf } from '../../../scripts/testing/rows.ts';
import { signInAt } from '../../../scripts/testing/trip.ts';
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
