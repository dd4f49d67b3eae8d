import { ROLES } from '#lib/catalogue/roles';
import { parseScope, spellScope } from '#lib/catalogue/scope-names';
import { SCOPES } from '#lib/catalogue/scopes';
import type { PermissionType, Scope } from '#lib/catalogue/types';

const spell = ({ resource, name }: Scope) => spellScope(resource, name);

/** What includes a permission, by its name. */
type Wider = Map<string, Set<string>>;

/** Where the catalogue says nothing of an application permission, the delegated one of its name tells what it includes. */
function collect(type: PermissionType): Wider {
  const entries = type === 'delegated' ? SCOPES : [...ROLES, ...SCOPES];
  const coversOf = Map.groupBy(entries, spell);
  const offered = type === 'delegated' ? SCOPES : [...ROLES, ...SCOPES.filter(({ appRoleId }) => appRoleId)];
  const wider: Wider = new Map();
  const note = (wide: string, at: string, seen: Set<string>): void => {
    for (const { resource, covers } of coversOf.get(at) ?? [])
      for (const covered of covers.map((bare) => spellScope(resource, bare))) {
        if (seen.has(covered)) continue;
        seen.add(covered);
        wider.set(covered, (wider.get(covered) ?? new Set()).add(wide));
        note(wide, covered, seen);
      }
  };
  for (const name of new Set(offered.map(spell))) note(name, name, new Set());
  return wider;
}

let collected: Record<PermissionType, Wider> | undefined;

/** The permissions that include this one, of those that can be asked in that way. */
function widerThan(name: string, type: PermissionType): Iterable<string> {
  collected ??= { delegated: collect('delegated'), application: collect('application') };
  return collected[type].get(parseScope(name).name) ?? [];
}

/** These permissions and all that include one of them, each once. */
export function withWider(names: readonly string[], type: PermissionType): string[] {
  return [...new Set([...names, ...names.flatMap((name) => [...widerThan(name, type)])])];
}

/**
 * How much a permission opens, 1 to 5, by its name: Microsoft's `privilegeLevel` in the same spirit. 1 reads the basics,
 * 2 is the person's own things, 3 writes or reads everything in reach, 4 writes everything, 5 rules.
 */
export function levelOf(name: string, type: PermissionType): number {
  const { bare, known } = parseScope(name);
  if (/FullControl|AccessAsUser|^Directory\.ReadWrite|^AppRoleAssignment|^Application\.ReadWrite|Migrate/.test(bare))
    return 5;
  // Without a person every permission is for the whole tenant, whatever its name ends in.
  const isWide = type === 'application' || /\.(All|Shared)$/.test(bare) || /^AllSites/.test(bare);
  const doesWrite = /Write|Manage|Create|Delete|Revoke|Invite/.test(bare);
  const base = /ReadBasic|^User\.Read$|Selected$|AppFolder$/.test(bare) ? 1 : 2;
  const rank = base + (isWide ? 1 : 0) + (doesWrite ? 1 : 0) + (known?.adminConsent && isWide ? 0.5 : 0);
  return Math.min(rank + (/^Directory\./.test(bare) ? 1 : 0), 5);
}

/** Granted for single teams or chats with a Teams app: no sign-in and no admin's consent brings it. */
export const isResourceSpecific = (name: string) => /\.(Group|Chat|User)$|\.WhereInstalled$/.test(name);
