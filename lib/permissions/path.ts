/** Prefix of a segment that was in quotes, braces or a file's path. Such a segment is always an id, never a word. */
const ID = '\u0000';

const quoted = /(?<=[(=,]\s*)(?:%27|')(?:[^'%]|''|%(?!27))*(?:%27|')/gi;
/** Placeholders for an id in documentation and code: `${id}`, `{id}`, `<id>`, `%7Bid%7D`, `:id`. */
const placeholders = /\$\{[^}]*\}|\{[^}/]*\}|%7b[^/]*?%7d|<[^>/]*>|(?<=\/):[a-z]\w*/gi;
/**
 * A file addressed by its path: `root:/a/b.docx:/content`. Without a second colon, the rest of the address is the
 * file's path.
 */
const fileByPath = /(\/(?:root|(?:items|special)\/[^/:]+)):\/+.*?(?::(?=\/|$)|$)/i;
const siteByPath = /(^|\/)sites\/[^/:]+:\/+.*?(?::(?=\/|$)|$)/i;
/** Collections whose members may have named keys: `applications(appId='…')` is a member and not a function. */
const alternateKeys = /^(applications|serviceprincipals|devices|directoryroles|groups|users|teams)$/i;

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // The segment contains a percent sign that encodes nothing, and stays as written.
    return segment;
  }
}

/** Splits `users('x')` into two segments. A function keeps the names of its arguments. */
function openParentheses(segment: string): string[] {
  const [, name, inner] = /^([\w.-]+)\((.*)\)$/s.exec(segment) ?? [];
  if (name === undefined || inner === undefined) return [segment];
  if (inner.trim() === '') return [name];
  if (!inner.includes('=') || alternateKeys.test(name)) return [name, ID];
  const names = inner.split(',').map((part) => `${part.split('=')[0]?.trim()}={}`);
  return [`${name}(${names.join(',')})`];
}

/**
 * The segments of a path without host, version and query. Keys in parentheses become segments of their own, and a file
 * or site addressed by its path becomes one item (Graph, "addressing resources in a drive").
 */
export function readPath(path: string): string[] {
  return path
    .replaceAll(ID, '')
    .replaceAll(/%3a/gi, ':')
    .replaceAll('%28', '(')
    .replaceAll('%29', ')')
    .replaceAll(placeholders, ID)
    .replaceAll(quoted, ID)
    .replace(siteByPath, `$1sites/${ID}`)
    .replace(fileByPath, '$1')
    .split('/')
    .flatMap((segment) => openParentheses(decode(segment).trim()))
    .filter((segment) => segment !== '');
}

const verbs = /^(get|list|check|validate|find|export|add|remove|send|assign|create|evaluate)[A-Z]|^[dD]elta$/;

/** Whether a segment may be the id of something, rather than a function, a cast or an action. */
export function mayBeId(segment: string): boolean {
  if (segment.startsWith(ID)) return true;
  return !/[(]|^\$|^microsoft\.graph\./i.test(segment) && !verbs.test(segment);
}

/** A segment in the form in which it is compared with the tables' words. An id never equals one. */
export const wordOf = (segment: string) => segment.toLowerCase();
