import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorMigration } from '../lib/boot/migrate.ts';
import { startPostgres } from '../lib/boot/postgres.ts';

/**
 * `npm run db:migration -- NAME`: writes the SQL from the last migration to schema.prisma as a new migration. Each
 * migration keeps the schema it leads to, because the engine cannot read PostgreSQL 18's catalogue back.
 */
const name = process.argv[2]?.replace(/[^a-z0-9_]/gi, '_');
if (!name) {
  console.error('Give the migration a name: npm run db:migration -- add_something');
  process.exit(1);
}
const prisma = join(import.meta.dirname, '..', 'prisma');
const migrations = join(prisma, 'migrations');
const snapshots = readdirSync(migrations)
  .sort()
  .map((folder) => join(migrations, folder, 'schema.prisma'))
  .filter((file) => existsSync(file));
const last = snapshots.at(-1);
const to = readFileSync(join(prisma, 'schema.prisma'), 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'latchkey-author-'));
const postgres = await startPostgres(folder, 'author');
const sql = await authorMigration(postgres.url, { from: last && readFileSync(last, 'utf8'), to });
await postgres.stop();
rmSync(folder, { recursive: true, force: true });

const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const target = join(migrations, `${stamp}_${name}`);
mkdirSync(target);
writeFileSync(join(target, 'migration.sql'), sql);
writeFileSync(join(target, 'schema.prisma'), to);
console.error(`Wrote ${join('prisma', 'migrations', `${stamp}_${name}`, 'migration.sql')}`);
process.exit(0);
