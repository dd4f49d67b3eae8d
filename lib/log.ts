import pino, { type Logger } from 'pino';

declare global {
  var latchkeyLog: Logger | undefined;
}

const secretNames = [
  'access_token',
  'accessToken',
  'refresh_token',
  'refreshToken',
  'id_token',
  'client_secret',
  'clientSecret',
  'client_assertion',
  'code',
  'state',
  'codeVerifier',
  'code_verifier',
  'password',
  'authorization',
  'cookie',
  'token',
];

/** The path of a request as a log line may show it: without query and without invitation token. */
export function loggablePath(url: string): string {
  return (url.split('?')[0] ?? '/').replace(/^\/(connect|invitation|embed\/frame)\/[^/]+/, '/$1/…');
}

function create(): Logger {
  const options = {
    // biome-ignore lint/style/noProcessEnv: needed before the settings are complete, to report on them
    level: process.env.LOG_LEVEL || 'info',
    base: undefined,
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '…' },
    serializers: { error: describeError },
  };
  // Logs go to standard error, because standard output is for results.
  return pino(options, pino.destination({ fd: 2, sync: true }));
}

/** The parts of an error that may be logged: its type, code, message and stack. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: 'a value that is no error was thrown' };
  return {
    name: error.name,
    // Not called `code`, because the log redacts that name (it is OAuth's authorization code).
    reason: 'code' in error ? error.code : undefined,
    message: error.message,
    stack: error.stack,
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  };
}

/** The log of this process. Facts go into the first argument; errors as `{ error }`. */
export function log(): Logger {
  globalThis.latchkeyLog ??= create();
  return globalThis.latchkeyLog;
}
