import { closeSockets } from '#lib/embed/sockets';
import { closeLive } from '#lib/live/hub';
import { log } from '#lib/log';
import type { Background } from './background.ts';
import type { OpenDatabase } from './database.ts';
import type { Listener } from './listener.ts';
import type { StartProblem } from './problem.ts';

/** The parts of a process that have been started so far. */
export type Parts = {
  listener: Listener;
  database?: Pick<OpenDatabase, 'stopReviving' | 'close' | 'embedded' | 'newKey'>;
  sandbox?: { url: string; stop: () => Promise<void> };
  background?: Background;
  pages?: { close: () => Promise<void> };
};

/**
 * Limits for answering requests in flight (`drain`) and for the whole shutdown: supervisors kill a process after 30
 * seconds.
 */
const withinMilliseconds = { drain: 20_000, whole: 25_000 };

/**
 * Stops taking requests first, then what runs in the background, then the database, which stops only if no other process
 * uses it. The sandbox ends with it: other processes may be using both.
 */
async function shutDownInOrder({ listener, database, sandbox, background, pages }: Parts, drain: number) {
  await database?.stopReviving();
  // Open pages would keep their requests in flight.
  const ended = Promise.all([closeLive(), closeSockets()]);
  await listener.close(drain);
  await ended;
  await background?.stop();
  await pages?.close();
  const last = await database?.close();
  if (last?.wasLast) await sandbox?.stop();
}

/**
 * Ends all parts.
 * @throws Error when one of them does not end in time; the process should exit anyway.
 */
export async function shutDown(parts: Parts, { drain, whole } = withinMilliseconds): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    const message = `Not everything ended within ${whole / 1000} seconds of the signal.`;
    timer = setTimeout(() => fail(new Error(message)), whole);
  });
  try {
    await Promise.race([shutDownInOrder(parts, drain), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Ends the process with exit code 1 and a message. Used when a part is lost for good, so that a supervisor can restart
 * everything.
 */
export async function giveUp(parts: Parts, problem: StartProblem): Promise<never> {
  log().fatal({ error: problem }, 'this process ends');
  console.error(problem.message);
  await shutDown(parts, { drain: 1_000, whole: 5_000 }).catch(() => {});
  process.exit(1);
}
