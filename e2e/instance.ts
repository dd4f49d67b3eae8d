import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '..');

/** A Latchkey that runs for these tests only. */
export type Instance = {
  url: string;
  sandboxUrl: string;
  dataDir: string;
  /** Where PostgreSQL keeps its data: elsewhere when root's folders are closed to the user it runs as. */
  databaseDir: string;
  /** Of the set-up page, as the console printed it. */
  setupToken: string;
  /** What the server logs. */
  logFile: string;
  /** Of the server itself, as long as it runs. */
  pid: () => number;
  /** Asks the server to end, as a supervisor does, and waits until it has. */
  terminate: () => Promise<{ code: number | null }>;
  /** Starts a server that has ended again, with its ports and its data. Returns the set-up token, if it printed one. */
  restart: () => Promise<string>;
  stop: () => Promise<void>;
};

type Place = Pick<Instance, 'url' | 'sandboxUrl' | 'dataDir' | 'logFile'>;

async function freePorts(): Promise<[number, number]> {
  const probes = await Promise.all([listen(), listen()]);
  const [one, other] = probes.map((probe) => {
    const address = probe.address();
    return typeof address === 'object' && address ? address.port : 0;
  });
  await Promise.all(probes.map((probe) => new Promise((done) => probe.close(done))));
  return [one ?? 0, other ?? 0];
}

function listen(): Promise<net.Server> {
  return new Promise((done, fail) => {
    const probe = net.createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => done(probe));
  });
}

/** Settings of its own; an empty one hides what this shell or an `.env` file has set. */
export function settingsOf({ port, sandboxPort, dataDir }: { port: number; sandboxPort: number; dataDir: string }) {
  return {
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'debug',
    SANDBOX: 'on',
    HOST: '',
    PUBLIC_URL: '',
    DATABASE_URL: '',
    ENCRYPTION_KEYS: '',
    AUTH_SECRET: '',
    OPERATOR_EMAIL: '',
    OPERATOR_PASSWORD: '',
    TRUSTED_PROXIES: '',
    HTTPS_PROXY: '',
    https_proxy: '',
    HTTP_PROXY: '',
    http_proxy: '',
    NO_PROXY: '',
    no_proxy: '',
    SANDBOX_LOGIN_URL: '',
    SANDBOX_GRAPH_URL: '',
    AZURE_FEDERATED_TOKEN_FILE: '',
    FEDERATED_TOKEN_DIR: join(dataDir, 'tokens'),
    NODE_OPTIONS: '',
  };
}

/** What the server prints once it is ready. */
function readAnnouncement(child: ChildProcess): Promise<Pick<Instance, 'setupToken' | 'databaseDir'>> {
  return new Promise((done, fail) => {
    let printed = '';
    child.stdout?.on('data', (chunk) => {
      printed += String(chunk);
      // Without a token where there is an owner already.
      const signIn = /^Sign in\s+\S+(?:.*one-time token: (\S+))?.*\n/m.exec(printed);
      const databaseDir = /^PostgreSQL\s+(.+?)(?: \(.*\))?$/m.exec(printed)?.[1];
      if (signIn && databaseDir) done({ setupToken: signIn[1] ?? '', databaseDir });
    });
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`Latchkey ended with code ${code} instead of starting.\n${printed}`)));
  });
}

const endOf = (file: string) => readFileSync(file, 'utf8').slice(-5_000);

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  if (await Promise.race([exit.then(() => true), sleep(30_000, false, { ref: false })])) return;
  child.kill('SIGKILL');
  await exit;
}

/** Ends what a server that was killed has left behind, and removes what it has written. */
async function cleanUp({ sandboxUrl, dataDir }: Place, databaseDir: string | undefined): Promise<void> {
  await fetch(`${sandboxUrl}/_sandbox/shutdown`, { method: 'POST' }).catch(() => undefined);
  const pidFile = join(databaseDir ?? join(dataDir, 'postgres'), 'postmaster.pid');
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
  // A fast shutdown, in PostgreSQL's terms.
  if (pid > 0) process.kill(pid, 'SIGINT');
  while (existsSync(pidFile)) await sleep(50);
  if (databaseDir) rmSync(dirname(databaseDir), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

/** Starts the built app as `npm start` does, with a data folder and ports of its own and no operator yet. */
export async function startInstance(): Promise<Instance> {
  const [port, sandboxPort] = await freePorts();
  const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-e2e-'));
  const logFile = join(dataDir, 'server.log');
  const launch = () =>
    spawn(process.execPath, [join(root, 'scripts', 'start.ts')], {
      cwd: root,
      env: { ...process.env, ...settingsOf({ port, sandboxPort, dataDir }) },
      stdio: ['ignore', 'pipe', openSync(logFile, 'a', 0o600)],
    });
  let child = launch();
  const place = { url: `http://localhost:${port}`, sandboxUrl: `http://localhost:${sandboxPort}`, dataDir, logFile };
  try {
    const announced = await readAnnouncement(child);
    const tell = (code: number | null, signal: string | null) => {
      console.error(`Latchkey ended by itself (${signal ?? code}). The end of its log:\n${endOf(logFile)}`);
    };
    child.once('exit', tell);
    const terminate = async () => {
      child.off('exit', tell);
      const exit = new Promise<{ code: number | null }>((done) => child.once('exit', (code) => done({ code })));
      child.kill('SIGTERM');
      return exit;
    };
    const restart = async () => {
      child = launch();
      const { setupToken } = await readAnnouncement(child);
      child.once('exit', tell);
      return setupToken;
    };
    const stop = async () => {
      child.off('exit', tell);
      await stopped(child);
      await cleanUp(place, announced.databaseDir);
    };
    const pid = () => child.pid ?? 0;
    return { ...place, ...announced, pid, terminate, restart, stop };
  } catch (error) {
    const log = endOf(logFile);
    await stopped(child);
    await cleanUp(place, undefined);
    throw new Error(`The server did not start. Its log:\n${log}`, { cause: error });
  }
}
