/** One statement of a paste: a line, or several lines that belong together. `json` is set if it is valid JSON. */
export type Statement = { text: string; json?: unknown };

const mostLinesTogether = 400;
/** The beginning of code whose call may continue on the next lines. */
const openCode = /\.api\(|\bfetch\(|\b(?:axios|requests?|http\w*)\b[.\w]*\(|\bInvoke-/i;

/** The end of the string literal that begins at `at`; -1 if it is not closed. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === text[start]) return at;
  }
  return -1;
}

/** The number of unclosed brackets in a text, strings excluded. It takes linear time. */
function depthOf(text: string): number {
  let depth = 0;
  const unended = new Set<string>();
  for (let at = 0; at < text.length; at += 1) {
    const one = text.charAt(at);
    if ('\'"`'.includes(one) && !unended.has(one)) {
      const end = endOfString(text, at);
      if (end === -1) unended.add(one);
      else at = end;
    } else if ('([{'.includes(one)) depth += 1;
    else if (')]}'.includes(one)) depth -= 1;
  }
  return depth;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: it is read as text.
    return undefined;
  }
}

/** The number of lines from `start` that form one JSON value; 0 if they form none. */
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

/**
 * The number of lines from `start` that form one statement: a command with continued lines, or a call over several
 * lines.
 */
function textLength(lines: readonly string[], start: number): number {
  const isCode = openCode.test(lines[start] ?? '');
  const end = Math.min(lines.length, start + mostLinesTogether);
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const line = lines[at] ?? '';
    depth += isCode ? depthOf(line) : 0;
    const goesOn = /(?:^|\s)[\\^`]\s*$/.test(line) || /^\s*\??\.\w/.test(lines[at + 1] ?? '') || depth > 0;
    if (!goesOn) return at + 1 - start;
  }
  return end - start;
}

/** Splits a paste into statements, one at a time. Blank lines and comments are skipped. */
export function* splitStatements(paste: string): Generator<Statement> {
  const lines = paste.split(/\r\n|[\n\r\u2028]/);
  for (let at = 0; at < lines.length; ) {
    const length = jsonLength(lines, at);
    if (length > 0) {
      const text = lines.slice(at, at + length).join('\n');
      yield { text, json: parseJson(text) };
      at += length;
      continue;
    }
    const together = textLength(lines, at);
    const text = lines
      .slice(at, at + together)
      .map((line) => line.trimEnd().replace(/(?<=\s)[\\^`]$/, ''))
      .join('\n');
    at += together;
    const trimmed = text.trim();
    if (/[a-z]/i.test(trimmed) && !/^(#|\/\/)/.test(trimmed)) yield { text: trimmed };
  }
}
