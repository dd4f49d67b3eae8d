import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';

const javaScript = 'text/javascript; charset=utf-8';
const types = 'text/plain; charset=utf-8';

type Script = { text: Buffer; type: string; isFixed: boolean };

const read = (name: string) => readFileSync(join(import.meta.dirname, 'browser', name));

/** What the dashboard says of the script for customers' pages. */
type ScriptFacts = { fixedPath: string; integrity: string };

declare global {
  /** Set by the server, for the pages of Next, which cannot find the files from their bundles. */
  var latchkeyScript: ScriptFacts | undefined;
}

function load(): ReadonlyMap<string, Script> {
  const latchkey = read('latchkey.js');
  // An address with the hash of the content cannot come to answer with another content.
  const fixedPath = `/embed/latchkey-${createHash('sha256').update(latchkey).digest('hex').slice(0, 16)}.js`;
  const integrity = `sha384-${createHash('sha384').update(latchkey).digest('base64')}`;
  globalThis.latchkeyScript = { fixedPath, integrity };
  const moving = (text: Buffer, type: string): Script => ({ text, type, isFixed: false });
  return new Map([
    ['/embed/latchkey.js', moving(latchkey, javaScript)],
    [fixedPath, { text: latchkey, type: javaScript, isFixed: true }],
    ['/embed/latchkey.d.ts', moving(read('latchkey.d.ts'), types)],
    ['/embed/react.js', moving(read('react.js'), javaScript)],
    ['/embed/react.d.ts', moving(read('react.d.ts'), types)],
  ]);
}

const scripts = load();

/** The script that customers' pages load from this address. */
export function findScript(url: string): Script | undefined {
  return url.startsWith('/embed/') ? scripts.get(url.split('?')[0] ?? '') : undefined;
}

/** Answers with a script, to pages of every origin: it holds nothing of this installation. */
export function answerScript(
  { text, type, isFixed }: Script,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  response.writeHead(200, {
    'content-type': type,
    'content-length': text.length,
    'cache-control': isFixed ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : text);
}
