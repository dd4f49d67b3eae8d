import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { readClientAddress } from '#lib/client-address';
import { readKeyHash } from '../auth.ts';
import { ApiError } from '../errors.ts';
import { connectionIdSchema } from '../input.ts';

const mostRetries = 10;

// Nango's SDK sends empty headers for options that its caller left out.
const count = z.string().regex(/^\d{0,4}$/, 'must be a number');
const choice = z.enum(['true', 'false', ''], 'must be true or false').transform((value) => value === 'true');

const schema = z.object({
  'provider-config-key': z.string('is required').min(1, 'is required'),
  'connection-id': z.string('is required').pipe(connectionIdSchema),
  retries: count.default('').transform((value) => Math.min(Number(value), mostRetries)),
  'retry-on': z
    .string()
    .regex(/^(\d{3}(,\d{3})*)?$/, 'must list statuses: 409,423')
    .default('')
    .transform((value) => value.split(',').filter(Boolean).map(Number)),
  'base-url-override': z.string().default(''),
  decompress: choice.default(false),
  'forward-headers-on-redirect': choice.default(false),
});

/** The control headers of a proxied call. */
export type ProxyInput = {
  keyHash: Buffer;
  uniqueKey: string;
  connectionId: string;
  retries: number;
  /** Additional statuses after which a call is retried, including POST and PATCH. */
  retryOn: number[];
  /** Empty means the Graph of the connection's cloud. */
  baseUrlOverride: string;
  decompress: boolean;
  forwardHeadersOnRedirect: boolean;
  /** The caller's. */
  address: string;
};

/** Reads key and control headers. @throws ApiError 401, or 400 `invalid_headers` */
export function readInput(headers: IncomingHttpHeaders): ProxyInput {
  const keyHash = readKeyHash(headers.authorization);
  const parsed = schema.safeParse(headers);
  if (!parsed.success) throw invalidHeaders(parsed.error);
  const read = parsed.data;
  return {
    keyHash,
    uniqueKey: read['provider-config-key'],
    connectionId: read['connection-id'],
    retries: read.retries,
    retryOn: read['retry-on'],
    baseUrlOverride: read['base-url-override'],
    decompress: read.decompress,
    forwardHeadersOnRedirect: read['forward-headers-on-redirect'],
    address: readClientAddress({ get: (name) => String(headers[name] ?? '') }),
  };
}

function invalidHeaders(error: z.ZodError): ApiError {
  const errors = error.issues.map(({ code, message, path }) => ({ code, message, path: path.map(String) }));
  const message = errors.map((one) => `${one.path.join('.')}: ${one.message}`).join('; ');
  return new ApiError(400, 'invalid_headers', { message, errors, cause: error });
}
