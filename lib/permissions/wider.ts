import { parseScope, spellScope } from '#lib/catalogue/scope-names';
import { SCOPES } from '#lib/catalogue/scopes';

/** With a person who signs in, or without one. */
export type Access = 'delegated' | 'application';

type Wider = { name: string; hasRole: boolean };

let widerByKey: Map<string, Wider[]> | undefined;

function collect(): Map<string, Wider[]> {
  const wider = new Map<string, Wider[]>();
  for (const { resource, name, appRoleId } of SCOPES) {
    const spelt = spellScope(resource, name);
    const queue = [spelt];
    const seen = new Set<string>();
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const { known, key } = parseScope(next);
      if (seen.has(key)) continue;
      seen.add(key);
      if (next !== spelt)
        wider.set(key, [...(wider.get(key) ?? []), { name: spelt, hasRole: appRoleId !== undefined }]);
      queue.push(...(known?.covers ?? []).map((bare) => spellScope(resource, bare)));
    }
  }
  return wider;
}

/** The permissions that include this one, of those that can be asked in that way. */
function widerThan(name: string, access: Access): string[] {
  widerByKey ??= collect();
  const found = widerByKey.get(parseScope(name).key) ?? [];
  return found.filter(({ hasRole }) => access === 'delegated' || hasRole).map((one) => one.name);
}

/** These permissions and all that include one of them, each once. */
export function withWider(names: readonly string[], access: Access): string[] {
  return [...new Set([...names, ...names.flatMap((name) => widerThan(name, access))])];
}

/**
 * How much a permission opens, 1 to 5, by its name: Microsoft's `privilegeLevel` in the same spirit. 1 reads the basics,
 * 2 is the person's own things, 3 writes or reads everything in reach, 4 writes everything, 5 rules.
 */
export function levelOf(name: string): number {
  const { bare, known } = parseScope(name);
  if (/FullControl|AccessAsUser|^Directory\.ReadWrite|^AppRoleAssignment|^Application\.ReadWrite|Migrate/.test(bare))
    return 5;
  const isWide = /\.(All|Shared)$/.test(bare) || /^AllSites/.test(bare);
  const doesWrite = /Write|Manage|Create|Delete|Revoke|Invite/.test(bare);
  const base = /ReadBasic|^User\.Read$|Selected$|AppFolder$/.test(bare) ? 1 : 2;
  const rank = base + (isWide ? 1 : 0) + (doesWrite ? 1 : 0) + (known?.adminConsent && isWide ? 0.5 : 0);
  return Math.min(rank + (/^Directory\./.test(bare) ? 1 : 0), 5);
}

/** Granted for single teams or chats with a Teams app: no sign-in and no admin's consent brings it. */
export const isResourceSpecific = (name: string) => /\.(Group|Chat|User)$|\.WhereInstalled$/.test(name);
