import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../../scripts/testing/database.ts';
import { addOperator, tokenOf } from '../../scripts/testing/operators.ts';
import { listAudit } from '../audit/audit.ts';
import { db } from '../db.ts';
import { newToken } from '../ids.ts';
import { writeRefusalsNow } from '../refusals/refusals.ts';
import {
  acceptWithEntra,
  acceptWithPassword,
  copyInvitation,
  findInvitation,
  inviteOperator,
  listInvitations,
  openInvitation,
  revokeInvitation,
} from './invitations.ts';
import { changeRole, listOperators, removeOperator } from './members.ts';
import { createFirstOwner } from './set-up.ts';

const by = 'operator:ada@example.com';
const grace = { email: 'grace@example.com', role: 'admin' } as const;
const person = { name: 'Grace', password: 'correct horse battery' };
const entra = { tid: '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01', oid: '11111111-2222-4333-8444-555555555555' };
let close: () => Promise<void>;

beforeAll(async () => {
  ({ close } = await testDatabase());
});
afterAll(() => close());
beforeEach(async () => {
  await db().operator.deleteMany();
  await db().operatorInvitation.deleteMany();
  await db().auditEvent.deleteMany();
  await createFirstOwner({ name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' });
});

const invite = async () => tokenOf(await inviteOperator(grace, by));
const actions = async () =>
  (await listAudit({ limit: 50, subject: 'operator:grace@example.com' })).map(({ action }) => action);
const codes = (settled: PromiseSettledResult<unknown>[]) =>
  settled.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));

describe('an invitation', () => {
  test('is accepted by one of any number of browsers, whichever way they come', async () => {
    const token = await invite();
    const settled = await Promise.allSettled([
      ...Array.from({ length: 4 }, () => acceptWithPassword({ token, ...person })),
      ...Array.from({ length: 4 }, (_, n) =>
        acceptWithEntra(token, { name: 'Grace', entra: { ...entra, oid: entra.oid.replace('1111', `999${n}`) } }),
      ),
    ]);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(new Set(codes(settled))).toEqual(new Set(['invitation_closed']));
    expect(await listOperators()).toHaveLength(2);
    expect((await actions()).filter((action) => action === 'operator.added')).toHaveLength(1);
  });

  test('that never was is noted and limited; one that is over may be opened by scanners for ever', async () => {
    const address = '192.0.2.70';
    const token = await invite();
    await acceptWithPassword({ token, ...person });
    for (let n = 0; n < 70; n += 1) expect(await openInvitation(token, address)).toBeUndefined();
    const noted = async () => {
      await writeRefusalsNow();
      return (await listAudit({ limit: 10, action: 'sign-in.failed' })).map(({ detail }) => detail);
    };
    expect(await noted()).toEqual([]);
    for (let n = 0; n < 60; n += 1) expect(await openInvitation(newToken(), address)).toBeUndefined();
    await expect(openInvitation('guess', address)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await noted()).toMatchObject([{ way: 'invitation', address, attempts: 61 }]);
  });

  test('is not spent by looking, and shows whom it is for', async () => {
    const token = await invite();
    for (let n = 0; n < 3; n += 1)
      expect(await findInvitation(token)).toMatchObject({ email: grace.email, role: 'admin', invitedBy: by });
    expect(await acceptWithPassword({ token, ...person })).toMatchObject({ email: grace.email, role: 'admin' });
    expect(await findInvitation(token)).toBeUndefined();
    expect(await listInvitations()).toEqual([]);
  });

  test('is kept sealed and hashed; its link can be had again, with an audit row', async () => {
    const link = await inviteOperator(grace, by);
    const rows = await db().$queryRaw`select * from operator_invitation`;
    expect(JSON.stringify(rows)).not.toContain(tokenOf(link));
    expect(JSON.stringify(await listAudit({ limit: 50 }))).not.toContain(tokenOf(link));
    expect(await copyInvitation(link.id, by)).toMatchObject({ url: link.url });
    expect(await actions()).toEqual(['operator.invitation-copied', 'operator.invited']);
  });

  test('is worth nothing once it is revoked, replaced or expired', async () => {
    const first = await inviteOperator(grace, by);
    const second = await inviteOperator(grace, by);
    expect(await findInvitation(tokenOf(first))).toBeUndefined();
    await revokeInvitation(second.id, by);
    await expect(revokeInvitation(second.id, by)).rejects.toMatchObject({ code: 'invitation_gone' });
    await expect(copyInvitation(second.id, by)).rejects.toMatchObject({ code: 'invitation_gone' });
    const third = await inviteOperator(grace, by);
    await db().operatorInvitation.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    for (const link of [first, second, third]) {
      const refused = acceptWithPassword({ token: tokenOf(link), ...person });
      await expect(refused).rejects.toMatchObject({ code: 'invitation_closed' });
    }
    expect(await listOperators()).toHaveLength(1);
  });

  test('for somebody who is an operator already is refused', async () => {
    await addOperator({ ...grace, ...person }, by);
    await expect(inviteOperator(grace, by)).rejects.toMatchObject({ code: 'email_taken' });
  });

  test('stays open when the Microsoft account is somebody else’s', async () => {
    const other = await inviteOperator({ email: 'other@example.com', role: 'viewer' }, by);
    await acceptWithEntra(tokenOf(other), { name: 'Other', entra });
    const token = await invite();
    await expect(acceptWithEntra(token, { name: 'Grace', entra })).rejects.toMatchObject({ code: 'entra_taken' });
    expect(await findInvitation(token)).toBeDefined();
  });

  test.each(['', 'short', 'x'.repeat(43), "'; drop table operator; --"])('%j is none', async (token) => {
    expect(await findInvitation(token)).toBeUndefined();
    await expect(acceptWithPassword({ token, ...person })).rejects.toMatchObject({ code: 'invitation_closed' });
  });

  test.each(['removed', 'demoted'])('dies when the owner who wrote it is %s', async (how) => {
    const owner = await addOperator({ ...grace, role: 'owner', ...person }, by);
    const mine = await inviteOperator({ email: 'self@example.com', role: 'owner' }, 'operator:grace@example.com');
    const foreign = await inviteOperator({ email: 'else@example.com', role: 'viewer' }, by);
    if (how === 'removed') await removeOperator(owner.id, by);
    else await changeRole({ id: owner.id, role: 'viewer' }, by);
    expect(await findInvitation(tokenOf(mine))).toBeUndefined();
    expect(await findInvitation(tokenOf(foreign))).toBeDefined();
  });
});
