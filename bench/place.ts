import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { closeDatabase } from '#lib/db';
import { completeEnv } from '#lib/env';
import { migrate } from '../lib/boot/migrate.ts';
import { startPostgres } from '../lib/boot/postgres.ts';
import { listenAnywhere } from '../scripts/testing/raw-http.ts';
import { Child } from './child.ts';
import { type Seeded, seed } from './seed.ts';

/** Everything the scenarios run against, on loopback, in a folder of its own. */
export type Place = {
  latchkey: Child;
  bareVend: Child;
  barePipe: Child;
  bareRefresh: Child;
  upstream: Child;
  load: Child;
  readers: Child;
  seeded: Seeded;
  host: string;
  /** Another process of the product on the same database, on a port of its own. */
  startLatchkey: () => Promise<Child>;
  startLoad: () => Promise<Child>;
  stop: () => Promise<void>;
};

/** The options of Node with which `npm start` starts the product, and those that leave a profile. */
function nodeOptions(profile: string | undefined): string[] {
  const asStarted = ['--max-semi-space-size=8', '--import', join(import.meta.dirname, '..', 'scripts', 'compiled.mjs')];
  return profile ? [...asStarted, '--cpu-prof', `--cpu-prof-dir=${profile}`] : asStarted;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listenAnywhere(server);
  await new Promise((done) => server.close(done));
  return port;
}

function settingsOf(parts: {
  port: number;
  folder: string;
  databaseUrl: string;
  upstreamPort: number;
}): Record<string, string> {
  const upstream = `http://localhost:${parts.upstreamPort}`;
  return {
    PORT: String(parts.port),
    HOST: '127.0.0.1',
    PUBLIC_URL: '',
    DATA_DIR: parts.folder,
    LOG_LEVEL: 'warn',
    DATABASE_URL: parts.databaseUrl,
    ENCRYPTION_KEYS: randomBytes(32).toString('base64'),
    AUTH_SECRET: randomBytes(32).toString('base64'),
    OPERATOR_EMAIL: '',
    OPERATOR_PASSWORD: '',
    TRUSTED_PROXIES: '',
    SANDBOX: 'off',
    SANDBOX_LOGIN_URL: upstream,
    SANDBOX_GRAPH_URL: `${upstream}/graph`,
    // As at Microsoft, a used refresh token stays valid.
    TOKEN_REQUESTS: 'together',
  };
}

type Start = (...args: Parameters<typeof Child.start>) => Promise<Child>;

/** The programs that everything is measured beside. */
async function startBare(start: Start, env: Record<string, string>) {
  return {
    bareVend: await start('bare-vend.ts', env),
    barePipe: await start('bare-pipe.ts', env),
    bareRefresh: await start('bare-refresh.ts', env),
  };
}

/** Starts PostgreSQL, the stand-in for Microsoft, Latchkey, the bare servers and the load generators. */
export async function openPlace({
  expiring,
  profile,
}: {
  expiring: number;
  profile: string | undefined;
}): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
  const postgres = await startPostgres(folder, randomBytes(16).toString('hex'));
  const clear = async () => {
    await postgres.stop();
    rmSync(postgres.moved ? dirname(postgres.folder) : folder, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  };
  const children: Child[] = [];
  const start: Start = async (...args) => {
    const child = await Child.start(...args);
    children.unshift(child);
    return child;
  };
  const stop = async () => {
    await closeDatabase();
    for (const child of children) await child.stop();
    await clear();
  };
  try {
    await migrate(postgres.url);
    const upstream = await start('upstream.ts', {});
    const port = await freePort();
    const settings = settingsOf({ port, folder, databaseUrl: postgres.url, upstreamPort: upstream.port });
    Object.assign(process.env, settings);
    completeEnv({
      DATABASE_URL: postgres.url,
      ENCRYPTION_KEYS: settings.ENCRYPTION_KEYS ?? '',
      AUTH_SECRET: settings.AUTH_SECRET ?? '',
    });
    const bareKey = randomBytes(32);
    const seeded = await seed({ expiring, bareKey });
    const bare = await startBare(start, {
      DATABASE_URL: postgres.url,
      BENCH_KEY: bareKey.toString('base64'),
      BENCH_UPSTREAM: `http://127.0.0.1:${upstream.port}`,
    });
    const latchkey = await start('latchkey.ts', settings, nodeOptions(profile));
    const startLoad = () => start('load.ts', {});
    const startLatchkey = async () =>
      start('latchkey.ts', { ...settings, PORT: String(await freePort()) }, nodeOptions(undefined));
    const [load, readers] = [await startLoad(), await startLoad()];
    return {
      ...bare,
      latchkey,
      upstream,
      load,
      readers,
      seeded,
      host: `localhost:${port}`,
      startLatchkey,
      startLoad,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
