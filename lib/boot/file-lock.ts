import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { StartProblem } from './problem.ts';

// A pid alone names nobody: it is used again, and each container has a process 1. Where /proc exists, the start time
// tells processes of one machine and namespace apart; for all others the holder's heartbeat on the file counts.
const holderSchema = z.object({
  pid: z.number().int().positive(),
  /** Start of the process in clock ticks since the machine's own. */
  started: z.string(),
  /** The machine's start and the namespace in which `pid` counts; empty where the system does not say. */
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

/** Field 22 of /proc/PID/stat; the program's name before it may hold spaces and brackets. */
function startOf(pid: number): string {
  const stat = tryOr(() => readFileSync(`/proc/${pid}/stat`, 'utf8'), '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function ownPlace(): string {
  const boot = tryOr(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(), '');
  const namespace = tryOr(() => readlinkSync('/proc/self/ns/pid'), '');
  return boot && namespace ? `${boot} ${namespace}` : '';
}

/** Whether a process of this machine has this pid, of whatever program or user. */
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

/** Whether the holder lives, where that can be told at all. */
function isAlive({ pid, started, place, token }: Holder): boolean | undefined {
  if (pid === process.pid && held.has(token)) return true;
  if (place !== '' && place === ownPlace()) {
    if (startOf(pid) !== started) return false;
    return pid === process.pid ? undefined : true;
  }
  return place === '' && ownPlace() === '' && !isPidTaken(pid) ? false : undefined;
}

type Sight = { content: string; beat: number };

/** What stands in the file and when it was last touched; undefined when there is none. */
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
 * Removes the file of a dead holder. Of several waiters only one may, and only while the dead one's content still
 * stands in it: the next to come would otherwise remove the file of whoever was quicker.
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

/** Who holds a file, in words. */
function nameHolder(content: string): string {
  const pid = readHolder(content)?.pid ?? (Number(content) || undefined);
  return pid ? `process ${pid}` : 'an unknown process';
}

type Waiting = Required<Patience> & { file: string };

/** Looks at who holds a file again and again; to be asked whether they are gone. */
function watchHolder(silence: number): (now: Sight) => boolean {
  let seen: (Sight & { since: number }) | undefined;
  return (now) => {
    if (seen?.content !== now.content || seen.beat !== now.beat) seen = { ...now, since: performance.now() };
    const holder = readHolder(now.content);
    const alive = holder ? isAlive(holder) : undefined;
    return alive === undefined ? performance.now() - seen.since > silence : !alive;
  };
}

/** Says for whom it is waited, once for each holder, and when it is too long. @throws StartProblem */
function watchTime({ file, patience, say }: Waiting): (content: string) => void {
  const began = performance.now();
  const told = new Set<string>();
  return (content) => {
    const waited = performance.now() - began;
    if (waited > patience)
      throw new StartProblem(
        `${file} has been held by ${nameHolder(content)} for ${Math.round(waited / 1_000)} seconds; end that process, or remove the file when no Latchkey is starting or stopping.`,
      );
    if (waited < sayAfterMilliseconds || told.has(content)) return;
    told.add(content);
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

/** How long to wait, in milliseconds: for a holder, and for a sign of life where it cannot be seen; and where to say so. */
export type Patience = { patience?: number; silence?: number; say?: (sentence: string) => void };

/**
 * Runs `work` while no other process holds the same file. A dead holder's file is taken over; a living one is named
 * after two seconds. @throws StartProblem when it is not given up within `patience` (2 minutes).
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
