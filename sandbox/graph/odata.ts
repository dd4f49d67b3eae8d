import type { z } from 'zod';
import { graphError } from './answers.ts';
import type { AnyCall } from './call.ts';
import { contextOf, select } from './call.ts';

export type Entity = Record<string, unknown>;

/** Conditions of a `$filter` made of `name eq 'value'` and `and`; `undefined` for anything else. */
function readFilter(text: string | null): { name: string; value: string }[] | undefined {
  if (text === null) return [];
  const parts = text.split(/\s+and\s+/i).map((part) => /^\s*(\w+)\s+eq\s+'((?:[^']|'')*)'\s*$/.exec(part));
  if (parts.includes(null)) return undefined;
  return parts.map((found) => ({ name: found?.[1] ?? '', value: (found?.[2] ?? '').replaceAll("''", "'") }));
}

/** A collection after `$filter` and `$select`. */
export function listAnswer(call: AnyCall, set: string, entities: Entity[]): Response {
  const conditions = readFilter(call.query.get('$filter'));
  if (!conditions) {
    return graphError(400, 'Request_UnsupportedQuery', 'Unsupported or invalid query filter clause specified.');
  }
  const matching = entities.filter((entity) => conditions.every(({ name, value }) => entity[name] === value));
  const value = matching.map((entity) => select(call, entity));
  return Response.json({ '@odata.context': contextOf(call, set), value });
}

export function entityAnswer(call: AnyCall, set: string, entity: Entity): Response {
  const context = { '@odata.context': contextOf(call, `${set}/$entity`) };
  return Response.json({ ...context, ...select(call, entity) });
}

export function createdAnswer(call: AnyCall, set: string, entity: Entity): Response {
  const context = { '@odata.context': contextOf(call, `${set}/$entity`) };
  return Response.json({ ...context, ...entity }, { status: 201 });
}

export function resourceNotFound(id: string): Response {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return graphError(404, 'Request_ResourceNotFound', message);
}

export function badRequest(message: string): Response {
  return graphError(400, 'Request_BadRequest', message);
}

/** Runs a handler on a JSON body that the schema accepts. */
export async function withBody<T>(
  call: AnyCall,
  schema: z.ZodType<T>,
  handle: (body: T) => Response | Promise<Response>,
): Promise<Response> {
  const text = (await call.body()).toString();
  const parsed = schema.safeParse(parse(text));
  if (parsed.success) return handle(parsed.data);
  const [issue] = parsed.error.issues;
  return badRequest(`Invalid value specified for property '${issue?.path.join('.') ?? 'body'}' of resource.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text || '{}');
  } catch {
    return undefined;
  }
}
