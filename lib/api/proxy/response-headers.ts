import { hopByHop, namedByConnection } from './hop-by-hop.ts';
import type { Answer } from './send.ts';

/** What another host may not decide for ours, and what is ours to say. */
const withheld = new Set([
  ...hopByHop,
  'alt-svc',
  'cache-control',
  'set-cookie',
  'set-cookie2',
  'strict-transport-security',
  'x-content-type-options',
]);

/** Names and values by turns, as `writeHead` takes them: each value's characters stand for its bytes (latin1). */
export type HeaderLines = string[];

/** Microsoft's header lines as they go back to the caller: byte for byte, in their order, repeated ones repeated. */
export function responseHeaders({ headers, lines }: Pick<Answer, 'headers' | 'lines'>): HeaderLines {
  const passed = ['cache-control', 'no-store', 'x-content-type-options', 'nosniff'];
  const named = namedByConnection(headers.connection);
  const lengths: string[] = [];
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const [line = '', value = ''] = [lines[at], lines[at + 1]];
    const name = line.toLowerCase();
    if (withheld.has(name) || name.startsWith('access-control-') || named.includes(name)) continue;
    // Once Node knows a length it reads the bytes of a Content-Disposition as UTF-8, and refuses what it then finds.
    (name === 'content-length' ? lengths : passed).push(line, value);
  }
  return [...passed, ...lengths];
}
