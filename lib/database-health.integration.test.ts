import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OwnPostgres, startOwnPostgres } from '../scripts/testing/own-postgres.ts';
import { type Known, World } from '../scripts/testing/world.ts';

const shared = process.env.LATCHKEY_TEST_POSTGRES;

/** A small file system in memory; undefined if this user may not mount one. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200m,mode=755', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

function fill(file: string): void {
  const descriptor = openSync(file, 'w');
  try {
    for (const size of [1_048_576, 4_096]) {
      const zeros = Buffer.alloc(size);
      try {
        while (writeSync(descriptor, zeros) === size);
      } catch {
        // The disk is too full for a file of this size.
      }
    }
  } finally {
    closeSync(descriptor);
  }
}

const disk = process.platform === 'linux' ? smallDisk() : undefined;

// Only root may mount a disk that can be filled.
describe.skipIf(!disk)('a full disk', () => {
  const folder = disk ?? '';
  let postgres: OwnPostgres;
  let world: World;
  let known: Known;

  beforeAll(async () => {
    postgres = await startOwnPostgres(join(folder, 'data'));
    process.env.LATCHKEY_TEST_POSTGRES = postgres.url;
    world = await World.start();
    known = await world.connect(await world.integrate());
  }, 120_000);

  afterAll(async () => {
    await world.stop();
    await postgres.stop();
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true });
    process.env.LATCHKEY_TEST_POSTGRES = shared;
  });

  const invite = () => world.call('/api/connect/sessions', { body: { end_user: { id: 'u' } } });
  const health = () => world.call('/api/health');

  test('is what /api/health says, and why nothing is written, until there is room', async () => {
    expect(await health()).toMatchObject({ status: 200, body: { status: 'ok', parts: { database: 'ok' } } });
    expect((await invite()).status).toBe(201);
    const filler = join(folder, 'filler');
    fill(filler);
    // A healthy result is reused for five seconds.
    await expect.poll(async () => (await health()).status, { timeout: 8_000 }).toBe(503);
    expect(await health()).toMatchObject({
      body: { status: 'failing', parts: { database: 'failing' }, error: { code: 'database_full' } },
    });
    // Pages that already exist can still take rows. Once they are full, every write fails.
    const seen = new Set<number>();
    for (let tries = 0; tries < 400 && !seen.has(503); tries++) seen.add((await invite()).status);
    expect([...seen].filter((status) => status !== 201)).toEqual([503]);
    expect(await invite()).toMatchObject({ status: 503, body: { error: { code: 'service_unavailable' } } });
    expect((await world.vend(known)).status).toBe(200);

    rmSync(filler);
    await expect.poll(async () => (await health()).status, { timeout: 5_000 }).toBe(200);
    expect((await invite()).status).toBe(201);
  }, 60_000);
});
