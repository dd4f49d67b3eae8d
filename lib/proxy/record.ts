import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from '#lib/api/errors';
import { log } from '#lib/log';

type Proxied = {
  method: string;
  /** With query; only what stands before it is told. */
  path: string;
  connection: string;
  integration: string;
  /** Of `performance.now()`. */
  began: number;
} & ({ status: number; headers: IncomingHttpHeaders } | { error: unknown });

/** Notes how a proxied call went; returns at once. */
export function record(proxied: Proxied): void {
  const { method, path, connection, integration, began } = proxied;
  const status = 'status' in proxied ? proxied.status : statusOf(proxied.error);
  const requestId = 'headers' in proxied ? proxied.headers['request-id'] : undefined;
  const detail = { method, path: path.split('?', 1)[0], status, ms: Math.round(performance.now() - began), requestId };
  log().debug({ connection, integration, ...detail }, 'a proxied call was answered');
}

function statusOf(error: unknown): number | undefined {
  return error instanceof ApiError ? error.status : undefined;
}
