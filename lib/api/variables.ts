import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { readVariables } from '#lib/variables/variables';
import type { Caller } from './auth.ts';
import { answer } from './endpoint.ts';
import { ApiError } from './errors.ts';

export const variables = new Hono<Caller>();

const list = z.array(z.object({ name: z.string(), value: z.string() }));

answer(
  variables,
  {
    method: 'get',
    path: '/environment-variables',
    id: 'listEnvironmentVariables',
    tag: 'Environment',
    summary: 'List the environment variables with their values',
    description:
      'They belong to the whole environment. A key bound to one integration gets status 403: it sees nothing but that integration.',
    needs: { scope: 'environment:variables:read' },
    answers: { 200: { description: 'All variables.', schema: list } },
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
