import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { databaseProblems, findDatabaseProblem } from '#lib/database-health';
import { env } from '#lib/env';
import { readVariables } from '#lib/variables/variables';
import type { Caller } from './auth.ts';
import { answer } from './endpoint.ts';
import { ApiError } from './errors.ts';
import { openApiDocument } from './openapi.ts';

export const service = new Hono<Caller>();

const part = z.enum(['ok', 'failing']);
const problem = z.object({
  code: z.enum(databaseProblems).openapi({ description: 'What fails; the codes do not change.' }),
  message: z.string(),
});
const well = z.object({ status: z.literal('ok'), parts: z.object({ database: part }) });
const ill = z.object({ status: z.literal('failing'), parts: z.object({ database: part }), error: problem });

const sentences: Record<(typeof databaseProblems)[number], string> = {
  database_unreachable: 'The database cannot be reached, or has no connection left for us.',
  database_not_answering: 'The database takes connections or questions and does not answer.',
  database_full: 'The disk of the database is full: nothing can be written until there is room again.',
  database_read_only: 'The database takes no writes: it is read-only, or a standby.',
  database_failing: 'The database refuses what it is asked; the log of this server says why.',
};

answer(
  service,
  {
    method: 'get',
    path: '/health',
    id: 'getHealth',
    tag: 'Service',
    summary: 'Check whether this installation can answer',
    needs: { nothing: true },
    answers: {
      200: { description: 'It can.', schema: well },
      503: { description: 'It cannot; `error.code` names what fails.', schema: ill },
    },
  },
  async (context) => {
    const code = await findDatabaseProblem();
    if (!code) return context.json({ status: 'ok' as const, parts: { database: 'ok' as const } }, 200);
    const error = { code, message: sentences[code] };
    context.header('Retry-After', '1');
    return context.json({ status: 'failing' as const, parts: { database: 'failing' as const }, error }, 503);
  },
);

answer(
  service,
  {
    method: 'get',
    path: '/openapi.json',
    id: 'getOpenApi',
    tag: 'Service',
    summary: 'Get this document',
    needs: { nothing: true },
    answers: { 200: { description: 'An OpenAPI 3.1 document.', schema: z.record(z.string(), z.unknown()) } },
  },
  async (context) => context.json(openApiDocument(`${env().publicUrl}/api`)),
);

const variables = z.array(z.object({ name: z.string(), value: z.string() }));

answer(
  service,
  {
    method: 'get',
    path: '/environment-variables',
    id: 'listEnvironmentVariables',
    tag: 'Environment',
    summary: 'List the environment variables with their values',
    description:
      'They belong to the whole environment. A key bound to one integration gets status 403: it sees nothing but that integration.',
    needs: { scope: 'environment:variables:read' },
    answers: { 200: { description: 'All variables.', schema: variables } },
  },
  async (context) => {
    if (context.get('key')?.integration)
      throw new ApiError(403, 'forbidden', {
        message:
          'This API key is bound to one integration, and environment variables belong to all of them. Use a key that is not bound.',
      });
    return context.json(await readVariables());
  },
);
