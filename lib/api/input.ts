import type { Context } from 'hono';
import { z } from 'zod';
import { ApiError, invalid } from './errors.ts';

/** Reads a JSON body by a strict schema. @throws ApiError 400 `invalid_json` or `invalid_body` */
export async function readBody<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  const text = await context.req.text();
  const parsed = schema.safeParse(parseJson(text || '{}'));
  if (!parsed.success) throw invalid('invalid_body', parsed.error);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw Object.assign(new ApiError(400, 'invalid_json', { message: 'The body is not JSON.' }), { cause });
  }
}

const bracketed = /^(\w+)\[([^\]]+)\]$/;

/** Reads the query by a strict schema; `tags[k]=v` arrives as an object. @throws ApiError 400 `invalid_query_params` */
export function readQuery<T>(context: Context, schema: z.ZodType<T>): T {
  const query: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(context.req.query())) {
    const [, group, member] = bracketed.exec(name) ?? [];
    if (group && member)
      query[group] = { ...z.record(z.string(), z.string()).catch({}).parse(query[group]), [member]: value };
    else query[name] = value;
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
  .regex(/^[a-zA-Z0-9,.;:=+~[\]|@${}"'\\/_ -]+$/, 'This is not a connection id.');
