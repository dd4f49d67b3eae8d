import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { findInstallation, type Installation } from './binaries.ts';
import { findServer, lastPort } from './postmaster.ts';
import { StartProblem } from './problem.ts';

const run = promisify(execFile);
const superuser = 'latchkey';

/** A running embedded PostgreSQL. */
export type Postgres = {
  url: string;
  adopted: boolean;
  folder: string;
  moved: boolean;
  /**
   * Starts the server again if it has stopped, on the port that other processes expect.
   * @throws StartProblem
   */
  revive: () => Promise<void>;
  stop: () => Promise<void>;
};

const urlOf = (password: string, port: number, database: string) =>
  `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`;

/** Finds a free port on 127.0.0.1: the wanted one if possible, or else any. */
function freePort(wanted: number): Promise<number> {
  return new Promise((done, fail) => {
    const probe = net.createServer().once('error', fail);
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}

function choosePort(folder: string): Promise<number> {
  return freePort(lastPort(folder) ?? 0).catch(() => freePort(0));
}

/** PostgreSQL does not receive our environment variables, because they contain secrets. */
function runAs({ identity }: Installation) {
  const env: NodeJS.ProcessEnv = { NODE_ENV: 'production', PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
  return { ...identity, cwd: '/', env };
}

async function program(installation: Installation, name: 'initdb' | 'pg_ctl', args: string[]): Promise<void> {
  try {
    await run(join(installation.bin, name), args, runAs(installation));
  } catch (cause) {
    const log = join(installation.data, 'server.log');
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim().split('\n').at(-1) : '';
    throw new StartProblem(`The embedded PostgreSQL failed (${name}: ${said}); its log is ${log}.`, { cause });
  }
}

async function initialise(installation: Installation, password: string): Promise<void> {
  const { data, identity } = installation;
  mkdirSync(data, { mode: 0o700, recursive: true });
  const passwordFile = `${data}.password-${process.pid}`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (identity.uid !== undefined && identity.gid !== undefined) {
    chownSync(data, identity.uid, identity.gid);
    chownSync(passwordFile, identity.uid, identity.gid);
  }
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];
  const access = ['-U', superuser, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  try {
    await program(installation, 'initdb', ['-D', data, ...access, ...locale]);
  } catch (error) {
    rmSync(data, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function launch(installation: Installation, port: number): Promise<number> {
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=120`;
  const where = ['-D', installation.data, '-l', join(installation.data, 'server.log')];
  await program(installation, 'pg_ctl', ['start', '-w', '-t', '60', '-s', ...where, '-o', options]);
  return port;
}

/** After a crash, remains of the old server can keep a new one from starting for a moment. */
async function launchFirst(installation: Installation): Promise<number> {
  const wasKilled = existsSync(join(installation.data, 'postmaster.pid'));
  for (let tries = wasKilled ? 5 : 1; ; tries -= 1) {
    try {
      return await launch(installation, await choosePort(installation.data));
    } catch (error) {
      if (tries <= 1) throw error;
    }
    await sleep(1_000);
  }
}

async function requireFree(port: number): Promise<void> {
  await freePort(port).catch((cause: unknown) => {
    throw new StartProblem(`port ${port}, where other processes look for it, is taken; start Latchkey again.`, {
      cause,
    });
  });
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/**
 * Starts the embedded PostgreSQL of a data folder, or uses the one that already runs there, waiting up to `patience`
 * milliseconds for it to answer. It runs in its own process group (pg_ctl detaches it), so Ctrl-C does not stop it
 * before requests in flight are answered.
 * @throws StartProblem
 */
export async function startPostgres(dataDir: string, password: string, patience = 60_000): Promise<Postgres> {
  const installationId = createHash('sha256').update(password).digest('hex').slice(0, 12);
  const installation = findInstallation(dataDir, installationId);
  const { data: folder, moved } = installation;
  const maintenance = (port: number) => urlOf(password, port, 'postgres');
  const running = await findServer({ folder, urlOf: maintenance }, patience);
  if (running === undefined && !existsSync(join(folder, 'PG_VERSION'))) await initialise(installation, password);
  const port = running ?? (await launchFirst(installation));
  await ensureDatabase(maintenance(port), 'latchkey');
  const revive = async () => {
    if ((await findServer({ folder, urlOf: maintenance }, patience)) === port) return;
    await requireFree(port);
    await launch(installation, port);
  };
  const stop = () => program(installation, 'pg_ctl', ['stop', '-m', 'fast', '-w', '-s', '-D', folder]);
  return { url: urlOf(password, port, 'latchkey'), adopted: running !== undefined, folder, moved, revive, stop };
}
