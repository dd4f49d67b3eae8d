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
  stop: () => Promise<void>;
};

/** The options of Node with which `npm start` starts the product, and those that leave a profile. */
function nodeOptions(profile: string | undefined): string[] {
  const asStarted = ['--import', join(import.meta.dirname, '..', 'scripts', 'compiled.mjs')];
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
  const start = async (...args: Parameters<typeof Child.start>) => {
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
    const upstreamOrigin = `http://127.0.0.1:${upstream.port}`;
    const bareEnv = {
      DATABASE_URL: postgres.url,
      BENCH_KEY: bareKey.toString('base64'),
      BENCH_UPSTREAM: upstreamOrigin,
    };
    const bareVend = await start('bare-vend.ts', bareEnv);
    const barePipe = await start('bare-pipe.ts', bareEnv);
    const bareRefresh = await start('bare-refresh.ts', bareEnv);
    const latchkey = await start('latchkey.ts', settings, nodeOptions(profile));
    const [load, readers] = [await start('load.ts', {}), await start('load.ts', {})];
    return {
      latchkey,
      bareVend,
      barePipe,
      bareRefresh,
      upstream,
      load,
      readers,
      seeded,
      host: `localhost:${port}`,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
