import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

type Program = {
  /** Path of a script under node_modules, run with this Node. */
  program: string;
  args: string[];
  /** Shows output at once, or only when the program fails. */
  output: 'live' | 'on failure';
  env?: Record<string, string>;
};

/**
 * Runs one of the installed tools to completion.
 * @throws Error when it fails.
 */
export async function runProgram({ program, args, output, env }: Program): Promise<void> {
  await run(process.execPath, [join(root, 'node_modules', program), ...args], { output, env });
}

/**
 * Runs a command to completion.
 * @throws Error when it cannot be started or fails.
 */
export function run(
  command: string,
  args: string[],
  { output, env }: { output: 'live' | 'on failure'; env?: Record<string, string> | undefined },
): Promise<void> {
  return new Promise((done, fail) => {
    const stdio = output === 'live' ? 'inherit' : 'pipe';
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', stdio, stdio] });
    const kept: Buffer[] = [];
    child.stdout?.on('data', (chunk) => kept.push(chunk));
    child.stderr?.on('data', (chunk) => kept.push(chunk));
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    process.once('SIGTERM', forward);
    child.on('error', fail);
    child.on('close', (code, signal) => {
      process.off('SIGTERM', forward);
      if (code === 0) return done();
      console.log(Buffer.concat(kept).toString());
      fail(new Error(`it ended with ${signal ?? `exit code ${code}`}.`));
    });
  });
}
