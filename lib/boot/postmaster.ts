import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isPidTaken } from './file-lock.ts';
import { StartProblem } from './problem.ts';

/** A PostgreSQL data folder, and how to reach the server that runs on it. */
export type DataFolder = { folder: string; urlOf: (port: number) => string };

const sayAfterMilliseconds = 2_000;

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/**
 * The port of the last server on this folder. It is used again, because other processes still expect the server there.
 */
export function lastPort(folder: string): number | undefined {
  const [, port] = /"-p" "(\d+)"/.exec(readOr(join(folder, 'postmaster.opts'))) ?? [];
  return port === undefined ? undefined : Number(port);
}

/**
 * The command line of a process: empty if the process has ended but still has an entry (a zombie), undefined if the
 * system does not tell.
 */
function commandOf(pid: number): string | undefined {
  try {
    if (existsSync('/proc/self/cmdline')) return readOr(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
}

/** Process ids are reused after a restart of the machine, so the process must be a PostgreSQL server of this folder. */
function isServerOf(folder: string, pid: number): boolean {
  if (!isPidTaken(pid)) return false;
  const command = commandOf(pid);
  if (command === undefined) return true;
  return [folder, realpathSync(folder)].some((path) => `${command.trim()} `.includes(`-D ${path} `));
}

/**
 * Whether the server at this address belongs to this folder.
 * @throws StartProblem when it refuses our password.
 */
async function answers(url: string, folder: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000, query_timeout: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory === folder;
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError && cause.code?.startsWith('28'))) return false;
    throw new StartProblem(
      `The PostgreSQL that runs on ${folder} has another password than DATA_DIR/secrets/database-password; put back the file that belongs to it.`,
      { cause },
    );
  } finally {
    await client.end().catch(() => {});
  }
}

function logSlowStart(folder: string): (pid: number) => void {
  const began = performance.now();
  let isSaid = false;
  return (pid) => {
    if (isSaid || performance.now() - began < sayAfterMilliseconds) return;
    isSaid = true;
    console.error(`Waiting for the PostgreSQL on ${folder} (process ${pid}), which does not answer yet …`);
  };
}

/** The server named in `postmaster.pid`, if it is alive. */
function readServer(folder: string): { pid: number; port: number } | undefined {
  const file = join(folder, 'postmaster.pid');
  // The lines of the file: process id, folder, start time, port.
  const [pid, , , port] = readOr(file).split('\n').map(Number);
  if (!pid || !port) return undefined;
  if (isServerOf(folder, pid)) return { pid, port };
  // PostgreSQL removes the file of a dead process itself, but not if the process id now belongs to another process.
  if (isPidTaken(pid)) rmSync(file, { force: true });
  return undefined;
}

/**
 * The port of the server that runs on a folder; undefined if there is none. A server that is starting, recovering or
 * hanging is waited for, because two servers on the same files would destroy them.
 * @throws StartProblem when it does not answer within `patience` milliseconds.
 */
export async function findServer({ folder, urlOf }: DataFolder, patience: number): Promise<number | undefined> {
  const until = performance.now() + patience;
  const say = logSlowStart(folder);
  for (let server = readServer(folder); server; server = readServer(folder)) {
    if (await answers(urlOf(server.port), folder)) return server.port;
    if (performance.now() > until)
      throw new StartProblem(
        `The PostgreSQL on ${folder} (process ${server.pid}) runs and does not answer; let it go on or end it, then start again.`,
      );
    say(server.pid);
    await sleep(200);
  }
  return undefined;
}
