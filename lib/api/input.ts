import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { ApiError, invalid } from './errors.ts';

const maxBodyBytes = 1_048_576;

function tooLarge(): ApiError {
  return new ApiError(413, 'body_too_large', { message: 'A body may hold at most 1 MB.' });
}

const texts = new WeakMap<Request, Promise<string>>();

/** The body's text, read once and not further than it may be long. @throws ApiError 413 */
export function readText(context: Context): Promise<string> {
  const { raw } = context.req;
  const text = texts.get(raw) ?? collectText(raw.body, Number(context.req.header('content-length') ?? 0));
  texts.set(raw, text);
  return text;
}

async function collectText(body: ReadableStream<Uint8Array> | null, announced: number): Promise<string> {
  if (announced > maxBodyBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/**
 * Reads a JSON body by a strict schema. @throws ApiError 400 `invalid_json` or `invalid_body`, 413, or 415 where the
 * body is a form
 */
export async function readBody<T extends z.ZodType>(context: Context, schema: T): Promise<z.output<T>> {
  const type = context.req.header('content-type') ?? '';
  if (/^(multipart\/|application\/x-www-form-urlencoded)/i.test(type))
    throw new ApiError(415, 'invalid_content_type', { message: 'Send the body as application/json.' });
  const text = await readText(context);
  const parsed = schema.safeParse(parseJson(text || '{}'));
  if (!parsed.success) throw invalid('invalid_body', parsed.error);
  return parsed.data;
}

/** PostgreSQL keeps neither U+0000 nor half a surrogate pair in a text. */
const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0');

function unstorable(code: 'invalid_body' | 'invalid_query_params', name: string): ApiError {
  const message = 'A text holds U+0000 or half a surrogate pair, which cannot be stored.';
  return new ApiError(400, code, { message, errors: [{ code: 'custom', message, path: [name.toWellFormed()] }] });
}

function refuseUnstorable(name: string, value: unknown): unknown {
  if (isStorable(name) && (typeof value !== 'string' || isStorable(value))) return value;
  throw unstorable('invalid_body', name);
}

function parseJson(text: string): unknown {
  try {
    // Such a character arrives as an escape only.
    return JSON.parse(text, text.includes('\\u') ? refuseUnstorable : undefined);
  } catch (cause) {
    if (cause instanceof ApiError) throw cause;
    throw Object.assign(new ApiError(400, 'invalid_json', { message: 'The body is not JSON.' }), { cause });
  }
}

/** Reads the path's parameters, decoded. @throws ApiError 400 `invalid_uri_params` */
export function readParams<T extends z.ZodType>(context: Context, schema: T): z.output<T> {
  const parsed = schema.safeParse(context.req.param());
  if (!parsed.success) throw invalid('invalid_uri_params', parsed.error);
  return parsed.data;
}

const bracketed = /^(\w+)\[([^\]]+)\]$/;

/** Reads the query by a strict schema; `tags[k]=v` arrives as an object. @throws ApiError 400 `invalid_query_params` */
export function readQuery<T extends z.ZodType>(context: Context, schema: T): z.output<T> {
  const query: Record<string, unknown> = {};
  const sent = Object.entries(context.req.queries());
  const odd = sent.find((pair) => !pair.flat().every(isStorable));
  if (odd) throw unstorable('invalid_query_params', odd[0]);
  for (const [name, values] of sent) {
    const [value = ''] = values;
    const [, group, member] = bracketed.exec(name) ?? [];
    if (group && member)
      query[group] = { ...z.record(z.string(), z.string()).catch({}).parse(query[group]), [member]: value };
    else query[name] = values.length > 1 ? values : value;
  }
  const parsed = schema.safeParse(query);
  if (!parsed.success) throw invalid('invalid_query_params', parsed.error);
  return parsed.data;
}

/** `true`/`false` as Nango's SDK sends them. */
export const queryBoolean = z.enum(['true', 'false', '']).transform((value) => value === 'true');

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
