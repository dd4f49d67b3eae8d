import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../../scripts/testing/database.ts';
import { addOperator } from '../../scripts/testing/operators.ts';
import { listAudit } from '../audit/audit.ts';
import { db } from '../db.ts';
import { changePassword, changeRole, listOperators, removeOperator } from './members.ts';
import { findSessionOperator, openSession } from './sessions.ts';
import { createFirstOwner, isSetUp, seedOwner, setUp } from './set-up.ts';
import { issueSetupToken } from './setup-token.ts';
import { confirmPassword, verifyPassword } from './sign-in.ts';

const owner = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
const address = '192.0.2.1';
let close: () => Promise<void>;

beforeAll(async () => {
  ({ close } = await testDatabase());
});
afterAll(() => close());
beforeEach(async () => {
  await db().operator.deleteMany();
  await db().auditEvent.deleteMany();
  await db().rateLimit.deleteMany();
});

const codes = (settled: PromiseSettledResult<unknown>[]) =>
  settled.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));

describe('set-up', () => {
  test('several at once make one owner', async () => {
    const attempts = Array.from({ length: 8 }, (_, n) => createFirstOwner({ ...owner, email: `ada${n}@example.com` }));
    const settled = await Promise.allSettled(attempts);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(new Set(codes(settled))).toEqual(new Set(['already_set_up']));
    expect(await listOperators()).toMatchObject([{ role: 'owner' }]);
  });

  test('needs the token of this start and ends it', async () => {
    const earlier = issueSetupToken();
    const token = issueSetupToken();
    await expect(setUp({ ...owner, token: earlier }, address)).rejects.toMatchObject({ code: 'setup_token_wrong' });
    expect(await isSetUp()).toBe(false);
    await setUp({ ...owner, token }, address);
    expect(await isSetUp()).toBe(true);
    await expect(setUp({ ...owner, token }, address)).rejects.toMatchObject({ code: 'setup_token_wrong' });
  });

  test('lets an address guess ten times', async () => {
    issueSetupToken();
    for (let n = 0; n < 10; n += 1)
      await expect(setUp({ ...owner, token: 'guess' }, address)).rejects.toMatchObject({ code: 'setup_token_wrong' });
    await expect(setUp({ ...owner, token: 'guess' }, address)).rejects.toMatchObject({ code: 'rate_limited' });
  });

  test('seeding keeps what is there', async () => {
    expect(await seedOwner('Ada@Example.com', owner.password)).toBe('created');
    expect(await seedOwner('grace@example.com', owner.password)).toBe('kept');
    expect(await listOperators()).toMatchObject([{ email: 'ada@example.com', name: 'Ada', role: 'owner' }]);
  });
});

describe('signing in', () => {
  beforeEach(() => createFirstOwner(owner));

  test('takes the e-mail address in any case and notes the time', async () => {
    const operator = await verifyPassword({ email: ' ADA@example.com', password: owner.password }, address);
    expect(operator).toMatchObject({ email: owner.email, role: 'owner', sessionVersion: 1 });
    expect(operator).not.toHaveProperty('passwordHash');
    expect((await listOperators())[0]?.lastSignInAt).toBeInstanceOf(Date);
  });

  test('answers alike to an unknown e-mail address and a wrong password', async () => {
    const failure = (email: string) =>
      verifyPassword({ email, password: 'wrong wrong wrong' }, address).then(
        () => expect.unreachable(),
        ({ code, message }) => ({ code, message }),
      );
    expect(await failure('nobody@example.com')).toEqual(await failure(owner.email));
  });

  test('eleven guesses at once: ten are judged, and then not even the right password is', async () => {
    const guess = () => verifyPassword({ email: owner.email, password: 'wrong wrong wrong' }, address);
    const settled = await Promise.allSettled(Array.from({ length: 11 }, guess));
    expect(codes(settled).filter((code) => code === 'rate_limited')).toHaveLength(1);
    const right = verifyPassword(owner, address);
    await expect(right).rejects.toMatchObject({ code: 'rate_limited', message: 'Too many attempts; wait 15 minutes.' });
    await expect(verifyPassword(owner, '198.51.100.7')).resolves.toMatchObject({ email: owner.email });
  });

  test('an address may fail fifty times over all e-mail addresses', async () => {
    const guess = (n: number) => verifyPassword({ email: `user${n}@example.com`, password: 'wrong' }, address);
    const settled = await Promise.allSettled(Array.from({ length: 51 }, (_, n) => guess(n)));
    expect(codes(settled).filter((code) => code === 'rate_limited')).toHaveLength(1);
  });

  const wrong = { email: owner.email, password: 'wrong wrong wrong' };

  test('the addresses of one IPv6 network count as one', async () => {
    const guess = (n: number) => verifyPassword(wrong, `2001:db8:1:2::${n.toString(16)}`);
    const settled = await Promise.allSettled(Array.from({ length: 11 }, (_, n) => guess(n)));
    expect(codes(settled).filter((code) => code === 'rate_limited')).toHaveLength(1);
    await expect(verifyPassword(owner, '2001:db8:1:3::1')).resolves.toMatchObject({ email: owner.email });
  });

  describe('guesses from everywhere', () => {
    const operators = async () => (await listOperators()).map(({ id }) => id);
    const here = async () => ({ id: '11111111-1111-4111-8111-111111111111', operators: await operators() });

    beforeEach(async () => {
      for (let n = 0; n < 50; n += 1)
        await expect(verifyPassword(wrong, `198.51.100.${n}`)).rejects.toMatchObject({ code: 'credentials_wrong' });
    });

    test('end after fifty in an hour, but not for a browser the operator has signed in from before', async () => {
      const strange = { code: 'rate_limited', message: 'Too many attempts; wait 60 minutes.' };
      await expect(verifyPassword(owner, '203.0.113.1')).rejects.toMatchObject(strange);
      const known = await here();
      await expect(verifyPassword(owner, '203.0.113.1', known)).resolves.toMatchObject({ email: owner.email });
      const anothers = { ...known, operators: ['22222222-2222-4222-8222-222222222222'] };
      await expect(verifyPassword(owner, '203.0.113.1', anothers)).rejects.toMatchObject(strange);
    });

    test('such a browser has ten attempts of its own', async () => {
      const known = await here();
      for (let n = 0; n < 10; n += 1)
        await expect(verifyPassword(wrong, address, known)).rejects.toMatchObject({ code: 'credentials_wrong' });
      await expect(verifyPassword(owner, address, known)).rejects.toMatchObject({ code: 'rate_limited' });
    });

    test('who is signed in can still be asked for the password', async () => {
      const [operator] = await listOperators();
      if (!operator) throw new Error('there is none');
      const session = { ...operator, sessionId: '33333333-3333-4333-8333-333333333333' };
      await confirmPassword({ operator: session, password: owner.password }, '203.0.113.1');
    });
  });

  test('successes do not count', async () => {
    for (let n = 0; n < 15; n += 1) await verifyPassword(owner, address);
  });

  test('the limits hold no e-mail address in clear', async () => {
    await verifyPassword(owner, address);
    const rows = await db().rateLimit.findMany({ select: { key: true } });
    expect(JSON.stringify(rows)).not.toContain('ada');
  });
});

describe('operators', () => {
  const by = 'operator:ada@example.com';
  const added = {
    name: 'Grace',
    email: 'grace@example.com',
    role: 'viewer',
    password: 'another long password',
  } as const;
  const idOf = async (email: string) => (await listOperators()).find((one) => one.email === email)?.id ?? '';

  beforeEach(async () => {
    await createFirstOwner(owner);
    await addOperator(added, by);
  });

  test('an e-mail address is taken once', async () => {
    await expect(addOperator(added, by)).rejects.toMatchObject({ code: 'email_taken' });
  });

  test('the last owner stays owner and stays', async () => {
    const id = await idOf(owner.email);
    await expect(changeRole({ id, role: 'admin' }, by)).rejects.toMatchObject({ code: 'last_owner' });
    await expect(removeOperator(id, by)).rejects.toMatchObject({ code: 'last_owner' });
  });

  test('two owners who remove each other at once leave one', async () => {
    const ids = [await idOf(owner.email), await idOf(added.email)];
    await changeRole({ id: ids[1] ?? '', role: 'owner' }, by);
    const settled = await Promise.allSettled(ids.map((id) => removeOperator(id, by)));
    expect(codes(settled)).toEqual(['last_owner']);
    expect(await listOperators()).toMatchObject([{ role: 'owner' }]);
  });

  test('every change has its audit row', async () => {
    const id = await idOf(added.email);
    await changeRole({ id, role: 'admin' }, by);
    await removeOperator(id, by);
    await expect(removeOperator(id, by)).rejects.toMatchObject({ code: 'not_found' });
    const actions = (await listAudit({ limit: 10, subject: 'operator:grace@example.com' })).map(({ action }) => action);
    expect(actions).toEqual([
      'operator.removed',
      'operator.role-changed',
      'operator.signed-in',
      'operator.added',
      'operator.invited',
    ]);
  });

  const browser = { method: 'password', userAgent: '', address, before: undefined } as const;

  async function signIn(who: { email: string; password: string }) {
    const operator = await verifyPassword(who, address);
    const sessionId = await openSession(operator.id, browser);
    const { id: operatorId, sessionVersion } = operator;
    return { operator: { ...operator, sessionId }, claims: { operatorId, sessionVersion, sessionId } };
  }

  test('a session ends with its operator', async () => {
    const { operator, claims } = await signIn(added);
    expect(await findSessionOperator(claims)).toMatchObject({ role: 'viewer' });
    await changeRole({ id: operator.id, role: 'admin' }, by);
    expect(await findSessionOperator(claims)).toMatchObject({ role: 'admin' });
    await removeOperator(operator.id, by);
    expect(await findSessionOperator(claims)).toBeUndefined();
  });

  test('a new password ends the sessions made with the old one, but the one it was changed in', async () => {
    const { claims: elsewhere } = await signIn(owner);
    const { operator, claims } = await signIn(owner);
    const wrong = changePassword({ operator, current: 'wrong', password: 'brand new password' }, address);
    await expect(wrong).rejects.toMatchObject({ code: 'password_wrong' });
    const change = { operator, current: owner.password, password: 'brand new password' };
    const { sessionVersion } = await changePassword(change, address);
    expect(await findSessionOperator(claims)).toBeUndefined();
    expect(await findSessionOperator({ ...claims, sessionVersion })).toMatchObject({ id: operator.id });
    expect(await findSessionOperator({ ...elsewhere, sessionVersion })).toBeUndefined();
    await expect(verifyPassword(owner, address)).rejects.toMatchObject({ code: 'credentials_wrong' });
    await expect(confirmPassword({ operator, password: 'brand new password' }, address)).resolves.toBeUndefined();
  });
});
