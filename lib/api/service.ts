import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { isDatabaseUp } from '#lib/db';
import { env } from '#lib/env';
import type { Caller } from './auth.ts';
import { answer } from './endpoint.ts';
import { openApiDocument } from './openapi.ts';

export const service = new Hono<Caller>();

const part = z.enum(['ok', 'failing']);
const health = z.object({ status: part, parts: z.object({ database: part }) });

answer(
  service,
  {
    method: 'get',
    path: '/health',
    id: 'getHealth',
    tag: 'Service',
    summary: 'Tell whether this installation can answer',
    needs: { nothing: true },
    answers: {
      200: { description: 'It can.', schema: health },
      503: { description: 'It cannot.', schema: health },
    },
  },
  async (context) => {
    const database = (await isDatabaseUp()) ? 'ok' : 'failing';
    return context.json({ status: database, parts: { database } }, database === 'ok' ? 200 : 503);
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
