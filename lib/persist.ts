import { setTimeout as sleep } from 'node:timers/promises';
import { db, isDatabaseAway, type Transaction } from './db.ts';

type Gate = { open: number; waiting: (() => void)[] };

declare global {
  var latchkeyWriters: Gate | undefined;
}

/** Fewer than the pool's connections, so that a writer always gets a connection. */
const writersAtOnce = 8;
const retryMilliseconds = [250, 500, 1_000, 2_000, 4_000, 8_000];
const longestMilliseconds = 16_000;
const patience = { maxWait: 30_000, timeout: 30_000 };

function gate(): Gate {
  globalThis.latchkeyWriters ??= { open: writersAtOnce, waiting: [] };
  return globalThis.latchkeyWriters;
}

async function enter(): Promise<void> {
  const { open, waiting } = gate();
  if (open > 0) gate().open -= 1;
  else await new Promise<void>((done) => waiting.push(done));
}

function leave(): void {
  const next = gate().waiting.shift();
  if (next) next();
  else gate().open += 1;
}

async function withinGate<T>(write: () => Promise<T>): Promise<T> {
  await enter();
  try {
    return await write();
  } finally {
    leave();
  }
}

/**
 * Commits data that Microsoft will not send a second time, such as new tokens. It waits for its turn instead of
 * failing, and retries for about 15 seconds if the database cannot be reached. `write` may therefore run more than
 * once.
 */
export function persist<T>(write: (tx: Transaction) => Promise<T>): Promise<T> {
  return persistStatement(() => db().$transaction(write, patience));
}

/** Does what `persist` does for a single statement that commits by itself. */
export function persistStatement<T>(write: () => Promise<T>): Promise<T> {
  return persistGathered(() => withinGate(write));
}

/** Does what `persistStatement` does for a write that shares statements with others (`Gather`): those wait their turn. */
export async function persistGathered<T>(write: () => Promise<T>): Promise<T> {
  const until = performance.now() + longestMilliseconds;
  for (const wait of retryMilliseconds) {
    try {
      return await write();
    } catch (error) {
      // If the database hangs, each attempt takes long.
      if (!isDatabaseAway(error) || performance.now() + wait > until) throw error;
    }
    await sleep(wait);
  }
  return write();
}
