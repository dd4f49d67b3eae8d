import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../scripts/testing/database.ts';
import { listAudit } from '../audit/audit.ts';
import { pool } from '../db.ts';
import { hashToken } from '../ids.ts';
import { createKey, findKey, listKeys, revokeKey } from './keys.ts';
import { noteKeyUse, writeKeyUse } from './record-use.ts';

let close: () => Promise<void>;
beforeAll(async () => {
  ({ close } = await testDatabase());
});
afterAll(() => close());

test('a key is found by its hash, and stored nowhere', async () => {
  const { key, prefix } = await createKey({ name: 'Backend', by: 'console' });
  expect(key).toMatch(/^lk_[\w-]{43}$/);
  expect(key.startsWith(prefix)).toBe(true);
  expect(await findKey(hashToken(key))).toMatchObject({ name: 'Backend' });
  expect(await findKey(hashToken('lk_other'))).toBeUndefined();
  const { rows } = await pool().query(
    "select (select json_agg(k) from api_key k) || '' as keys, (select json_agg(a) from audit_event a) || '' as events",
  );
  expect(JSON.stringify(rows)).not.toContain(key.slice(8));
});

test('a revoked key is found no more, and only once revoked', async () => {
  const { key, prefix } = await createKey({ name: 'Old', by: 'console' });
  const id = (await findKey(hashToken(key)))?.id ?? '';
  await revokeKey({ id, by: 'operator:ada@example.com' });
  expect(await findKey(hashToken(key))).toBeUndefined();
  await expect(revokeKey({ id, by: 'operator:ada@example.com' })).rejects.toMatchObject({ code: 'not_found' });
  const events = await listAudit({ limit: 5, subject: `api-key:${prefix}` });
  expect(events.map(({ action }) => action)).toEqual(['api-key.revoked', 'api-key.created']);
  expect((await listKeys()).find((one) => one.id === id)?.revokedAt).toBeInstanceOf(Date);
});

test('uses are written together', async () => {
  const made = await Promise.all(['A', 'B'].map((name) => createKey({ name, by: 'console' })));
  const ids = await Promise.all(made.map(async ({ key }) => (await findKey(hashToken(key)))?.id ?? ''));
  for (const id of [...ids, ...ids]) noteKeyUse(id);
  await writeKeyUse();
  const used = (await listKeys()).filter(({ lastUsedAt }) => lastUsedAt !== null).map(({ id }) => id);
  expect(used.toSorted()).toEqual(ids.toSorted());
});
