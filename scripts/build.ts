import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFileLock } from '../lib/boot/file-lock.ts';
import { builtPageStyle, compilePageStyle } from '../lib/boot/page-style.ts';
import { StartProblem } from '../lib/boot/problem.ts';

const root = join(import.meta.dirname, '..');
const lockFile = join(root, 'node_modules', '.latchkey-build.lock');
/** A build by another process may take minutes on a small machine. */
const buildPatience = 20 * 60_000;

function fingerprint(patterns: string[]): string {
  const hash = createHash('sha256');
  for (const file of globSync(patterns, { cwd: root }).sort()) {
    if (/\.test\.ts$|^next-env\.d\.ts$/.test(file)) continue;
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** Runs one of the project's programs. Its output is shown only when it fails. */
function run(label: string, args: string[], env: Record<string, string>): Promise<void> {
  const started = performance.now();
  const seconds = () => `${Math.round((performance.now() - started) / 1000)} s`;
  console.error(`${label} …`);
  const tick = setInterval(() => console.error(`  still at it (${seconds()})`), 10_000);
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', fail);
    child.on('close', (code) => {
      clearInterval(tick);
      if (code === 0) console.error(`  done in ${seconds()}`);
      else console.error(Buffer.concat(output).toString());
      if (code === 0) done();
      else fail(new StartProblem(`${label} failed; what it said stands above.`));
    });
  });
}

async function once(stampFile: string, patterns: string[], work: () => Promise<void>): Promise<void> {
  const unlessDone = async () => {
    if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint(patterns)) return;
    await work();
    // Computed afterwards, because a first build may write tsconfig.json.
    writeFileSync(stampFile, fingerprint(patterns));
  };
  await withFileLock(lockFile, unlessDone, { patience: buildPatience });
}

/** Generates the Prisma client when schema.prisma has changed. */
export async function prepareClient(): Promise<void> {
  const stamp = join(root, 'prisma', 'generated', '.fingerprint');
  const cli = join(root, 'node_modules', 'prisma', 'build', 'index.js');
  // The CLI insists on a schema engine, which it would download but not use. Any program will do.
  const env = {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  };
  await once(stamp, ['prisma/schema.prisma', 'package-lock.json'], () =>
    run('Generating the database client', [cli, 'generate'], env),
  );
}

const sources = [
  '{app,components,lib}/**/*.{ts,tsx,css,svg}',
  'public/**/*',
  'prisma/schema.prisma',
  '*.{ts,mjs}',
  'package-lock.json',
  'tsconfig.json',
];

/** Builds the dashboard when one of its sources has changed since the last build. */
export async function prepareBuild(): Promise<void> {
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  await once(join(root, '.next', '.fingerprint'), sources, async () => {
    await run('Building the dashboard (a minute at most, once)', [next, 'build'], {
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    });
    writeFileSync(builtPageStyle, await compilePageStyle());
  });
}
