import { isIP } from 'node:net';
import { z } from 'zod';
import { readNetwork } from './client-address.ts';
import { isBypassEntry, readProxyAddress } from './forward-proxy.ts';

/** Decodes 32 bytes from base64, base64url or hex; undefined for anything else. */
export function decodeKey(value: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, 'hex');
  return /^[\w+/-]{43}=?$/.test(value) ? Buffer.from(value, 'base64url') : undefined;
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
export type LogLevel = (typeof logLevels)[number];

/** The environment variables, each with what it may hold. */
export const variables = z.object({
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

export type Variables = z.infer<typeof variables>;
