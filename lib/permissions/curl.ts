import type { Request } from './address.ts';

/** Splits a command into words as a POSIX shell does: quotes are removed, and quoted text stays one word. */
function shellWords(command: string): string[] {
  const word = /(?:"((?:\\.|[^"\\])*)"|\$?'([^']*)'|\\([\s\S])|([^\s"'\\]))/y;
  const words: string[] = [];
  for (let at = 0, text = '', isOpen = false; at <= command.length; ) {
    word.lastIndex = at;
    const found = word.exec(command);
    if (found) {
      const [whole, double, single, escaped, plain] = found;
      text += double?.replaceAll(/\\(["\\$`])/g, '$1') ?? single ?? (escaped === '\n' ? '' : escaped) ?? plain ?? '';
      isOpen = true;
      at += whole.length;
      continue;
    }
    if (isOpen) words.push(text);
    text = '';
    isOpen = false;
    at += 1;
  }
  return words;
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Form fields, a file name or a variable: this body says nothing about the permission.
    return undefined;
  }
}

const takesValue = /^(-[AbcCdDeEFHKmoPQrTuUwxXyYz]|--[\w-]+)$/;
/** Long options without a value. All other long options take the next word as their value. */
const flags =
  /^--(compressed|fail|fail-with-body|get|globoff|head|http[\d.]+|include|insecure|location|location-trusted|progress-bar|show-error|silent|verbose)$/;
const data = /^(-d|-F|--data(-\w+)*|--json|--form)$/;

type Option = { name: string; value: string };

/** An option with its value, and whether the value was the next word. */
function readOption(word: string, next: string | undefined): Option & { tookNext?: true } {
  const [, name, joined] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? /^(-[XdT])(.+)$/s.exec(word) ?? [];
  if (name !== undefined) return { name, value: joined ?? '' };
  if (!word.startsWith('-')) return { name: '--url', value: word };
  const [, last] = /^-[fgikLnNsSv#]+([A-Za-z])$/.exec(word) ?? [];
  if (last !== undefined) return readOption(`-${last}`, next);
  if (!takesValue.test(word) || flags.test(word)) return { name: word, value: '' };
  return { name: word, value: next ?? '', tookNext: true };
}

/** The options of a command, in order. A word that is no option counts as `--url`. */
function optionsOf(words: readonly string[]): Option[] {
  const options: Option[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const { name, value, tookNext } = readOption(words[at] ?? '', words[at + 1]);
    options.push({ name, value });
    if (tookNext) at += 1;
  }
  return options;
}

function impliedMethod(options: readonly Option[]): string {
  const has = (pattern: RegExp) => options.some(({ name }) => pattern.test(name));
  if (has(/^(-I|--head)$/)) return 'HEAD';
  if (has(/^(-T|--upload-file)$/)) return 'PUT';
  return has(data) && !has(/^(-G|--get)$/) ? 'POST' : 'GET';
}

/** Reads a curl command; undefined if it contains no address. */
export function readCurl(command: string): Request | undefined {
  const options = optionsOf(shellWords(command.replace(/^\s*(?:\$\s*)?curl(?:\.exe)?\s+/i, '')));
  const find = (pattern: RegExp) => options.find(({ name }) => pattern.test(name))?.value;
  const url = find(/^--url$/);
  if (url === undefined) return undefined;
  return { method: find(/^(-X|--request)$/) ?? impliedMethod(options), url, body: parseBody(find(data) ?? '') };
}
