import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

const answers = z.array(z.object({ status: z.number(), text: z.string() }));
export type Vends = { path: string; key: string; times: number };

/** Another process of Latchkey on this test's database. */
export class Worker {
  readonly #child: ChildProcess;
  #log = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.stderr?.on('data', (chunk) => {
      this.#log += String(chunk);
    });
  }

  /** Starts with this process's settings, which point to the test's database and sandbox. */
  static async start(settings: Record<string, string> = {}): Promise<Worker> {
    const child = fork(join(import.meta.dirname, 'vend-worker.ts'), {
      env: { ...process.env, ...settings },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const worker = new Worker(child);
    const ended = once(child, 'exit').then(() => {
      throw new Error(`The worker ended:\n${worker.log}`);
    });
    await Promise.race([once(child, 'message'), ended]);
    ended.catch(() => {});
    return worker;
  }

  /** The log that it has written. */
  get log(): string {
    return this.#log;
  }

  /** Its exit code, after it has ended by itself. */
  async ended(): Promise<number | null> {
    if (this.#child.exitCode === null) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }

  /** Requests the token of one connection this many times at once. */
  vend({ path, key, times }: Vends): Promise<z.infer<typeof answers>> {
    return this.vendEach({ paths: Array.from({ length: times }, () => path), key });
  }

  /** Requests the tokens of all paths at once. */
  vendEach(vends: { paths: string[]; key: string }): Promise<z.infer<typeof answers>> {
    return this.#ask(vends);
  }

  /** Does what a process does at its start when no other uses the database. */
  async startAlone(): Promise<void> {
    await this.#ask({ start: 'alone' });
  }

  /** Refreshes what is due. */
  async sweep(): Promise<void> {
    await this.#ask({ run: 'sweep' });
  }

  /** Opens the database and starts the background work like a server. Returns the message if that fails. */
  async startServer(): Promise<string> {
    const [answer] = await this.#ask({ start: 'server' });
    return answer?.text ?? '';
  }

  /** Stops it like a signal would. */
  async stopServer(): Promise<void> {
    await this.#ask({ stop: 'server' });
    await this.kill();
  }

  /** Whether a session is signed in according to that process. */
  async isSignedIn(session: { sessionId: string; operatorId: string; sessionVersion: number }): Promise<boolean> {
    const [answer] = await this.#ask({ session });
    return answer?.status === 200;
  }

  /** Completes the sign-in that a browser returns from. */
  async callback(back: URLSearchParams, browser: string): Promise<void> {
    await this.#ask({ callback: back.toString(), browser });
  }

  /** Looks there for what changed, and tells it, as if it were this time. */
  async alert(at: Date): Promise<void> {
    await this.#ask({ alertsAt: at.toISOString() });
  }

  /** A person opens a link there, or goes to Microsoft with it. */
  async moveLink(link: string, step: 'opened' | 'started'): Promise<void> {
    await this.#ask({ link, step });
  }

  async #ask(order: object): Promise<z.infer<typeof answers>> {
    const answered = once(this.#child, 'message');
    this.#child.send(order);
    return answers.parse((await answered)[0]);
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(name);
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }
}
