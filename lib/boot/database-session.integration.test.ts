import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readSettings } from '#lib/env';
import { testDatabase } from '../../scripts/testing/database.ts';
import { listenAnywhere } from '../../scripts/testing/raw-http.ts';
import { openDatabase } from './database.ts';

/** A relay to a database that leaves the first connection under each of these names unanswered. */
async function forgetfulRelay(database: URL, names: string[]): Promise<{ url: string; unanswered: string[] }> {
  const unanswered: string[] = [];
  const relay = net.createServer((near) => {
    near.on('error', () => {});
    near.once('data', (startup) => {
      const name = /application_name\0([^\0]*)\0/.exec(startup.toString('latin1'))?.[1] ?? '';
      if (names.includes(name) && !unanswered.includes(name)) return void unanswered.push(name);
      const far = net.connect(Number(database.port), database.hostname);
      far.on('error', () => near.destroy());
      near.on('close', () => far.destroy());
      far.write(startup);
      near.pipe(far).pipe(near);
    });
  });
  onTestFinished(() => void relay.close());
  const url = new URL(database);
  url.hostname = '127.0.0.1';
  url.port = String(await listenAnywhere(relay));
  return { url: url.href, unanswered };
}

test('a start whose connections are not made in time makes them again', async () => {
  const { url, close } = await testDatabase();
  onTestFinished(close);
  const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-late-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const names = ['latchkey-member', 'latchkey-keys', 'latchkey'];
  const relay = await forgetfulRelay(new URL(url), names);
  const settings = readSettings({ ...process.env, DATABASE_URL: relay.url, DATA_DIR: dataDir });
  const database = await openDatabase(settings, 'helper');
  expect(relay.unanswered).toEqual(names);
  await database.close();
}, 60_000);
