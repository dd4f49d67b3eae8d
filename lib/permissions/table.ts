import { byBodyCalls } from './calls/by-body.ts';
import { calendarCalls } from './calls/calendar.ts';
import { contactsCalls } from './calls/contacts.ts';
import { directoryCalls } from './calls/directory.ts';
import { filesCalls } from './calls/files.ts';
import { groupsCalls } from './calls/groups.ts';
import { mailCalls } from './calls/mail.ts';
import { oneNoteCalls } from './calls/one-note.ts';
import { ownCalls } from './calls/own.ts';
import type { CallRow } from './calls/read-table.ts';
import { sharePointApiCalls } from './calls/share-point-api.ts';
import { sitesCalls } from './calls/sites.ts';
import { tasksCalls } from './calls/tasks.ts';
import { teamsCalls } from './calls/teams.ts';
import { usersCalls } from './calls/users.ts';
import { foldPath, ruleWords } from './fold.ts';
import { mayBeId, wordOf } from './path.ts';

/** All rows of the tables. For a call with several rows the first applies, so our own come first. */
export const CALLS: readonly CallRow[] = [
  ...ownCalls,
  ...byBodyCalls,
  ...filesCalls,
  ...sitesCalls,
  ...mailCalls,
  ...calendarCalls,
  ...contactsCalls,
  ...teamsCalls,
  ...oneNoteCalls,
  ...tasksCalls,
  ...usersCalls,
  ...groupsCalls,
  ...directoryCalls,
  ...sharePointApiCalls,
];

type Rows = Map<string, CallRow>;
type Node = { words: Map<string, Node>; any?: Node; rows: Rows; below: Rows };

const node = (): Node => ({ words: new Map(), rows: new Map(), below: new Map() });

function childOf(parent: Node, part: string): Node {
  if (part === '{}') {
    parent.any ??= node();
    return parent.any;
  }
  const child = parent.words.get(part) ?? node();
  parent.words.set(part, child);
  return child;
}

function grow(): { root: Node; words: ReadonlySet<string> } {
  const root = node();
  for (const row of CALLS) {
    const parts = row.template.split('/').filter(Boolean);
    const isBelow = parts.at(-1) === '**';
    const end = parts.slice(0, isBelow ? -1 : undefined).reduce(childOf, root);
    const rows = isBelow ? end.below : end.rows;
    if (!rows.has(row.method)) rows.set(row.method, row);
  }
  const words = CALLS.flatMap(({ template }) => template.split('/')).filter((part) => !/^(\{.*\}|\*\*|)$/.test(part));
  return { root, words: new Set([...words, ...ruleWords]) };
}

let grown: ReturnType<typeof grow> | undefined;
function tables() {
  grown ??= grow();
  return grown;
}

/**
 * The row of a path. A word takes precedence over an id, and a wildcard for all segments below applies only if nothing
 * more specific does.
 */
function walk(at: Node, segments: readonly string[], method: string): CallRow | undefined {
  const [segment, ...rest] = segments;
  if (segment === undefined) return at.rows.get(method);
  const word = at.words.get(wordOf(segment));
  const named = word && walk(word, rest, method);
  if (named) return named;
  const any = at.any && mayBeId(segment) ? walk(at.any, rest, method) : undefined;
  return any ?? at.below.get(method);
}

/** Shortens `delta(token={})` to `delta` if the tables contain that word. Other functions stay as they are. */
function withoutArguments(segments: readonly string[]): string[] {
  const { words } = tables();
  return segments.map((segment) => {
    const name = segment.replace(/\(.*$/s, '');
    return words.has(wordOf(name)) ? name : segment;
  });
}

const withoutSystem = (segments: readonly string[]) =>
  segments.filter((segment) => !/^\$(value|count|ref|links)$/i.test(segment));

/** Removes the namespace of a function or action, and casts to a type, because they address the same collection. */
function withoutNamespace(segments: readonly string[]): string[] {
  const { words } = tables();
  return segments.flatMap((segment) => {
    const [, name] = /^(?:microsoft\.)?graph\.(\w+.*)$/is.exec(segment) ?? [];
    if (name === undefined) return [segment];
    return words.has(wordOf(name)) || words.has(wordOf(name.replace(/\(.*$/s, ''))) ? [name] : [];
  });
}

/** The possible readings of a path, the most literal first: unchanged, then without the additions that OData allows. */
function* readings(segments: readonly string[]): Generator<readonly string[]> {
  for (const one of [segments, withoutSystem(segments)]) {
    yield one;
    yield withoutNamespace(one);
    yield withoutArguments(withoutNamespace(one));
  }
}

/** The row for a call; undefined if no table contains it. `HEAD` needs the permission of `GET`. */
export function findRow(method: string, segments: readonly string[]): CallRow | undefined {
  const asked = method === 'HEAD' ? 'GET' : method;
  for (const reading of readings(segments)) {
    const { root } = tables();
    const row = walk(root, reading, asked) ?? walk(root, foldPath(reading), asked);
    if (row) return row;
  }
  return undefined;
}

/** The path with `{id}` for every segment that is not a word of the tables, so that it contains nothing personal. */
export function templateOf(segments: readonly string[]): string {
  const { words } = tables();
  const isWord = (segment: string) => words.has(wordOf(segment)) || words.has(wordOf(segment.replace(/\(.*$/s, '')));
  const shown = segments.map((segment) =>
    isWord(segment) || /^\$(value|count|ref)$/i.test(segment) ? segment : '{id}',
  );
  return `/${shown.join('/')}`;
}
