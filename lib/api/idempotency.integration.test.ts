import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#lib/ids';
import { createKey } from '#lib/keys/keys';
import { actor, type Made, World } from '../../scripts/testing/world.ts';
import { pruneAnswers } from './store.ts';

let world: World;
let made: Made;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
});
afterAll(() => world.stop());

const path = '/api/connect/sessions';

function create(idempotencyKey: string, body: unknown = { end_user: { id: 'u' } }, key = world.key) {
  return world.call(path, { body, key, headers: { 'idempotency-key': idempotencyKey } });
}

const links = async () => Number((await world.rows('select count(*)::int as n from connect_link')).rows[0]?.n);

test('the same request again brings the first answer and makes nothing', async () => {
  const before = await links();
  const id = newId();
  const [first, again] = [await create(id), await create(id)];
  expect(first.status).toBe(201);
  expect(again.text).toBe(first.text);
  expect(again.status).toBe(201);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(again.headers.get('cache-control')).toBe('no-store');
  expect(await links()).toBe(before + 1);
});

test('twenty at once: one is executed, the others get its answer', async () => {
  const before = await links();
  const id = newId();
  const answers = await Promise.all(Array.from({ length: 20 }, () => create(id)));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(await links()).toBe(before + 1);
});

test('the same key with another request: 422', async () => {
  const id = newId();
  await create(id);
  const other = await create(id, { end_user: { id: 'other' } });
  expect(other.status).toBe(422);
  expect(other.body).toMatchObject({ error: { code: 'idempotency_key_reused' } });
});

test("another API key's answers are its own", async () => {
  const id = newId();
  const { key } = await createKey({ name: 'other', by: actor });
  expect((await create(id, undefined, key)).text).not.toBe((await create(id)).text);
});

test('what was refused can be corrected and sent again', async () => {
  const id = newId();
  const wrong = { end_user: { id: 'u' }, allowed_integrations: ['no-such'] };
  expect((await create(id, wrong)).status).toBe(400);
  expect((await create(id, { ...wrong, allowed_integrations: [made.uniqueKey] })).status).toBe(201);
});

test('the answer is stored sealed, and a first request that was lost is made again', async () => {
  const id = newId();
  const { text } = await create(id);
  const { rows } = await world.rows('select sealed_body from idempotent_answer where key = $1', [id]);
  expect(rows[0]?.sealed_body).toMatch(/^v1\./);
  await world.sql(
    "update idempotent_answer set status = null, sealed_body = null, created_at = now() - interval '3 minutes' where key = $1",
    [id],
  );
  const again = await create(id);
  expect(again.status).toBe(201);
  expect(again.text).not.toBe(text);
});

test('after a day it is forgotten', async () => {
  const id = newId();
  const { text } = await create(id);
  await world.sql("update idempotent_answer set created_at = now() - interval '25 hours' where key = $1", [id]);
  await pruneAnswers();
  expect((await create(id)).text).not.toBe(text);
});
