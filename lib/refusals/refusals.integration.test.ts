import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../scripts/testing/database.ts';
import { listAudit } from '../audit/audit.ts';
import { pool } from '../db.ts';
import { listNotices } from '../notices/notices.ts';
import { createFirstOwner } from '../operators/set-up.ts';
import { checkSetupToken } from '../operators/setup-token.ts';
import { verifyPassword } from '../operators/sign-in.ts';
import { noteRefusal, writeRefusalsNow } from './refusals.ts';

const owner = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
const wrong = { email: owner.email, password: 'wrong wrong wrong' };
let close: () => Promise<void>;

beforeAll(async () => {
  ({ close } = await testDatabase());
  await createFirstOwner(owner);
});
afterAll(() => close());
beforeEach(async () => {
  globalThis.latchkeyRefusals = undefined;
  await pool().query('truncate rate_limit, notice; delete from audit_event');
});
afterEach(() => writeRefusalsNow());

const rows = async (action: string) => {
  await writeRefusalsNow();
  return listAudit({ limit: 200, action });
};

test('failed sign-ins of one account and network are one row, whose count grows', async () => {
  for (const address of ['192.0.2.1', '192.0.2.1', '2001:db8::1', '2001:db8::2'])
    await expect(verifyPassword(wrong, address)).rejects.toMatchObject({ code: 'credentials_wrong' });
  expect(await rows('sign-in.failed')).toHaveLength(2);
  await expect(verifyPassword(wrong, '192.0.2.1')).rejects.toMatchObject({ code: 'credentials_wrong' });
  const found = await rows('sign-in.failed');
  const detailOf = (address: string, attempts: number) => ({
    actor: 'stranger',
    subject: 'operator:ada@example.com',
    detail: { way: 'password', address, account: owner.email, attempts, latest: expect.any(String) },
  });
  expect(found).toHaveLength(2);
  expect(found).toContainEqual(expect.objectContaining(detailOf('192.0.2.1', 3)));
  expect(found).toContainEqual(expect.objectContaining(detailOf('2001:db8:0:0::/64', 2)));
});

test('a lock-out has a row, and what strangers type has none', async () => {
  for (let n = 0; n < 11; n += 1) await verifyPassword(wrong, '192.0.2.1').catch(() => undefined);
  expect(await rows('sign-in.locked-out')).toMatchObject([{ detail: { account: owner.email, attempts: 1 } }]);
  await verifyPassword({ email: 'my-secret@example.com', password: 'x' }, '198.51.100.1').catch(() => undefined);
  await expect(checkSetupToken({ token: 'guess', address: '198.51.100.1' })).rejects.toThrow();
  const found = await rows('sign-in.failed');
  expect(found.map(({ detail }) => detail)).toContainEqual(expect.objectContaining({ way: 'set-up', attempts: 1 }));
  expect(JSON.stringify(found)).not.toContain('my-secret');
});

test('an attack from everywhere gets a bounded number of rows, and owners are told once', async () => {
  for (let n = 0; n < 3_000; n += 1)
    noteRefusal({ action: 'api-key.refused', way: 'api-key', address: `10.0.${n >> 8}.${n & 255}` });
  noteRefusal({ action: 'sign-in.failed', way: 'password', account: owner.email, address: '192.0.2.1' });
  const found = await rows('api-key.refused');
  expect(found).toHaveLength(51);
  expect(found).toContainEqual(
    expect.objectContaining({ detail: expect.objectContaining({ address: 'others', attempts: 2_950 }) }),
  );
  expect(await rows('sign-in.failed')).toHaveLength(1);
  noteRefusal({ action: 'api-key.refused', way: 'api-key', address: '10.0.0.1' });
  await writeRefusalsNow();
  expect(await listNotices()).toMatchObject([
    {
      kind: 'attack',
      level: 'warning',
      message: expect.stringMatching(/^Within an hour 3000 requests .* 51 networks/),
    },
  ]);
});
