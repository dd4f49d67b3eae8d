import { type LogLevel, type Variables, variables } from './env-schema.ts';
import type { ForwardProxies } from './forward-proxy.ts';

/** The settings are invalid. `problems` has one sentence for each problem. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly code = 'settings_invalid';
  readonly problems: string[];
  constructor(problems: string[], options?: ErrorOptions) {
    super(problems.join('\n'), options);
    this.problems = problems;
  }
}

/** Both upper and lower case are in use. Lower case wins, as in curl. */
const proxyVariables = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'];

export type Settings = {
  port: number;
  host: string;
  /** Without a trailing slash. */
  publicUrl: string;
  dataDir: string;
  databaseUrl: string | undefined;
  /** Base64, newest first. Empty until keys have been generated for the embedded database. */
  encryptionKeys: string[];
  authSecret: string | undefined;
  operatorEmail: string | undefined;
  operatorPassword: string | undefined;
  trustedProxies: string[];
  /** Networks of one's own in which receivers of webhooks may be. */
  webhookNetworks: string[];
  logLevel: LogLevel;
  /** Whether to run the bundled sandbox. */
  sandbox: boolean;
  sandboxPort: number;
  /** Sign-in address of the cloud `sandbox`; undefined if that cloud does not exist here. */
  sandboxLoginUrl: string | undefined;
  sandboxGraphUrl: string | undefined;
  /** Whether one connection's tokens for several resources are asked for at the same time; `auto`: at Microsoft. */
  tokenRequests: 'auto' | 'together' | 'one-by-one';
  /** The file and the directory from which federated credentials may be read. */
  federatedTokenFile: string | undefined;
  federatedTokenDir: string | undefined;
  forwardProxies: ForwardProxies;
};

export type Env = Settings & { databaseUrl: string; authSecret: string };

/** Whether a host name (as written in URLs) means this machine (RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3). */
export function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(\.\d+){3}$/.test(name);
}

/** Whether an address can be reached from this machine only. */
export function isLoopback(url: string): boolean {
  return isLoopbackName(new URL(url).hostname);
}

function crossChecks(raw: Variables, publicUrl: string): string[] {
  const problems: string[] = [];
  if (!isLoopback(publicUrl) && !publicUrl.startsWith('https:'))
    problems.push('PUBLIC_URL must be https unless it is this machine (http://localhost).');
  if (raw.DATABASE_URL && raw.ENCRYPTION_KEYS.length === 0)
    problems.push(
      'ENCRYPTION_KEYS is missing; with DATABASE_URL set it must be given (make one: openssl rand -base64 32).',
    );
  if (raw.DATABASE_URL && !raw.AUTH_SECRET)
    problems.push(
      'AUTH_SECRET is missing; with DATABASE_URL set it must be given (make one: openssl rand -base64 32).',
    );
  if (Boolean(raw.OPERATOR_EMAIL) !== Boolean(raw.OPERATOR_PASSWORD))
    problems.push('OPERATOR_EMAIL and OPERATOR_PASSWORD go together; one of them is missing.');
  if (Boolean(raw.SANDBOX_LOGIN_URL) !== Boolean(raw.SANDBOX_GRAPH_URL))
    problems.push('SANDBOX_LOGIN_URL and SANDBOX_GRAPH_URL go together; one of them is missing.');
  if (raw.PORT === raw.SANDBOX_PORT) problems.push('PORT and SANDBOX_PORT must differ.');
  return problems;
}

/**
 * Reads the settings from environment variables; empty ones count as missing.
 * @throws SettingsError with all problems.
 */
export function readSettings(source: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  for (const name of proxyVariables) given[name] = given[name.toLowerCase()] ?? given[name];
  const parsed = variables.safeParse(given);
  if (!parsed.success)
    throw new SettingsError(parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}.`));
  const raw = parsed.data;
  const publicUrl = raw.PUBLIC_URL ?? `http://localhost:${raw.PORT}`;
  const problems = crossChecks(raw, publicUrl);
  if (problems.length > 0) throw new SettingsError(problems);
  const loopback = isLoopback(publicUrl);
  const sandbox = raw.SANDBOX ? raw.SANDBOX === 'on' : loopback;
  const bundled = sandbox ? `http://localhost:${raw.SANDBOX_PORT}` : undefined;
  return {
    port: raw.PORT,
    host: raw.HOST ?? (loopback ? '127.0.0.1' : '0.0.0.0'),
    publicUrl,
    dataDir: raw.DATA_DIR,
    databaseUrl: raw.DATABASE_URL,
    encryptionKeys: raw.ENCRYPTION_KEYS,
    authSecret: raw.AUTH_SECRET,
    operatorEmail: raw.OPERATOR_EMAIL,
    operatorPassword: raw.OPERATOR_PASSWORD,
    trustedProxies: raw.TRUSTED_PROXIES,
    webhookNetworks: raw.WEBHOOK_NETWORKS,
    logLevel: raw.LOG_LEVEL,
    sandbox,
    sandboxPort: raw.SANDBOX_PORT,
    sandboxLoginUrl: raw.SANDBOX_LOGIN_URL ?? bundled,
    sandboxGraphUrl: raw.SANDBOX_GRAPH_URL ?? (bundled && `${bundled}/graph`),
    tokenRequests: raw.TOKEN_REQUESTS,
    federatedTokenFile: raw.AZURE_FEDERATED_TOKEN_FILE,
    federatedTokenDir: raw.FEDERATED_TOKEN_DIR,
    forwardProxies: { https: raw.HTTPS_PROXY, http: raw.HTTP_PROXY, direct: raw.NO_PROXY },
  };
}

declare global {
  var latchkeyEnv: Env | undefined;
}

/**
 * The settings of this process, read once, after the start has added the database and its keys.
 * @throws SettingsError when they are incomplete.
 */
export function env(): Env {
  globalThis.latchkeyEnv ??= complete(readSettings(process.env));
  return globalThis.latchkeyEnv;
}

function complete(settings: Settings): Env {
  const { databaseUrl, authSecret } = settings;
  if (!databaseUrl || !authSecret) throw new SettingsError(['DATABASE_URL and AUTH_SECRET are missing.']);
  return { ...settings, databaseUrl, authSecret };
}

/** Prefix of environment variables that may hold assertions. No others may be read. */
export const ASSERTION_VARIABLE_PREFIX = 'LATCHKEY_ASSERTION_';

/**
 * Reads an environment variable at this moment.
 * @throws RangeError if its name does not begin with the prefix.
 */
export function readAssertionVariable(name: string): string | undefined {
  if (!name.startsWith(ASSERTION_VARIABLE_PREFIX)) throw new RangeError(`${name} may not be read.`);
  return process.env[name];
}

/** Adds what the start generated (embedded database, first keys) to the settings that `env()` returns. */
export function completeEnv(made: { DATABASE_URL: string; ENCRYPTION_KEYS: string; AUTH_SECRET: string }): Env {
  const databaseWasGiven = Boolean(process.env.DATABASE_URL);
  const settings = readSettings({ ...process.env, ...made });
  if (!databaseWasGiven) Object.assign(process.env, made);
  globalThis.latchkeyEnv = complete(settings);
  // next-auth reads these two variables itself.
  process.env.NEXTAUTH_URL = settings.publicUrl;
  process.env.NEXTAUTH_SECRET = settings.authSecret;
  return globalThis.latchkeyEnv;
}

/**
 * Loads settings from a file. Variables that are already set take precedence. Does nothing if the file does not exist.
 */
export function loadEnvFile(file: string): void {
  try {
    process.loadEnvFile(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
