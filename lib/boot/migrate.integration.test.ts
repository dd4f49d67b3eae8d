import { createHash, randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, migrationNames } from './migrate.ts';

const prisma = join(import.meta.dirname, '..', '..', 'prisma');
let admin: pg.Client;
const made: string[] = [];

beforeAll(async () => {
  admin = new pg.Client({ connectionString: process.env.LATCHKEY_TEST_POSTGRES });
  await admin.connect();
});

afterAll(async () => {
  for (const name of made) await admin.query(`drop database ${name} with (force)`);
  await admin.end();
});

async function emptyDatabase(): Promise<string> {
  const name = `migrate_${randomUUID().replaceAll('-', '')}`;
  await admin.query(`create database ${name}`);
  made.push(name);
  const url = new URL(process.env.LATCHKEY_TEST_POSTGRES ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('every migration is applied once, however many processes start together', async () => {
  const url = await emptyDatabase();
  const answers = await Promise.all([migrate(url), migrate(url), migrate(url)]);
  expect(answers.flat()).toEqual(migrationNames());
  expect(await migrate(url)).toEqual([]);
});

test('the history is the one that prisma migrate writes', async () => {
  const url = await emptyDatabase();
  await migrate(url);
  const rows = await query(url, 'select * from "_prisma_migrations" order by migration_name');
  const files = migrationNames().map((name) => ({
    migration_name: name,
    checksum: createHash('sha256')
      .update(readFileSync(join(prisma, 'migrations', name, 'migration.sql')))
      .digest('hex'),
    applied_steps_count: 1,
    rolled_back_at: null,
    logs: null,
  }));
  expect(rows).toEqual(files.map((file) => expect.objectContaining(file)));
  expect(rows.every((row) => row.finished_at instanceof Date)).toBe(true);
});

test('a migration that fails leaves nothing behind and says what failed', async () => {
  const url = await emptyDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-migrations-'));
  for (const [name, sql] of [
    ['1_good', 'create table first (id int);'],
    ['2_bad', 'create table second (id int); select no_such_column from first;'],
  ]) {
    mkdirSync(join(folder, name ?? ''));
    writeFileSync(join(folder, name ?? '', 'migration.sql'), sql ?? '');
  }
  await expect(migrate(url, folder)).rejects.toThrow(/The migration 2_bad failed .*no_such_column/);
  const tables = await query(url, `select tablename from pg_tables where schemaname = 'public' order by 1`);
  expect(tables.map((row) => row.tablename)).toEqual(['_prisma_migrations', 'first']);
  rmSync(folder, { recursive: true });
});

test('a migration that another program began and did not finish stops the start', async () => {
  const url = await emptyDatabase();
  await migrate(url);
  await query(
    url,
    `insert into "_prisma_migrations" (id, checksum, migration_name) values ('x', 'x', '20990101000000_half')`,
  );
  await expect(migrate(url)).rejects.toThrow(/20990101000000_half was begun by another program/);
});

test('the newest migration leads to the schema of the client', () => {
  const newest = migrationNames().at(-1) ?? '';
  expect(readFileSync(join(prisma, 'migrations', newest, 'schema.prisma'), 'utf8')).toBe(
    readFileSync(join(prisma, 'schema.prisma'), 'utf8'),
  );
});

/** The last migration of the release whose states were spelt with hyphens. */
const hyphens = '20261122160248_microsoft_all';

async function migrateUntil(url: string, last: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-migrations-'));
  for (const name of migrationNames().filter((one) => one <= last))
    cpSync(join(prisma, 'migrations', name), join(folder, name), { recursive: true });
  await migrate(url, folder);
  rmSync(folder, { recursive: true });
}

test('rows in every state survive the change of their names', async () => {
  const url = await emptyDatabase();
  await migrateUntil(url, hyphens);
  await query(
    url,
    `insert into integration (id, unique_key, provider, display_name, cloud, account_types, client_id, updated_at)
     select gen_random_uuid(), c || ' ' || a, 'one-drive', 'An app', c, a, 'id', now()
       from unnest(enum_range(null::cloud)) as c, unnest(enum_range(null::account_types)) as a`,
  );
  await query(
    url,
    `insert into connection (id, connection_id, integration_id, status, tid, oid, home_account_id, username, display_name,
       account_kind, sealed_grant, sealed_token, token_response, token_expires_at, token_life, refresh_due_at)
     select gen_random_uuid(), s, (select id from integration limit 1), s, 't', 'o', 'o.t', 'a@b.c', 'A', 'work', 'g', 't',
       '{}', now(), 3600, now() from unnest(enum_range(null::connection_status)) as s`,
  );
  await query(
    url,
    `insert into connect_link (id, token_hash, sealed_token, kind, status, expires_at)
     select gen_random_uuid(), sha256((k || ' ' || s)::bytea), k || ' ' || s, k, s, now()
       from unnest(enum_range(null::link_kind)) as k, unnest(enum_range(null::link_status)) as s`,
  );
  await migrate(url);
  const connections = await query(url, 'select connection_id as was, status::text as now from connection');
  expect(connections).toHaveLength(3);
  for (const { was, now } of connections) expect(now).toBe(was.replaceAll('-', '_'));
  const links = await query(url, `select sealed_token as was, kind || ' ' || status as now from connect_link`);
  expect(links).toHaveLength(3 * 7);
  for (const { was, now } of links) expect(now).toBe(was.replaceAll('-', '_'));
  const integrations = await query(
    url,
    `select unique_key as was, cloud || ' ' || account_types as now from integration`,
  );
  expect(integrations).toHaveLength(8 * 4);
  for (const { was, now } of integrations) expect(now).toBe(was);
});
