import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../lib/boot/migrate.ts';
import { startPostgres } from '../../lib/boot/postgres.ts';

/** One embedded PostgreSQL for the whole run, with a migrated template that each test file copies. */
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'));
  const postgres = await startPostgres(folder, 'test');
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('create database template_latchkey');
  await client.end();
  const template = new URL(postgres.url);
  template.pathname = '/template_latchkey';
  await migrate(template.href);
  process.env.LATCHKEY_TEST_POSTGRES = postgres.url;
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
