import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HeaderLines } from './headers.ts';
import { proxy } from './proxy.ts';
import { refusalOf } from './refusals.ts';

/** Answers `/api/proxy/*` on Node's own request and response: no detour through web streams. */
export async function handleProxy(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const begin = (status: number, lines: HeaderLines) => response.writeHead(status, lines);
  try {
    await proxy({ method, url, headers, body: request, gone: gone.signal, begin });
  } catch (error) {
    if (response.headersSent || response.destroyed) return;
    const refusal = refusalOf(error, url);
    response.writeHead(refusal.status, refusal.headers).end(method === 'HEAD' ? undefined : refusal.body);
  }
}
