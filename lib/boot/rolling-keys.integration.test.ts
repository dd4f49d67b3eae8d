import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { env } from '#lib/env';
import { keyId } from '#lib/vault';
import { Worker } from '../../scripts/testing/worker.ts';
import { type Known, mira, World } from '../../scripts/testing/world.ts';

let world: World;
let known: Known[];
let folder: string;
const workers: Worker[] = [];
/** The key that seals everything when the first test has ended. */
let lastKey = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-keys-'));
  world = await World.start();
  const made = await world.integrate();
  known = [];
  for (let count = 0; count < 4; count += 1) known.push(await world.connect(made, mira));
});
afterAll(async () => {
  for (const worker of workers) await worker.kill();
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

const newKey = () => randomBytes(32).toString('base64');
const idOf = (key: string) => keyId(Buffer.from(key, 'base64'));

async function prepare(keys: string[]): Promise<Worker> {
  const settings = { ENCRYPTION_KEYS: keys.join(','), DATA_DIR: folder, LOG_LEVEL: 'info' };
  const worker = await Worker.start(settings);
  workers.push(worker);
  return worker;
}

async function start(keys: string[]): Promise<Worker> {
  const worker = await prepare(keys);
  expect(await worker.startServer()).toBe('');
  return worker;
}

/** Every worker reads every connection, one of them refreshes, and all requests get a token. */
async function expectServed(...readers: Worker[]): Promise<void> {
  for (const reader of readers) {
    const paths = known.flatMap((one) => [world.path(one), world.path(one, { force: true }), world.path(one)]);
    const answers = await reader.vendEach({ paths, key: world.key });
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  }
}

/** How many values of connections are sealed with a key. */
async function sealedBy(key: string): Promise<number> {
  const { rows } = await world.rows(
    `select count(*)::int as n from (
       select sealed_grant as sealed from connection union all select sealed_token from connection
       union all select connection_config #>> '{sharepointAccessToken,access_token}' from connection
       union all select sealed_token from connect_link union all select sealed_secret from integration_credential
     ) as one where split_part(sealed, '.', 2) = $1`,
    [idOf(key)],
  );
  return Number(rows[0]?.n);
}

test('a key is rotated through two processes under readers, whatever the order', async () => {
  const [old = ''] = env().encryptionKeys;
  const fresh = newKey();
  let a = await start([old]);
  let b = await start([old]);
  await expectServed(a, b);

  // Too early: the other process does not have the key, so nothing may be sealed with it yet, not even new values.
  await a.stopServer();
  a = await start([fresh, old]);
  await expectServed(a, b, a);
  expect(await sealedBy(fresh)).toBe(0);
  expect(a.log).toContain(`the key ${idOf(fresh)} waits: 1 other process(es) lack it`);

  // One process is killed and comes back with the new key at the end of its ring; the other continues by itself.
  await b.kill();
  b = await start([old, fresh]);
  await expect
    .poll(
      async () => {
        await expectServed(a, b);
        return a.log;
      },
      { timeout: 50_000, interval: 300 },
    )
    .toContain('everything is sealed anew');
  expect(await sealedBy(fresh)).toBeGreaterThan(0);

  await b.stopServer();
  b = await start([fresh, old]);
  await expect
    .poll(
      async () => {
        await expectServed(a, b);
        return sealedBy(old);
      },
      { timeout: 50_000, interval: 300 },
    )
    .toBe(0);
  await expect.poll(() => b.log).toMatch(/sealed anew:.*when every process says so, the other keys can be removed/);

  // A process without the key that the others seal with does not start, and does the others no harm.
  const stranger = await prepare([old]);
  expect(await stranger.startServer()).toContain(`ENCRYPTION_KEYS does not hold the key ${idOf(fresh)}`);

  await a.stopServer();
  a = await start([fresh]);
  lastKey = fresh;
  await b.stopServer();
  b = await start([fresh]);
  await expectServed(a, b);
  const { rows } = await world.rows(
    `select (select count(*)::int from connection where status <> 'healthy') as unwell,
        (select count(*)::int from connection_event where type = 'corrupt') as corrupt`,
  );
  expect(rows).toEqual([{ unwell: 0, corrupt: 0 }]);
}, 180_000);

test('a process whose session broke tells its keys again, and nobody seals with one it lacks meanwhile', async () => {
  for (const worker of workers) await worker.kill();
  const next = newKey();
  const sessions = async () => {
    const { rows } = await world.rows(
      `select pid from pg_stat_activity where application_name = 'latchkey-keys' and datname = current_database()`,
    );
    return rows.map(({ pid }) => Number(pid));
  };
  await expect.poll(sessions).toEqual([]);
  const b = await start([lastKey]);
  const [before] = await sessions();
  const a = await start([next, lastKey]);
  await world.sql('select pg_terminate_backend($1)', [before]);
  await expectServed(a, b);
  await expect
    .poll(async () => (await sessions()).filter((pid) => pid !== before), { timeout: 20_000 })
    .toHaveLength(2);
  await expectServed(a, b);
  expect(await sealedBy(next)).toBe(0);
}, 60_000);
