import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { StartProblem } from './problem.ts';

const shipped = join(import.meta.dirname, '..', '..', 'prisma', 'migrations');

/** The advisory lock that `prisma migrate` takes. Using the same one keeps the two from running at the same time. */
const prismaLock = 72_707_369;

/** The same table that `prisma migrate deploy` creates, so that both can be used on one database. */
const historyTable = `
  create table if not exists "_prisma_migrations" (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

type History = { migration_name: string; finished_at: Date | null };

/** The names of the migrations in a folder (by default, those of this release), oldest first. */
export function migrationNames(folder = shipped): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function readHistory(client: pg.Client): Promise<Set<string>> {
  await client.query(historyTable);
  const { rows } = await client.query<History>(
    'select migration_name, finished_at from "_prisma_migrations" where rolled_back_at is null',
  );
  const unfinished = rows.find(({ finished_at }) => finished_at === null);
  if (unfinished)
    throw new StartProblem(
      `The migration ${unfinished.migration_name} was begun by another program and did not finish. Repair it with "prisma migrate resolve", or restore a backup.`,
    );
  return new Set(rows.map(({ migration_name }) => migration_name));
}

async function apply(client: pg.Client, folder: string, name: string): Promise<void> {
  const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
  const checksum = createHash('sha256').update(sql).digest('hex');
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query(
      `insert into "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => undefined);
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StartProblem(`The migration ${name} failed and left nothing behind: ${why}.`, { cause });
  }
}

/**
 * Brings a database up to this release and returns the names of the migrations it applied. Each is one transaction
 * together with its row in Prisma's history table; processes that start together wait for each other.
 * @throws StartProblem when a migration fails.
 */
export async function migrate(url: string, folder = shipped): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'latchkey-migrate' });
  client.on('error', () => {});
  await client.connect();
  try {
    // A session-level lock, released when the connection ends.
    await client.query('select pg_advisory_lock($1)', [prismaLock]);
    const known = await readHistory(client);
    const missing = migrationNames(folder).filter((name) => !known.has(name));
    for (const name of missing) await apply(client, folder, name);
    return missing;
  } finally {
    await client.end();
  }
}
