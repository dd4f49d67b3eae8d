import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../scripts/testing/database.ts';
import { db } from '../db.ts';
import { findAudit, listAudit, listAuditChoices } from './audit.ts';
import { exportAudit } from './export.ts';
import type { AuditFilter, ExportFormat } from './schema.ts';
import { insertAuditEvent } from './store.ts';

const ada = 'operator:ada@example.com';
let close: () => Promise<void>;

beforeAll(async () => {
  ({ close } = await testDatabase());
});
afterAll(() => close());
beforeEach(() => db().auditEvent.deleteMany());

const write = (entry: Partial<Parameters<typeof insertAuditEvent>[1]>) =>
  db().$transaction((tx) => insertAuditEvent(tx, { actor: ada, action: 'link.created', subject: 'link:1', ...entry }));
const actionsOf = async (filter: AuditFilter) =>
  (await listAudit({ limit: 50, ...filter })).map(({ action }) => action);

async function written(filter: AuditFilter, format: ExportFormat) {
  return (await Array.fromAsync(await exportAudit(filter, format, ada))).join('');
}

test('the list narrows by actor, action, subject, time and text, and pages', async () => {
  await write({ action: 'one', detail: { name: '100%_sure' } });
  await write({ action: 'two', actor: 'console' });
  await write({ action: 'three', subject: 'link:2' });
  expect(await actionsOf({})).toEqual(['three', 'two', 'one']);
  expect(await actionsOf({ actor: 'console' })).toEqual(['two']);
  expect(await actionsOf({ action: 'one' })).toEqual(['one']);
  expect(await actionsOf({ subject: 'link:2' })).toEqual(['three']);
  expect(await actionsOf({ search: 'CONSOLE' })).toEqual(['two']);
  expect(await actionsOf({ search: '100%_s' })).toEqual(['one']);
  expect(await actionsOf({ search: '1%s' })).toEqual([]);
  const hour = 3_600_000;
  expect(await actionsOf({ since: new Date(Date.now() - hour), until: new Date(Date.now() + hour) })).toHaveLength(3);
  expect(await actionsOf({ since: new Date(Date.now() + hour) })).toEqual([]);
  expect(await actionsOf({ until: new Date(Date.now() - hour) })).toEqual([]);
  const [first] = await listAudit({ limit: 1 });
  expect((await listAudit({ limit: 1, before: first?.id })).map(({ action }) => action)).toEqual(['two']);
  expect(await findAudit(first?.id ?? '')).toEqual(first);
  expect(await listAuditChoices()).toEqual({ actors: ['console', ada], actions: ['one', 'three', 'two'] });
});

test('an export holds what the filter leaves, and leaves one row of its own', async () => {
  await write({ action: 'kept', detail: { agent: '=HYPERLINK("http://evil.example")' }, subject: '=cmd' });
  await write({ action: 'left out' });
  const csv = await written({ action: 'kept' }, 'csv');
  expect(csv.split('\r\n')).toHaveLength(3);
  expect(csv).toMatch(/^id,at,actor,action,subject,detail\r\n"\d+","[^"]+","operator:ada@example.com","kept","'=cmd",/);
  const lines = (await written({ action: 'kept' }, 'jsonl')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ action: 'kept', subject: '=cmd' }]);
  expect(await actionsOf({ action: 'audit.exported' })).toHaveLength(2);
  expect((await listAudit({ limit: 1 }))[0]).toMatchObject({
    subject: 'audit',
    detail: { format: 'jsonl', action: 'kept' },
  });
});

test('a long export comes in pieces and is whole', async () => {
  await db().auditEvent.createMany({
    data: Array.from({ length: 1_201 }, (_, n) => ({ actor: 'system', action: 'many', subject: `row:${n}` })),
  });
  const pieces = await Array.fromAsync(await exportAudit({}, 'jsonl', ada));
  expect(pieces).toHaveLength(3);
  const subjects = pieces
    .join('')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).subject);
  expect(subjects).toEqual(Array.from({ length: 1_201 }, (_, n) => `row:${1_200 - n}`));
});
