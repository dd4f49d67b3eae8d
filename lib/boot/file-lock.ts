import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { StartProblem } from './problem.ts';

// A process id is not enough to identify a process: ids are reused, and every container has a process 1. On systems
// with /proc, the start time distinguishes processes of one machine and namespace. Everywhere else a holder proves that
// it is alive by touching the file regularly.
const holderSchema = z.object({
  pid: z.number().int().positive(),
  /** Start time of the process, in clock ticks since the machine started. */
  started: z.string(),
  /**
   * Identifies the machine's start and the namespace in which `pid` counts. Empty when the system does not provide
   * them.
   */
  place: z.string(),
  token: z.string(),
});
type Holder = z.infer<typeof holderSchema>;

const heartbeatMilliseconds = 1_000;
const sayAfterMilliseconds = 2_000;
const abandonedMilliseconds = 60_000;

const held = new Set<string>();

function tryOr<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** Reads field 22 of /proc/PID/stat. The program name in an earlier field may contain spaces and brackets. */
function startOf(pid: number): string {
  const stat = tryOr(() => readFileSync(`/proc/${pid}/stat`, 'utf8'), '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function ownPlace(): string {
  const boot = tryOr(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(), '');
  const namespace = tryOr(() => readlinkSync('/proc/self/ns/pid'), '');
  return boot && namespace ? `${boot} ${namespace}` : '';
}

/** Whether any process on this machine has this process id, whatever its program or user. */
export function isPidTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function readHolder(content: string): Holder | undefined {
  const json = tryOr<unknown>(() => JSON.parse(content), undefined);
  return holderSchema.safeParse(json).data;
}

/** Whether the holder is alive. Undefined when this machine cannot tell. */
function isAlive({ pid, started, place, token }: Holder): boolean | undefined {
  if (pid === process.pid && held.has(token)) return true;
  if (place !== '' && place === ownPlace()) {
    if (startOf(pid) !== started) return false;
    return pid === process.pid ? undefined : true;
  }
  return place === '' && ownPlace() === '' && !isPidTaken(pid) ? false : undefined;
}

type Sight = { content: string; beat: number };

/** The file's content and the time it was last touched; undefined when there is no file. */
function look(file: string): Sight | undefined {
  try {
    return { content: readFileSync(file, 'utf8'), beat: statSync(file).mtimeMs };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function createExclusively(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes the lock file of a dead holder. Only one waiting process may do this, and only while the file still has the
 * dead holder's content. Otherwise a slower process could remove the lock of a faster one.
 */
function removeAbandoned(file: string, content: string): void {
  const breaker = `${file}.takeover`;
  if (!createExclusively(breaker, String(process.pid))) {
    const age = Date.now() - (look(breaker)?.beat ?? Date.now());
    if (age > abandonedMilliseconds) rmSync(breaker, { force: true });
    return;
  }
  try {
    if (look(file)?.content === content) rmSync(file, { force: true });
  } finally {
    rmSync(breaker, { force: true });
  }
}

/** Names the holder of a lock file in a message. */
function nameHolder(content: string): string {
  const pid = readHolder(content)?.pid ?? (Number(content) || undefined);
  return pid ? `process ${pid}` : 'an unknown process';
}

type Waiting = Required<Patience> & { file: string };

/** Returns a function that is called with each new look at the lock file and answers whether its holder is gone. */
function watchHolder(silence: number): (now: Sight) => boolean {
  let seen: (Sight & { since: number }) | undefined;
  return (now) => {
    if (seen?.content !== now.content || seen.beat !== now.beat) seen = { ...now, since: performance.now() };
    const holder = readHolder(now.content);
    const alive = holder ? isAlive(holder) : undefined;
    return alive === undefined ? performance.now() - seen.since > silence : !alive;
  };
}

/**
 * Returns a function that logs once per holder that this process is waiting for it.
 * @throws StartProblem when waiting took longer than `patience`.
 */
function watchTime({ file, patience, say }: Waiting): (content: string) => void {
  const began = performance.now();
  const named = new Set<string>();
  return (content) => {
    const waited = performance.now() - began;
    if (waited > patience)
      throw new StartProblem(
        `${file} has been held by ${nameHolder(content)} for ${Math.round(waited / 1_000)} seconds; end that process, or remove the file when no Latchkey is starting or stopping.`,
      );
    if (waited < sayAfterMilliseconds || named.has(content)) return;
    named.add(content);
    say(`Waiting for ${nameHolder(content)}, which holds ${file} …`);
  };
}

async function take(waiting: Waiting, content: string): Promise<void> {
  const isGone = watchHolder(waiting.silence);
  const noteTime = watchTime(waiting);
  while (!createExclusively(waiting.file, content)) {
    const now = look(waiting.file);
    if (!now) continue;
    if (isGone(now)) removeAbandoned(waiting.file, now.content);
    noteTime(now.content);
    await sleep(100);
  }
}

/**
 * Time limits in milliseconds. `patience` limits the waiting for a living holder; `silence` is how long a holder whose
 * process cannot be looked up may leave its file untouched. `say` receives messages about the waiting.
 */
export type Patience = { patience?: number; silence?: number; say?: (sentence: string) => void };

/**
 * Runs `work` while no other process holds the lock file. The file of a dead holder is taken over; after two seconds of
 * waiting, a living holder is named in a message.
 * @throws StartProblem when the lock is not free within `patience` (2 minutes).
 */
export async function withFileLock<T>(
  file: string,
  work: () => Promise<T>,
  { patience = 120_000, silence = 10_000, say = console.error }: Patience = {},
): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  const holder: Holder = {
    pid: process.pid,
    started: startOf(process.pid),
    place: ownPlace(),
    token: randomUUID(),
  };
  const content = JSON.stringify(holder);
  held.add(holder.token);
  try {
    await take({ file, patience, silence, say }, content);
    const beat = setInterval(() => {
      const now = new Date();
      tryOr(() => utimesSync(file, now, now), undefined);
    }, heartbeatMilliseconds);
    try {
      return await work();
    } finally {
      clearInterval(beat);
      if (look(file)?.content === content) rmSync(file, { force: true });
    }
  } finally {
    held.delete(holder.token);
  }
}
