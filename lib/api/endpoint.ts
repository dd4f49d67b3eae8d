import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context, Hono } from 'hono';
import { admit, type Caller, type Needs } from './auth.ts';
import { answerOnce } from './idempotency.ts';
import { readBody, readParams, readQuery } from './input.ts';
import { errorAnswers, type Tag } from './words.ts';

/** The source of the OpenAPI document, with every endpoint once. */
export const documented = new OpenAPIHono();

/** Answers by their status; `default` stands for every status that is not listed. */
type Answers = { [status: string]: { description: string; schema?: z.ZodType } };

/** One endpoint: its text in the reference, and the schemas that check its input. */
export type Endpoint<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** In OpenAPI's spelling: /connections/{connection_id} */
  path: string;
  id: string;
  tag: Tag;
  summary: string;
  description?: string;
  /** Still supported, but replaced by another endpoint. */
  isDeprecated?: true;
  needs: Needs;
  params?: P;
  query?: Q;
  body?: B;
  /** Described in the reference; the handler reads and checks them itself. */
  headers?: z.ZodObject;
  answers: Answers;
  /** Statuses of refusals that only this endpoint returns. Those that follow from its other settings are added. */
  refusals?: (keyof typeof errorAnswers)[];
  /** Accepts an Idempotency-Key: repeating the same request returns the first answer. */
  isIdempotent?: true;
};

const idempotencyHeader = z.object({
  'Idempotency-Key': z
    .string()
    .max(255)
    .optional()
    .openapi({ description: 'Sent again with the same request within a day, it brings the first answer again.' }),
});

const json = (schema: z.ZodType) => ({ 'application/json': { schema } });

type Refusals = (keyof typeof errorAnswers)[];

function answersOf(answers: Answers, refusals: Refusals) {
  const good = Object.entries(answers).map(([status, { description, schema }]) => {
    return [status, { description, ...(schema && { content: json(schema) }) }];
  });
  return Object.fromEntries([...refusals.map((status) => [status, errorAnswers[status]]), ...good]);
}

function refusalsOf({
  needs,
  body,
  isIdempotent,
  refusals = [],
}: Pick<Described, 'needs' | 'body' | 'isIdempotent' | 'refusals'>) {
  const byKey: Refusals = 'scope' in needs || 'picker' in needs ? [401, 403, 429] : [401];
  const byNeeds: Refusals = 'nothing' in needs ? [] : byKey;
  const read: Refusals = body ? [408, 413, 415] : [];
  const once: Refusals = isIdempotent ? [409, 422] : [];
  return [...new Set<Refusals[number]>([400, ...refusals, ...byNeeds, ...read, ...once, 500, 503])].toSorted();
}

type Described = Endpoint<z.ZodObject, z.ZodObject, z.ZodType>;

function securityOf(needs: Needs): Record<string, string[]>[] {
  if ('nothing' in needs) return [];
  if ('picker' in needs) return [{ pickerSession: [] }];
  const schemes: Record<string, string[]>[] = 'scope' in needs ? [{ apiKey: [] }] : [];
  return needs.session ? [...schemes, { connectSession: [] }] : schemes;
}

function descriptionOf({ description, needs }: Pick<Described, 'description' | 'needs'>): string {
  const scope = 'scope' in needs && needs.scope !== 'any' ? `Needs the scope \`${needs.scope}\`.` : '';
  return [description, scope].filter(Boolean).join('\n\n');
}

/** What the old paths of connections have in common in the document: Nango renamed /connection to /connections. */
export const oldPath = {
  isDeprecated: true,
  tag: 'Connections',
  description: 'The old path of this endpoint, which older SDKs call.',
} as const;

/** Puts an endpoint into the OpenAPI document. */
export function describe<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  endpoint: Endpoint<P, Q, B>,
): void {
  const { method, path, id, tag, summary, needs, params, query, body, isIdempotent } = endpoint;
  const headers = isIdempotent ? idempotencyHeader : endpoint.headers;
  const description = descriptionOf(endpoint);
  documented.openAPIRegistry.registerPath({
    method,
    path,
    operationId: id,
    tags: [tag],
    summary,
    security: securityOf(needs),
    description: description || `${summary}.`,
    ...(endpoint.isDeprecated && { deprecated: true }),
    request: {
      ...(params && { params }),
      ...(query && { query }),
      ...(headers && { headers }),
      ...(body && { body: { required: true, content: json(body) } }),
    },
    responses: answersOf(endpoint.answers, refusalsOf(endpoint)),
  });
}

type Input<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
};

type Handler<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = (
  context: Context<Caller>,
  input: Input<P, Q, B>,
) => Promise<Response>;

const nothing = z.strictObject({});

/** Turns OpenAPI's {name} into Hono's :name. A connection id may hold slashes, which some callers do not encode. */
const routeOf = (path: string) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name) => (name === 'connection_id' ? `:${name}{.+}` : `:${name}`));

/**
 * Documents an endpoint and mounts it in `app`. The caller's key or session is checked, and then the input by the same
 * schemas that the document shows, before `handler` is called.
 */
export function answer<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  app: Hono<Caller>,
  endpoint: Endpoint<P, Q, B>,
  handler: Handler<P, Q, B>,
): void;
export function answer(
  app: Hono<Caller>,
  endpoint: Described,
  handler: Handler<z.ZodObject, z.ZodObject, z.ZodType>,
): void {
  describe(endpoint);
  const { needs, params = nothing, query = nothing, body, isIdempotent } = endpoint;
  app.on(endpoint.method, routeOf(endpoint.path), async (context) => {
    await admit(context, needs);
    const input = {
      params: readParams(context, params),
      query: readQuery(context, query),
      body: body && (await readBody(context, body)),
    };
    return isIdempotent ? answerOnce(context, () => handler(context, input)) : handler(context, input);
  });
}
