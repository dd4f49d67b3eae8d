import { isIP } from 'node:net';
import { z } from 'zod';
import { readNetwork } from './client-address.ts';
import { type ForwardProxies, isBypassEntry, readProxyAddress } from './forward-proxy.ts';

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

const port = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,4}$/, 'must be a whole number from 1 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a whole number from 1 to 65535');
const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );
function base(mayHavePath: 'with a path' | 'without a path') {
  return z.string().transform((value, context) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    const problem = baseProblem(url);
    if (problem || !url) {
      context.addIssue({ code: 'custom', message: problem ?? '' });
      return z.NEVER;
    }
    if (mayHavePath === 'with a path') return url.href.replace(/\/+$/, '');
    if (url.pathname === '/') return url.origin;
    context.addIssue({ code: 'custom', message: 'must have no path' });
    return z.NEVER;
  });
}

function baseProblem(url: URL | undefined): string | undefined {
  if (!url || !/^https?:$/.test(url.protocol)) return 'must be an http or https address';
  if (url.username || url.password) return 'must hold no user name and no password';
  if (url.search || url.hash || /[?#]$/.test(url.href)) return 'must have no query and no fragment';
  if (!/^(\[[\da-f:]+\]|[\w-]+(\.[\w-]+)*\.?)$/.test(url.hostname)) return 'must name one host';
  return undefined;
}

/** A host name whose last part is a number is a mistyped IP address (WHATWG URL, "ends in a number"). */
const isListenable = (value: string) =>
  isIP(value) !== 0 || /^(?!.*\.\d+$)(?!\d+$)[a-z\d-]+(\.[a-z\d-]+)*$/i.test(value);

const keyRing = list
  .pipe(
    z.array(z.string().refine((value) => decodeKey(value) !== undefined, 'each key must be 32 bytes in base64 or hex')),
  )
  .refine((keys) => new Set(keys.map((value) => decodeKey(value)?.toString('hex'))).size === keys.length, {
    error: 'holds the same key twice',
    when: ({ issues }) => issues.length === 0,
  });

const networks = z
  .string()
  .default('')
  .transform((value) => value.split(/[\s,]+/).filter(Boolean))
  .pipe(
    z.array(
      z.string().refine((entry) => readNetwork(entry) !== undefined, {
        error: ({ input }) =>
          `"${input}" is neither an address nor a network such as 10.0.0.0/8 (IPv4: /0 to /32, IPv6: /0 to /128; no names)`,
      }),
    ),
  );

const forwardProxy = z
  .string()
  .refine((value) => readProxyAddress(value) !== undefined, {
    error: 'must be the http or https address of a forward proxy, without a path (http://proxy.example.com:3128)',
  })
  .transform(readProxyAddress)
  .optional();
const withoutProxy = z
  .string()
  .default('')
  .transform((value) => value.split(/[\s,]+/).filter(Boolean))
  .pipe(
    z.array(
      z.string().refine(isBypassEntry, {
        error: ({ input }) => `"${input}" is neither *, a host, a .suffix, an address nor a network (10.0.0.0/8)`,
      }),
    ),
  );

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

const schema = z.object({
  PORT: port.default(3000),
  HOST: z
    .string()
    .trim()
    .refine(
      isListenable,
      'must be an address of this machine (0.0.0.0, ::) or its name, without scheme, brackets and port',
    )
    .optional(),
  PUBLIC_URL: base('without a path').optional(),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
    // For a Unix socket the directory is in the query, and there is no host.
    .refine((value) => URL.canParse(value.replace('@/', '@localhost/')), {
      error: 'cannot be read; percent-encode special characters of the user name and password',
      abort: true,
    })
    .optional(),
  ENCRYPTION_KEYS: keyRing,
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  OPERATOR_EMAIL: z.email('must be an e-mail address').optional(),
  OPERATOR_PASSWORD: z.string().min(12, 'must have at least 12 characters').max(200).optional(),
  TRUSTED_PROXIES: networks,
  WEBHOOK_NETWORKS: networks,
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  SANDBOX: z.enum(['on', 'off'], 'must be on or off').optional(),
  SANDBOX_PORT: port.default(4010),
  SANDBOX_LOGIN_URL: base('with a path').optional(),
  SANDBOX_GRAPH_URL: base('with a path').optional(),
  TOKEN_REQUESTS: z.enum(['auto', 'together', 'one-by-one'], 'must be auto, together or one-by-one').default('auto'),
  AZURE_FEDERATED_TOKEN_FILE: z.string().startsWith('/', 'must be a whole path').optional(),
  FEDERATED_TOKEN_DIR: z.string().startsWith('/', 'must be a whole path').optional(),
  HTTPS_PROXY: forwardProxy,
  HTTP_PROXY: forwardProxy,
  NO_PROXY: withoutProxy,
});

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
  logLevel: (typeof logLevels)[number];
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

/** Decodes 32 bytes from base64, base64url or hex; undefined for anything else. */
export function decodeKey(value: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, 'hex');
  return /^[\w+/-]{43}=?$/.test(value) ? Buffer.from(value, 'base64url') : undefined;
}

/** Whether a host name (as written in URLs) means this machine (RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3). */
export function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(\.\d+){3}$/.test(name);
}

/** Whether an address can be reached from this machine only. */
export function isLoopback(url: string): boolean {
  return isLoopbackName(new URL(url).hostname);
}

type Raw = z.infer<typeof schema>;

function crossChecks(raw: Raw, publicUrl: string): string[] {
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
  const parsed = schema.safeParse(given);
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
