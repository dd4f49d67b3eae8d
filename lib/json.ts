/** How deeply what somebody sends may be nested: what reads it further calls itself once a level. */
const deepest = 100;

/** Names that every object of JavaScript answers to, set or not: kept as data they would be taken for those. */
const inherited: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a name must not be a member's: `__proto__`, `constructor`, `prototype`. */
export const isInheritedName = (name: string) => inherited.has(name);

/** Whether PostgreSQL can keep a text: it knows neither U+0000 nor half a surrogate pair. */
const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0');

type Node = { value: unknown; name: string | number; parent: Node | undefined; depth: number };

function pathTo(node: Node): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: Node | undefined = node; at?.parent; at = at.parent)
    path.unshift(typeof at.name === 'string' ? at.name.toWellFormed() : at.name);
  return path;
}

function problemWith({ name, value, depth }: Node): string | undefined {
  if (depth > deepest) return `This is nested more than ${deepest} levels deep. Send it flatter.`;
  if (typeof name === 'string' && isInheritedName(name))
    return `No member can be named "${name}". Choose a different name.`;
  const isKept = isStorable(String(name)) && (typeof value !== 'string' || isStorable(value));
  return isKept ? undefined : 'A text holds U+0000 or half a surrogate pair, which cannot be stored.';
}

function membersOf(node: Node): Node[] {
  const { value, depth } = node;
  if (typeof value !== 'object' || value === null) return [];
  const of = (name: string | number, member: unknown) => ({ name, value: member, parent: node, depth: depth + 1 });
  return Array.isArray(value)
    ? value.map((member, index) => of(index, member))
    : Object.entries(value).map(([name, member]) => of(name, member));
}

/**
 * Says why a JSON value that somebody sent cannot be taken, and where: too deep, a member named like what every object
 * has, or a text that cannot be stored. Undefined when it can. It never calls itself, however deep the value is.
 */
export function jsonProblem(whole: unknown): { message: string; path: (string | number)[] } | undefined {
  const ahead: Node[] = [{ value: whole, name: '', parent: undefined, depth: 0 }];
  for (let node = ahead.pop(); node; node = ahead.pop()) {
    const message = problemWith(node);
    // The way to the bottom of a deep value would be as long as the value.
    if (message) return { message, path: node.depth > deepest ? pathTo(node).slice(0, 1) : pathTo(node) };
    for (const member of membersOf(node)) ahead.push(member);
  }
  return undefined;
}
