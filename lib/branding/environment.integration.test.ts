import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { testDatabase } from '../../scripts/testing/database.ts';
import { environmentForm, readEnvironment, setEnvironment } from './environment.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('an environment is shown until its name is emptied, and each change is in the audit log', async () => {
  expect(await readEnvironment()).toBeNull();
  await setEnvironment(environmentForm.parse({ name: ' Staging ', colour: 'amber' }), 'operator:ada@example.com');
  expect(await readEnvironment()).toEqual({ name: 'Staging', colour: 'amber' });
  await setEnvironment(environmentForm.parse({ name: '', colour: 'grey' }), 'operator:ada@example.com');
  expect(await readEnvironment()).toBeNull();
  expect(await listAudit({ limit: 9, action: 'environment.changed' })).toHaveLength(2);
});

test.each([
  [{ name: 'x'.repeat(25), colour: 'red' }],
  [{ name: 'Production', colour: 'pink' }],
  [{ name: 'Production' }],
])('refuses %j', (form) => {
  expect(environmentForm.safeParse(form).success).toBe(false);
});
