/** One thing somebody pasted: a line, or the lines that belong together. `json` is set where it is whole JSON. */
export type Statement = { text: string; json?: unknown };

const mostLinesTogether = 400;
/** Code whose call may go on over lines. */
const openCode =
  /\.api\(|\bfetch\(|\baxios\b|\brequests?\.|\bInvoke-|\bhttp\w*\.|^\s*(?:const|let|var|await|return)\b/i;

/** How many brackets of a text are open, strings left out. */
function depthOf(text: string): number {
  const bare = text.replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/gs, '');
  return [...bare].reduce((depth, one) => depth + ('([{'.includes(one) ? 1 : 0) - (')]}'.includes(one) ? 1 : 0), 0);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: it is read as text.
    return undefined;
  }
}

/** How many lines from `start` are one JSON value; 0 when they are none. */
function jsonLength(lines: readonly string[], start: number): number {
  if (!/^\s*[[{]/.test(lines[start] ?? '')) return 0;
  let depth = 0;
  for (let end = start; end < Math.min(lines.length, start + mostLinesTogether); end += 1) {
    depth += depthOf(lines[end] ?? '');
    if (depth > 0) continue;
    return parseJson(lines.slice(start, end + 1).join('\n')) === undefined ? 0 : end + 1 - start;
  }
  return 0;
}

function goesOn(text: string, next: string): boolean {
  if (/(?:^|\s)[\\^`]$/.test(text)) return true;
  if (/^\s*\??\.\w/.test(next)) return true;
  return openCode.test(text) && depthOf(text) > 0;
}

/** Splits a paste into statements. Blank lines and comments go. */
export function splitStatements(paste: string): Statement[] {
  const lines = paste.split(/\r\n|[\n\r\u2028]/);
  const statements: Statement[] = [];
  for (let at = 0; at < lines.length; ) {
    const length = jsonLength(lines, at);
    if (length > 0) {
      const text = lines.slice(at, at + length).join('\n');
      statements.push({ text, json: parseJson(text) });
      at += length;
      continue;
    }
    let text = (lines[at] ?? '').trimEnd();
    at += 1;
    for (let taken = 1; at < lines.length && taken < mostLinesTogether && goesOn(text, lines[at] ?? ''); taken += 1) {
      text = `${text.replace(/(?<=\s)[\\^`]$/, '')}\n${(lines[at] ?? '').trimEnd()}`;
      at += 1;
    }
    const trimmed = text.trim();
    if (trimmed !== '' && !/^(#|\/\/)/.test(trimmed)) statements.push({ text: trimmed });
  }
  return statements;
}
