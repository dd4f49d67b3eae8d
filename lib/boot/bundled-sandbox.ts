import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Env } from '#lib/env';
import { StartProblem } from './problem.ts';

const health = z.object({ status: z.literal('ok'), owner: z.string().nullish() });

/** Identifies the database. All processes of one database share one sandbox. */
function ownerOf(env: Env): string {
  const { pathname, host } = new URL(env.databaseUrl);
  const identity = env.databaseUrl.includes('//latchkey:') ? env.dataDir : `${host}${pathname}`;
  return createHash('sha256').update(identity).digest('hex').slice(0, 16);
}

async function ask(url: string): Promise<{ owner: string | undefined } | undefined> {
  try {
    const response = await fetch(`${url}/_sandbox/health`, { signal: AbortSignal.timeout(2_000) });
    const answer = health.safeParse(await response.json());
    return answer.success ? { owner: answer.data.owner ?? undefined } : { owner: undefined };
  } catch {
    return undefined;
  }
}

function launch(env: Env, folder: string, owner: string): { exited: () => boolean } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const output = openSync(join(folder, 'sandbox.log'), 'a', 0o600);
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', '..', 'sandbox', 'main.ts')], {
    // It runs in its own process group and receives none of our secrets.
    detached: true,
    stdio: ['ignore', output, output],
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      SANDBOX_PORT: String(env.sandboxPort),
      DATA_DIR: folder,
      SANDBOX_OWNER: owner,
    },
  });
  child.unref();
  let exited = false;
  child.on('exit', () => {
    exited = true;
  });
  return { exited: () => exited };
}

/** Starts the bundled sandbox, or uses the one that another process on this database already runs. */
export async function startSandbox(
  env: Env,
  dataDir: string,
): Promise<{ url: string; joined: boolean; stop: () => Promise<void> }> {
  const url = `http://localhost:${env.sandboxPort}`;
  const owner = ownerOf(env);
  const stop = async () => {
    await fetch(`${url}/_sandbox/shutdown`, { method: 'POST', signal: AbortSignal.timeout(5_000) }).catch(() => {});
  };
  const running = await ask(url);
  if (running?.owner === owner) return { url, joined: true, stop };
  const taken = `The sandbox's port ${env.sandboxPort} is taken by another program; set SANDBOX_PORT, or SANDBOX=off.`;
  if (running) throw new StartProblem(taken);
  const child = launch(env, dataDir, owner);
  for (let tries = 0; tries < 200; tries++) {
    const answer = await ask(url);
    if (answer?.owner === owner) return { url, joined: false, stop };
    if (answer || child.exited()) throw new StartProblem(taken);
    await sleep(100);
  }
  throw new StartProblem(`The sandbox did not start within 20 seconds; its log is ${join(dataDir, 'sandbox.log')}.`);
}
