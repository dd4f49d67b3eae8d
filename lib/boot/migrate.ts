import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { z } from 'zod';

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, '..', '..', 'prisma');
const filters = { externalTables: [], externalEnums: [] };

const applied = z.object({ appliedMigrationNames: z.array(z.string()) });
const diffed = z.object({ stdout: z.string().nullish() });
type Engine = {
  applyMigrations(input: unknown): Promise<unknown>;
  diff(input: unknown): Promise<unknown>;
  free(): void;
};

function schemaFiles() {
  return [{ path: 'schema.prisma', content: readFileSync(join(root, 'schema.prisma'), 'utf8') }];
}

/** Prisma's own schema engine as WASM: the binary one would have to be downloaded. */
async function engine(pool: pg.Pool): Promise<Engine> {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const file = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm');
  const module = new WebAssembly.Module(readFileSync(file));
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
  return glue.SchemaEngine.new({ datamodels: schemaFiles().map((f) => [f.path, f.content]) }, () => {}, factory);
}

function migrationsList() {
  const folder = join(root, 'migrations');
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const read = (name: string) => readFileSync(join(folder, name, 'migration.sql'), 'utf8');
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: readFileSync(join(folder, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: names.map((path) => ({
      path,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: read(path) } },
    })),
  };
}

async function withEngine<T>(url: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  // A pool of its own: the engine holds a session advisory lock until it ends.
  const pool = new pg.Pool({ connectionString: url });
  const running = await engine(pool);
  try {
    return await work(running);
  } finally {
    running.free();
    await pool.end();
  }
}

/** Applies what `prisma migrate deploy` would and returns the names of the migrations applied. */
export async function migrate(url: string): Promise<string[]> {
  return withEngine(url, async (running) => {
    const answer = await running.applyMigrations({ migrationsList: migrationsList(), filters });
    return applied.parse(answer).appliedMigrationNames;
  });
}

/**
 * The SQL that leads from one schema to another; without `from`, from an empty database. The engine wants a database
 * to talk to, but looks at neither its tables nor its data.
 */
export async function authorMigration(
  url: string,
  { from, to }: { from: string | undefined; to: string },
): Promise<string> {
  const datamodel = (content: string) => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] });
  return withEngine(url, async (running) => {
    const answer = await running.diff({
      from: from === undefined ? { tag: 'empty' } : datamodel(from),
      to: datamodel(to),
      script: true,
      shadowDatabaseUrl: null,
      exitCode: null,
      filters,
    });
    return diffed.parse(answer).stdout ?? '';
  });
}
