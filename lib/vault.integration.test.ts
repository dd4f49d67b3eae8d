import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkVault } from '#lib/boot/vault-check';
import { db } from '#lib/db';
import { open, seal, VaultError } from '#lib/vault';
import { testDatabase } from '../scripts/testing/database.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const place = { table: 'connection', row: 'a', column: 'sealed_token' };

test('what was sealed for a place opens there and nowhere else', () => {
  const sealed = seal('secret', place);
  expect(open(sealed, place)).toBe('secret');
  for (const other of [
    { ...place, row: 'b' },
    { ...place, column: 'sealed_grant' },
    { ...place, table: 'x' },
  ])
    expect(() => open(sealed, other)).toThrow(VaultError);
  expect(() => open(sealed.slice(0, -2), place)).toThrow(VaultError);
});

test('a start with another key ring is refused and names the missing key id', async () => {
  await checkVault();
  const row = await db().setting.findUniqueOrThrow({ where: { key: 'vault_check' }, select: { value: true } });
  const id = String(row.value).split('.')[1];
  const mine = globalThis.latchkeyEnv;
  if (!mine) throw new Error('no env');
  globalThis.latchkeyEnv = { ...mine, encryptionKeys: [Buffer.alloc(32, 1).toString('base64')] };
  await expect(checkVault()).rejects.toThrow(`does not hold the key ${id}`);
  globalThis.latchkeyEnv = mine;
  await checkVault();
});
