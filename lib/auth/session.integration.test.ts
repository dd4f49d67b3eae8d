import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { pool } from '#lib/db';
import { env } from '#lib/env';
import { changePassword, removeOperator } from '#lib/operators/members';
import { endOtherSessions, endSession, listSessions } from '#lib/operators/sessions';
import { createFirstOwner } from '#lib/operators/set-up';
import { verifyPassword } from '#lib/operators/sign-in';
import { testDatabase } from '../../scripts/testing/database.ts';
import { addOperator } from '../../scripts/testing/operators.ts';
import { Worker } from '../../scripts/testing/worker.ts';
import { readDevice } from './device.ts';
import {
  continueSession,
  findOperator,
  requireOperator,
  requireOperatorForRequest,
  requireSameOrigin,
  startSession,
} from './session.ts';

// There is no request scope of Next in a test, so these stand in for its cookies and headers.
const jar = vi.hoisted(() => ({ cookies: new Map<string, string>(), path: '/', agent: 'curl/8.9.1' }));
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (jar.cookies.has(name) ? { name, value: jar.cookies.get(name) } : undefined),
    set: (name: string, value: string) => jar.cookies.set(name, value),
  }),
  headers: async () => new Headers({ 'x-path': jar.path, 'x-forwarded-for': '192.0.2.7', 'user-agent': jar.agent }),
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

/** The operator who is signed in in this browser. */
async function here() {
  const operator = await findOperator();
  if (!operator) throw new Error('nobody is signed in');
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
    const sessionId = expect.any(String);
    expect(await findOperator()).toEqual({ id, email: owner.email, name: owner.name, role: 'owner', sessionId });
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

  test('a cookie made with another secret, without a session or that has ended is nobody', async () => {
    const { id: sub, sessionVersion } = await signIn(owner);
    const { sessionId: sid = '' } = (await findOperator()) ?? {};
    const token = { sub, sessionVersion, sid };
    jar.cookies.set(cookieName, await encode({ token: { sub, sessionVersion }, secret: env().authSecret }));
    expect(await findOperator()).toBeUndefined();
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
    await signIn(viewer);
    const elsewhere = jar.cookies.get(cookieName) ?? '';
    await signIn(viewer);
    const operator = await here();
    const change = { operator, current: viewer.password, password: 'brand new password' };
    const changed = await changePassword(change, address);
    expect(await findOperator()).toBeUndefined();
    await continueSession(changed, operator.sessionId);
    expect(await findOperator()).toMatchObject({ email: viewer.email, sessionId: operator.sessionId });
    expect(await listSessions(operator.id)).toMatchObject([{ id: operator.sessionId }]);
    const kept = jar.cookies.get(cookieName) ?? '';
    jar.cookies.set(cookieName, elsewhere);
    expect(await findOperator()).toBeUndefined();
    jar.cookies.set(cookieName, kept);
    await removeOperator(operator.id, 'console');
    expect(await findOperator()).toBeUndefined();
    expect(await listSessions(operator.id)).toEqual([]);
  });
});

describe('the rows of sessions', () => {
  const seen = async () => (await listSessions())[0]?.lastSeenAt ?? new Date(0);

  test('say where from and with what, and when used last, once a minute', async () => {
    await pool().query('delete from operator_session');
    await signIn(owner);
    const { id, sessionId } = await here();
    expect(await listSessions(id)).toMatchObject([
      { id: sessionId, method: 'password', userAgent: 'curl/8.9.1', address: '192.0.2.7', operator: { id } },
    ]);
    const first = await seen();
    await findOperator();
    expect(await seen()).toEqual(first);
    await pool().query(`update operator_session set last_seen_at = now() - interval '61 seconds'`);
    await Promise.all([findOperator(), findOperator(), findOperator()]);
    expect((await seen()).getTime()).toBeGreaterThanOrEqual(first.getTime());
  });

  test('one that was not used for twelve hours is nobody', async () => {
    await signIn(owner);
    await pool().query(`update operator_session set last_seen_at = now() - interval '12 hours 1 second'`);
    expect(await findOperator()).toBeUndefined();
    expect(await listSessions()).toEqual([]);
  });

  test('however busy, it ends thirty days after the sign-in', async () => {
    await signIn(owner);
    await pool().query(`update operator_session set created_at = now() - interval '29 days 23 hours'`);
    expect(await findOperator()).toMatchObject({ email: owner.email });
    await pool().query(`update operator_session set created_at = now() - interval '30 days 1 second'`);
    expect(await findOperator()).toBeUndefined();
    expect(await statusFor('viewer')).toBe(401);
    expect(await listSessions()).toEqual([]);
  });

  const hedy = { name: 'Hedy', email: 'hedy@example.com', password: 'a third long password' };

  test.each([
    ['the same operator', owner],
    ['another one', hedy],
  ])('a sign-in of %s ends the session that this browser had', async (_, next) => {
    if (next !== owner) await addOperator({ ...next, role: 'viewer' }, 'console');
    jar.cookies.clear();
    await signIn(owner);
    const [{ sessionId }, copy] = [await here(), jar.cookies.get(cookieName) ?? ''];
    await signIn(next);
    const { sessionId: now } = await here();
    const ids = (await listSessions()).map(({ id }) => id);
    expect(ids).toContain(now);
    expect(ids).not.toContain(sessionId);
    jar.cookies.set(cookieName, copy);
    expect(await findOperator()).toBeUndefined();
  });

  test('a browser is known after a sign-in, to its operator only, by a cookie nobody can make', async () => {
    jar.cookies.clear();
    expect(await readDevice()).toBeUndefined();
    const { id } = await signIn(owner);
    const known = await readDevice();
    expect(known?.operators).toEqual([id]);
    const cookie = jar.cookies.get('known-device') ?? '';
    expect(cookie.length).toBeLessThan(700);
    jar.cookies.set('known-device', jar.cookies.get(cookieName) ?? '');
    expect(await readDevice()).toBeUndefined();
    jar.cookies.set('known-device', cookie);
    await signIn(hedy);
    expect(await readDevice()).toMatchObject({ id: known?.id, operators: [expect.any(String), id] });
  });

  test('one that was ended is signed out at its next request in every process', async () => {
    const { id: operatorId, sessionVersion } = await signIn(owner);
    const { sessionId } = await here();
    const session = { sessionId, operatorId, sessionVersion };
    const other = await Worker.start();
    try {
      expect(await other.isSignedIn(session)).toBe(true);
      await endSession(sessionId, await here(), 'own');
      expect(await other.isSignedIn(session)).toBe(false);
      expect(await findOperator()).toBeUndefined();
    } finally {
      await other.kill();
    }
  });

  test('an operator ends their own; an owner anybody’s', async () => {
    const { password } = owner;
    const guest = { name: 'Guest', email: 'guest@example.com', password, role: 'viewer' } as const;
    await addOperator(guest, 'console');
    await signIn(owner);
    const boss = await here();
    jar.cookies.clear();
    await signIn(guest);
    const visitor = await here();
    await expect(endSession(boss.sessionId, visitor, 'own')).rejects.toMatchObject({ code: 'session_gone' });
    await endSession(visitor.sessionId, boss, 'anybody');
    expect(await findOperator()).toBeUndefined();
    await expect(endSession(visitor.sessionId, boss, 'anybody')).rejects.toMatchObject({ code: 'session_gone' });
    await signIn(owner);
    expect(await endOtherSessions(await here())).toBeGreaterThan(0);
    expect(await listSessions(boss.id)).toHaveLength(1);
    expect(await findOperator()).toMatchObject({ email: owner.email });
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
