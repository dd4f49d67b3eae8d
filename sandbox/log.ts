import type { LogLevel } from './settings.ts';

const order: LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

export interface Log {
  debug(line: string): void;
  error(line: string, cause?: unknown): void;
}

/** Plain lines: requests at `debug` on standard output, failures of the sandbox itself on standard error. */
export function createLog(level: LogLevel): Log {
  const shows = (wanted: LogLevel) => order.indexOf(wanted) >= order.indexOf(level);
  return {
    debug(line) {
      if (shows('debug')) process.stdout.write(`${line}\n`);
    },
    error(line, cause) {
      if (shows('error')) process.stderr.write(`${line}${cause === undefined ? '' : ` ${describe(cause)}`}\n`);
    },
  };
}

function describe(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
