import { z } from 'zod';
import { graphError } from './answers.ts';
import type { AnyCall } from './call.ts';

const mostRequests = 20;

const batch = z.object({
  requests: z
    .array(
      z.object({
        id: z.string(),
        method: z.string(),
        url: z.string(),
        headers: z.record(z.string(), z.string()).default({}),
        body: z.unknown().optional(),
        dependsOn: z.array(z.string()).default([]),
      }),
    )
    .min(1)
    .max(mostRequests),
});

type Answered = { id: string; status: number; headers: Record<string, string>; body: unknown };

/** JSON batching: each part answers for itself; what depends on a failed part is 424. */
export async function runBatch(call: AnyCall, run: (part: AnyCall) => Promise<Response>): Promise<Response> {
  const order = batch.safeParse(JSON.parse((await call.body()).toString() || '{}'));
  if (!order.success) return graphError(400, 'BadRequest', 'Invalid batch payload format.');
  const responses: Answered[] = [];
  for (const { id, method, url, headers, body, dependsOn } of order.data.requests) {
    const hasFailed = responses.some((one) => dependsOn.includes(one.id) && one.status >= 400);
    if (hasFailed) {
      responses.push({ id, status: 424, headers: {}, body: { error: { code: 'FailedDependency' } } });
      continue;
    }
    const target = new URL(url.startsWith('/') ? url : `/${url}`, 'http://batch');
    const bytes = body === undefined ? '' : JSON.stringify(body);
    const path = decodeURIComponent(target.pathname).replace(/^\/v1\.0(?=\/)/, '');
    const query = target.searchParams;
    const response = await run({
      ...call,
      method,
      path,
      query,
      headers: new Headers(headers),
      body: async () => Buffer.from(bytes),
    });
    const text = await response.text();
    responses.push({
      id,
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: text === '' ? null : JSON.parse(text),
    });
  }
  return Response.json({ responses });
}
