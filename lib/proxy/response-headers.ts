import type { IncomingHttpHeaders } from 'node:http';
import { hopByHop, namedByConnection } from './hop-by-hop.ts';
import type { Headers } from './request-headers.ts';

/** What another host may not decide for ours. */
const withheld = new Set([...hopByHop, 'alt-svc', 'set-cookie', 'set-cookie2', 'strict-transport-security']);

/** Microsoft's headers as they go back to the caller. */
export function responseHeaders(headers: IncomingHttpHeaders): Headers {
  const passed: Headers = { 'cache-control': 'no-store' };
  const named = namedByConnection(headers.connection);
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || withheld.has(name) || name.startsWith('access-control-') || named.includes(name))
      continue;
    passed[name] = value;
  }
  passed['x-content-type-options'] = 'nosniff';
  return passed;
}
