import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { findInstallation, type Installation } from './binaries.ts';
import { StartProblem } from './problem.ts';

const run = promisify(execFile);
const superuser = 'latchkey';

/** A running embedded PostgreSQL. */
export type Postgres = { url: string; adopted: boolean; folder: string; moved: boolean; stop: () => Promise<void> };

const urlOf = (password: string, port: number, database: string) =>
  `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`;

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = net.createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}

/** PostgreSQL gets none of our settings: they hold secrets. */
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

type Probe = 'ours' | 'starting' | 'foreign';

async function probe(url: string, folder: string): Promise<Probe> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory === folder ? 'ours' : 'foreign';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === '57P03' ? 'starting' : 'foreign';
  } finally {
    await client.end().catch(() => {});
  }
}

/** The port of a server that outlived its process; lines of postmaster.pid: pid, folder, start, port. */
async function livingPort(folder: string, password: string): Promise<number | undefined> {
  const file = join(folder, 'postmaster.pid');
  for (let tries = 0; tries < 300 && existsSync(file); tries++) {
    const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
    try {
      process.kill(Number(pid), 0);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ESRCH') break;
    }
    const answer = await probe(urlOf(password, Number(port), 'postgres'), folder);
    if (answer === 'ours') return Number(port);
    if (answer === 'foreign') break;
    await sleep(100);
  }
  rmSync(file, { force: true });
  return undefined;
}

async function launch(installation: Installation): Promise<number> {
  const port = await freePort();
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=120`;
  const logFile = join(installation.data, 'server.log');
  await program(installation, 'pg_ctl', [
    'start',
    '-w',
    '-t',
    '60',
    '-s',
    '-D',
    installation.data,
    '-l',
    logFile,
    '-o',
    options,
  ]);
  return port;
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/**
 * Starts the embedded PostgreSQL of a data folder, or adopts the one that runs there already.
 * It has its own process group (pg_ctl detaches it), so a Ctrl-C does not take it before we have drained.
 */
export async function startPostgres(dataDir: string, password: string): Promise<Postgres> {
  const installationId = createHash('sha256').update(password).digest('hex').slice(0, 12);
  const installation = findInstallation(dataDir, installationId);
  const { data: folder, moved } = installation;
  let port = await livingPort(folder, password);
  const adopted = port !== undefined;
  if (port === undefined) {
    if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(installation, password);
    port = await launch(installation);
  }
  await ensureDatabase(urlOf(password, port, 'postgres'), 'latchkey');
  const stop = () => program(installation, 'pg_ctl', ['stop', '-m', 'fast', '-w', '-s', '-D', folder]);
  return { url: urlOf(password, port, 'latchkey'), adopted, folder, moved, stop };
}
