import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { closeDatabase } from '../../lib/db.ts';
import { completeEnv } from '../../lib/env.ts';

async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.LATCHKEY_TEST_POSTGRES });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A migrated, empty database for this test file. `env()` and `db()` use it until `close`. */
export async function testDatabase(
  settings: Record<string, string> = {},
): Promise<{ url: string; close: () => Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name} template template_latchkey`);
  const url = new URL(process.env.LATCHKEY_TEST_POSTGRES ?? '');
  url.pathname = `/${name}`;
  for (const key of ['DATABASE_URL', 'ENCRYPTION_KEYS', 'AUTH_SECRET']) delete process.env[key];
  Object.assign(process.env, { LOG_LEVEL: 'silent', ...settings });
  completeEnv({
    DATABASE_URL: url.href,
    ENCRYPTION_KEYS: randomBytes(32).toString('base64'),
    AUTH_SECRET: randomBytes(32).toString('base64'),
  });
  const close = async () => {
    await closeDatabase();
    await administer(`drop database ${name} with (force)`);
  };
  return { url: url.href, close };
}
