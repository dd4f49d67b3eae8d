import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { startSession } from '#lib/auth/session';
import { env } from '#lib/env';
import { createFirstOwner } from '#lib/operators/set-up';
import { verifyPassword } from '#lib/operators/sign-in';
import { jar } from '../../../../../scripts/testing/browser-jar.ts';
import { testDatabase } from '../../../../../scripts/testing/database.ts';
import { addOperator, tenMinutesPass } from '../../../../../scripts/testing/operators.ts';
import { answerExport } from './answer-export.ts';

vi.mock('next/headers', async () => (await import('../../../../../scripts/testing/browser-jar.ts')).nextHeaders);

const password = 'correct horse battery';
let close: () => Promise<void>;

beforeAll(async () => {
  ({ close } = await testDatabase());
  await createFirstOwner({ name: '=Olga', email: 'owner@example.com', password });
  await addOperator({ name: 'Vera', email: 'viewer@example.com', role: 'viewer', password }, 'console');
});
afterAll(() => close());
beforeEach(() => jar.clear());

async function ask(fields: Record<string, string>, origin = env().publicUrl): Promise<Response> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const init = { method: 'POST', body: new URLSearchParams(fields), headers: { origin, cookie } };
  return answerExport(new Request(`${env().publicUrl}/settings/audit/export`, init));
}

const signIn = async () => startSession(await verifyPassword({ email: 'viewer@example.com', password }, '192.0.2.1'));
const exports = () => listAudit({ limit: 10, action: 'audit.exported' });

test('strangers and foreign pages get nothing, and leave no row', async () => {
  expect((await ask({ format: 'csv' })).status).toBe(401);
  await signIn();
  expect((await ask({ format: 'csv' }, 'https://evil.example')).status).toBe(403);
  expect((await ask({ format: 'xlsx' })).status).toBe(400);
  expect(await exports()).toEqual([]);
});

test('a viewer gets what the filters leave, as a download, and the log says so', async () => {
  await signIn();
  const answer = await ask({ format: 'csv', action: 'operator.added', time: 'day' });
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="latchkey-audit-[\d-]+\.csv"$/);
  expect((await answer.text()).trim().split('\r\n')).toHaveLength(2);
  expect(await exports()).toMatchObject([
    { actor: 'operator:viewer@example.com', detail: { format: 'csv', action: 'operator.added' } },
  ]);
});

test('more than ten minutes after the sign-in it leads to the confirmation, and from there to the same filters', async () => {
  await signIn();
  await tenMinutesPass();
  const before = await exports();
  const answer = await ask({ format: 'csv', action: 'operator.added' });
  expect(answer.status).toBe(303);
  const location = new URL(answer.headers.get('location') ?? '', env().publicUrl);
  expect(location.pathname).toBe('/settings/confirm');
  expect(location.searchParams.get('then')).toBe('/settings/audit?action=operator.added');
  expect(await exports()).toEqual(before);
});
