import { mayBeId, wordOf } from './path.ts';

/** A pattern for one segment: a word, one of several words, or `*` for any id. */
type Part = string | readonly string[] | RegExp;
type Rule = { prefix: readonly Part[]; becomes: readonly string[] };

const rule = (prefix: readonly Part[], ...becomes: string[]): Rule => ({ prefix, becomes });

const drive = [['drive'], ['drives', '*']] as const;
const fileOf = /^getfileby(serverrelativeurl|serverrelativepath|id|url)\b/;
const folderOf = /^getfolderby(serverrelativeurl|serverrelativepath|id)\b/;

/**
 * Reduces the different paths to the same thing to one: a mailbox is reached by `/me` and by `/users/{id}`, and a file
 * by a user, a group, a site or a drive, by id or by path. Each rule rewrites the beginning of a path.
 */
const rules: readonly Rule[] = [
  rule(['groups', '*', 'sites', '*'], 'sites', '*'),
  rule(['sites', '*', 'sites', '*'], 'sites', '*'),
  rule(['sites', '*', /^getbypath\(/], 'sites', '*'),
  rule(['me'], '{user}'),
  rule(['users', '*'], '{user}'),
  ...[[], ['{user}'], ['groups', '*'], ['sites', '*'], ['sites', '*', 'lists', '*']].flatMap((owner) =>
    drive.map((below) => rule([...owner, ...below], '{drive}')),
  ),
  rule(['{drive}', 'root'], '{item}'),
  rule(['{drive}', ['items', 'special', 'bundles'], '*'], '{item}'),
  rule(['shares', '*', ['driveitem', 'root']], '{item}'),
  rule(['shares', '*', 'items', '*'], '{item}'),
  rule(['sites', '*', 'lists', '*', 'items', '*', 'driveitem'], '{item}'),
  rule(['{item}', 'children', '*'], '{item}'),
  ...[['{user}'], ['groups', '*'], ['sites', '*']].map((owner) => rule([...owner, 'onenote'], '{onenote}')),
  rule(['{user}', 'mailfolders', '*'], '{mailfolder}'),
  rule(['{mailfolder}', 'childfolders', '*'], '{mailfolder}'),
  rule([['{user}', '{mailfolder}'], 'messages', '*'], '{message}'),
  rule(['{mailfolder}', 'messages'], '{user}', 'messages'),
  rule(['{user}', 'calendar'], '{calendar}'),
  rule(['{user}', 'calendars', '*'], '{calendar}'),
  rule(['{user}', 'calendargroups', '*', 'calendars', '*'], '{calendar}'),
  rule(['{calendar}', 'events'], '{user}', 'events'),
  rule(['{calendar}', 'calendarview'], '{user}', 'calendarview'),
  rule(['{user}', 'calendarview', '*'], '{user}', 'events', '*'),
  rule(['{user}', 'events', '*', 'instances', '*'], '{user}', 'events', '*'),
  rule(['{user}', 'contactfolders', '*'], '{contactfolder}'),
  rule(['{contactfolder}', 'childfolders', '*'], '{contactfolder}'),
  rule(['{contactfolder}', 'contacts'], '{user}', 'contacts'),
  rule(['_api', 'web', 'lists', ['getbytitle', 'getbyid'], '*'], '_api', 'web', '{list}'),
  rule(['_api', 'web', 'lists', '*'], '_api', 'web', '{list}'),
  rule(['_api', 'web', 'getlist', '*'], '_api', 'web', '{list}'),
  rule(['_api', 'web', fileOf, '*'], '_api', 'web', '{file}'),
  rule(['_api', 'web', fileOf], '_api', 'web', '{file}'),
  rule(['_api', 'web', folderOf, '*'], '_api', 'web', '{folder}'),
  rule(['_api', 'web', folderOf], '_api', 'web', '{folder}'),
  rule(['_api', 'web', ['{list}', '{folder}'], 'rootfolder'], '_api', 'web', '{folder}'),
  rule(['_api', 'web', 'folders', '*'], '_api', 'web', '{folder}'),
  rule(['_api', 'web', '{folder}', 'folders', '*'], '_api', 'web', '{folder}'),
  rule(['_api', 'web', '{folder}', 'files', '*'], '_api', 'web', '{file}'),
];

function fits(part: Part, segment: string | undefined): boolean {
  if (segment === undefined) return false;
  if (part === '*') return mayBeId(segment);
  if (typeof part === 'string') return part === wordOf(segment);
  return part instanceof RegExp ? part.test(wordOf(segment)) : part.includes(wordOf(segment));
}

function applyRule({ prefix, becomes }: Rule, segments: readonly string[]): string[] | undefined {
  if (!prefix.every((part, index) => fits(part, segments[index]))) return undefined;
  // The last ids are kept. For a site below a site, that is the inner one.
  const kept = becomes.filter((word) => word === '*').length;
  const ids = prefix.flatMap((part, index) => (part === '*' ? [segments[index] ?? ''] : [])).slice(-kept || Infinity);
  return [...becomes.map((word) => (word === '*' ? (ids.shift() ?? '') : word)), ...segments.slice(prefix.length)];
}

/** The path as the tables spell it. A path that no rule matches stays unchanged. */
export function foldPath(segments: readonly string[]): readonly string[] {
  let folded = segments;
  // Each round shortens the path or replaces its beginning once and for all, so the loop ends.
  for (let rounds = 0; rounds < 50; rounds += 1) {
    const before = folded;
    for (const one of rules) folded = applyRule(one, folded) ?? folded;
    if (folded === before) break;
  }
  return folded;
}

/** Words in addresses below a wildcard row, for instance inside a workbook. */
const deepWords =
  'worksheets tables rows columns range names charts cell usedrange add items files folders fields views getfilebyserverrelativeurl getfilebyserverrelativepath getfilebyid getfolderbyserverrelativeurl getfolderbyserverrelativepath getfolderbyid currentuser';

/** Words that occur in addresses but in no row of the tables, so that they are not taken for ids. */
export const ruleWords: readonly string[] = rules
  .flatMap(({ prefix }) => prefix)
  .flatMap((part) => (part instanceof RegExp ? [] : part))
  .filter((word) => !/[*{]/.test(word))
  .concat(deepWords.split(' '));
