import { afterAll, beforeAll, expect, test } from 'vitest';
import { pool } from '#lib/db';
import { Worker } from '../../../scripts/testing/worker.ts';
import { graph, type Known, mira, World } from '../../../scripts/testing/world.ts';

let world: World;
let worker: Worker;

beforeAll(async () => {
  world = await World.start();
  worker = await Worker.start();
});
afterAll(async () => {
  await worker.kill();
  await world.stop();
});

const many = 150;
const atOnce = 15;

async function connectMany(): Promise<Known[]> {
  const made = await world.integrate({}, { rotation: 'strict' });
  const known: Known[] = [];
  while (known.length < many)
    known.push(...(await Promise.all(Array.from({ length: atOnce }, () => world.connect(made, mira)))));
  return known;
}

test('many connections due at once in two processes: each asked once, none lost where a spent token kills', async () => {
  const known = await connectMany();
  await pool().query(
    `update connection set token_expires_at = now() - interval '1 second', refresh_due_at = now() - interval '1 minute'`,
  );
  await world.calm();
  const paths = known.map((one) => world.path(one));
  const [here, there] = await Promise.all([
    Promise.all(known.map((one) => world.vend(one))),
    worker.vendEach({ paths, key: world.key }),
  ]);
  // A slow machine may answer that it is busy, but nothing else.
  expect([...here, ...there].map(({ status }) => status).filter((status) => ![200, 503].includes(status))).toEqual([]);
  const later = await Promise.all(known.map((one) => world.vend(one)));
  expect(later.map(({ status }) => status)).toEqual(known.map(() => 200));
  expect((await world.requests()).token.byResource).toEqual({ [graph]: known.length });
  const { rows } = await pool().query('select distinct status, failures, token_version from connection');
  expect(rows).toEqual([{ status: 'healthy', failures: 0, token_version: 2 }]);
}, 120_000);
