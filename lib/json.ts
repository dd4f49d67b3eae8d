/** How deeply received JSON may be nested. Code that processes it later is recursive. */
const deepest = 100;

/** Names that every JavaScript object inherits. Stored as data they could be mistaken for those members. */
const inherited: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a name is not allowed as a member: `__proto__`, `constructor`, `prototype`. */
export const isInheritedName = (name: string) => inherited.has(name);

/** Whether PostgreSQL can store a text: it rejects U+0000 and unpaired surrogates. */
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
 * Says why and where a received JSON value is not acceptable: nested too deeply, a member with an inherited name, or a
 * text that cannot be stored. Undefined if it is acceptable. Works without recursion, so any depth is safe.
 */
export function jsonProblem(whole: unknown): { message: string; path: (string | number)[] } | undefined {
  const ahead: Node[] = [{ value: whole, name: '', parent: undefined, depth: 0 }];
  for (let node = ahead.pop(); node; node = ahead.pop()) {
    const message = problemWith(node);
    // For a value nested too deeply, the path would be as long as the value.
    if (message) return { message, path: node.depth > deepest ? pathTo(node).slice(0, 1) : pathTo(node) };
    for (const member of membersOf(node)) ahead.push(member);
  }
  return undefined;
}
