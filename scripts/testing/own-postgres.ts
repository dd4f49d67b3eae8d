import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../lib/boot/migrate.ts';
import { startPostgres } from '../../lib/boot/postgres.ts';

/** A PostgreSQL of the test's own, which may therefore be frozen. */
export type OwnPostgres = {
  url: string;
  /** Stops all its processes: connections stay open, but nothing answers. Linux only. */
  freeze: () => void;
  thaw: () => void;
  /** Stops it and removes its files. */
  stop: () => Promise<void>;
};

function processesOf(folder: string): number[] {
  const [postmaster = ''] = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ');
  return [postmaster, ...children].filter(Boolean).map(Number);
}

function signal(pids: number[], name: 'SIGSTOP' | 'SIGCONT'): void {
  for (const pid of pids)
    try {
      process.kill(pid, name);
    } catch (error) {
      // A worker that ended while the postmaster stood still is gone as soon as the postmaster goes on.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
}

/** Starts a PostgreSQL with the migrated template that test files copy. */
export async function startOwnPostgres(folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'))): Promise<OwnPostgres> {
  mkdirSync(folder, { recursive: true });
  const postgres = await startPostgres(folder, 'test');
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  // What these databases hold need not survive the machine, and waiting for the disk is most of making one.
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    await client.query(`alter system set ${setting} = off`);
  }
  await client.query('select pg_reload_conf()');
  await client.query('create database template_latchkey');
  await client.end();
  const template = new URL(postgres.url);
  template.pathname = '/template_latchkey';
  await migrate(template.href);
  let frozen: number[] = [];
  const thaw = () => {
    signal(frozen, 'SIGCONT');
    frozen = [];
  };
  const freeze = () => {
    frozen = processesOf(postgres.folder);
    signal(frozen, 'SIGSTOP');
  };
  const stop = async () => {
    thaw();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: postgres.url, freeze, thaw, stop };
}
