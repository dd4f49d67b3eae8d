import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorMigration } from '../lib/boot/migrate.ts';
import { startPostgres } from '../lib/boot/postgres.ts';

/** `npm run db:migration -- NAME`: writes the SQL from the last migration to schema.prisma as a new migration. */
const name = process.argv[2]?.replace(/[^a-z0-9_]/gi, '_');
if (!name) {
  console.error('Give the migration a name: npm run db:migration -- add_something');
  process.exit(1);
}
const folder = join(tmpdir(), `latchkey-author-${process.pid}`);
mkdirSync(folder, { mode: 0o711 });
const postgres = await startPostgres(folder, 'author');
const migrations = join(import.meta.dirname, '..', 'prisma', 'migrations');
const sql = await authorMigration(postgres.url, process.argv.includes('--from-empty') ? 'empty' : 'migrations');
await postgres.stop();
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const target = join(migrations, `${stamp}_${name}`);
mkdirSync(target);
writeFileSync(join(target, 'migration.sql'), sql);
console.error(`Wrote ${join('prisma', 'migrations', `${stamp}_${name}`, 'migration.sql')}`);
process.exit(0);
