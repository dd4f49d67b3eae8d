import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tokenOf } from '../../scripts/testing/operators.ts';
import { World } from '../../scripts/testing/world.ts';
import { listAudit } from '../audit/audit.ts';
import { db } from '../db.ts';
import { connectEntra, disconnectEntra, signInWithEntra } from './entra.ts';
import { sandboxEntraApp } from './entra-sandbox.ts';
import { acceptWithEntra, inviteOperator } from './invitations.ts';
import { listOperators } from './members.ts';
import { openSession } from './sessions.ts';
import { createFirstOwner } from './set-up.ts';
import { confirmPassword, verifyPassword } from './sign-in.ts';
import {
  allowPasswords,
  arePasswordsOn,
  entraRedirectUri,
  readEntraClient,
  readEntraSettings,
  recordEntraTest,
  saveEntraSettings,
  switchEntra,
  switchPasswords,
} from './sign-in-settings.ts';

const password = 'correct horse battery';
const ada = { name: 'Ada', email: 'ada@example.com', password };
const address = '192.0.2.1';
const contoso = '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01';
const account = {
  tid: contoso,
  oid: '11111111-2222-4333-8444-555555555555',
  username: 'ada@example.com',
  name: 'Ada',
};
const clientId = '22222222-2222-4222-8222-222222222222';
let world: World;
let owner: Awaited<ReturnType<typeof createFirstOwner>>;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await db().operator.deleteMany();
  await db().operatorInvitation.deleteMany();
  await db().setting.deleteMany();
  owner = await createFirstOwner(ada);
});

const settings = (tenant = contoso) => ({ cloud: 'sandbox', tenant, clientId, clientSecret: 's3cret-value' }) as const;

async function switchOn(): Promise<void> {
  await saveEntraSettings(settings(), owner);
  await switchEntra('on', owner);
}

describe('who is let in', () => {
  beforeEach(switchOn);

  test('the account that was connected, by tenant and object id', async () => {
    await connectEntra(owner, account);
    expect(await signInWithEntra({ ...account, username: 'renamed@example.com' })).toMatchObject({ id: owner.id });
    const [event] = await listAudit({ limit: 1, action: 'operator.signed-in' });
    expect(event).toMatchObject({ actor: 'operator:ada@example.com', detail: { method: 'entra' } });
  });

  test.each([
    ['of the same address and another object', { oid: '99999999-2222-4333-8444-555555555555' }],
    ['of the same address and another tenant', { tid: '99999999-6d0f-4f0b-9a52-3c1b7a9e0c01' }],
  ])('nobody %s', async (_, change) => {
    await connectEntra(owner, account);
    await expect(signInWithEntra({ ...account, ...change })).rejects.toMatchObject({ code: 'entra_unknown' });
  });

  test('nobody whose address is an operator’s but who never connected', async () => {
    await expect(signInWithEntra(account)).rejects.toMatchObject({ code: 'entra_unknown' });
  });

  test('nobody while it is off', async () => {
    await connectEntra(owner, account);
    await switchEntra('off', owner);
    await expect(signInWithEntra(account)).rejects.toMatchObject({ code: 'entra_off' });
  });

  test('who was invited, from then on', async () => {
    const link = await inviteOperator({ email: 'grace@example.com', role: 'viewer' }, 'console');
    const grace = await acceptWithEntra(tokenOf(link), { name: 'Grace', entra: account });
    expect(await signInWithEntra(account)).toMatchObject({ id: grace.id, role: 'viewer' });
    await expect(connectEntra(owner, account)).rejects.toMatchObject({ code: 'entra_taken' });
    const wrong = verifyPassword({ email: 'grace@example.com', password }, address);
    await expect(wrong).rejects.toMatchObject({ code: 'credentials_wrong' });
  });

  test('nobody after the account was disconnected; the only way in stays', async () => {
    await connectEntra(owner, account);
    await disconnectEntra(owner);
    await expect(signInWithEntra(account)).rejects.toMatchObject({ code: 'entra_unknown' });
    const link = await inviteOperator({ email: 'grace@example.com', role: 'viewer' }, 'console');
    const grace = await acceptWithEntra(tokenOf(link), { name: 'Grace', entra: account });
    await expect(disconnectEntra(grace)).rejects.toMatchObject({ code: 'entra_only_way' });
  });
});

describe('the settings', () => {
  test('show everything but the secret, which is sealed', async () => {
    expect(await readEntraSettings()).toBeUndefined();
    await saveEntraSettings(settings('contoso.sandbox'), owner);
    expect(await readEntraSettings()).toEqual({
      isOn: false,
      cloud: 'sandbox',
      tenant: contoso,
      clientId,
      hasSecret: true,
      test: null,
    });
    const stored = await db().setting.findMany();
    expect(JSON.stringify([stored, await listAudit({ limit: 50 })])).not.toContain('s3cret-value');
    expect(await readEntraClient()).toMatchObject({ clientId, clientSecret: 's3cret-value' });
  });

  test('keep the secret when none is typed, and forget the last test', async () => {
    const { clientSecret: _, ...without } = settings();
    const nothing = { ...without, clientSecret: undefined };
    await expect(saveEntraSettings(nothing, owner)).rejects.toMatchObject({ code: 'entra_incomplete' });
    await saveEntraSettings(settings(), owner);
    await recordEntraTest({ outcome: 'ok', account: 'mira@contoso.sandbox' });
    expect(await readEntraSettings()).toMatchObject({ test: { outcome: 'ok', account: 'mira@contoso.sandbox' } });
    await saveEntraSettings(nothing, owner);
    expect(await readEntraClient()).toMatchObject({ clientSecret: 's3cret-value' });
    expect(await readEntraSettings()).toMatchObject({ test: null });
  });

  test('refuse a tenant that Microsoft does not know', async () => {
    await expect(saveEntraSettings(settings('nowhere.example'), owner)).rejects.toMatchObject({
      code: 'tenant_unknown',
    });
    await expect(switchEntra('on', owner)).rejects.toMatchObject({ code: 'entra_incomplete' });
  });

  test('can be an app of the sandbox', async () => {
    const made = await sandboxEntraApp();
    expect(made).toMatchObject({ cloud: 'sandbox', tenant: contoso });
    const response = await world.bench.control('GET', `/apps/${made.clientId}`);
    expect(await response.json()).toMatchObject({ redirect_uris: [entraRedirectUri()] });
  });
});

describe('without passwords', () => {
  test('they are switched off only by who comes in with Microsoft, while that is on', async () => {
    await expect(switchPasswords('off', owner)).rejects.toMatchObject({ code: 'entra_off' });
    await switchOn();
    await expect(switchPasswords('off', owner)).rejects.toMatchObject({ code: 'entra_not_yours' });
    await connectEntra(owner, account);
    await switchPasswords('off', owner);
    await expect(verifyPassword(ada, address)).rejects.toMatchObject({ code: 'password_off' });
    await expect(switchEntra('off', owner)).rejects.toMatchObject({ code: 'entra_needed' });
    await expect(disconnectEntra(owner)).rejects.toMatchObject({ code: 'entra_only_way' });
    expect(await signInWithEntra(account)).toMatchObject({ id: owner.id });
  });

  test('the console lets them in again', async () => {
    await switchOn();
    await connectEntra(owner, account);
    await switchPasswords('off', owner);
    expect(await arePasswordsOn()).toBe(false);
    await allowPasswords('console');
    await allowPasswords('console');
    expect(await verifyPassword(ada, address)).toMatchObject({ id: owner.id });
    const rows = await listAudit({ limit: 10, action: 'sign-in.passwords-on', actor: 'console' });
    expect(rows).toHaveLength(1);
  });

  test('who has none confirms by a sign-in at Microsoft of the last ten minutes', async () => {
    await switchOn();
    const link = await inviteOperator({ email: 'grace@example.com', role: 'viewer' }, 'console');
    const grace = await acceptWithEntra(tokenOf(link), { name: 'Grace', entra: account });
    const browser = { method: 'entra', userAgent: '', address, before: undefined } as const;
    const operator = { ...grace, sessionId: await openSession(grace.id, browser) };
    await confirmPassword({ operator, password: 'anything' }, address);
    await db().operatorSession.updateMany({ data: { confirmedAt: new Date(Date.now() - 601_000) } });
    await expect(confirmPassword({ operator, password: 'anything' }, address)).rejects.toMatchObject({
      code: 'no_password',
    });
    const withPassword = { ...owner, sessionId: await openSession(owner.id, browser) };
    const wrong = confirmPassword({ operator: withPassword, password: 'anything' }, address);
    await expect(wrong).rejects.toMatchObject({ code: 'password_wrong' });
    expect((await listOperators()).map(({ hasPassword, hasEntra }) => [hasPassword, hasEntra])).toEqual([
      [true, false],
      [false, true],
    ]);
  });
});
