import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { metadataSchema } from '#lib/connections/schema';
import { jsonProblem } from '#lib/json';
import { ApiError, invalid } from './errors.ts';

const maxBodyBytes = 1_048_576;
const maxBodyMilliseconds = 30_000;

function tooLarge(): ApiError {
  return new ApiError(413, 'body_too_large', { message: 'A body may hold at most 1 MB.' });
}

function tooSlow(): ApiError {
  return new ApiError(408, 'request_timeout', { message: 'The body took longer than 30 seconds to arrive.' });
}

function brokenOff(cause: unknown): ApiError {
  return new ApiError(400, 'invalid_body', { message: 'The request body broke off.', cause });
}

const texts = new WeakMap<Request, Promise<string>>();

/**
 * The body's text, at most 1 MB within 30 seconds, read once per request.
 * @throws ApiError 413, 408, or 400 when it breaks off
 */
export function readText(context: Context): Promise<string> {
  const { raw } = context.req;
  const text = texts.get(raw) ?? collectText(raw.body, Number(context.req.header('content-length') ?? 0));
  texts.set(raw, text);
  return text;
}

async function collectText(body: ReadableStream<Uint8Array> | null, announced: number): Promise<string> {
  if (announced > maxBodyBytes) throw tooLarge();
  if (!body) return '';
  // A body that is too large is left unread and not cancelled: cancelling would close the connection before the refusal
  // is sent.
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(tooSlow()), maxBodyMilliseconds);
  });
  const next = () => reader.read().catch((cause: unknown) => Promise.reject(brokenOff(cause)));
  try {
    for (;;) {
      const { done, value } = await Promise.race([next(), late]);
      if (done) return Buffer.concat(chunks).toString();
      size += value.byteLength;
      if (size > maxBodyBytes) throw tooLarge();
      chunks.push(value);
    }
  } finally {
    clearTimeout(timer);
  }
}

type Place = 'invalid_body' | 'invalid_query_params';

function refuseProblem(code: Place, value: unknown): void {
  const problem = jsonProblem(value);
  if (!problem) return;
  const { message, path } = problem;
  const where = path.length > 0 ? `${path.join('.')}: ` : '';
  throw new ApiError(400, code, { message: `${where}${message}`, errors: [{ code: 'custom', message, path }] });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ApiError(400, 'invalid_json', { message: 'The body is not JSON.', cause });
  }
}

/**
 * The body as JSON that can be stored.
 * @throws ApiError 400, 413, 415
 */
export async function readJson(context: Context): Promise<unknown> {
  const type = context.req.header('content-type') ?? '';
  if (/^(multipart\/|application\/x-www-form-urlencoded)/i.test(type))
    throw new ApiError(415, 'invalid_content_type', { message: 'Send the body as application/json.' });
  const value = parseJson((await readText(context)) || '{}');
  refuseProblem('invalid_body', value);
  return value;
}

/**
 * Reads a JSON body by a strict schema. @throws ApiError 400 `invalid_json` or `invalid_body`, 413, or 415 where the
 * body is a form
 */
export async function readBody<T extends z.ZodType>(context: Context, schema: T): Promise<z.output<T>> {
  const parsed = schema.safeParse(await readJson(context));
  if (!parsed.success) throw invalid('invalid_body', parsed.error);
  return parsed.data;
}

/**
 * Reads and decodes the parameters in the path.
 * @throws ApiError 400 `invalid_uri_params`
 */
export function readParams<T extends z.ZodType>(context: Context, schema: T): z.output<T> {
  const parsed = schema.safeParse(context.req.param());
  if (!parsed.success) throw invalid('invalid_uri_params', parsed.error);
  return parsed.data;
}

const bracketed = /^(\w+)\[([^\]]+)\]$/;

/** The query as an object. A repeated name becomes a list, and `tags[k]=v` a member of `tags`. */
function collectQuery(sent: URLSearchParams): Record<string, unknown> {
  const plain = new Map<string, unknown>();
  const groups = new Map<string, Record<string, unknown>>();
  for (const name of new Set(sent.keys())) {
    const values = sent.getAll(name);
    const value = values.length > 1 ? values : values[0];
    const [, group, member] = bracketed.exec(name) ?? [];
    if (group && member) groups.set(group, { ...groups.get(group), [member]: value });
    else plain.set(name, value);
  }
  return Object.fromEntries([...groups, ...plain]);
}

/** Reads the query by a strict schema; `tags[k]=v` arrives as an object. @throws ApiError 400 `invalid_query_params` */
export function readQuery<T extends z.ZodType>(context: Context, schema: T): z.output<T> {
  // Hono's own reader fails at names such as `constructor`, which every object has.
  const query = collectQuery(new URL(context.req.url).searchParams);
  refuseProblem('invalid_query_params', query);
  const parsed = schema.safeParse(query);
  if (!parsed.success) throw invalid('invalid_query_params', parsed.error);
  return parsed.data;
}

/** `true`/`false` as Nango's SDK sends them. */
export const queryBoolean = z
  .enum(['true', 'false', ''])
  .transform((value) => value === 'true')
  .openapi({ type: 'boolean', enum: [true, false] });

/** Nango's rule for connection ids. */
export const connectionIdSchema = z
  .string()
  .max(255)
  .min(1)
  .regex(/^[a-zA-Z0-9,.;:=+~[\]|@${}"'\\/_ -]+$/, 'This is not a connection id.')
  .openapi({ description: 'Public id of the connection; a slash in it is sent as %2F.' });

/** Nango's rule for the keys of integrations. */
export const uniqueKeySchema = z
  .string('Name the integration: provider_config_key=…')
  .min(1)
  .max(255)
  .regex(/^[a-zA-Z0-9~:.@ _-]+$/, 'This is not the key of an integration.')
  .openapi({ description: 'Unique key of the integration.' });

/** The person a connection belongs to, as the operator's own product knows them. */
export const endUserInput = z
  .strictObject({
    id: z.string().min(1).max(255),
    email: z.string().max(255).optional(),
    display_name: z.string().max(255).optional(),
    tags: z.record(z.string().max(64), z.string().max(255)).optional(),
  })
  .openapi('EndUser', {
    description:
      'Whom a connection belongs to, in your own terms. The page of a connect link names them before anybody signs in (name and e-mail masked), so that whoever was sent a link made for somebody else can tell. It limits nothing: `expected_email` of a connect session does.',
  });

export const organizationInput = z.strictObject({
  id: z.string().max(255),
  display_name: z.string().max(255).optional(),
});

/** The two tags in which Nango, and therefore Latchkey, stores an organization. */
export function organizationTags(organization: z.infer<typeof organizationInput> | undefined): Record<string, string> {
  if (!organization) return {};
  const { id, display_name: name } = organization;
  return { organization_id: id, ...(name && { organization_display_name: name }) };
}

/** An http or https address, or an empty string for none. */
export const webhookUrl = z.union([z.url({ protocol: /^https?$/ }).max(2_048), z.literal('')]).openapi({
  description:
    'Kept with the connection: its events are delivered there instead of to the webhook endpoints. Signed with the secret of the endpoint `overrides`.',
});

/** Metadata as requests send it. */
export const metadataInput = z.record(z.string(), z.unknown()).pipe(metadataSchema).openapi({
  type: 'object',
  additionalProperties: true,
  description: 'An object of your own, at most 64 KB and 100 levels.',
});
