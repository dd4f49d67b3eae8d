import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testDatabase } from '../scripts/testing/database.ts';
import { env } from './env.ts';
import { addOperator, changePassword, removeOperator } from './operators/members.ts';
import { createFirstOwner } from './operators/set-up.ts';
import { verifyPassword } from './operators/sign-in.ts';
import {
  findOperator,
  requireOperator,
  requireOperatorForRequest,
  requireSameOrigin,
  startSession,
} from './session.ts';

// Next's request scope does not exist here: its cookie jar and headers are these.
const jar = vi.hoisted(() => ({ cookies: new Map<string, string>(), path: '/' }));
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (jar.cookies.has(name) ? { name, value: jar.cookies.get(name) } : undefined),
    set: (name: string, value: string) => jar.cookies.set(name, value),
  }),
  headers: async () => new Headers({ 'x-path': jar.path }),
}));

const cookieName = 'next-auth.session-token';
const owner = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
const viewer = {
  name: 'Grace',
  email: 'grace@example.com',
  password: 'another long password',
  role: 'viewer',
} as const;
const address = '192.0.2.1';
let close: () => Promise<void>;

beforeAll(async () => {
  ({ close } = await testDatabase());
  await createFirstOwner(owner);
  await addOperator(viewer, 'console');
});
afterAll(() => close());

async function signIn(who: { email: string; password: string }) {
  const operator = await verifyPassword(who, address);
  await startSession(operator);
  return operator;
}

const request = (headers: Record<string, string>) => new Request(`${env().publicUrl}/x`, { method: 'POST', headers });
const withSession = () => request({ cookie: `other=1; ${cookieName}=${jar.cookies.get(cookieName) ?? ''}` });

async function statusFor(role: 'viewer' | 'admin' | 'owner') {
  const answer = await requireOperatorForRequest(withSession(), role);
  return answer instanceof Response ? answer.status : 'let in';
}

describe('sessions', () => {
  test('an operator who signed in is found, by page and by handler', async () => {
    const { id } = await signIn(owner);
    expect(await findOperator()).toEqual({ id, email: owner.email, name: owner.name, role: 'owner' });
    expect(await requireOperatorForRequest(withSession(), 'owner')).toMatchObject({ id });
  });

  test('the cookie is small and shows nothing', async () => {
    await signIn(owner);
    const cookie = jar.cookies.get(cookieName) ?? '';
    expect(cookie.length).toBeLessThan(500);
    expect(Buffer.from(cookie, 'base64url').toString()).not.toContain('ada');
  });

  test.each(['', 'nonsense', 'a.b.c.d.e'])('the cookie %j is nobody', async (value) => {
    jar.cookies.set(cookieName, value);
    expect(await findOperator()).toBeUndefined();
    expect(await statusFor('viewer')).toBe(401);
  });

  test('a cookie made with another secret or that has ended is nobody', async () => {
    const { id: sub, sessionVersion } = await verifyPassword(owner, address);
    const token = { sub, sessionVersion };
    jar.cookies.set(cookieName, await encode({ token, secret: 'another secret of some length' }));
    expect(await findOperator()).toBeUndefined();
    jar.cookies.set(cookieName, await encode({ token, secret: env().authSecret, maxAge: -60 }));
    expect(await findOperator()).toBeUndefined();
  });

  test('a stranger is sent to sign in, with the way back', async () => {
    jar.cookies.clear();
    jar.path = '/connections?search=x';
    const digest = expect.stringContaining('/sign-in?callbackUrl=%2Fconnections%3Fsearch%3Dx');
    await expect(requireOperator('viewer')).rejects.toMatchObject({ digest });
    jar.path = '//evil.example';
    await expect(requireOperator('viewer')).rejects.toMatchObject({ digest: expect.stringMatching(/;\/sign-in;/) });
  });

  test('a viewer passes where a viewer may, and only there', async () => {
    await signIn(viewer);
    expect(await statusFor('viewer')).toBe('let in');
    expect(await statusFor('admin')).toBe(403);
    expect(await statusFor('owner')).toBe(403);
  });

  test('a new password and a removal end the session', async () => {
    const operator = await signIn(viewer);
    const change = { operator, current: viewer.password, password: 'brand new password' };
    const changed = await changePassword(change, address);
    expect(await findOperator()).toBeUndefined();
    await startSession(changed);
    expect(await findOperator()).toMatchObject({ email: viewer.email });
    await removeOperator(operator.id, 'console');
    expect(await findOperator()).toBeUndefined();
  });
});

describe('requireSameOrigin', () => {
  const own = () => env().publicUrl;
  test('lets our own pages pass', () => {
    requireSameOrigin(request({ origin: own() }));
    requireSameOrigin(request({ origin: own(), 'sec-fetch-site': 'same-origin' }));
    requireSameOrigin(request({ origin: 'null', 'sec-fetch-site': 'same-origin' }));
    requireSameOrigin(request({ 'sec-fetch-site': 'same-origin' }));
  });

  const foreign: Record<string, string>[] = [
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    { origin: 'http://localhost:3001', 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'none' },
  ];
  test.each(foreign)('refuses %j', (headers) => {
    expect(() => requireSameOrigin(request(headers))).toThrow('refused');
  });
});
