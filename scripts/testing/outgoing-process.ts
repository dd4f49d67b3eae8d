import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { farMira } from './far-microsoft.ts';

const called = z.object({ undici: z.string(), msal: z.string() });
const answered = z.object({ status: z.number(), location: z.string() });

/** Another process of Latchkey on this test's database, which calls Microsoft with every client there is. */
export class OutgoingProcess {
  readonly #child: ChildProcess;
  readonly #folder: string;
  #log = '';

  private constructor(child: ChildProcess, folder: string) {
    this.#child = child;
    this.#folder = folder;
    child.stderr?.on('data', (chunk) => {
      this.#log += String(chunk);
    });
  }

  /** `trusting`: what NODE_EXTRA_CA_CERTS leads to; undefined: it is not set. */
  static async start({ trusting }: { trusting: string | undefined }): Promise<OutgoingProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'authority-'));
    const file = join(folder, 'authority.pem');
    const { NODE_EXTRA_CA_CERTS: _, ...inherited } = process.env;
    if (trusting !== undefined) await writeFile(file, trusting);
    const child = fork(join(import.meta.dirname, 'outgoing-worker.ts'), {
      env: { ...inherited, LOG_LEVEL: 'warn', ...(trusting !== undefined && { NODE_EXTRA_CA_CERTS: file }) },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const worker = new OutgoingProcess(child, folder);
    const ended = once(child, 'exit').then(() => {
      throw new Error(`The process ended:\n${worker.log}`);
    });
    await Promise.race([once(child, 'message'), ended]);
    ended.catch(() => {});
    return worker;
  }

  get log(): string {
    return this.#log;
  }

  async #ask(order: object): Promise<unknown> {
    const answer = once(this.#child, 'message');
    this.#child.send(order);
    return (await answer)[0];
  }

  /** What came of a call with undici and of one with MSAL: an answer, or the sentence that says why there is none. */
  async calls(clientId: string): Promise<z.infer<typeof called>> {
    return called.parse(await this.#ask({ clientId, tenant: farMira.tid }));
  }

  /** Begins a sign-in of an operator with Microsoft. */
  async begin(): Promise<z.infer<typeof answered>> {
    return answered.parse(await this.#ask({ begin: true }));
  }

  /** Comes back from there. */
  async finish(back: URLSearchParams): Promise<z.infer<typeof answered>> {
    return answered.parse(await this.#ask({ back: back.toString() }));
  }

  async stop(): Promise<void> {
    const gone = once(this.#child, 'exit');
    if (this.#child.exitCode === null && this.#child.kill('SIGKILL')) await gone;
    await rm(this.#folder, { recursive: true });
  }
}
