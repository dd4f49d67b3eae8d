import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadOrCreateSecret, prepareDataDir } from '#lib/boot/database';
import { withFileLock } from '#lib/boot/file-lock';
import { joinMembers } from '#lib/boot/membership';
import { type Postgres, startPostgres } from '#lib/boot/postgres';
import { Worker } from '../../scripts/testing/worker.ts';

// Starts real processes on a data folder of their own, each using the embedded PostgreSQL.

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });
const run = promisify(execFile);
let folder: string;
let settings: Record<string, string>;
const workers: Worker[] = [];

beforeEach(() => {
  folder = prepareDataDir(mkdtempSync(join(tmpdir(), 'latchkey-embedded-')));
  settings = { DATA_DIR: folder, DATABASE_URL: '', ENCRYPTION_KEYS: '', AUTH_SECRET: '', SANDBOX: 'off', PORT: '3999' };
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.kill();
  const postgres = await reach();
  await postgres.stop();
  rmSync(postgres.moved ? dirname(postgres.folder) : folder, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

/** The PostgreSQL of this folder, either found running or started. */
function reach(patience?: number): Promise<Postgres> {
  return startPostgres(folder, loadOrCreateSecret(folder, 'database-password').value, patience);
}

function postmasterOf(postgres: Postgres): number {
  return Number(readFileSync(join(postgres.folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

async function serve(): Promise<Worker> {
  const worker = await Worker.start({ ...settings, LOG_LEVEL: 'info' });
  workers.push(worker);
  expect(await worker.startServer()).toBe('');
  return worker;
}

async function runScript(name: string, ...args: string[]): Promise<string> {
  const script = join(import.meta.dirname, '..', '..', 'scripts', name);
  return (await run(process.execPath, [script, ...args], { env: { ...process.env, ...settings } })).stdout.trim();
}

const makeKey = () => runScript('api-key.ts', '--name', 'Billing');

async function ask(worker: Worker, key: string): Promise<number | undefined> {
  const [answer] = await worker.vend({ path: '/api/connections', key, times: 1 });
  return answer?.status;
}

async function sql(text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: (await reach()).url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const memberIds = `select pid from pg_stat_activity where application_name = 'latchkey-member'`;

test('a script beside a server that has just lost its membership leaves PostgreSQL running, and it comes back', async () => {
  const server = await serve();
  const [before] = await sql(memberIds);
  await sql(`select pg_terminate_backend(pid) from (${memberIds}) as members`);
  const key = await makeKey();
  expect(await ask(server, key)).toBe(200);
  await expect.poll(() => sql(memberIds), { timeout: 10_000 }).toHaveLength(1);
  expect(await sql(memberIds)).not.toEqual([before]);
});

test('a script never stops what it found running, and stops what it started itself', async () => {
  const postgres = await reach();
  await makeKey();
  expect((await reach()).adopted).toBe(true);
  await postgres.stop();
  await runScript('way-in.ts');
  expect((await reach()).adopted).toBe(false);
});

test('of two servers on one folder, the last one out stops PostgreSQL, also after both lost their membership', async () => {
  const [first, second] = [await serve(), await serve()];
  await sql(`select pg_terminate_backend(pid) from (${memberIds}) as members`);
  const key = await makeKey();
  await first.stopServer();
  expect(await ask(second, key)).toBe(200);
  await expect.poll(() => sql(memberIds), { timeout: 10_000 }).toHaveLength(1);
  await second.stopServer();
  expect((await reach()).adopted).toBe(false);
});

test('a PostgreSQL that hangs is waited for and never joined by a second one on the same files', async () => {
  const postgres = await reach();
  const pid = postmasterOf(postgres);
  process.kill(pid, 'SIGSTOP');
  try {
    await expect(reach(500)).rejects.toMatchObject({
      name: 'StartProblem',
      message: `The PostgreSQL on ${postgres.folder} (process ${pid}) runs and does not answer; let it go on or end it, then start again.`,
    });
    expect(postmasterOf(postgres)).toBe(pid);
    const waiting = reach();
    process.kill(pid, 'SIGCONT');
    expect(await waiting).toMatchObject({ adopted: true, url: postgres.url });
  } finally {
    process.kill(pid, 'SIGCONT');
  }
});

test('a killed PostgreSQL is started again on the port that others know', async () => {
  const postgres = await reach();
  process.kill(postmasterOf(postgres), 'SIGKILL');
  expect(await reach()).toMatchObject({ adopted: false, url: postgres.url });
});

const startLock = () => join(folder, 'start.lock');

/** Kills PostgreSQL and runs `work` before any process can restart it. */
async function killPostgres(work: (postgres: Postgres) => Promise<void>): Promise<void> {
  const postgres = await reach();
  await withFileLock(startLock(), async () => {
    process.kill(postmasterOf(postgres), 'SIGKILL');
    await work(postgres);
  });
}

test('a PostgreSQL killed under two servers is started again by one of them, and both go on', async () => {
  const servers = [await serve(), await serve()];
  const key = await makeKey();
  const before = postmasterOf(await reach());
  await killPostgres(async () => {
    for (const server of servers) await expect.poll(() => ask(server, key), { timeout: 10_000 }).toBe(503);
  });
  for (const server of servers) await expect.poll(() => ask(server, key), { timeout: 20_000 }).toBe(200);
  const after = await reach();
  expect(after.adopted).toBe(true);
  expect(postmasterOf(after)).not.toBe(before);
  await expect.poll(() => sql(memberIds), { timeout: 10_000 }).toHaveLength(2);
});

test('when PostgreSQL cannot be started again, the server ends with exit code 1 and says why', async () => {
  const server = await serve();
  let mend = () => {};
  await killPostgres(async ({ folder: data }) => {
    const file = join(data, 'postgresql.conf');
    const whole = readFileSync(file, 'utf8');
    mend = () => writeFileSync(file, whole);
    writeFileSync(file, 'no such setting');
  });
  try {
    expect(await server.ended()).toBe(1);
    expect(server.log).toMatch(
      /^PostgreSQL ended and could not be started again in 6 tries: The embedded PostgreSQL failed/m,
    );
  } finally {
    mend();
  }
});

test('what ends because we leave is not started again', async () => {
  const postgres = await reach();
  const asked: string[] = [];
  const join = async (name: string) => {
    const members = await joinMembers(postgres.url);
    const revive = async () => void asked.push(name);
    members.reviveWith({ revive, gaveUp: () => {} });
    return members;
  };
  const [leaving, staying] = [await join('leaving'), await join('staying')];
  await leaving.stopReviving();
  await postgres.stop();
  await expect.poll(() => asked.length, { timeout: 10_000 }).toBeGreaterThan(1);
  await staying.leave();
  await leaving.leave();
  expect(asked).not.toContain('leaving');
});
