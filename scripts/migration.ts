import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { z } from 'zod';
import { startPostgres } from '../lib/boot/postgres.ts';

/**
 * `npm run db:migration -- NAME`: compares the last migration with schema.prisma and writes the SQL as a new migration.
 * Each migration has a copy of its schema, because the engine cannot read PostgreSQL 18's catalogue.
 */
const prisma = join(import.meta.dirname, '..', 'prisma');
const migrations = join(prisma, 'migrations');
const diffed = z.object({ stdout: z.string().nullish() });

function schemaOf(content: string) {
  return { tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content }] };
}

/**
 * Prisma's own schema engine as WebAssembly, because the native one would have to be downloaded. Only this script needs
 * it.
 */
async function loadEngine() {
  const require = createRequire(import.meta.url);
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const file = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm');
  const module = new WebAssembly.Module(readFileSync(file));
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
  return glue.SchemaEngine;
}

/** The engine requires a database connection, but reads neither tables nor data. */
async function writeSql(url: string, from: string | undefined, to: string): Promise<string> {
  const SchemaEngine = await loadEngine();
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg(new pg.Pool({ connectionString: url })));
  const engine = await SchemaEngine.new({ datamodels: [['schema.prisma', to]] }, () => {}, factory);
  const answer = await engine.diff({
    from: from === undefined ? { tag: 'empty' } : schemaOf(from),
    to: schemaOf(to),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return diffed.parse(answer).stdout ?? '';
}

const name = process.argv[2]?.replace(/[^a-z0-9_]/gi, '_');
if (!name) {
  console.error('Give the migration a name: npm run db:migration -- add_something');
  process.exit(1);
}
const snapshots = readdirSync(migrations)
  .sort()
  .map((folder) => join(migrations, folder, 'schema.prisma'))
  .filter((file) => existsSync(file));
const last = snapshots.at(-1);
const to = readFileSync(join(prisma, 'schema.prisma'), 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'latchkey-author-'));
const postgres = await startPostgres(folder, 'author');
const sql = await writeSql(postgres.url, last && readFileSync(last, 'utf8'), to);
await postgres.stop();
rmSync(folder, { recursive: true, force: true });

const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const target = join(migrations, `${stamp}_${name}`);
mkdirSync(target);
writeFileSync(join(target, 'migration.sql'), sql);
writeFileSync(join(target, 'schema.prisma'), to);
console.error(`Wrote ${join('prisma', 'migrations', `${stamp}_${name}`, 'migration.sql')}`);
process.exit(0);
