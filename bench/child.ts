import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

const ready = z.object({ port: z.number() });

/** One of the bench's processes: each does one thing, so that none measures another's work. */
export class Child {
  readonly #process: ChildProcess;
  readonly port: number;

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.port = port;
  }

  /** Starts a file of this folder and waits until it says on which port it listens (0: on none). */
  static async start(file: string, env: Record<string, string>, nodeOptions: string[] = []): Promise<Child> {
    const child = fork(join(import.meta.dirname, file), {
      env: { ...process.env, NODE_ENV: 'production', ...env },
      execArgv: nodeOptions,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ended = once(child, 'exit').then(() => {
      throw new Error(`${file} ended instead of starting; what it said stands above.`);
    });
    const [message] = await Promise.race([once(child, 'message'), ended]);
    ended.catch(() => {});
    return new Child(child, ready.parse(message).port);
  }

  /** Sends an order and returns the next message, as it came. */
  async ask(order: object): Promise<unknown> {
    const answered = once(this.#process, 'message');
    this.#process.send(order);
    const [answer] = await answered;
    return answer;
  }

  /** Sends an order that has no answer of its own. */
  tell(order: string): void {
    this.#process.send(order);
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await gone;
  }
}

/** Lets the process that started this one ask what it uses, in bytes resident and microseconds of processor time. */
export function answerUsage(): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ rss: process.memoryUsage().rss, cpu: user + system });
  });
}
