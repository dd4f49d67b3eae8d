import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '..');

/** A Latchkey that runs for these tests only. */
export type Instance = {
  url: string;
  sandboxUrl: string;
  dataDir: string;
  /** Of the set-up page, as the console printed it. */
  setupToken: string;
  /** What the server logs. */
  logFile: string;
  stop: () => Promise<void>;
};

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
    SANDBOX_LOGIN_URL: '',
    SANDBOX_GRAPH_URL: '',
    NODE_OPTIONS: '',
  };
}

/** The one-time token, once the server has said that it is ready. */
function readSetupToken(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let printed = '';
    child.stdout?.on('data', (chunk) => {
      printed += String(chunk);
      const token = /one-time token: (\S+)/.exec(printed)?.[1];
      if (token) done(token);
    });
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`Latchkey ended with code ${code} instead of starting.\n${printed}`)));
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  if (await Promise.race([exit.then(() => true), sleep(30_000, false, { ref: false })])) return;
  child.kill('SIGKILL');
  await exit;
}

/** Ends what a server that was killed has left behind. */
async function stopLeftovers({ sandboxUrl, dataDir }: { sandboxUrl: string; dataDir: string }): Promise<void> {
  await fetch(`${sandboxUrl}/_sandbox/shutdown`, { method: 'POST' }).catch(() => undefined);
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  // A fast shutdown, in PostgreSQL's terms.
  if (pid > 0) process.kill(pid, 'SIGINT');
  while (existsSync(pidFile)) await sleep(50);
}

/** Starts the built app as `npm start` does, with a data folder and ports of its own and no operator yet. */
export async function startInstance(): Promise<Instance> {
  const [port, sandboxPort] = await freePorts();
  const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-e2e-'));
  const logFile = join(dataDir, 'server.log');
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.mjs')], {
    cwd: root,
    env: { ...process.env, ...settingsOf({ port, sandboxPort, dataDir }) },
    stdio: ['ignore', 'pipe', openSync(logFile, 'a', 0o600)],
  });
  const place = { url: `http://localhost:${port}`, sandboxUrl: `http://localhost:${sandboxPort}`, dataDir, logFile };
  const stop = async () => {
    await stopped(child);
    await stopLeftovers(place);
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    return { ...place, setupToken: await readSetupToken(child), stop };
  } catch (error) {
    const log = readFileSync(logFile, 'utf8');
    await stop();
    throw new Error(`The server did not start. Its log:\n${log}`, { cause: error });
  }
}
