import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { readVariables } from '#lib/variables/variables';
import type { Caller } from './auth.ts';
import { answer } from './endpoint.ts';

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
    needs: { scope: 'environment:variables:read' },
    answers: { 200: { description: 'All variables.', schema: list } },
  },
  async (context) => context.json(await readVariables()),
);
