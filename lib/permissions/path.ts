/** Stands in front of a segment that came out of quotes, braces or a file's path: an id, whatever it reads. */
const ID = '\u0000';

const quoted = /(?<=[(=,]\s*)(?:%27|')(?:[^'%]|''|%(?!27))*(?:%27|')/gi;
/** `${id}`, `{id}`, `<id>`, `%7Bid%7D`, `:id`: what documentation and code write where an id goes. */
const placeholders = /\$\{[^}]*\}|\{[^}/]*\}|%7b[^/]*?%7d|<[^>/]*>|(?<=\/):[a-z]\w*/gi;
/** `root:/a/b.docx:/content`; without a second colon the rest of the address is the file's path. */
const fileByPath = /(\/(?:root|(?:items|special)\/[^/:]+)):\/+.*?(?::(?=\/|$)|$)/i;
const siteByPath = /(^|\/)sites\/[^/:]+:\/+.*?(?::(?=\/|$)|$)/i;
/** Their members have keys with names: `applications(appId='…')` is one member and no function. */
const alternateKeys = /^(applications|serviceprincipals|devices|directoryroles|groups|users|teams)$/i;

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A lone percent sign: the segment stays as it was written.
    return segment;
  }
}

/** `users('x')` is two segments, and a function keeps the names of its arguments. */
function openParentheses(segment: string): string[] {
  const [, name, inner] = /^([\w.-]+)\((.*)\)$/s.exec(segment) ?? [];
  if (name === undefined || inner === undefined) return [segment];
  if (inner.trim() === '') return [name];
  if (!inner.includes('=') || alternateKeys.test(name)) return [name, ID];
  const names = inner.split(',').map((part) => `${part.split('=')[0]?.trim()}={}`);
  return [`${name}(${names.join(',')})`];
}

/**
 * The segments of a path that has no host, version and query any more: keys in parentheses are segments of their own,
 * and a file or site addressed by its path is one item (Graph, "addressing resources in a drive").
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

const verbs = /^(get|list|check|validate|find|export|add|remove|send|assign|create|evaluate)[A-Z]|^delta$/;

/** Whether a segment may be the id of something, rather than a function, a cast or an action. */
export function mayBeId(segment: string): boolean {
  if (segment.startsWith(ID)) return true;
  return !/[(]|^\$|^microsoft\.graph\./i.test(segment) && !verbs.test(segment);
}

/** A segment to be compared with the tables' words; an id never equals one. */
export const wordOf = (segment: string) => segment.toLowerCase();
