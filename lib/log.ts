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

/** Path and query of a request as a log line may show it: no query, no invitation token. */
export function loggablePath(url: string): string {
  return (url.split('?')[0] ?? '/').replace(/^\/(connect|invitation)\/[^/]+/, '/$1/…');
}

function create(): Logger {
  const options = {
    // biome-ignore lint/style/noProcessEnv: needed before the settings are complete, to report on them
    level: process.env.LOG_LEVEL || 'info',
    base: undefined,
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '…' },
    serializers: { error: describeError },
  };
  // Standard output belongs to what a person or a script asked for.
  return pino(options, pino.destination({ fd: 2, sync: true }));
}

/** What a log may say of an error: its kind, code, sentence and where it was thrown. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: 'a value that is no error was thrown' };
  return {
    name: error.name,
    // Not `code`: that name is OAuth's, and is blacked out.
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
