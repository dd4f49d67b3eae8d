import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';

const javaScript = 'text/javascript; charset=utf-8';
const types = 'text/plain; charset=utf-8';

type Script = { text: Buffer; type: string; isFixed: boolean };

const read = (name: string) => readFileSync(join(import.meta.dirname, 'browser', name));

/** What the dashboard says of a script for customers' pages. */
type ScriptFacts = { fixedPath: string; integrity: string };

declare global {
  /** Both set by the server, for the pages of Next, which cannot find the files from their bundles. */
  var latchkeyScript: ScriptFacts | undefined;
  var latchkeyPickerScript: ScriptFacts | undefined;
}

const moving = (name: string): [string, Script] => [
  `/embed/${name}`,
  { text: read(name), type: name.endsWith('.d.ts') ? types : javaScript, isFixed: false },
];

/** An address with the hash of the content cannot come to answer with another content. */
function fix(name: 'latchkey' | 'picker'): ScriptFacts & { script: Script } {
  const text = read(`${name}.js`);
  const fixedPath = `/embed/${name}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.js`;
  const integrity = `sha384-${createHash('sha384').update(text).digest('base64')}`;
  return { fixedPath, integrity, script: { text, type: javaScript, isFixed: true } };
}

function load(): ReadonlyMap<string, Script> {
  const { script: latchkeyFile, ...latchkey } = fix('latchkey');
  const { script: pickerFile, ...picker } = fix('picker');
  globalThis.latchkeyScript = latchkey;
  globalThis.latchkeyPickerScript = picker;
  return new Map([
    [latchkey.fixedPath, latchkeyFile],
    [picker.fixedPath, pickerFile],
    ...['latchkey.js', 'latchkey.d.ts', 'picker.js', 'picker.d.ts', 'react.js', 'react.d.ts'].map(moving),
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
