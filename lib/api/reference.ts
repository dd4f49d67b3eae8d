import { z } from 'zod';
import './app.ts';
import { openApiDocument } from './openapi.ts';
import { tags } from './words.ts';

/** One member of a request or an answer. `name` is its full path, such as `credentials.type`. */
export type Field = { name: string; type: string; required: boolean; description: string | undefined };

type Parameter = Field & { place: string };

export type Operation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  paragraphs: string[];
  parameters: Parameter[];
  body: Field[];
  answers: { status: string; description: string; fields: Field[] }[];
};

export type OperationGroup = { name: string; description: string; operations: Operation[] };

const schema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), schema).optional();
  },
  get items() {
    return schema.optional();
  },
  get anyOf() {
    return z.array(schema).optional();
  },
});
type Schema = z.infer<typeof schema>;

const content = z.object({ 'application/json': z.object({ schema }) }).optional();
const operation = z.object({
  operationId: z.string(),
  deprecated: z.boolean().optional(),
  tags: z.array(z.string()),
  summary: z.string(),
  description: z.string().optional(),
  parameters: z
    .array(
      z.object({ name: z.string(), in: z.string(), required: z.boolean(), description: z.string().optional(), schema }),
    )
    .optional(),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content })),
});
const document = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), schema) }),
});

type Schemas = Record<string, Schema>;

function resolve(of: Schema, schemas: Schemas): Schema {
  const name = of.$ref?.split('/').at(-1);
  return (name && schemas[name]) || of;
}

function typeOf(of: Schema, schemas: Schemas): string {
  const { type, enum: values, anyOf, items, format } = resolve(of, schemas);
  if (values) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (anyOf) return [...new Set(anyOf.map((one) => typeOf(one, schemas)))].join(' | ');
  if (items) return `${typeOf(items, schemas)}[]`;
  const names = [type ?? 'any'].flat().join(' | ');
  return format ? `${names} (${format})` : names;
}

const deepest = 3;

/**
 * Every member of an object, each followed by its nested members. Of several alternatives, the first object is used.
 */
function fieldsOf(
  of: Schema,
  schemas: Schemas,
  at: { prefix: string; depth: number } = { prefix: '', depth: 0 },
): Field[] {
  const whole = resolve(of, schemas);
  const object = [whole, ...(whole.anyOf ?? [])]
    .map((one) => resolve(one, schemas))
    .find(({ properties }) => properties);
  if (whole.items) return fieldsOf(whole.items, schemas, { ...at, prefix: `${at.prefix.replace(/\.$/, '')}[].` });
  if (!object?.properties || at.depth >= deepest) return [];
  const { properties, required = [] } = object;
  const isOptional = ([name]: [string, Schema]) => Number(!required.includes(name));
  const members = Object.entries(properties).sort((one, other) => isOptional(one) - isOptional(other));
  return members.flatMap(([name, member]) => {
    const field = { name: at.prefix + name, type: typeOf(member, schemas), required: required.includes(name) };
    const { description } = { ...resolve(member, schemas), ...member };
    const nested = fieldsOf(member, schemas, { prefix: `${at.prefix}${name}.`, depth: at.depth + 1 });
    return [{ ...field, description }, ...nested];
  });
}

type Found = z.infer<typeof operation>;

function toOperation(found: Found, where: { method: string; path: string }, schemas: Schemas): Operation {
  const { operationId: id, summary, description = '', parameters = [], requestBody, responses } = found;
  const bodySchema = requestBody?.content?.['application/json'].schema;
  return {
    id,
    summary,
    path: where.path,
    method: where.method.toUpperCase(),
    paragraphs: description.split('\n\n').filter(Boolean),
    parameters: parameters.map(({ name, in: place, required, description: text, schema: of }) => {
      return { name, place, required, description: text, type: typeOf(of, schemas) };
    }),
    body: bodySchema ? fieldsOf(bodySchema, schemas) : [],
    answers: Object.entries(responses).map(([status, { description: text, content: body }]) => {
      const isGood = status.startsWith('2') && body !== undefined;
      return { status, description: text, fields: isGood ? fieldsOf(body['application/json'].schema, schemas) : [] };
    }),
  };
}

const isSuperseded = ({ found }: { found: Found }) => Number(found.deprecated ?? false);

/** The REST API as the reference page shows it, read from the OpenAPI document. */
export function readReference(url: string): OperationGroup[] {
  const { paths, components } = document.parse(JSON.parse(JSON.stringify(openApiDocument(url))));
  const all = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, found]) => ({ tag: found.tags[0], method, path, found })),
  );
  return tags.map(({ name, description }) => {
    const own = all
      .filter(({ tag }) => tag === name)
      .sort((a, b) => isSuperseded(a) - isSuperseded(b) || a.path.localeCompare(b.path));
    const operations = own.map(({ found, ...where }) => toOperation(found, where, components.schemas));
    return { name, description, operations };
  });
}
