import { ROLES } from '#lib/catalogue/roles';
import { parseScope, spellScope } from '#lib/catalogue/scope-names';
import { SCOPES } from '#lib/catalogue/scopes';
import type { PermissionType, Scope } from '#lib/catalogue/types';

const spell = ({ resource, name }: Scope) => spellScope(resource, name);

/** The permissions that include another one, by its name. */
type Wider = Map<string, Set<string>>;

/**
 * If the catalogue does not say what an application permission includes, that of the delegated permission of the same
 * name applies.
 */
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

/** The permissions of the given type that include this one. */
function widerThan(name: string, type: PermissionType): Iterable<string> {
  collected ??= { delegated: collect('delegated'), application: collect('application') };
  return collected[type].get(parseScope(name).name) ?? [];
}

/** These permissions and all that include one of them, without repetition. */
export function withWider(names: readonly string[], type: PermissionType): string[] {
  return [...new Set([...names, ...names.flatMap((name) => [...widerThan(name, type)])])];
}

/**
 * How much a permission allows, from 1 to 5, by its name. It follows the idea of Microsoft's `privilegeLevel`: 1 reads
 * basic data, 2 covers the person's own data, 3 reads everything in reach or writes some of it, 4 writes everything, 5
 * administers.
 */
export function levelOf(name: string, type: PermissionType): number {
  const { bare, known } = parseScope(name);
  if (/FullControl|AccessAsUser|^Directory\.ReadWrite|^AppRoleAssignment|^Application\.ReadWrite|Migrate/.test(bare))
    return 5;
  // An application permission is always for the whole tenant, whatever its name ends in.
  const isWide = type === 'application' || /\.(All|Shared)$/.test(bare) || /^AllSites/.test(bare);
  const doesWrite = /Write|Manage|Create|Delete|Revoke|Invite/.test(bare);
  const base = /ReadBasic|^User\.Read$|Selected$|AppFolder$/.test(bare) ? 1 : 2;
  const rank = base + (isWide ? 1 : 0) + (doesWrite ? 1 : 0) + (known?.adminConsent && isWide ? 0.5 : 0);
  return Math.min(rank + (/^Directory\./.test(bare) ? 1 : 0), 5);
}

/**
 * Such a permission is granted for single teams or chats, by installing a Teams app. Neither a sign-in nor an admin's
 * consent can grant it.
 */
export const isResourceSpecific = (name: string) => /\.(Group|Chat|User)$|\.WhereInstalled$/.test(name);
