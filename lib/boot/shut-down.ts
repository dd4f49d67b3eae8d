import { log } from '#lib/log';
import type { Background } from './background.ts';
import type { OpenDatabase } from './database.ts';
import type { Listener } from './listener.ts';
import type { StartProblem } from './problem.ts';

/** What a process consists of, as far as it has started. */
export type Parts = {
  listener: Listener;
  database?: Pick<OpenDatabase, 'rest' | 'close' | 'embedded' | 'newKey'>;
  sandbox?: { url: string; stop: () => Promise<void> };
  background?: Background;
  pages?: { close: () => Promise<void> };
};

/** Requests in flight have until `drain` to end, and everything until `whole`: supervisors kill after 30 seconds. */
const withinMilliseconds = { drain: 20_000, whole: 25_000 };

/** In the opposite order of the start; the database goes last, and only when nobody else uses it. */
async function shutDownInOrder({ listener, database, sandbox, background, pages }: Parts, drain: number) {
  await database?.rest();
  await listener.close(drain);
  await background?.stop();
  await pages?.close();
  const last = await database?.close();
  if (last?.wasLast) await sandbox?.stop();
}

/** Ends all parts. @throws Error when one of them does not end in time: the process is to leave all the same. */
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

/** Ends the process with exit code 1 and a sentence: a part is lost for good, and a supervisor may start it all anew. */
export async function giveUp(parts: Parts, problem: StartProblem): Promise<never> {
  log().fatal({ error: problem }, 'this process ends');
  console.error(problem.message);
  await shutDown(parts, { drain: 1_000, whole: 5_000 }).catch(() => {});
  process.exit(1);
}
